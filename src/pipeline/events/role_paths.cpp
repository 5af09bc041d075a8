#include "pipeline/events/role_finder.h"

namespace casus {

std::string path_name(const Path& path, const WordTable& words) {
  constexpr std::string_view kNames[] = {"",     "subj",     "obj",   "iobj",  "nmod", "amod",
                                         "poss", "compound", "xcomp", "ccomp", "aux",  "vsubj"};
  std::string name;
  for (const Step& step : path) {
    if (!name.empty()) name += '.';
    name += step.slot == Slot::kPreposition ? words.word(step.preposition)
                                            : kNames[static_cast<std::size_t>(step.slot)];
  }
  return name;
}

namespace {

// "A strike by the army on the town", "warrants from the court for two ministers": the tree may
// hang the town on the army. Where something is and whose it is stays with the army.
void add_doers_of_noun(const Finder& finder, TermId preposition, TokenList& found) {
  const Tree& tree = finder.tree;
  const EventLexicon& lexicon = tree.lexicon();
  const auto& roles = finder.entry.recipient;
  const bool is_first = !roles.empty() && roles.front().front().preposition == preposition;
  const bool is_scene = !is_first && lexicon.scene_prepositions().contains(preposition);
  if (is_scene || lexicon.origin_prepositions().contains(preposition) ||
      lexicon.agent_prepositions().contains(preposition)) {
    return;
  }
  tree.each_child(finder.match.head, [&](TokenIndex c) {
    const TokenIndex by = tree.preposition(c);
    const bool is_doer = tree.token(c).relation == Relation::kNmod && by != kNoToken &&
                         tree.is_any(by, lexicon.agent_prepositions());
    if (is_doer) found.add(c);
  });
}

// Where a role's first step starts: the head, for prepositions also its object, or the verb
// whose object the head is, since the tree is often wrong about that.
TokenList role_starts(const Finder& finder, const Step& step) {
  const Tree& tree = finder.tree;
  TokenList found;
  found.add(finder.match.head);
  // Words in a row are no predicate: their clause has the arguments.
  if (finder.match.run_length > 0) found.add(tree.clause(finder.match.head));
  for (int i = 1; i < finder.match.run_length; ++i) found.add(finder.match.head + i);
  if (step.slot != Slot::kPreposition) return found;
  if (tree.is_verb(finder.match.head)) {
    found.add_all(tree.objects(finder.match.head));
    for (std::size_t i = 0; i < finder.entry.conditions.size(); ++i) {
      if (finder.match.bound[i] != kNoToken) found.add(finder.match.bound[i]);
    }
    return found;
  }
  const Token& head = tree.token(finder.match.head);
  if (head.relation == Relation::kObj && head.head != kNoToken) found.add(head.head);
  add_doers_of_noun(finder, step.preposition, found);
  // "The torture of prisoners by soldiers": the tree may hang the soldiers on the prisoners.
  if (tree.lexicon().agent_prepositions().contains(step.preposition)) {
    tree.each_child(finder.match.head, [&](TokenIndex c) {
      const TokenIndex preposition = tree.preposition(c);
      const bool is_of = tree.token(c).relation == Relation::kNmod && preposition != kNoToken &&
                         tree.is_any(preposition, tree.lexicon().origin_prepositions());
      if (is_of) found.add(c);
    });
  }
  return found;
}

TokenList step_from(const Tree& tree, TokenIndex start, const Step& step) {
  TokenList found = tree.dependents(start, step);
  if (step.slot == Slot::kPreposition &&
      tree.lexicon().dative_prepositions().contains(step.preposition)) {
    found.add_all(tree.dependents(start, {Slot::kIndirectObject, kNoTerm}));
  }
  return found;
}

// "Adopted a resolution which condemned the attack": what a document does, whoever issues it does.
TokenList with_issuers(const Tree& tree, const TokenList& subjects) {
  TokenList found;
  for (const TokenIndex t : subjects) {
    const Token& token = tree.token(t);
    const bool is_issued = token.head != kNoToken && tree.is_verb(token.head) &&
                           (token.relation == Relation::kObj ||
                            (token.relation == Relation::kNsubj && has_subtype(token, "pass")));
    if (is_issued && !tree.is_actor(t) && tree.is_any(t, tree.lexicon().reporting().documents)) {
      found.add_all(tree.subjects(token.head));
    } else {
      found.add(t);
    }
  }
  return found;
}

}  // namespace

TokenList role_tokens(const Finder& finder, const Path& path, std::size_t steps) {
  const Tree& tree = finder.tree;
  TokenList from;
  for (std::size_t i = 0; path.size() > 1 && i < finder.entry.conditions.size(); ++i) {
    const Path& condition = finder.entry.conditions[i].path;
    const bool is_start = condition.size() == 1 && condition[0] == path[0];
    if (is_start && finder.match.bound[i] != kNoToken) from.add(finder.match.bound[i]);
  }
  if (from.empty() && path[0].slot == Slot::kSubject &&
      finder.entry.head_class == HeadClass::kAdjective) {
    from = tree.surface_subjects(finder.match.head);
  }
  if (from.empty()) {
    for (const TokenIndex start : role_starts(finder, path[0])) {
      from.add_all(step_from(tree, start, path[0]));
    }
  }
  for (std::size_t step = 1; step < steps; ++step) {
    TokenList next;
    for (const TokenIndex t : from) next.add_all(step_from(tree, t, path[step]));
    from = next;
  }
  return path.size() == 1 && path[0].slot == Slot::kSubject ? with_issuers(tree, from) : from;
}

}  // namespace casus
