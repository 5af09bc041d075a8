#pragma once

// Finds the names of places that a document mentions: every longest run of words that the
// gazetteer has and that begins and ends with a capital.

#include "casus/document.h"
#include "pipeline/places/place_scratch.h"
#include "resources/knowledge.h"

namespace casus {

// Fills scratch.words. Linear in the text.
void look_up_place_words(const PlaceRules& rules, const Knowledge& knowledge,
                         const Gazetteer& gazetteer, const Document& document,
                         PlaceScratch& scratch);

// Fills scratch.mentions, names and candidates, and scratch.borders. At most kMaxNameWords
// look-ups a capitalised word.
void find_place_names(const PlaceRules& rules, const Gazetteer& gazetteer, const Document& document,
                      PlaceScratch& scratch);

inline constexpr TokenIndex kMaxNameWords = 9;

}  // namespace casus
