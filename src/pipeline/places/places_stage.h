#pragma once

// The places stage: places named in the text, each resolved to one gazetteer entry.
// Reads text, syntax, entities, times; adds places.

#include "casus/document.h"
#include "casus/result.h"
#include "pipeline/places/place_rules.h"
#include "pipeline/places/place_scratch.h"
#include "resources/gazetteer.h"
#include "resources/knowledge.h"

namespace casus {

// Fills document.places in the order of the text, without overlaps. Works without tags, trees and
// entities, less well. Linear in the text. Never finer than the text says: "northern Syria" is
// Syria, resolution 1. Names of capitals that act ("Moscow said") are left out.
Result<void> find_places(const PlaceRules& rules, const Knowledge& knowledge,
                         const Gazetteer& gazetteer, Document& document, PlaceScratch& scratch);

}  // namespace casus
