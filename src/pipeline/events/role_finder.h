#pragma once

// What the finding of roles shares between its files.

#include <vector>

#include "pipeline/events/match.h"

namespace casus {

struct Finder {
  const Tree& tree;
  const EntityAt& entity_at;
  const Match& match;
  const Entry& entry;
  bool recipient_did_it = false;  // a deed as recipient stands for whoever did it
  bool is_nested = false;         // asks for the actor of a happening that is an actor's place
};

inline bool is_possessor(const Token& token) {
  return token.relation == Relation::kNmod && has_subtype(token, "poss");
}

// The actor that the word at `t` itself names, or the pronoun there stands for.
bool find_direct(const Tree& tree, const EntityAt& entity_at, TokenIndex t, Participant& found);

// A person of whom nothing is known, as whoever is arrested or struck: one of the people.
bool find_stranger(const Tree& tree, TokenIndex t, Participant& found);

// Adds `participant` to `list` unless it is in that or in `others`; a list holds 16.
void add_participant(Participant participant, std::vector<Participant>& list,
                     const std::vector<Participant>& others);

// Adds one party for each further country or body whose group `group` is, however deep: bodies of
// bodies. `first` is the one that the group's own code is of.
void add_further_parties(const Finder& finder, TokenIndex group, const Participant& first,
                         std::vector<Participant>& list, const std::vector<Participant>& others);

}  // namespace casus
