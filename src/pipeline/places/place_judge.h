#pragma once

// Judges which mentions are places of the world, and not parts of people's or organisations'
// names: a sum of what speaks for it and against it, in the words around and in the layers before.

#include "casus/document.h"
#include "pipeline/places/place_scratch.h"

namespace casus {

// Fills `score` and `container` of scratch.mentions, and the candidates' evidence. Linear in the
// text: a mention looks at a few words on either side.
void judge_mentions(const Gazetteer& gazetteer, const Document& document, PlaceScratch& scratch);

}  // namespace casus
