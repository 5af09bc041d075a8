// The steps of a cue's places: who stands at the end of a path.

#include <algorithm>

#include "base/tree.h"
#include "pipeline/facts/clause.h"

namespace casus {

namespace {

constexpr std::size_t kMaxFillers = 16;
constexpr int kMaxSteps = 12;
constexpr int kMaxStepsBelow = 5;
constexpr TokenIndex kMaxAfter = 24;
constexpr int kMaxStepsToNoun = 3;
constexpr TokenIndex kMaxNounBefore = 6;  // words between "Operation" and the end of its name
constexpr TokenIndex kMaxPhraseTokens = 80;

}  // namespace

void Clause::add_with_conjuncts(TokenIndex index, std::vector<TokenIndex>& found) const {
  const auto add = [&](TokenIndex each) {
    if (found.size() >= kMaxFillers) return;
    if (std::find(found.begin(), found.end(), each) == found.end()) found.push_back(each);
  };
  add(index);
  each_child(index, [&](TokenIndex child) {
    if (token(child).relation == Relation::kConj) add(child);
  });
}

// The noun that a relative clause hangs on, for its pronoun; else the token itself.
TokenIndex Clause::resolve_relative(TokenIndex pronoun, TokenIndex predicate) const {
  if (!has_feature(token(pronoun), "PronType=Rel")) return pronoun;
  const Token& verb = token(predicate);
  return verb.relation == Relation::kAcl && verb.head != kNoToken ? verb.head : pronoun;
}

void Clause::add_agents(TokenIndex predicate, std::vector<TokenIndex>& found) const {
  each_child(predicate, [&](TokenIndex child) {
    if (token(child).relation != Relation::kObl) return;
    bool is_agent = has_subtype(token(child), "agent");
    each_child(child, [&](TokenIndex mark) {
      is_agent |= token(mark).relation == Relation::kCase &&
                  rules_.is_in_set("agent-prepositions", lemma(mark).view());
    });
    if (is_agent) add_with_conjuncts(child, found);
  });
}

// A dateline is no subject: where the parser took it for one, the true one hangs on it.
void Clause::add_subject(TokenIndex subject, TokenIndex predicate,
                         std::vector<TokenIndex>& found) const {
  if (!is_dateline(subject)) {
    return add_with_conjuncts(resolve_relative(subject, predicate), found);
  }
  TokenIndex under = kNoToken;
  each_child(subject, [&](TokenIndex child) {
    const Upos upos = token(child).upos;
    const bool is_noun = upos == Upos::kNoun || upos == Upos::kPropn;
    if (under == kNoToken && is_noun && child >= dateline_end_ && child < predicate) under = child;
  });
  if (under != kNoToken) add_with_conjuncts(under, found);
}

// Who does it: the subject, that of the coordinated or controlling verb, a participle's noun, the
// agent of a passive.
void Clause::add_subjects(TokenIndex predicate, std::vector<TokenIndex>& found) const {
  if (is_passive(predicate)) return add_agents(predicate, found);
  for (int steps = 0; predicate != kNoToken && steps < kMaxSteps; ++steps) {
    each_child(predicate, [&](TokenIndex child) {
      if (token(child).relation == Relation::kNsubj) add_subject(child, predicate, found);
    });
    const Token& word = token(predicate);
    if (!found.empty() || word.head == kNoToken) return;
    // "urged Chad to join": the object does it.
    if (word.relation == Relation::kXcomp) add_related(word.head, Relation::kObj, found);
    if (!found.empty()) return;
    if (word.relation == Relation::kAcl) return add_with_conjuncts(word.head, found);
    if (word.relation == Relation::kAppos) return add_with_conjuncts(word.head, found);
    if (word.relation != Relation::kConj && word.relation != Relation::kXcomp &&
        word.relation != Relation::kAdvcl) {
      return;
    }
    predicate = word.head;
  }
}

void Clause::add_objects(TokenIndex predicate, std::vector<TokenIndex>& found) const {
  const bool passive = is_passive(predicate);
  const Token& word = token(predicate);
  each_child(predicate, [&](TokenIndex child) {
    const Relation relation = token(child).relation;
    const bool is_object = relation == Relation::kObj ||
                           (relation == Relation::kNsubj && has_subtype(token(child), "pass")) ||
                           (passive && is_noun_as_complement(document_, child));
    if (is_object) add_with_conjuncts(resolve_relative(child, predicate), found);
  });
  if (!found.empty() || !passive || word.head == kNoToken) return;
  const Token& above = token(word.head);
  const bool is_of_participle = word.relation == Relation::kConj &&
                                above.relation == Relation::kAcl && above.head != kNoToken;
  if (is_of_participle) return add_with_conjuncts(above.head, found);
  if (word.relation == Relation::kAcl) return add_with_conjuncts(word.head, found);
  if (word.relation == Relation::kConj || word.relation == Relation::kAdvcl) {
    each_child(word.head, [&](TokenIndex child) {
      const bool is_subject = token(child).relation == Relation::kNsubj;
      if (is_subject && (has_subtype(token(child), "pass") || word.relation == Relation::kAdvcl)) {
        add_subject(child, word.head, found);
      }
    });
  }
}

bool Clause::has_lemma(TokenIndex index, const CueStep& step) const {
  const auto text = lemma(index);
  return std::find(step.lemmas.begin(), step.lemmas.end(), text.view()) != step.lemmas.end();
}

// That noun, where a place that asks for it holds the name; else the name itself.
TokenIndex Clause::noun_before_name(TokenIndex name, const CueStep& step) const {
  const bool is_name = token(name).upos == Upos::kPropn && !has_lemma(name, step) &&
                       !rules_.is_in_set("things", lemma(name).view());
  if (!is_name) return name;
  for (TokenIndex at = name; at > 0 && name - at < kMaxNounBefore;) {
    --at;
    if (has_lemma(at, step) && is_beside_name(at) && steps_up(at, name) > 0) return at;
  }
  TokenIndex above = name;  // "the exercises Delta and Bridge, led by Chad"
  for (int steps = 0; steps < kMaxStepsToNoun; ++steps) {
    const Relation relation = token(above).relation;
    if (relation != Relation::kAppos && relation != Relation::kConj &&
        relation != Relation::kFlat) {
      break;
    }
    above = token(above).head;
    if (has_lemma(above, step)) return above;
  }
  return name;
}

// "approved the Programme for X and Y and the Strategy": parsers hang a later conjunct too low,
// but its word still says that it is one.
void Clause::add_conjuncts_below(const CueStep& step, std::size_t from,
                                 std::vector<TokenIndex>& found) const {
  if (found.size() <= from) return;
  const TokenIndex first = found[from];
  const auto count = static_cast<TokenIndex>(document_.tokens.size());
  for (TokenIndex at = first + 1; at < count && at < first + kMaxPhraseTokens; ++at) {
    if (token(at).relation != Relation::kConj || found.size() >= kMaxFillers) continue;
    if (std::find(found.begin(), found.end(), at) != found.end()) continue;
    if (has_lemma(at, step) && steps_up(at, first) > 0) found.push_back(at);
  }
}

void Clause::add_prepositional(TokenIndex head, std::string_view preposition,
                               std::vector<TokenIndex>& found) const {
  each_child(head, [&](TokenIndex child) {
    bool has = false;
    each_child(child, [&](TokenIndex mark) {
      const Relation relation = token(mark).relation;
      has |= (relation == Relation::kCase || relation == Relation::kMark) &&
             lemma(mark).view() == preposition;
    });
    if (has) add_with_conjuncts(child, found);
  });
}

// Where parsers hang a phrase one noun too low ("a meeting on 5 May under the chairmanship of"),
// its own words still say what it is.
void Clause::add_below(TokenIndex head, const CueStep& step, std::vector<TokenIndex>& found) const {
  const std::size_t before = found.size();
  const auto count = static_cast<TokenIndex>(document_.tokens.size());
  for (TokenIndex at = head + 1; at < count && at < head + kMaxPhraseTokens; ++at) {
    if (!has_lemma(at, step)) continue;
    const int steps = steps_up(at, head);
    if (steps < 1 || steps > kMaxStepsBelow) continue;
    each_child(at, [&](TokenIndex mark) {
      const bool is_case = token(mark).relation == Relation::kCase;
      if (is_case && lemma(mark).view() == step.preposition) found.push_back(at);
    });
    if (found.size() > before) return;
  }
}

void Clause::add_after(TokenIndex head, std::string_view preposition,
                       std::vector<TokenIndex>& found) const {
  const auto count = static_cast<TokenIndex>(document_.tokens.size());
  for (TokenIndex at = head + 1; at < count && at < head + kMaxAfter; ++at) {
    const Token& word = token(at);
    if (word.head == kNoToken || word.form == "." || word.form == ";") return;
    if (word.relation == Relation::kCase && lemma(at).view() == preposition) {
      return add_with_conjuncts(word.head, found);
    }
  }
}

// "Taking part were A, President of Chad, B (Mali) and C": parsers lose their way in such lists.
void Clause::add_people_after(TokenIndex head, std::vector<TokenIndex>& found) const {
  const auto& entities = document_.entities;
  auto entity = std::lower_bound(entities.begin(), entities.end(), head,
                                 [](const Entity& each, TokenIndex at) { return each.first < at; });
  TokenIndex seen = head;
  for (; entity != entities.end() && entity->first < head + kMaxPhraseTokens; ++entity) {
    for (; seen < entity->first; ++seen) {
      if (token(seen).form == "." && token(seen).relation == Relation::kPunct) return;
    }
    if (entity->type == EntityType::kPerson && found.size() < kMaxFillers) {
      found.push_back(entity->head);
    }
  }
}

void Clause::add_predicate(TokenIndex subject, std::vector<TokenIndex>& found) const {
  const Token& word = token(subject);
  const bool is_subject = word.relation == Relation::kNsubj || word.relation == Relation::kCsubj;
  if (!is_subject || word.head == kNoToken) return;
  const Upos upos = token(word.head).upos;
  if (upos == Upos::kPropn || upos == Upos::kNoun) add_with_conjuncts(word.head, found);
}

void Clause::add_related(TokenIndex head, Relation relation, std::vector<TokenIndex>& found) const {
  each_child(head, [&](TokenIndex child) {
    if (token(child).relation == relation) add_with_conjuncts(child, found);
  });
}

void Clause::step(TokenIndex head, const CueStep& step, std::vector<TokenIndex>& found) const {
  const std::size_t before = found.size();
  switch (step.kind) {
    case StepKind::kSubject:
      add_subjects(head, found);
      break;
    case StepKind::kObject:
      add_objects(head, found);
      break;
    case StepKind::kPossessor:
      each_child(head, [&](TokenIndex child) {
        if (!has_subtype(token(child), "poss")) return;
        const TokenIndex verb = governing_verb(head);
        const bool is_whose = verb != kNoToken && has_feature(token(child), "PronType=Rel");
        add_with_conjuncts(is_whose ? resolve_relative(child, verb) : child, found);
      });
      break;
    case StepKind::kHead:
      if (token(head).head != kNoToken) found.push_back(token(head).head);
      break;
    case StepKind::kPredicate:
      add_predicate(head, found);
      break;
    case StepKind::kPeopleAfter:
      add_people_after(head, found);
      break;
    case StepKind::kSelf:
      found.push_back(head);
      break;
    case StepKind::kAfter:
      add_after(head, step.preposition, found);
      break;
    case StepKind::kRelation:
      add_related(head, step.relation, found);
      break;
    case StepKind::kPreposition:
      add_prepositional(head, step.preposition, found);
      if (step.lemmas.empty()) break;
      // "was held in Abuja under the chair of Mali and in cooperation with Chad"
      if (std::none_of(found.begin() + static_cast<std::ptrdiff_t>(before), found.end(),
                       [&](TokenIndex index) { return has_lemma(index, step); })) {
        add_below(head, step, found);
      }
      break;
  }
  if (step.lemmas.empty()) return;
  for (std::size_t i = before; i < found.size(); ++i) found[i] = noun_before_name(found[i], step);
  const auto is_other = [&](TokenIndex index) { return !has_lemma(index, step); };
  found.erase(
      std::remove_if(found.begin() + static_cast<std::ptrdiff_t>(before), found.end(), is_other),
      found.end());
  if (step.kind == StepKind::kObject) add_conjuncts_below(step, before, found);
}

void Clause::follow(TokenIndex head, const CuePath& path, std::vector<TokenIndex>& found) const {
  std::vector<TokenIndex> heads = {head};
  for (const CueStep& each : path) {
    std::vector<TokenIndex> next;
    for (const TokenIndex from : heads) {
      std::vector<TokenIndex> here;
      step(from, each, here);
      for (const TokenIndex index : here) {
        if (next.size() < kMaxFillers) next.push_back(index);
      }
    }
    heads = std::move(next);
  }
  for (const TokenIndex index : heads) {
    if (std::find(found.begin(), found.end(), index) == found.end()) found.push_back(index);
  }
}

bool Clause::fulfils(TokenIndex head, const FactCue& cue) const {
  for (const CuePath& condition : cue.conditions) {
    std::vector<TokenIndex> found;
    follow(head, condition, found);
    if (found.empty()) return false;
  }
  for (const CuePath& exclusion : cue.exclusions) {
    std::vector<TokenIndex> found;
    follow(head, exclusion, found);
    if (!found.empty()) return false;
  }
  return true;
}

}  // namespace casus
