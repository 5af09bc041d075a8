#pragma once

// Reads releases with every fact of them; tests/sets/README.md describes the format.

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "casus/document.h"
#include "casus/result.h"

namespace casus {

// Bytes of a release's text.
struct GoldSpan {
  std::uint32_t start = 0;
  std::uint32_t end = 0;
};

struct GoldFact {
  std::string kind;
  std::string words;               // the first telling, for people
  std::vector<GoldSpan> tellings;  // at least one
  std::vector<std::pair<std::string, std::string>> fields;
  std::vector<std::pair<std::string, std::string>> roles;
};

struct GoldRelease {
  Document document;  // id, date and text
  std::vector<GoldFact> facts;
};

// The releases of a file in their order. Words that the release does not hold, a part without
// "=", and the like are errors that name the line.
Result<std::vector<GoldRelease>> read_gold_releases(const std::filesystem::path& path);
// The same for content at hand; `path` is for errors.
Result<std::vector<GoldRelease>> parse_gold_releases(const std::filesystem::path& path,
                                                     std::string_view content);

}  // namespace casus
