#pragma once

// Makes places.bin out of GeoNames' tables. Used by tools/make_gazetteer and by tests.

#include <filesystem>
#include <string>

#include "casus/result.h"

namespace casus {

struct GazetteerSources {
  std::filesystem::path cities;     // GeoNames' table of places, 19 columns parted by tabs
  std::filesystem::path provinces;  // first-level divisions: [{"code":"AM.01","name":"..."}], or
                                    // GeoNames' admin1CodesASCII.txt
  std::filesystem::path districts;  // second-level divisions, likewise; codes "US.TX.201"
  std::filesystem::path generics;   // words that names of divisions may lack ("Province")
};

struct GazetteerCounts {
  std::size_t provinces = 0;
  std::size_t districts = 0;
  std::size_t places = 0;  // all, divisions included
  std::size_t names = 0;
  std::size_t bytes = 0;
};

// Writes the mapped file to `output`. A source that is missing or does not follow its format is an
// error that names file and line. Needs some 200 MB and a few seconds.
Result<GazetteerCounts> make_gazetteer(const GazetteerSources& sources,
                                       const std::filesystem::path& output);

}  // namespace casus
