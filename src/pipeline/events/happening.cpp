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

// "Both attributed to X", "all claimed by Y": participles behind a happening, which the tree may
// hang on it in several ways or on the verb above it. Appends whom they name.
void add_named_behind(const Tree& tree, TokenIndex above, TokenIndex happening, TokenList& found) {
  const EventLexicon& lexicon = tree.lexicon();
  tree.each_child(above, [&](TokenIndex c) {
    const Token& token = tree.token(c);
    const bool is_behind = token.relation == Relation::kAcl || token.relation == Relation::kConj ||
                           token.relation == Relation::kAdvcl ||
                           token.relation == Relation::kParataxis;
    if (c < happening || !is_behind || !tree.is_verb(c) || !has_feature(token, "VerbForm=Part")) {
      return;
    }
    const bool is_blamed = tree.is_any(c, lexicon.blaming_verbs());
    const bool is_done = tree.is_any(c, lexicon.doing_verbs());
    tree.each_child(c, [&](TokenIndex d) {
      const TokenIndex preposition = tree.preposition(d);
      if (tree.token(d).relation != Relation::kObl || preposition == kNoToken) return;
      const bool names_doer =
          (is_blamed && tree.is_any(preposition, lexicon.blamed_prepositions())) ||
          (is_done && tree.is_any(preposition, lexicon.agent_prepositions()));
      if (names_doer) tree.add_with_conjuncts(d, found);
    });
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
  if (!found.empty()) return found;
  add_named_behind(tree, happening, happening, found);
  const Token& here = tree.token(happening);
  if (found.empty() && here.relation == Relation::kObl && here.head != kNoToken) {
    add_named_behind(tree, here.head, happening, found);
  }
  return found;
}

TokenList strikes_beside(const Tree& tree, TokenIndex verb) {
  TokenList found;
  TokenList holders;
  holders.add(verb);
  holders.add_all(tree.objects(verb));
  // "Shot dead in a raid", "was left wounded in it"
  tree.each_child(verb, [&](TokenIndex c) {
    if (tree.token(c).relation == Relation::kXcomp && !tree.is_verb(c)) holders.add(c);
  });
  for (const TokenIndex holder : holders) {
    tree.each_child(holder, [&](TokenIndex c) {
      const Relation relation = tree.token(c).relation;
      const TokenIndex preposition = tree.preposition(c);
      const bool is_beside = (relation == Relation::kObl || relation == Relation::kNmod) &&
                             c > verb && preposition != kNoToken && tree.is_noun(c) &&
                             tree.is_any(preposition, tree.lexicon().attending_prepositions());
      if (!is_beside) return;
      if (tree.is_any(c, tree.lexicon().strikes())) return found.add(c);
      if (!tree.is_any(c, tree.lexicon().transparent_nouns())) return;
      const TokenIndex inner = tree.child(c, Relation::kNmod);  // "a series of attacks"
      if (inner != kNoToken && tree.is_any(inner, tree.lexicon().strikes())) found.add(inner);
    });
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
  if (const ActorPhrase* known = tree.phrase(gathering); known != nullptr) {
    found.actor.code = known->actor.code;
    found.start = known->start;
    found.end = known->end;
  }
  found.entity_text = std::string(tree.document().words(found.start, found.end));
  return true;
}

}  // namespace casus
