#pragma once

// Whom words name: their own actor, an unknown person, or, of a thing, whose it is.

#include "pipeline/events/participants.h"

namespace casus {

Participant participant_of(const Tree& tree, const ActorPhrase& phrase);

// "Terror" of "the terror attacks in Paris" is no name that the attacks' code could be of.
bool is_capitalised(const Token& token);

// A named mention with a code that is no phrase of its own: "Israeli" in "the Israeli attack".
const Entity* coded_entity(const Tree& tree, const EntityAt& entity_at, TokenIndex t);

// Words whose actor is also that of the thing they hang on, nearest kind first.
TokenList owners(const Tree& tree, TokenIndex thing);

// A noun before a happening that says where it was: "the Mumbai bombings".
bool is_scene_of_happening(const Tree& tree, TokenIndex t);

// "Russian" of "the Russian-led invasion"; kNoToken: nobody leads.
TokenIndex leading_name(const Tree& tree, TokenIndex participle);

// "Iran" of "the Iranian-backed proposal": whoever is behind a thing.
bool find_backer(const Tree& tree, const EntityAt& entity_at, TokenIndex thing, Participant& found);

}  // namespace casus
