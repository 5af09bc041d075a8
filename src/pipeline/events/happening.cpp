#include "pipeline/events/happening.h"

#include <algorithm>

namespace casus {

namespace {

// "Claimed by X", "that X carried out", "for which X claimed responsibility".
bool tells_doers(const Tree& tree, TokenIndex clause, TokenIndex happening) {
  if (!tree.is_verb(clause) || !tree.is_any(clause, tree.lexicon().doing_verbs())) return false;
  const TokenList objects = tree.objects(clause);
  return std::any_of(objects.begin(), objects.end(), [&](TokenIndex object) {
    return object == happening || tree.is_any(object, tree.lexicon().responsibility());
  });
}

// The sector of those who do without a name what `noun` stands for; empty: they have none.
std::string_view nameless_sector(const Tree& tree, TermId noun) {
  for (const std::int32_t index : tree.lexicon().headed_by(noun)) {
    const Entry& entry = tree.lexicon().entries()[static_cast<std::size_t>(index)];
    if (entry.category == nullptr || entry.head_class != HeadClass::kNoun) continue;
    if (!entry.unnamed_actor.empty()) return entry.unnamed_actor;
    if (!entry.category->unnamed_actor.empty()) return entry.category->unnamed_actor;
  }
  return {};
}

}  // namespace

TokenList doers_of_happening(const Tree& tree, TokenIndex happening) {
  constexpr int kDeepest = 4;
  TokenList found;
  // The tree may hang the clause on a noun below: "an attack on a market in Gao, for which ...".
  TokenIndex t = happening;
  for (int depth = 0; depth < kDeepest && t != kNoToken && found.empty(); ++depth) {
    TokenIndex below = kNoToken;
    tree.each_child(t, [&](TokenIndex c) {
      const Relation relation = tree.token(c).relation;
      if (relation == Relation::kAcl && tells_doers(tree, c, happening)) {
        found.add_all(tree.subjects(c));
      }
      if (relation != Relation::kNmod && relation != Relation::kObl) return;
      below = c;
      const TokenIndex preposition = tree.preposition(c);
      const bool is_doer =
          preposition != kNoToken &&
          (tree.is_any(preposition, tree.lexicon().agent_prepositions()) ||
           (t == happening && tree.is_any(preposition, tree.lexicon().side_prepositions())));
      if (is_doer) tree.add_with_conjuncts(c, found);
    });
    t = below;
  }
  return found;
}

std::string_view sector_of_people(const Tree& tree) {
  for (const TermId gathering : tree.lexicon().gatherings().words()) {
    const std::string_view sector = nameless_sector(tree, gathering);
    if (!sector.empty()) return sector;
  }
  return {};
}

bool find_gathered(const Tree& tree, TokenIndex gathering, Participant& found) {
  if (!tree.is_noun(gathering) || !tree.is_any(gathering, tree.lexicon().gatherings())) {
    return false;
  }
  const std::string_view sector = nameless_sector(tree, tree.lemma(gathering));
  if (sector.empty()) return false;
  found = {};
  found.actor.sector = sector;
  found.actor.reason = "who gathered";
  found.start = tree.token(gathering).start;
  found.end = tree.token(gathering).end;
  found.head = gathering;
  const auto& at = tree.document().actor_at;
  const std::int32_t phrase = at[static_cast<std::size_t>(gathering)];
  if (phrase != kNone) {
    const ActorPhrase& known = tree.document().actor_phrases[static_cast<std::size_t>(phrase)];
    found.actor.code = known.actor.code;
    found.start = known.start;
    found.end = known.end;
  }
  found.entity_text = std::string(tree.document().words(found.start, found.end));
  return true;
}

}  // namespace casus
