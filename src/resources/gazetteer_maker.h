#pragma once

// Makes places.bin out of GeoNames' dump files. Used by `casus gazetteer import`,
// tools/make_gazetteer and tests.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "casus/result.h"

namespace casus {

struct GazetteerSources {
  std::vector<std::filesystem::path> places;  // allCountries.txt, XX.txt, citiesNNN.txt
  std::filesystem::path provinces;  // first-level divisions: admin1CodesASCII.txt, or JSON
                                    // [{"code":"AM.01","name":"..."}]
  std::filesystem::path districts;  // second-level divisions, likewise; codes "US.TX.201"
  std::filesystem::path generics;   // words that names of divisions may lack ("Province")
  std::filesystem::path countries;  // countryInfo.txt: others' lines are refused; may be empty
  std::filesystem::path names;      // alternateNamesV2.txt; may be empty
};

// How the work is watched. Both may be empty: then the first refused line is the error.
struct GazetteerWatch {
  std::function<void(std::uint64_t lines, std::uint64_t bytes)> progress;  // now and then
  std::function<void(const Error&)> refused;  // a line that is left out: its file, number, fault
};

struct GazetteerCounts {
  std::size_t provinces = 0;
  std::size_t districts = 0;
  std::size_t places = 0;  // all, divisions included
  std::size_t names = 0;
  std::size_t bytes = 0;
  std::size_t refused = 0;  // lines
};

// Writes the mapped file to `output`. Reads line by line: memory (some 50 MB for 180,000 places)
// grows with what is kept, not with the sources. A source that is missing is an error, and so is a
// line that does not follow its format, unless `watch.refused` takes it.
Result<GazetteerCounts> make_gazetteer(const GazetteerSources& sources,
                                       const std::filesystem::path& output,
                                       const GazetteerWatch& watch = {});

}  // namespace casus
