#include "pipeline/entities/chains.h"

#include <algorithm>

#include "base/utf8.h"
#include "pipeline/entities/acronyms.h"

namespace casus {

namespace {

constexpr std::int32_t kAmbiguous = -2;
constexpr std::size_t kMaxOrganisations = 32;  // looked at for a short form

const Token& token_at(const Document& document, TokenIndex i) {
  return document.tokens[static_cast<std::size_t>(i)];
}

// The words of a mention as keys: the whole, the first, the last.
struct MentionKeys {
  WordKey whole = kNoKey;
  WordKey first = kNoKey;
  WordKey last = kNoKey;
  WordKey before_last = kNoKey;
  std::size_t count = 0;
  char initial = 0;
  bool starts_with_initial = false;
};

MentionKeys keys_of(const Spelling& spelling, std::string_view words, EntityScratch& scratch) {
  scratch.name_words.clear();
  split_name_words(words, scratch.name_words);
  MentionKeys keys;
  keys.count = scratch.name_words.size();
  for (std::size_t i = 0; i < keys.count; ++i) {
    const NameWord& word = scratch.name_words[i];
    const WordKey key =
        spelling.key(words.substr(word.start, word.end - word.start), scratch.buffer);
    if (i == 0) {
      keys.first = key;
      keys.initial = scratch.buffer.empty() ? '\0' : scratch.buffer.front();
      keys.starts_with_initial = word.is_all_upper && scratch.buffer.size() <= 2;
    }
    keys.before_last = keys.last;
    keys.last = key;
    keys.whole = (keys.whole ^ key) * 0x9E3779B97F4A7C15u + 1;
  }
  return keys;
}

std::int32_t find_chain(const std::unordered_map<WordKey, std::int32_t>& chains, WordKey key) {
  const auto found = chains.find(key);
  return found == chains.end() ? kNone : found->second;
}

// "Sultanov", "A. Sultanov" or "Mr Sultanov" after "Alymbay Sultanov".
std::int32_t chain_of_surname(const MentionKeys& keys, const EntityScratch& scratch) {
  const std::int32_t chain = find_chain(scratch.chain_of_surname, keys.last);
  if (chain < 0) return kNone;
  const Referent& referent = scratch.referents[static_cast<std::size_t>(chain)];
  if (keys.count == 1) return chain;
  const bool same_first = keys.first == referent.first_word ||
                          (keys.starts_with_initial && keys.initial == referent.initial);
  const bool same_family = keys.count == 2 && keys.first == referent.before_last;  // "Zelaya Cruz"
  return same_first || same_family ? chain : kNone;
}

// "Emomali Sharipovich": the only person with this first name so far, in the text or in the
// knowledge base.
std::int32_t chain_of_patronymic(const AgentLexicon& lexicon, const Knowledge& knowledge,
                                 std::string_view words, const MentionKeys& keys,
                                 EntityScratch& scratch) {
  constexpr std::size_t kMaxReferents = 64;  // looked at
  if (keys.count != 2 || !lexicon.is_patronymic(words)) return kNone;
  std::int32_t chain = kNone;
  const std::size_t count = std::min(scratch.referents.size(), kMaxReferents);
  for (std::size_t i = scratch.referents.size() - count; i < scratch.referents.size(); ++i) {
    const Referent& referent = scratch.referents[i];
    if (referent.type != EntityType::kPerson) continue;
    bool has_name = referent.first_word == keys.first;
    if (!has_name && referent.entry >= 0) {
      const std::string_view name = knowledge.entry(referent.entry).name;
      has_name =
          knowledge.spelling().key(name.substr(0, name.find(' ')), scratch.buffer) == keys.first;
    }
    if (!has_name) continue;
    if (chain != kNone) return kNone;
    chain = static_cast<std::int32_t>(i);
  }
  return chain;
}

// A name of one word that the names model took for something else than a person.
bool may_be_surname(const Document& document, const Entity& entity, const EntityScratch& scratch) {
  const auto at = static_cast<std::size_t>(entity.first);
  return entity.last - entity.first == 1 && document.tokens[at].upos == Upos::kPropn &&
         !scratch.words[at].is_all_upper;
}

void remember_surname(const MentionKeys& keys, std::int32_t chain, EntityScratch& scratch) {
  const auto [known, is_new] = scratch.chain_of_surname.emplace(keys.last, chain);
  if (!is_new && known->second != chain) known->second = kAmbiguous;
}

// "The Council of the African Union (AU)": the acronym is of the name that ends the longer one.
bool is_of_last_words(const Knowledge& knowledge, const Document& document, const Entity& entity,
                      TokenIndex acronym, const EntityScratch& scratch) {
  const std::int32_t match = scratch.match_at[static_cast<std::size_t>(acronym)];
  if (match == kNone) return false;
  const std::int32_t entry = scratch.matches[static_cast<std::size_t>(match)].sense.entry;
  if (entry < 0) return false;
  const std::string_view name = knowledge.entry(entry).name;
  const std::string_view words = document.words(entity.start, entity.end);
  return words.size() > name.size() && words.ends_with(name);
}

// "Collective Security Treaty Organization (CSTO)": the acronym names the chain, too. In "the
// Commission of Experts on Ethiopia (CEE)" it is not the state's, whose own acronyms are known.
void remember_acronym(const Knowledge& knowledge, const Document& document, const Entity& entity,
                      std::int32_t chain, EntityScratch& scratch) {
  const TokenIndex acronym = bracketed_acronym(document, entity, scratch);
  if (acronym == kNoToken) return;
  const std::int32_t entry = scratch.referents[static_cast<std::size_t>(chain)].entry;
  if (entry >= 0 && knowledge.kind_of(entry) == EntryKind::kCountry) return;
  if (is_of_last_words(knowledge, document, entity, acronym, scratch)) return;
  const MentionKeys keys = keys_of(knowledge.spelling(), token_at(document, acronym).form, scratch);
  if (keys.count > 0) scratch.chain_of_name.emplace(keys.whole, chain);
}

bool equal_small(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return (x | 0x20) == (y | 0x20); });
}

bool has_word(std::string_view name, std::string_view word) {
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t end = std::min(name.find(' ', at), name.size());
    if (equal_small(name.substr(at, end - at), word)) return true;
    at = end + 1;
  }
  return false;
}

bool has_name_word(const Spelling& spelling, std::string_view name, WordKey key, bool only_first,
                   std::string& buffer) {
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t end = std::min(name.find(' ', at), name.size());
    if (spelling.key(name.substr(at, end - at), buffer) == key) return true;
    if (only_first) return false;
    at = end + 1;
  }
  return false;
}

// Those who ever bore the title that stands before `first`, the longest that anybody bore: "vice
// president" of "Vice President Hu".
std::span<const OfficeHolder> bearers_before(const OfficeHolders& holders, const Document& document,
                                             TokenIndex first, const EntityScratch& scratch) {
  constexpr TokenIndex kLongestTitle = 3;  // words
  const auto class_at = [&](TokenIndex t) {
    return scratch.words[static_cast<std::size_t>(t)].classes;
  };
  if (first == 0 || (class_at(first - 1) & kTitleWord) == 0) return {};
  const std::int32_t sentence = scratch.sentence_of[static_cast<std::size_t>(first)];
  for (TokenIndex words = kLongestTitle; words > 0; --words) {
    const TokenIndex begin = first - words;
    if (begin < 0 || scratch.sentence_of[static_cast<std::size_t>(begin)] != sentence) continue;
    const auto found = holders.bearers_of(
        document.words(token_at(document, begin).start, token_at(document, first - 1).end));
    if (!found.empty()) return found;
  }
  return {};
}

// "President Hu", "President Emomali Sharipovich": who holds the office before a name of one word,
// or of a first name and a father's, on the document's day; without a date, who ever did. entry -1:
// nobody, or several.
OfficeHolder titled_holder(const AgentLexicon& lexicon, const Knowledge& knowledge,
                           const OfficeHolders& holders, const Document& document,
                           const Entity& entity, const MentionKeys& keys, EntityScratch& scratch) {
  const bool is_after_father =
      keys.count == 2 && lexicon.is_patronymic(document.words(entity.start, entity.end));
  if (keys.count != 1 && !is_after_father) return {};
  OfficeHolder found;
  for (const OfficeHolder& bearer : bearers_before(holders, document, entity.first, scratch)) {
    if (scratch.day != kNoDay && !bearer.office->days.contains(scratch.day)) continue;
    const std::string_view name = knowledge.entry(bearer.entry).name;
    if (!has_name_word(knowledge.spelling(), name, keys.first, is_after_father, scratch.buffer)) {
      continue;
    }
    if (found.entry >= 0 && found.entry != bearer.entry) return {};
    found = bearer;
  }
  return found;
}

// What a person's office says of a mention that is known by it alone.
Reading reading_of(const Knowledge& knowledge, const OfficeHolder& holder) {
  Reading r;
  r.kind = ReadingKind::kActor;
  r.entry = holder.entry;
  r.office = holder.office;
  r.code = knowledge.code_of(*holder.office);
  if (r.code.empty()) r.code = knowledge.code_of(holder.entry);
  r.sectors = knowledge.sectors_of(*holder.office);
  return r;
}

// A surname that the knowledge base knows may be that of somebody whom the document named in full.
std::int32_t prefer_named_in_full(const MentionKeys& keys, NameMatch& match,
                                  EntityScratch& scratch) {
  const std::int32_t chain = find_chain(scratch.chain_of_surname, keys.last);
  if (chain < 0) return match.sense.entry;
  const std::int32_t entry = scratch.referents[static_cast<std::size_t>(chain)].entry;
  if (entry >= 0) {
    match.sense.entry = entry;
  } else {
    std::fill(scratch.match_at.begin() + match.first, scratch.match_at.begin() + match.last, kNone);
  }
  return entry;
}

std::int32_t known_chain(const Document& document, const Entity& entity, std::int32_t entry,
                         const MentionKeys& keys, const EntityScratch& scratch) {
  if (entry >= 0) {
    const auto found = scratch.chain_of_entry.find(entry);
    if (found != scratch.chain_of_entry.end()) return found->second;
  }
  if (const auto chain = find_chain(scratch.chain_of_name, keys.whole); chain >= 0) {
    // "The Council of the African Union (AU)": the acronym is another entry's own name.
    const std::int32_t other = scratch.referents[static_cast<std::size_t>(chain)].entry;
    return entry >= 0 && other >= 0 && other != entry ? kNone : chain;
  }
  if (entry < 0 && entity.type == EntityType::kPerson) return chain_of_surname(keys, scratch);
  if (entry < 0 && may_be_surname(document, entity, scratch))
    return chain_of_surname(keys, scratch);
  return kNone;
}

constexpr std::int32_t kMaxMentionsBack = 24;  // looked at for a pronoun

// The verb that the mention at `head` is the subject of; kNoToken: of none. "President Soares" may
// hang its name on its title; of "Bell and Cole" both are.
TokenIndex verb_of_subject(const Document& document, TokenIndex head) {
  constexpr int kMaxSteps = 3;
  for (int step = 0; step < kMaxSteps && head != kNoToken; ++step) {
    const Token& token = token_at(document, head);
    if (token.relation == Relation::kNsubj) return token.head;
    const bool is_same = token.relation == Relation::kFlat || token.relation == Relation::kAppos ||
                         token.relation == Relation::kCompound ||
                         token.relation == Relation::kConj ||
                         (token.relation == Relation::kNmod && has_subtype(token, "desc"));
    if (!is_same) return kNoToken;
    head = token.head;
  }
  return kNoToken;
}

char gender_of(const Token& pronoun) {
  if (has_feature(pronoun, "Gender=Masc")) return 'm';
  return has_feature(pronoun, "Gender=Fem") ? 'f' : '\0';
}

// Who is mentioned in one sentence: the only one, and the only subject.
struct Candidates {
  std::int32_t chain = kNone;
  std::int32_t subject = kNone;
  int chains = 0;
  int subjects = 0;

  void add(std::int32_t found, bool is_subject) {
    if (found != chain || chains == 0) {
      chain = found;
      ++chains;
    }
    if (!is_subject || (subjects > 0 && found == subject)) return;
    subject = found;
    ++subjects;
  }
  std::int32_t chosen() const {
    if (chains == 1) return chain;
    return subjects == 1 ? subject : kNone;
  }
};

class Antecedents {
 public:
  Antecedents(const Document& document, TokenIndex pronoun, const EntityScratch& scratch)
      : document_(document), scratch_(scratch), pronoun_(pronoun) {}

  // The persons in `sentence` before the pronoun whom it may stand for.
  Candidates persons_in(std::int32_t sentence) const {
    Candidates candidates;
    for (std::int32_t i = last_entity(); i >= stop(); --i) {
      const Entity& entity = document_.entities[static_cast<std::size_t>(i)];
      if (sentence_of(entity.first) < sentence) break;
      if (sentence_of(entity.first) > sentence || entity.type != EntityType::kPerson) continue;
      consider(entity.chain, entity.head, candidates);
    }
    for (std::size_t i = scratch_.pronouns.size(); i-- > 0;) {
      const auto& [token, chain] = scratch_.pronouns[i];
      if (sentence_of(token) < sentence) break;
      if (sentence_of(token) == sentence && token < pronoun_) consider(chain, token, candidates);
    }
    return candidates;
  }

  std::int32_t sentence_of(TokenIndex token) const {
    return scratch_.sentence_of[static_cast<std::size_t>(token)];
  }

 private:
  std::int32_t last_entity() const {
    const auto after =
        std::lower_bound(document_.entities.begin(), document_.entities.end(), pronoun_,
                         [](const Entity& entity, TokenIndex at) { return entity.first < at; });
    return static_cast<std::int32_t>(after - document_.entities.begin()) - 1;
  }
  std::int32_t stop() const { return std::max(0, last_entity() - kMaxMentionsBack); }

  void consider(std::int32_t chain, TokenIndex head, Candidates& candidates) const {
    if (chain == kNone) return;
    const char gender = gender_of(token_at(document_, pronoun_));
    const char known = scratch_.referents[static_cast<std::size_t>(chain)].gender;
    if (gender != 0 && known != 0 && gender != known) return;
    const TokenIndex verb = verb_of_subject(document_, head);
    // "Carlos praised him": nobody is the object of what he does.
    const Token& pronoun = token_at(document_, pronoun_);
    const bool is_object = pronoun.relation == Relation::kObj ||
                           pronoun.relation == Relation::kIobj ||
                           pronoun.relation == Relation::kObl;
    if (is_object && verb != kNoToken && verb == pronoun.head) return;
    candidates.add(chain, verb != kNoToken);
  }

  const Document& document_;
  const EntityScratch& scratch_;
  TokenIndex pronoun_;
};

}  // namespace

void clear_chains(EntityScratch& scratch) {
  scratch.referents.clear();
  scratch.chain_of_entry.clear();
  scratch.chain_of_name.clear();
  scratch.chain_of_surname.clear();
  scratch.organisations.clear();
  scratch.pronouns.clear();
  scratch.said_nouns.clear();
  scratch.said_titles.clear();
  scratch.voices = Voices();
}

void chain_entity(const AgentLexicon& lexicon, const Knowledge& knowledge,
                  const OfficeHolders& holders, Document& document, std::int32_t index,
                  EntityScratch& scratch) {
  Entity& entity = document.entities[static_cast<std::size_t>(index)];
  const std::int32_t match = scratch.match_at[static_cast<std::size_t>(entity.first)];
  const bool is_known =
      match != kNone && scratch.matches[static_cast<std::size_t>(match)].entity == index;
  std::int32_t entry = -1;
  const MentionKeys keys =
      keys_of(knowledge.spelling(), document.words(entity.start, entity.end), scratch);
  if (is_known) {
    NameMatch& found = scratch.matches[static_cast<std::size_t>(match)];
    const NameKind kind = found.sense.kind;
    // A capital or a building is not the state that it stands for.
    if (kind != NameKind::kCapital && kind != NameKind::kGovernment) entry = found.sense.entry;
    if (kind == NameKind::kSurname) entry = prefer_named_in_full(keys, found, scratch);
  }
  OfficeHolder holder;
  if (entry < 0 && entity.type == EntityType::kPerson) {
    holder = titled_holder(lexicon, knowledge, holders, document, entity, keys, scratch);
    entry = holder.entry;
  }
  std::int32_t chain = known_chain(document, entity, entry, keys, scratch);
  if (chain == kNone && entry < 0 && entity.type == EntityType::kPerson) {
    const std::string_view words = document.words(entity.start, entity.end);
    chain = chain_of_patronymic(lexicon, knowledge, words, keys, scratch);
  }
  if (chain != kNone && entry < 0 &&
      scratch.referents[static_cast<std::size_t>(chain)].type == EntityType::kPerson) {
    entity.type = EntityType::kPerson;
  }
  if (chain == kNone) {
    chain = static_cast<std::int32_t>(scratch.referents.size());
    Referent referent;
    referent.entry = entry;
    referent.type = entity.type;
    referent.first_entity = index;
    referent.first_word = keys.first;
    referent.initial = keys.initial;
    if (holder.entry >= 0) referent.reading = reading_of(knowledge, holder);
    if (keys.count > 2) referent.before_last = keys.before_last;
    if (entity.first > 0) {
      const TokenWord& before = scratch.words[static_cast<std::size_t>(entity.first) - 1];
      if ((before.classes & kTitleWord) != 0) referent.title = before.lemma;
    }
    scratch.referents.push_back(referent);
    if (entity.type == EntityType::kOrganisation) scratch.organisations.push_back(chain);
  }
  entity.chain = chain;
  scratch.referents[static_cast<std::size_t>(chain)].last_entity = index;
  if (entry >= 0) scratch.chain_of_entry.emplace(entry, chain);
  scratch.chain_of_name.emplace(keys.whole, chain);
  if (entity.type == EntityType::kPerson && keys.count > 1) remember_surname(keys, chain, scratch);
  remember_acronym(knowledge, document, entity, chain, scratch);
}

std::int32_t chain_of_short_form(const Document& document, TokenIndex head,
                                 const EntityScratch& scratch) {
  const std::string_view word = token_at(document, head).lemma;
  std::int32_t chain = kNone;
  const std::size_t count = std::min(scratch.organisations.size(), kMaxOrganisations);
  for (std::size_t i = scratch.organisations.size() - count; i < scratch.organisations.size();
       ++i) {
    const std::int32_t candidate = scratch.organisations[i];
    const Referent& referent = scratch.referents[static_cast<std::size_t>(candidate)];
    const Entity& first = document.entities[static_cast<std::size_t>(referent.first_entity)];
    if (first.first > head) continue;
    if (!has_word(first.name, word) && !has_word(document.words(first.start, first.end), word)) {
      continue;
    }
    if (chain != kNone) return kNone;
    chain = candidate;
  }
  return chain;
}

std::int32_t chain_of_person_pronoun(const Document& document, TokenIndex pronoun,
                                     EntityScratch& scratch) {
  constexpr int kSentencesBack = 2;
  const Antecedents antecedents(document, pronoun, scratch);
  const std::int32_t sentence = antecedents.sentence_of(pronoun);
  std::int32_t chain = kNone;
  for (int back = 0; back <= kSentencesBack && chain == kNone; ++back) {
    const Candidates found = antecedents.persons_in(sentence - back);
    if (found.chains == 0) continue;
    chain = back == kSentencesBack && found.chains > 1 ? kNone : found.chosen();
    break;
  }
  if (chain == kNone) return kNone;
  scratch.pronouns.emplace_back(pronoun, chain);
  const char gender = gender_of(token_at(document, pronoun));
  if (gender != 0) scratch.referents[static_cast<std::size_t>(chain)].gender = gender;
  return chain;
}

std::int32_t chain_of_office(std::string_view title, const Knowledge& knowledge,
                             const EntityScratch& scratch) {
  const auto is_same = [&](std::string_view other) {
    const auto small = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return std::equal(title.begin(), title.end(), other.begin(), other.end(),
                      [&](char a, char b) { return small(a) == small(b); });
  };
  std::int32_t chain = kNone;
  constexpr std::size_t kMaxReferents = 64;  // looked at
  const std::size_t count = std::min(scratch.referents.size(), kMaxReferents);
  for (std::size_t i = scratch.referents.size() - count; i < scratch.referents.size(); ++i) {
    const std::int32_t entry = scratch.referents[i].entry;
    if (entry < 0 || knowledge.kind_of(entry) != EntryKind::kPerson) continue;
    const KnownOffice* office = knowledge.standing(entry, scratch.day).office;
    if (office == nullptr || !is_same(knowledge.title_of(*office))) continue;
    if (chain != kNone) return kNone;
    chain = static_cast<std::int32_t>(i);
  }
  return chain;
}

std::int32_t chain_of_title(TokenIndex head, const EntityScratch& scratch) {
  const ListWord title = scratch.words[static_cast<std::size_t>(head)].lemma;
  if (title == kNoListWord) return kNone;
  std::int32_t chain = kNone;
  constexpr std::size_t kMaxReferents = 64;  // looked at
  const std::size_t count = std::min(scratch.referents.size(), kMaxReferents);
  for (std::size_t i = scratch.referents.size() - count; i < scratch.referents.size(); ++i) {
    if (scratch.referents[i].title != title) continue;
    if (chain != kNone) return kNone;
    chain = static_cast<std::int32_t>(i);
  }
  return chain;
}

std::int32_t chain_of_state(const Document& document, TokenIndex head, const Knowledge& knowledge,
                            const EntityScratch& scratch) {
  const std::int32_t sentence = scratch.sentence_of[static_cast<std::size_t>(head)];
  std::int32_t chain = kNone;
  const auto after =
      std::lower_bound(document.entities.begin(), document.entities.end(), head,
                       [](const Entity& entity, TokenIndex at) { return entity.first < at; });
  const auto last = static_cast<std::int32_t>(after - document.entities.begin()) - 1;
  for (std::int32_t i = last; i >= std::max(0, last - kMaxMentionsBack); --i) {
    const Entity& entity = document.entities[static_cast<std::size_t>(i)];
    if (scratch.sentence_of[static_cast<std::size_t>(entity.first)] < sentence - 1) break;
    if (entity.chain == kNone || entity.chain == chain) continue;
    const std::int32_t entry = scratch.referents[static_cast<std::size_t>(entity.chain)].entry;
    if (entry < 0 || knowledge.kind_of(entry) != EntryKind::kCountry) continue;
    if (chain != kNone) return kNone;
    chain = entity.chain;
  }
  return chain;
}

}  // namespace casus
