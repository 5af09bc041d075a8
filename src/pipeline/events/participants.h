#pragma once

// From the words in a role to who they are: the actors and recipients of a match.

#include <vector>

#include "pipeline/events/match.h"

namespace casus {

// Actors and recipients, and how they were found.
struct Roles {
  std::vector<Participant> actors;
  std::vector<Participant> recipients;
  bool actor_is_direct = false;  // an actor's own words, not the country of a thing
  bool recipient_is_direct = false;
  std::string actor_role;  // "subj", for people
  std::string recipient_role;
};

// Fills the roles of `entry` from the tree. Things that belong to an actor ("a Syrian village")
// stand for it; what belongs to nobody known fills no role.
Roles find_roles(const Tree& tree, const EntityAt& entity_at, const Match& match);

// The actor that these words name, if they name one. `is_direct` as in Roles.
bool find_participant(const Tree& tree, const EntityAt& entity_at, TokenIndex token,
                      bool may_be_thing, Participant& found, bool& is_direct);

// "obj.of"
std::string path_name(const Path& path, const WordTable& words);

}  // namespace casus
