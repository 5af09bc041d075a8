#include "pipeline/entities/thing_chains.h"

#include <algorithm>

namespace casus {

namespace {

constexpr std::int32_t kMaxMentionsBack = 24;
constexpr int kMaxClimb = 4;  // from "its" to its verb

const Token& token_at(const Document& document, TokenIndex i) {
  return document.tokens[static_cast<std::size_t>(i)];
}

std::int32_t sentence_at(const EntityScratch& scratch, TokenIndex i) {
  return scratch.sentence_of[static_cast<std::size_t>(i)];
}

// Whether an organisation can be called a "company" (BUS), a "party" (PTY), a "group" (any).
enum class Fit : std::uint8_t { kNo, kUnknown, kYes };

Fit fit_of(const Referent& referent, const SectorList& sectors, const Knowledge& knowledge,
           const EntityScratch& scratch) {
  if (referent.type != EntityType::kOrganisation) return Fit::kNo;
  SectorList known = referent.reading.sectors;
  if (referent.entry >= 0) {
    const EntryKind kind = knowledge.entry(referent.entry).kind;
    if (kind == EntryKind::kCountry || kind == EntryKind::kPerson) return Fit::kNo;
    known = knowledge.standing(referent.entry, scratch.day).sectors;
  }
  if (sectors.empty()) {
    const bool rules = known.primary() == knowledge.codes().metonym;
    return rules ? Fit::kNo : Fit::kYes;
  }
  if (known.empty()) return referent.entry >= 0 ? Fit::kNo : Fit::kUnknown;
  const bool is_such = std::any_of(known.begin(), known.end(),
                                   [&](SectorId sector) { return sector == sectors.primary(); });
  return is_such ? Fit::kYes : Fit::kNo;
}

// The candidates of one sentence.
struct Candidates {
  std::int32_t chain = kNone;
  bool is_ambiguous = false;
  void add(std::int32_t found) {
    is_ambiguous |= chain != kNone && chain != found;
    chain = found;
  }
};

// The organisation or state at `token`; kNone: neither.
std::int32_t thing_at(const Document& document, TokenIndex token, const EntityScratch& scratch) {
  const std::int32_t entity = scratch.entity_at[static_cast<std::size_t>(token)];
  std::int32_t chain = scratch.readings[static_cast<std::size_t>(token)].chain;
  if (entity != kNone && document.entities[static_cast<std::size_t>(entity)].head == token) {
    chain = document.entities[static_cast<std::size_t>(entity)].chain;
  }
  if (chain == kNone) return kNone;
  const EntityType type = scratch.referents[static_cast<std::size_t>(chain)].type;
  const bool is_thing = type == EntityType::kOrganisation || type == EntityType::kLocation;
  return is_thing ? chain : kNone;
}

TokenIndex subject_of(const Document& document, TokenIndex verb) {
  for (TokenIndex child = token_at(document, verb).first_child; child != kNoToken;
       child = token_at(document, child).next_sibling) {
    if (token_at(document, child).relation == Relation::kNsubj) return child;
  }
  return kNoToken;
}

// "Nigeria said that it would study it": the first.
TokenIndex reporting_subject(const Document& document, TokenIndex pronoun) {
  const Token& word = token_at(document, pronoun);
  if (word.relation != Relation::kNsubj || word.head == kNoToken) return kNoToken;
  const Token& verb = token_at(document, word.head);
  if (verb.relation != Relation::kCcomp || verb.head == kNoToken) return kNoToken;
  return subject_of(document, verb.head);
}

// "Chad closed its border with Sudan", "Chad says its troops crossed it"
TokenIndex acting_subject(const Document& document, TokenIndex pronoun) {
  TokenIndex at = token_at(document, pronoun).head;
  for (int step = 0; step < kMaxClimb && at != kNoToken; ++step) {
    const Token& word = token_at(document, at);
    switch (word.relation) {
      case Relation::kObj:
      case Relation::kObl:
        return word.head == kNoToken ? kNoToken : subject_of(document, word.head);
      case Relation::kNsubj:
        return reporting_subject(document, at);
      case Relation::kNmod:
      case Relation::kConj:
        at = word.head;
        break;
      default:
        return kNoToken;
    }
  }
  return kNoToken;
}

bool begins_sentence(const Document& document, TokenIndex token, const EntityScratch& scratch) {
  const auto sentence = static_cast<std::size_t>(sentence_at(scratch, token));
  return document.sentences[sentence].first == token;
}

// The subject of the sentence before, where "It" or "Its" begins one that tells what somebody does.
TokenIndex former_subject(const Document& document, TokenIndex pronoun,
                          const EntityScratch& scratch) {
  const std::int32_t sentence = sentence_at(scratch, pronoun);
  const Token& word = token_at(document, pronoun);
  if (sentence == 0 || word.head == kNoToken || !begins_sentence(document, pronoun, scratch)) {
    return kNoToken;
  }
  const Sentence& here = document.sentences[static_cast<std::size_t>(sentence)];
  const Sentence& before = document.sentences[static_cast<std::size_t>(sentence) - 1];
  if (here.block != before.block) return kNoToken;
  const std::uint32_t classes = scratch.words[static_cast<std::size_t>(word.head)].classes;
  const bool acts = word.relation == Relation::kNsubj && (classes & (kSayVerb | kActVerb)) != 0;
  const bool owns = has_subtype(word, "poss") && (classes & kTitleWord) != 0;
  if (!acts && !owns) return kNoToken;
  for (TokenIndex t = before.first; t < before.last; ++t) {
    if (token_at(document, t).head == kNoToken) return subject_of(document, t);
  }
  return kNoToken;
}

}  // namespace

std::int32_t chain_of_kind(const Document& document, TokenIndex head, const SectorList& sectors,
                           const Knowledge& knowledge, const EntityScratch& scratch) {
  constexpr int kSentencesBack = 2;
  const auto after =
      std::lower_bound(document.entities.begin(), document.entities.end(), head,
                       [](const Entity& entity, TokenIndex at) { return entity.first < at; });
  const auto last = static_cast<std::int32_t>(after - document.entities.begin()) - 1;
  const std::int32_t sentence = sentence_at(scratch, head);
  Candidates sure[kSentencesBack + 1];
  Candidates unknown;
  for (std::int32_t i = last; i >= std::max(0, last - kMaxMentionsBack); --i) {
    const Entity& entity = document.entities[static_cast<std::size_t>(i)];
    const std::int32_t back = sentence - sentence_at(scratch, entity.first);
    if (back > kSentencesBack) break;
    if (entity.chain == kNone) continue;
    const Referent& referent = scratch.referents[static_cast<std::size_t>(entity.chain)];
    const Fit fit = fit_of(referent, sectors, knowledge, scratch);
    if (fit == Fit::kYes) sure[back].add(entity.chain);
    if (fit == Fit::kUnknown) unknown.add(entity.chain);
  }
  for (const Candidates& found : sure) {
    if (found.chain != kNone) return found.is_ambiguous ? kNone : found.chain;
  }
  return unknown.is_ambiguous ? kNone : unknown.chain;
}

std::int32_t chain_of_thing_pronoun(const Document& document, TokenIndex pronoun,
                                    const EntityScratch& scratch) {
  TokenIndex subject = reporting_subject(document, pronoun);
  if (subject == kNoToken && has_subtype(token_at(document, pronoun), "poss")) {
    subject = acting_subject(document, pronoun);
  }
  if (subject != kNoToken && subject >= pronoun) return kNone;
  if (subject == kNoToken) subject = former_subject(document, pronoun, scratch);
  return subject == kNoToken ? kNone : thing_at(document, subject, scratch);
}

}  // namespace casus
