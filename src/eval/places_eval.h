#pragma once

// Scores the places layer on gold records: one JSON object a line with `id`, `text`, `language`
// and `places` (`start`, `end` in code points, `lat`, `lon`).
//
// Recognition is by overlap, one to one, from left to right; of the recognised, the share within
// 161 km (100 miles) and the mean distance; end to end, F1 of the places both recognised and
// within 161 km.

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "casus/coder.h"
#include "casus/result.h"

namespace casus {

struct PlacesScore {
  std::uint64_t gold = 0;
  std::uint64_t predicted = 0;
  std::uint64_t recognised = 0;
  std::uint64_t within = 0;         // of the recognised, at most 161 km off
  double distance_km = 0;           // sum over the recognised
  std::vector<std::string> misses;  // one line each: kind, document, words, what was expected

  double precision() const;
  double recall() const;
  double recognition_f1() const;
  double share_within() const;
  double mean_distance_km() const;
  double end_to_end_f1() const;
};

// Reads `gold` and codes every text up to the places stage. A broken line is an error with its
// number. `wants_misses` fills `misses`.
Result<PlacesScore> score_places(const Coder& coder, const std::filesystem::path& gold,
                                 bool wants_misses);

// The measures as lines "name value", for people.
std::string to_text(const PlacesScore& score);

}  // namespace casus
