#pragma once

// PhraseReader reads the phrases of one sentence from the leaves of its tree to the root; the rules
// are in this folder's README. Its parts: reading_words.cpp (words of agents.txt),
// reading_names.cpp (known names and towns), reading_owners.cpp (what its dependents say of a
// phrase), readings.cpp (the order, pronouns, chains and the sentence's place).

#include <span>
#include <string_view>

#include "casus/document.h"
#include "pipeline/entities/agent_lexicon.h"
#include "pipeline/entities/entity_scratch.h"
#include "resources/gazetteer.h"
#include "resources/knowledge.h"

namespace casus {

// How strongly a dependent says whose its head is; 0: not at all. Lower is stronger.
enum Strength { kNever = 0, kIdentity, kBefore, kOwner, kOf, kPlaceOf };

// Tokens [first, last).
struct Extent {
  TokenIndex first = kNoToken;
  TokenIndex last = kNoToken;
};

// The dependents that give a phrase its code, and a collective its sectors.
struct Owners {
  TokenIndex of_code = kNoToken;
  Strength code_strength = kNever;
  TokenIndex of_sectors = kNoToken;
  Strength sectors_strength = kNever;
};

class PhraseReader {
 public:
  PhraseReader(const AgentLexicon& lexicon, const Knowledge& knowledge,
               const OfficeHolders& holders, const Gazetteer* gazetteer, const Document& document,
               EntityScratch& scratch)
      : lexicon_(lexicon),
        knowledge_(knowledge),
        holders_(holders),
        gazetteer_(gazetteer),
        document_(document),
        scratch_(scratch) {}

  void read(const Sentence& sentence);

 private:
  const Token& token(TokenIndex i) const { return document_.tokens[static_cast<std::size_t>(i)]; }
  const TokenWord& word(TokenIndex i) const { return scratch_.words[static_cast<std::size_t>(i)]; }
  Reading& reading(TokenIndex i) { return scratch_.readings[static_cast<std::size_t>(i)]; }
  bool has_class(TokenIndex i, std::uint32_t classes) const {
    return (word(i).classes & classes) != 0;
  }

  void order_tokens(const Sentence& sentence);
  void find_place_code(const Sentence& sentence);
  void find_states_named(const Sentence& sentence);
  std::string_view state_before(TokenIndex t) const;
  bool take_nearer_state(TokenIndex t, TokenIndex resumed, Reading& r) const;
  void take_opening(TokenIndex t, Reading& r) const;
  std::int32_t block_of(TokenIndex t) const;
  void measure_phrase(TokenIndex t);
  void read_token(TokenIndex t);

  const NameMatch* match_headed_by(TokenIndex t) const;
  bool stands_for_somebody(const NameMatch& match) const;
  TokenIndex neighbour(TokenIndex t, int step) const;
  const AgentPhrase* phrase_around(TokenIndex t, Extent& extent) const;
  bool is_whole(TokenIndex t) const;
  const AgentModifier* prefix_modifier(TokenIndex t) const;
  bool stand_before(TokenIndex t, std::span<const ListWord> words, TokenIndex& first) const;
  bool cuts_name(const Extent& extent) const;
  bool ends_place_name(TokenIndex t) const;
  bool fits(const AgentPhrase& phrase, TokenIndex t, Extent& extent) const;
  const AgentModifier* modifier_at(TokenIndex t) const;
  bool is_other_word_of_name(TokenIndex t, const AgentModifier& modifier) const;
  bool is_word(TokenIndex t, ListWord id) const {
    return word(t).form == id || word(t).lemma == id;
  }
  TokenIndex case_of(TokenIndex t) const;
  TokenIndex name_start(TokenIndex t) const;
  bool has_definite(TokenIndex t) const;

  void read_match(const NameMatch& match, Reading& r);
  void take_titled_office(const NameMatch& match, Reading& r) const;
  void take_other_state(const NameMatch& match, Reading& r) const;
  void read_phrase_word(const AgentPhrase& phrase, TokenIndex t, Reading& r);
  void read_pronoun(TokenIndex t, Reading& r);
  bool stands_alone(const NameMatch& match) const;
  bool acts_as_government(const NameMatch& match) const;
  bool is_used_as_noun(TokenIndex t) const;
  bool is_listed_plural(TokenIndex t) const;
  bool is_office_of_somewhere(TokenIndex t) const;
  bool is_bare_phrase(TokenIndex t) const;
  bool is_text_named(TokenIndex t) const;
  bool is_freedom_of(TokenIndex t) const;

  Strength strength_of(TokenIndex child) const;
  bool identifies(TokenIndex child);
  bool is_part_of_phrase(TokenIndex child) const;
  void take_identity(const Reading& from, Reading& r) const;
  bool is_of_later_conjunct(TokenIndex child) const;
  bool has_child(TokenIndex t, Relation relation) const;
  bool is_abroad(TokenIndex t, const Reading& r) const;
  bool is_other_than(TokenIndex child, Strength strength);
  void weigh_child(TokenIndex child, Owners& owners, Reading& r);
  bool is_named_after_owner(TokenIndex child);
  bool is_irregular_force(const Reading& owner, const Reading& r) const;
  void take_kin(const Reading& owner, Reading& r) const;
  void take_from_children(TokenIndex t, Reading& r);
  void take_description(TokenIndex first, TokenIndex last, Reading& r);
  void take_code_inside(const Entity& entity, Reading& r) const;
  void take_code_before(TokenIndex t, Reading& r);
  void read_owners_again();
  void join_titles();
  void share_with_conjuncts();
  bool shares_government(TokenIndex first, TokenIndex t);
  bool is_head_of_government(const AgentPhrase& phrase) const;
  bool has_owner(TokenIndex t, std::string_view code);
  void take_code(const Reading& from, TokenIndex child, Reading& r) const;
  void take_modifiers(TokenIndex t, Reading& r);
  void take_replacement(TokenIndex t, Reading& r);
  void apply_modifier(const AgentModifier& modifier, Reading& r) const;
  bool is_named_by_word_before(TokenIndex t, std::int32_t entity) const;
  bool may_be_town(TokenIndex t, std::int32_t entity) const;
  bool read_town(TokenIndex t, Reading& r);
  bool is_described(std::int32_t entity) const;
  bool is_travelling_office(TokenIndex t, const Reading& r) const;
  void resume_named(TokenIndex t, Reading& r) const;
  bool is_bare_definite(TokenIndex t) const;
  std::string_view code_of_office(const AgentPhrase& phrase) const;
  std::uint32_t said_noun_key(TokenIndex t) const;
  void resume_said(TokenIndex t, Reading& r) const;
  bool is_definite_phrase(TokenIndex t) const;
  void remember_said(TokenIndex t, const Reading& r);
  void note_said(const Reading& r, TokenIndex at, SaidNoun& said) const;
  const SaidNoun* said_before(TokenIndex t, const Reading& r) const;
  void take_issuer(TokenIndex t, Reading& r) const;
  bool is_issuers_body(TokenIndex t, const Reading& r) const;
  void remember_title(TokenIndex first, const Reading& r);
  bool rules(const Reading& r) const;
  bool is_scene_of_subject(TokenIndex t) const;
  void finish(TokenIndex t, Reading& r);
  void remember(const Reading& r);

  const AgentLexicon& lexicon_;
  const Knowledge& knowledge_;
  const OfficeHolders& holders_;
  const Gazetteer* gazetteer_;
  const Document& document_;
  EntityScratch& scratch_;
  TokenIndex first_ = 0;
  TokenIndex last_ = 0;
  Extent extent_;                // of the phrase around the token being read
  std::string_view place_code_;  // of the one state that the sentence plays in
  std::string_view opening_;     // of the place that the sentence begins with: "In Chad, ..."
  TokenIndex opening_end_ = kNoToken;
};

}  // namespace casus
