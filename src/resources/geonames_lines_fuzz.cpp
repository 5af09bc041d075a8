// Feeds any line to the readers of GeoNames' dump files. The first byte says which.

#include "resources/geonames_lines.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view line(reinterpret_cast<const char*>(data) + 1, size - 1);
  casus::GeonamesPlace place;
  casus::GeonamesDivision division;
  casus::GeonamesName name;
  std::string_view alpha2;
  switch (data[0] % 4) {
    case 0:
      if (casus::read_geonames_place(line, place) == nullptr) {
        return place.name.empty() || place.country.size() != 2 ? 1 : 0;
      }
      break;
    case 1:
      (void)casus::read_geonames_division(line, division);
      break;
    case 2:
      if (casus::read_geonames_name(line, name) == nullptr) {
        (void)casus::is_useful_place_name(name.name);
        (void)casus::is_no_language(name.language);
      }
      break;
    default:
      (void)casus::read_geonames_country(line, alpha2);
  }
  return 0;
}
