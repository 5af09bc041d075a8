#pragma once

// Reads single lines of GeoNames' dump files (download.geonames.org/export/dump, its readme.txt):
// tables of columns parted by tabs, one record a line. Views are into the line.

#include <cstdint>
#include <string_view>

namespace casus {

// A line of allCountries.txt, XX.txt or citiesNNN.txt: 19 columns.
struct GeonamesPlace {
  std::uint32_t id = 0;
  std::string_view name;
  std::string_view ascii;
  std::string_view alternatives;  // parted by commas
  std::int32_t latitude = 0;      // 1e-5 degrees
  std::int32_t longitude = 0;
  char feature_class = 'P';
  std::string_view feature_code;
  std::string_view country;  // alpha-2
  std::string_view admin1;
  std::string_view admin2;
  std::uint32_t population = 0;
};

// A line of admin1CodesASCII.txt or admin2Codes.txt: code, name, ASCII name, identifier.
struct GeonamesDivision {
  std::string_view code;  // "AM.01", "US.TX.201"
  std::string_view name;
  std::uint32_t id = 0;  // 0: the line ends before it
};

// A line of alternateNamesV2.txt (or alternateNames.txt).
struct GeonamesName {
  std::uint32_t place = 0;    // identifier
  std::string_view language;  // "ru", "link", "post", "wkdt"; often empty
  std::string_view name;
};

// Each returns what is wrong with the line, or null where nothing is and the second argument is
// filled. Linear in the line, no allocation.
const char* read_geonames_place(std::string_view line, GeonamesPlace& place);
const char* read_geonames_division(std::string_view line, GeonamesDivision& division);
const char* read_geonames_name(std::string_view line, GeonamesName& name);
// The alpha-2 code of a line of countryInfo.txt.
const char* read_geonames_country(std::string_view line, std::string_view& alpha2);

// True for names in Latin or Cyrillic letters that are no code of an airport or the like.
bool is_useful_place_name(std::string_view name);
// True for codes, links and numbers that GeoNames keeps among the names ("link", "post", "iata").
bool is_no_language(std::string_view language);

}  // namespace casus
