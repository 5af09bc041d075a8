#pragma once

// Where a document's own words say that a known name is not meant.

#include "pipeline/entities/entity_scratch.h"

namespace casus {

// Drops the matches of names that are not meant. "Somali National Army (SNA)": what a document
// calls so by an acronym of its own is nobody else who is known by that acronym. "Security Council"
// of "National Security Council": a body's name of several words that is the end of a longer one.
// Linear in the tokens.
void drop_other_names(const Knowledge& knowledge, const Document& document, EntityScratch& scratch);

// "Labour" of "the Ministry of Labour", "Education, Health and Labour": the last word of a longer
// name that nobody knows.
bool ends_longer_name(const Document& document, const NameMatch& match,
                      const EntityScratch& scratch);

}  // namespace casus
