#include "pipeline/facts/fact_modality.h"

#include <algorithm>

namespace casus {

namespace {

constexpr int kMaxPlanSteps = 3;

bool has_future_auxiliary(const Clause& clause, const FactRules& rules, TokenIndex word) {
  for (TokenIndex child = clause.token(word).first_child; child != kNoToken;
       child = clause.token(child).next_sibling) {
    if (clause.token(child).relation != Relation::kAux) continue;
    if (rules.is_in_set("future-auxiliaries", clause.lemma(child).view())) return true;
  }
  return false;
}

}  // namespace

bool is_planned(const Clause& clause, const FactRules& rules, TokenIndex word) {
  for (int steps = 0; word != kNoToken && steps < kMaxPlanSteps; ++steps) {
    if (has_future_auxiliary(clause, rules, word)) return true;
    const Relation relation = clause.token(word).relation;
    if (relation == Relation::kConj) {
      word = clause.token(word).head;
      continue;
    }
    if (relation != Relation::kXcomp && relation != Relation::kAcl &&
        relation != Relation::kCcomp && relation != Relation::kAdvcl) {
      return false;
    }
    word = clause.token(word).head;
    if (rules.is_in_set("planners", clause.lemma(word).view())) return true;
    if (relation != Relation::kXcomp) return false;
  }
  return false;
}

bool is_uttered(const Clause& clause, const KindSettings& settings, TokenIndex verb) {
  if (!settings.is_uttered || !clause.is_of_class(verb, CueClass::kVerb)) return true;
  if (clause.is_gerund_of_noun(verb)) return false;
  TokenIndex word = verb;
  for (int steps = 0; steps < kMaxPlanSteps && !clause.is_infinitive(word); ++steps) {
    // "to condemn the attack and support the victims"
    if (clause.token(word).relation != Relation::kConj) return true;
    word = clause.token(word).head;
  }
  if (!clause.is_infinitive(word)) return true;
  const TokenIndex governor = clause.token(word).head;
  if (governor == kNoToken) return true;
  const auto lemma = clause.lemma(governor);
  return std::find(settings.utterers.begin(), settings.utterers.end(), lemma.view()) !=
         settings.utterers.end();
}

}  // namespace casus
