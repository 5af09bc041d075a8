#pragma once

// The places stage: places named in the text, each resolved to one gazetteer entry.
// Reads text, syntax, entities; adds places.

#include <filesystem>

#include "casus/document.h"
#include "casus/result.h"
#include "resources/gazetteer.h"
#include "resources/knowledge.h"

namespace casus {

// A language's words around places: `language_folder`/places.
class PlaceRules {
 public:
  static Result<PlaceRules> load(const std::filesystem::path& language_folder);
};

struct PlaceScratch {};

Result<void> find_places(const PlaceRules& rules, const Knowledge& knowledge,
                         const Gazetteer& gazetteer, Document& document, PlaceScratch& scratch);

}  // namespace casus
