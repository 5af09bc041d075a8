#pragma once

// What the finding of roles shares between its files.

#include <vector>

#include "pipeline/events/participants.h"

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

inline bool is_pronoun(const Tree& tree, TokenIndex t) { return tree.token(t).upos == Upos::kPron; }

// The actor that the word at `t` itself names, or the pronoun there stands for.
bool find_direct(const Tree& tree, const EntityAt& entity_at, TokenIndex t, Participant& found);

// A person of whom nothing is known, as whoever is arrested or struck: one of the people.
bool find_stranger(const Tree& tree, TokenIndex t, Participant& found);

// Adds `participant` to `list` unless it is in that or in `others`; a list holds 16.
void add_participant(Participant participant, std::vector<Participant>& list,
                     const std::vector<Participant>& others);

// Adds who did `happening` that stands where an actor is asked for: whoever its own words say, "the
// raids claimed by X killed"; whoever has it; its actor as a trigger, "Chadian air strikes killed";
// the subject of the verb that lends it its own, "claimed attacks which killed".
void take_doers(const Finder& finder, TokenIndex happening, std::vector<Participant>& list,
                const std::vector<Participant>& others);

// Fills the actors, where the trigger's own words name none, with whoever is told beside it: the
// doers of the violence it was done in, those that stand as examples, whoever is charged with it.
void find_doers_elsewhere(const Finder& finder, Roles& roles);

// Adds one party for each further country or body whose group `group` is, however deep: bodies of
// bodies. `first` is the one that the group's own code is of.
void add_further_parties(const Finder& finder, TokenIndex group, const Participant& first,
                         std::vector<Participant>& list, const std::vector<Participant>& others);

// The actor at `t` and those that are coordinated with it, all of codes other than `known`.
void add_group(const Finder& finder, TokenIndex t, std::string_view known,
               std::vector<Participant>& list, const std::vector<Participant>& others);

// The words that the first `steps` steps of a role lead to.
TokenList role_tokens(const Finder& finder, const Path& path, std::size_t steps);

// A word of the trigger's pattern.
bool is_required(const Finder& finder, TokenIndex t);

// A state as such is no recipient of what its own say of this kind.
bool is_outward(const Finder& finder);

// Who is no recipient, though a role has them: the actors themselves, as pronouns or above a role.
bool is_own(const Finder& finder, TokenIndex t, bool is_above, const Participant& party,
            const std::vector<Participant>& actors);

// A body's "them" where somebody is struck: it is nobody who can be.
bool is_bodys_pronoun(const Finder& finder, TokenIndex t);

// True of what is blamed, asked, refused or protested against: a deed has its victims after "of".
bool is_against_deeds(const Finder& finder);

// "Journalists" of "the detention of journalists".
bool is_victim(const Tree& tree, TokenIndex t);

}  // namespace casus
