#pragma once

// Nouns of what happens ("the attack", "a rally"): who did it, and who they are that gathered.

#include <string_view>

#include "pipeline/events/match.h"

namespace casus {

// Whom the words on `happening` say did it: "the attack by X", "claimed by X", "fighting between X
// and Y", "the bombing, for which X took responsibility". Not its possessor.
TokenList doers_of_happening(const Tree& tree, TokenIndex happening);

// The violence in which what `verb` tells was done: "shot dead in a raid", "killed during clashes".
TokenList strikes_beside(const Tree& tree, TokenIndex verb);

// The people of a gathering, "broke up a rally in Morocco": their sector is that of the nameless
// actors of such events. False where `gathering` is none.
bool find_gathered(const Tree& tree, TokenIndex gathering, Participant& found);

// The sector of nameless people: of whoever gathers. Empty where the lexicon has no gatherings.
std::string_view sector_of_people(const Tree& tree);

}  // namespace casus
