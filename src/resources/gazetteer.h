#pragma once

// Gazetteer is what is where: place names with coordinates, country and size, mapped from
// data/gazetteer (docs/formats/gazetteer.md); constant once loaded, shared by threads.

#include <filesystem>

#include "casus/result.h"

namespace casus {

class Gazetteer {
 public:
  static Result<Gazetteer> load(const std::filesystem::path& folder);
};

}  // namespace casus
