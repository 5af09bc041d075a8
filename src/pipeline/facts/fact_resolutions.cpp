#include "pipeline/facts/fact_resolutions.h"

#include <algorithm>

#include "base/text_file.h"

namespace casus {

namespace {

constexpr std::string_view kStatement = "statement";
constexpr std::string_view kSpeaker = "speaker";
constexpr TokenIndex kMaxBodyTokens = 14;
constexpr TokenIndex kMaxBeforeVerb = 4;  // "3. Also strongly"
constexpr int kMaxConjuncts = 6;

// The verb that opens the sentence, after a number and adverbs, without a subject of its own.
TokenIndex opening_verb(const Clause& clause, const Sentence& sentence) {
  for (TokenIndex at = sentence.first; at < sentence.last && at - sentence.first <= kMaxBeforeVerb;
       ++at) {
    const Token& word = clause.token(at);
    if (word.upos == Upos::kVerb) {
      const bool is_finite = has_feature(word, "VerbForm=Fin") && !has_feature(word, "Mood=Imp");
      return is_finite ? at : kNoToken;
    }
    const bool is_before = word.upos == Upos::kAdv || word.upos == Upos::kNum ||
                           word.upos == Upos::kPunct || word.upos == Upos::kX;
    if (!is_before) return kNoToken;
  }
  return kNoToken;
}

}  // namespace

void find_resolving_body(const FactParticipants& participants, const Clause& clause,
                         const Document& document, const Sentence& sentence, Participant& body) {
  const std::string_view text = trim(document.words(sentence.start, sentence.end));
  if (!text.ends_with(',') || sentence.last - sentence.first > kMaxBodyTokens) return;
  TokenIndex somebody = kNoToken;
  for (TokenIndex at = sentence.first; at < sentence.last; ++at) {
    const Upos upos = clause.token(at).upos;
    if (upos == Upos::kVerb || upos == Upos::kAux) return;
    if (participants.is_named(at) || participants.is_somebody(at)) somebody = at;
  }
  if (somebody == kNoToken || sentence.last - sentence.first < 2) return;
  body = participants.at(somebody);
  body.start = sentence.start;
  body.end = clause.token(sentence.last - 2).end;  // without the comma
  body.entity_text = single_line(document.words(body.start, body.end));
}

void add_resolving_body(const Clause& clause, const Document& document, const Participant& body,
                        DraftFact& draft) {
  if (body.entity_text.empty() || draft.fact.kind != kStatement) return;
  const auto& roles = draft.fact.roles;
  const bool has_speaker = std::any_of(roles.begin(), roles.end(),
                                       [](const FactRole& role) { return role.role == kSpeaker; });
  if (has_speaker) return;
  const auto& sentence = document.sentences[static_cast<std::size_t>(draft.fact.sentence)];
  const TokenIndex verb = opening_verb(clause, sentence);
  if (verb == kNoToken) return;
  TokenIndex word = draft.anchor;
  for (int steps = 0; steps < kMaxConjuncts && word != verb; ++steps) {
    if (clause.token(word).relation != Relation::kConj) return;
    word = clause.token(word).head;
  }
  if (word == verb) draft.fact.roles.push_back({std::string(kSpeaker), body});
}

}  // namespace casus
