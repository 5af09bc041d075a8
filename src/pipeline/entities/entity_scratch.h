#pragma once

// What the entities stage keeps between its steps, for one document; reused from document to
// document by one thread.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "casus/document.h"
#include "pipeline/entities/agent_lexicon.h"
#include "pipeline/entities/word_facts.h"
#include "resources/gazetteer.h"
#include "resources/knowledge.h"
#include "resources/office_holders.h"

namespace casus {

// A token as the word lists know it.
struct TokenWord {
  ListWord form = kNoListWord;    // of "ex-minister" that of its last part
  ListWord lemma = kNoListWord;   // of plurals that the tagger left alone the singular
  ListWord prefix = kNoListWord;  // "ex" of "ex-minister", where no list has the whole word
  std::uint32_t classes = 0;      // ListClass bits of form and lemma
  bool starts_upper = false;
  bool is_all_upper = false;
};

// A word of a token, ready for the name index. key kNoKey: punctuation that ends any name.
struct NamePart {
  WordKey key = kNoKey;
  TokenIndex token = kNoToken;
  bool starts_token = false;
  bool ends_token = false;
  bool starts_upper = false;
  bool is_all_upper = false;
};

// Tokens that a name of the knowledge base covers.
struct NameMatch {
  TokenIndex first = 0;  // tokens [first, last)
  TokenIndex last = 0;
  TokenIndex head = kNoToken;
  std::span<const NameSense> senses;
  NameSense sense;              // the one that was chosen
  std::int32_t entity = kNone;  // into Document::entities, once it is one
};

// What a token's phrase says of an actor.
enum class ReadingKind : std::uint8_t {
  kNothing,  // no actor as far as the words tell
  kThing,    // known to be none
  kPlace,    // a place; its code and people's sector are kept
  kActor,
  kName,  // a named mention that nothing more is known of
};

struct Reading {
  ReadingKind kind = ReadingKind::kNothing;
  std::string_view code;  // into knowledge or lexicon; empty: unknown
  SectorList sectors;
  bool is_blocked = false;  // a vague region: hands no code on and takes none
  bool is_defer = false;    // sectors are a collective's own default
  bool is_partial = false;  // of a partly recognised entity
  std::int32_t entry = -1;  // knowledge entry that it is
  const KnownOffice* office = nullptr;
  OfficeHolder holder;  // of the office that a phrase names, without the person's name
  const AgentPhrase* phrase = nullptr;
  const AgentModifier* modifier = nullptr;
  TokenIndex code_from = kNoToken;  // the dependent that gave the code
  std::int32_t entity = kNone;
  std::int32_t chain = kNone;
  std::string_view note;  // why, where the rest does not say it
};

// One entity of the document with all that its mentions showed.
struct Referent {
  std::int32_t entry = -1;
  EntityType type = EntityType::kMisc;
  std::int32_t first_entity = kNone;  // mention that opened the chain
  std::int32_t last_entity = kNone;
  WordKey first_word = kNoKey;   // of persons: first name or initial
  WordKey before_last = kNoKey;  // of persons with three words and more: the word before the last
  char initial = 0;              // folded first letter of the name
  ListWord title = kNoListWord;  // before the name where it was first
  char gender = 0;               // 'm', 'f': of a pronoun that stood for it
  Reading reading;               // what some mention said of it
};

// A noun that somebody was called by, "the Iranian ambassador", for "the ambassador" later on.
struct SaidNoun {
  std::int32_t sentence = kNone;
  TokenIndex at = kNoToken;
  Reading reading;
  std::string_view other_code;  // that it had before
  std::int32_t other_sentence = kNone;
};

// Who says "we" and "I" at this point of the text. Readings of kind kNothing: nobody known.
struct Voices {
  Reading document;         // of "Statement by ..."
  std::string_view issuer;  // the state that the title says the document is of
  Reading label;            // of "MR. PRICE:"
  Reading said;             // subject of the last verb of speaking
  std::int32_t said_block = kNone;
  std::int32_t block = kNone;
  bool is_talk = false;  // a briefing or the like
  bool is_labelled = false;
  bool is_after_colon = false;  // what follows "the minister said:"
  bool is_in_quote = false;
};

struct EntityScratch {
  std::vector<TokenWord> words;  // by token
  std::vector<NamePart> parts;   // of one sentence
  std::vector<NameWord> name_words;
  std::vector<NameMatch> matches;
  std::vector<Gazetteer::Candidate> towns;
  std::unordered_set<std::int32_t> named_entries;  // of the knowledge base, in this document
  std::unordered_set<WordKey> named_surnames;      // last words of persons named in full so far
  std::vector<std::int32_t> match_at;              // token -> matches
  std::vector<std::int32_t> entity_at;             // token -> Document::entities
  std::vector<std::int32_t> sentence_of;           // token -> sentence
  std::vector<Reading> readings;                   // by token
  std::vector<TokenIndex> order;                   // of one sentence, heads before their children
  std::vector<std::string_view> states_before;     // by token of the sentence: the only state named
  std::vector<std::uint32_t> begin_of;             // phrase of a token: bytes
  std::vector<std::uint32_t> end_of;
  std::vector<Referent> referents;  // by chain
  std::unordered_map<std::int32_t, std::int32_t> chain_of_entry;
  std::unordered_map<WordKey, std::int32_t> chain_of_name;       // of all words
  std::unordered_map<WordKey, std::int32_t> chain_of_surname;    // kAmbiguous: several
  std::vector<std::pair<TokenIndex, std::int32_t>> pronouns;     // that stand for persons; chains
  std::unordered_map<std::uint32_t, SaidNoun> said_nouns;        // by said_noun_key()
  std::unordered_map<const AgentPhrase*, SaidNoun> said_titles;  // "Prime Minister" before a name
  Voices voices;
  std::vector<std::uint8_t> quoted;         // by token of the sentence: inside quotation marks
  std::vector<std::int32_t> organisations;  // chains, in the order of first mention
  std::vector<std::uint8_t> name_tags;      // by token; NameTag of name_model.h
  std::vector<std::uint8_t> stretch_tags;
  std::vector<std::int32_t> emissions;
  std::vector<std::uint32_t> features;
  std::vector<std::uint64_t> word_keys;  // by token, of the word table
  std::vector<WordFacts> word_facts;     // by token
  std::vector<std::uint8_t> place_at;    // by token: what place name of the gazetteer it is in
  std::vector<Gazetteer::Candidate> place_candidates;
  std::unordered_map<std::uint64_t, std::uint32_t>
      evidence;  // word key -> how the document uses it
  std::string buffer;
  std::string small;
  Day day = kNoDay;
};

}  // namespace casus
