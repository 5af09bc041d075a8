#pragma once

// Knowledge is who is who: countries, organisations, groups, people and the offices they held.
// Read from data/knowledge (docs/formats/knowledge.md); constant once loaded, shared by threads.

#include <filesystem>
#include <vector>

#include "casus/result.h"

namespace casus {

class Knowledge {
 public:
  // Reads every .txt of `folders`; later folders are laid over earlier ones.
  static Result<Knowledge> load(const std::vector<std::filesystem::path>& folders);
};

}  // namespace casus
