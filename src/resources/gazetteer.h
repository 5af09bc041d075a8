#pragma once

// Gazetteer is what is where: some 200,000 populated places and administrative divisions, mapped
// from data/gazetteer/places.bin, and the countries, regions, waters and other names of the text
// files beside it (docs/formats/gazetteer.md). Constant once loaded, shared by threads.
//
//   std::vector<Gazetteer::Candidate> candidates;
//   gazetteer.find(fold_place_name("Tripoli"), candidates);
//   for (auto [place, is_alternative] : candidates) use(gazetteer.entry(place));

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/mapped_file.h"
#include "casus/result.h"
#include "resources/gazetteer_format.h"

namespace casus {

// A place's number: of the mapped file first, then of the text files.
using PlaceId = std::uint32_t;
inline constexpr PlaceId kNoPlace = 0xFFFFFFFF;
inline constexpr std::uint16_t kNoCountry = 0xFFFF;

// One place. Views live as long as the Gazetteer.
struct GazetteerEntry {
  std::string_view name;
  double latitude = 0;  // degrees
  double longitude = 0;
  std::int64_t geonameid = 0;          // 0: not known
  std::uint32_t population = 0;        // 0: not known
  std::uint16_t country = kNoCountry;  // number of the country, for comparing
  std::string_view country_code;       // ISO 3166 alpha-3, empty for waters and continents
  PlaceId province = kNoPlace;
  PlaceId district = kNoPlace;
  char feature_class = 'P';       // GeoNames: P populated, A division, H water, L area, T ...
  std::string_view feature_code;  // GeoNames: PPLC, ADM1, SEA ...
  int resolution = 0;             // 5 below a city, 4 city, 3 district, 2 province, 1 country
};

class Gazetteer {
 public:
  struct Candidate {
    PlaceId place = kNoPlace;
    bool is_alternative = false;  // found by another than its main name
    bool needs_capitals = false;  // an abbreviation: counts only where written in capitals
  };

  // Maps places.bin and reads countries.txt, regions.txt and names.txt of `folder`. A missing or
  // damaged file is an error that names it, and the line where it has lines. About 10 ms.
  static Result<Gazetteer> load(const std::filesystem::path& folder);
  // The same for bytes that are kept elsewhere, without the text files; `bytes` must be aligned to
  // 8 bytes and outlive the Gazetteer.
  static Result<Gazetteer> open(std::string_view bytes);

  // Appends the places that bear the folded name (see place_name.h). No allocation but of the
  // result's; constant time but for the number of candidates, which is below 5,000.
  void find(std::string_view folded_name, std::vector<Candidate>& candidates) const;
  GazetteerEntry entry(PlaceId place) const;
  // The number of a country by ISO alpha-2 or alpha-3; kNoCountry for an unknown one.
  std::uint16_t country(std::string_view code) const;
  // The place that is the country itself; kNoPlace where countries.txt lacks it.
  PlaceId country_place(std::uint16_t country) const;

  // The capital of a country; kNoPlace where there is none.
  PlaceId capital_of(std::uint16_t country) const;

  // The first-level divisions of a country, in the order of their numbers; those alone that have a
  // place in them.
  std::vector<PlaceId> provinces_of(std::uint16_t country) const;

  std::size_t province_count() const { return header_.provinces; }
  std::size_t place_count() const { return header_.places + added_.size(); }
  std::size_t country_count() const { return countries_.size(); }

 private:
  friend class GazetteerText;

  struct Country {
    std::string alpha2;
    std::string alpha3;
    PlaceId place = kNoPlace;
    PlaceId capital = kNoPlace;
  };
  struct Added {  // from the text files
    std::string name;
    double latitude = 0;
    double longitude = 0;
    std::int64_t geonameid = 0;
    std::uint16_t country = kNoCountry;
    char feature_class = 'L';
    std::string feature_code;
    int resolution = 0;
  };
  struct AddedName {
    std::uint64_t hash = 0;
    Candidate candidate;
  };
  struct Centre {
    PlaceId place = kNoPlace;
    double latitude = 0;
    double longitude = 0;
  };

  Result<void> read_sections(std::string_view bytes);
  std::string_view name_at(std::uint32_t offset) const;
  GazetteerEntry mapped_entry(PlaceId place) const;
  GazetteerEntry added_entry(const Added& added) const;
  int resolution_of(PlaceId place, std::string_view feature_code) const;

  MappedFile file_;
  gazetteer_format::Header header_{};
  const gazetteer_format::Country* country_codes_ = nullptr;
  const gazetteer_format::Feature* features_ = nullptr;
  const gazetteer_format::Place* places_ = nullptr;
  const std::uint32_t* buckets_ = nullptr;
  const std::uint32_t* fingerprints_ = nullptr;
  const std::uint32_t* targets_ = nullptr;
  std::string_view names_;
  std::vector<Country> countries_;
  std::vector<Added> added_;
  std::vector<AddedName> added_names_;  // sorted by hash
  std::vector<Centre> centres_;         // of mapped divisions, sorted by place
};

// Great-circle distance in kilometres.
double distance_km(double latitude1, double longitude1, double latitude2, double longitude2);

}  // namespace casus
