// The parties beside the first of a group: "Sudanese and Ethiopian troops", "ministers of Chile and
// Peru".

#include <algorithm>

#include "pipeline/events/role_finder.h"

namespace casus {

namespace {

// Spans that overlap and have one code are one actor: an organisation and a part of its name.
bool names_same(const Participant& a, const Participant& b) {
  if (a.head == b.head && a.start == b.start) return true;
  if (a.start == b.start && a.end == b.end) return true;
  const bool overlap = a.start < b.end && b.start < a.end;
  return overlap && a.actor.code == b.actor.code && a.actor.sector == b.actor.sector;
}

}  // namespace

void add_participant(Participant participant, std::vector<Participant>& list,
                     const std::vector<Participant>& others) {
  const auto is_same = [&](const Participant& p) { return names_same(p, participant); };
  if (std::any_of(list.begin(), list.end(), is_same)) return;
  if (std::any_of(others.begin(), others.end(), is_same)) return;
  if (list.size() < 16) list.push_back(std::move(participant));
}

namespace {

// The party of `t` beside the first of a group: a country has the group's sector ("ministers from
// Chile and Peru"), a body its own ("units of the Iraqi army and the police").
bool find_further_party(const Finder& finder, TokenIndex t, const Participant& first,
                        Participant& found) {
  if (!find_direct(finder.tree, finder.entity_at, t, found)) return false;
  if (found.actor.code.empty()) return found.actor.sector != first.actor.sector;
  if (found.actor.code == first.actor.code) return false;
  if (found.actor.sector.empty()) {
    const std::string code = found.actor.code;
    found.actor = first.actor;
    found.actor.code = code;
  }
  return true;
}

// The first of those whom a group is of and who share its code ("the ministries" of
// "representatives of the ministries of Chile and Peru"), or what stands between it and them
// ("affairs" of "the ministries of foreign affairs of Chile"); kNoToken where there is none.
TokenIndex leading_owner(const Finder& finder, TokenIndex group, const Participant& first) {
  const Tree& tree = finder.tree;
  return tree.find_child(group, [&](TokenIndex c) {
    const TokenIndex preposition = tree.preposition(c);
    if (tree.token(c).relation != Relation::kNmod || preposition == kNoToken) return false;
    if (!tree.is_any(preposition, tree.lexicon().origin_prepositions())) return false;
    Participant leading;
    return !find_direct(tree, finder.entity_at, c, leading) || leading.actor.code.empty() ||
           leading.actor.code == first.actor.code;
  });
}

// The possessor of `group` after possessor `t`; kNoToken where there is none.
TokenIndex next_possessor(const Tree& tree, TokenIndex group, TokenIndex t) {
  if (!is_possessor(tree.token(t))) return kNoToken;
  return tree.find_child(group, [&](TokenIndex c) { return c > t && is_possessor(tree.token(c)); });
}

// True where something coordinated with `leading` is a word of the name of `first`.
bool joins_name_of(const Finder& finder, TokenIndex leading, const Participant& first) {
  TokenList joined;
  finder.tree.add_with_conjuncts(leading, joined);
  return std::any_of(joined.begin(), joined.end(), [&](TokenIndex t) {
    const Token& token = finder.tree.token(t);
    return t != leading && token.start >= first.start && token.end <= first.end;
  });
}

// The first of several nationalities, names or owners before a group: "Sudanese" of "Sudanese and
// Ethiopian troops"; kNoToken where there is none.
TokenIndex leading_modifier(const Finder& finder, TokenIndex group, const Participant& first) {
  const Tree& tree = finder.tree;
  return tree.find_child(group, [&](TokenIndex c) {
    const Token& token = tree.token(c);
    const bool stands_before = token.relation == Relation::kAmod ||
                               token.relation == Relation::kCompound || is_possessor(token);
    const bool has_further =
        tree.child(c, Relation::kConj) != kNoToken || next_possessor(tree, group, c) != kNoToken;
    if (!stands_before || c > group || !has_further) return false;
    Participant leading;
    if (!find_direct(tree, finder.entity_at, c, leading)) return true;
    // "U.S. and Iraqi forces": the last of them and the group are one name.
    return leading.actor.code == first.actor.code || joins_name_of(finder, c, first);
  });
}

// True where `group` is coordinated by "and" with what stands after `listed`.
bool ends_list(const Tree& tree, TokenIndex group, TokenIndex listed) {
  return tree.find_child(group, [&](TokenIndex c) {
    return c > listed && tree.token(c).relation == Relation::kConj &&
           tree.child(c, Relation::kCc) != kNoToken;
  }) != kNoToken;
}

// The parties beside the first of a coordination that begins at `leading`.
void add_conjoined_parties(const Finder& finder, TokenIndex leading, const TokenList& parties,
                           const Participant& first, std::vector<Participant>& list,
                           const std::vector<Participant>& others) {
  const bool is_outside = joins_name_of(finder, leading, first);
  for (const TokenIndex t : parties) {
    Participant party;
    if ((t == leading && !is_outside) || !find_further_party(finder, t, first, party)) continue;
    add_participant(std::move(party), list, others);
  }
}

}  // namespace

void add_further_parties(const Finder& finder, TokenIndex group, const Participant& first,
                         std::vector<Participant>& list, const std::vector<Participant>& others) {
  constexpr int kDeepest = 4;
  const Tree& tree = finder.tree;
  const TokenIndex leading = leading_modifier(finder, group, first);
  // "North and South Korea": states, where the first shares the name of the last.
  const bool shares_name = leading != kNoToken && joins_name_of(finder, leading, first);
  if (first.actor.sector.empty() && !shares_name) return;
  if (leading != kNoToken) {
    TokenList parties;
    tree.add_with_conjuncts(leading, parties);
    // "Israel's and Egypt's ministers": the tree may have two possessors side by side.
    for (TokenIndex next = leading; next != kNoToken; next = next_possessor(tree, group, next)) {
      tree.add_with_conjuncts(next, parties);
    }
    return add_conjoined_parties(finder, leading, parties, first, list, others);
  }
  for (int depth = 0; depth < kDeepest; ++depth) {
    const TokenIndex owner = leading_owner(finder, group, first);
    if (owner == kNoToken) return;
    TokenList parties;
    tree.add_with_conjuncts(owner, parties);
    // "Ministers of Chile, Peru and Bolivia": the tree may coordinate Peru with the ministers.
    const TokenIndex stray = tree.stray_conjunct(group);
    if (stray > owner && tree.child(stray, Relation::kConj) != kNoToken) {
      tree.add_with_conjuncts(stray, parties);
    }
    // "Leaders of Chile, Peru and Mexico": or Mexico with the leaders, and Peru with Chile.
    const TokenIndex listed = tree.stray_conjunct(owner);
    if (listed != kNoToken && ends_list(tree, group, listed)) parties.add(listed);
    add_conjoined_parties(finder, owner, parties, first, list, others);
    group = owner;
  }
}

}  // namespace casus
