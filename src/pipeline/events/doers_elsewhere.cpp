// Who did what a trigger tells, where its own words do not say it but the sentence does.

#include <algorithm>

#include "pipeline/events/happening.h"
#include "pipeline/events/role_finder.h"

namespace casus {

namespace {

// "Killed in a raid conducted by X", "wounded in clashes with Y": whoever did that did it, where
// the words of the trigger name nobody; not those whom it was done to.
void take_doers_beside(const Finder& finder, Roles& roles) {
  const EventCategory* category = finder.entry.category;
  const Tree& tree = finder.tree;
  if (category == nullptr || category->scene != EventScene::kStruck || !roles.actors.empty() ||
      finder.entry.is_reciprocal || !tree.is_verb(finder.match.head)) {
    return;
  }
  for (const TokenIndex strike : strikes_beside(tree, finder.match.head)) {
    std::vector<Participant> doers;
    take_doers(finder, strike, doers, roles.recipients);
    std::erase_if(doers, [&](const Participant& doer) {
      return std::any_of(roles.recipients.begin(), roles.recipients.end(),
                         [&](const Participant& party) {
                           return party.actor.sector == doer.actor.sector &&
                                  (party.actor.code == doer.actor.code ||
                                   party.actor.code.empty() || doer.actor.code.empty());
                         });
    });
    if (doers.empty()) continue;
    roles.actors = std::move(doers);
    roles.actor_role = "who did what it was done in";
    roles.actor_is_direct = true;
    return;
  }
}

// "Convicted a soldier of murder", "jailed for his role in the killing of": whom the verb that has
// `deed` as its charge is done to. The tree may hang the charge on them.
TokenList charged_with(const Tree& tree, TokenIndex deed) {
  constexpr int kHighest = 3;  // nouns
  const EventLexicon& lexicon = tree.lexicon();
  TokenIndex t = deed;
  for (int climbed = 0; climbed < kHighest; ++climbed) {
    const Token& here = tree.token(t);
    if (here.head == kNoToken) return {};
    const TokenIndex before = tree.preposition(t);
    const bool is_charge = before != kNoToken && tree.is_any(before, lexicon.charge_prepositions());
    const bool hangs_on_verb = here.relation == Relation::kObl;
    const TokenIndex verb = hangs_on_verb ? here.head : tree.token(here.head).head;
    const bool is_reached = hangs_on_verb || tree.is_actor(here.head);
    if (is_reached) {
      const bool is_punished = is_charge && verb != kNoToken && tree.is_verb(verb) &&
                               tree.is_any(verb, lexicon.punishing_verbs());
      return is_punished ? tree.objects(verb) : TokenList();
    }
    if (here.relation != Relation::kNmod) return {};
    t = here.head;
  }
  return {};
}

// Whoever is charged with a deed or punished for it did it, where nobody else is named.
void take_the_charged(const Finder& finder, Roles& roles) {
  const EventCategory* category = finder.entry.category;
  const bool may_be_charge = finder.tree.is_noun(finder.match.head) && category != nullptr &&
                             category->scene == EventScene::kStruck;
  if (!may_be_charge) return;
  for (const TokenIndex charged : charged_with(finder.tree, finder.match.head)) {
    add_group(finder, charged, {}, roles.actors, roles.recipients);
  }
  if (roles.actors.empty()) return;
  roles.actor_role = "who is charged with it";
  roles.actor_is_direct = true;
}

// "There were reports of killings, including by the army": the tree hangs these doers on any word
// above the trigger.
void take_doers_as_examples(const Finder& finder, Roles& roles) {
  constexpr int kHighest = 6;
  const Tree& tree = finder.tree;
  TokenIndex t = finder.match.head;
  for (int climbed = 0; climbed < kHighest && t != kNoToken && roles.actors.empty(); ++climbed) {
    const TokenIndex doer = tree.find_child(t, [&](TokenIndex c) {
      bool is_example = false;
      bool is_agent = false;
      if (c < finder.match.head) return false;
      tree.each_child(c, [&](TokenIndex d) {
        if (tree.token(d).relation != Relation::kCase || d > c) return;
        is_example |= tree.is_any(d, tree.lexicon().example_prepositions());
        is_agent |= tree.is_any(d, tree.lexicon().agent_prepositions());
      });
      return is_example && is_agent;
    });
    if (doer != kNoToken) add_group(finder, doer, {}, roles.actors, {});
    t = tree.token(t).head;
  }
  if (roles.actors.empty()) return;
  roles.actor_role = "the doers that are named as examples";
  roles.actor_is_direct = true;
}

}  // namespace

void find_doers_elsewhere(const Finder& finder, Roles& roles) {
  take_doers_beside(finder, roles);
  if (roles.actors.empty()) take_doers_as_examples(finder, roles);
  if (roles.actors.empty()) take_the_charged(finder, roles);
}

}  // namespace casus
