#pragma once

// Chooses one gazetteer entry for each name of a document: the one that news most likely means,
// given the words around, the countries and provinces that the document is about, and the rule
// that a name has one sense in a document unless a mention says where it is.

#include "casus/document.h"
#include "pipeline/places/place_scratch.h"

namespace casus {

// Fills `best` of scratch.names and `chosen` of scratch.mentions. Mentions with a score of zero or
// less give no support. Linear in mentions and candidates.
void resolve_names(const Gazetteer& gazetteer, PlaceScratch& scratch);

}  // namespace casus
