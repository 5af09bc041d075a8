#pragma once

// Lays the text files of data/gazetteer over the mapped places: countries.txt, regions.txt,
// names.txt (docs/formats/gazetteer.md). A missing file adds nothing, but for countries.txt.

#include <filesystem>
#include <string_view>

#include "base/text_file.h"
#include "casus/result.h"
#include "resources/gazetteer.h"

namespace casus {

class GazetteerText {
 public:
  // Adds what the files of `folder` say to `gazetteer`. A bad line is an error with its number.
  static Result<void> read(const std::filesystem::path& folder, Gazetteer& gazetteer);
  // Copies the text files of `from` to the folder of another places.bin, `to`: of names.txt the
  // lines whose place is there. Returns how many were left out.
  static Result<std::size_t> copy(const std::filesystem::path& from,
                                  const std::filesystem::path& to);

 private:
  explicit GazetteerText(Gazetteer& gazetteer) : gazetteer_(gazetteer) {}

  using AddLine = Result<void> (GazetteerText::*)(const std::filesystem::path&, const Line&);
  Result<void> read_file(const std::filesystem::path& path, AddLine add);
  // "AM ARM 40.2 44.8 174982 Armenia | Republic of Armenia"
  Result<void> add_country(const std::filesystem::path& path, const Line& line);
  // "H.SEA -- 43.0 34.0 Black Sea"
  Result<void> add_region(const std::filesystem::path& path, const Line& line);
  // "UA Kyiv = Kiev | Kiyev"
  Result<void> add_other_names(const std::filesystem::path& path, const Line& line);

  void add_names(std::string_view names, PlaceId place, bool are_alternatives);
  std::uint16_t add_country_codes(std::string_view alpha2, std::string_view alpha3);
  PlaceId division(std::string_view name, std::uint16_t country, int resolution);
  PlaceId largest(std::string_view name, std::uint16_t country);

  Gazetteer& gazetteer_;
};

}  // namespace casus
