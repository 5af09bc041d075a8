#include "resources/gazetteer.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numbers>

#include "resources/compiled_file.h"
#include "resources/gazetteer_text.h"

namespace casus {

namespace format = gazetteer_format;

namespace {

constexpr double kDegree = 1e-5;  // of the coordinates' unit
constexpr std::string_view kRemedy = "restore the file, or make it again with tools/make_gazetteer";

std::uint64_t section_bytes(const format::Header& header) {
  return std::uint64_t{header.countries} * sizeof(format::Country) +
         std::uint64_t{header.features} * sizeof(format::Feature) +
         std::uint64_t{header.places} * sizeof(format::Place) +
         (std::uint64_t{format::kBuckets} + 1) * 4 + std::uint64_t{header.postings} * 8 +
         header.names_bytes;
}

template <std::size_t size>
std::string_view text_of(const std::array<char, size>& bytes) {
  return {bytes.data(), ::strnlen(bytes.data(), size)};
}

Result<format::Header> read_header(std::string_view bytes) {
  return read_compiled_header<format::Header>(bytes, format::kMagic, format::kVersion, "gazetteer",
                                              kRemedy, section_bytes);
}

}  // namespace

Result<void> Gazetteer::read_sections(std::string_view bytes) {
  auto header = read_header(bytes);
  if (!header) return header.error();
  header_ = *header;
  const char* at = bytes.data() + sizeof(format::Header);
  const auto take = [&]<typename T>(const T*& section, std::uint32_t count) {
    section = reinterpret_cast<const T*>(at);
    at += std::size_t{count} * sizeof(T);
  };
  take(country_codes_, header_.countries);
  take(features_, header_.features);
  take(places_, header_.places);
  take(buckets_, format::kBuckets + 1);
  take(fingerprints_, header_.postings);
  take(targets_, header_.postings);
  names_ = {at, header_.names_bytes};
  const bool ordered = std::is_sorted(buckets_, buckets_ + format::kBuckets + 1) &&
                       buckets_[format::kBuckets] == header_.postings;
  const std::uint64_t divisions = std::uint64_t{header_.provinces} + header_.districts;
  if (!ordered || divisions > header_.places || header_.countries >= kNoCountry) {
    return damaged_file("contradicts itself", kRemedy);
  }
  for (std::uint32_t i = 0; i < header_.countries; ++i) {
    countries_.push_back({std::string(text_of(country_codes_[i])), "", kNoPlace, kNoPlace});
  }
  for (PlaceId place = header_.provinces + header_.districts; place < header_.places; ++place) {
    const format::Place& record = places_[place];
    if (record.country >= countries_.size() || record.feature >= header_.features) continue;
    if (text_of(features_[record.feature]) == "PPPLC") countries_[record.country].capital = place;
  }
  return {};
}

Result<Gazetteer> Gazetteer::open(std::string_view bytes) {
  Gazetteer gazetteer;
  if (auto read = gazetteer.read_sections(bytes); !read) return read.error();
  return gazetteer;
}

Result<Gazetteer> Gazetteer::load(const std::filesystem::path& folder) {
  const std::filesystem::path path = folder / "places.bin";
  auto file = MappedFile::open(path);
  if (!file) return file.error();
  auto gazetteer = open(file->bytes());
  if (!gazetteer) {
    Error error = gazetteer.error();
    error.file = path.string();
    return error;
  }
  gazetteer->file_ = *std::move(file);
  if (auto read = GazetteerText::read(folder, *gazetteer); !read) return read.error();
  return gazetteer;
}

std::string_view Gazetteer::name_at(std::uint32_t offset) const {
  if (offset >= names_.size()) return {};
  const auto length = static_cast<unsigned char>(names_[offset]);
  return names_.substr(offset + 1, length);
}

void Gazetteer::find(std::string_view folded_name, std::vector<Candidate>& candidates) const {
  if (folded_name.empty()) return;
  const std::uint64_t hash = XXH3_64bits(folded_name.data(), folded_name.size());
  auto added = std::lower_bound(
      added_names_.begin(), added_names_.end(), hash,
      [](const AddedName& name, std::uint64_t wanted) { return name.hash < wanted; });
  for (; added != added_names_.end() && added->hash == hash; ++added) {
    candidates.push_back(added->candidate);
  }
  const std::uint32_t bucket = format::bucket_of(hash);
  const std::uint32_t fingerprint = format::fingerprint_of(hash);
  for (std::uint32_t i = buckets_[bucket]; i < buckets_[bucket + 1]; ++i) {
    if (fingerprints_[i] != fingerprint) continue;
    const PlaceId place = targets_[i] & ~format::kAlternative;
    if (place >= header_.places) continue;
    candidates.push_back({place, (targets_[i] & format::kAlternative) != 0, false});
  }
}

PlaceId Gazetteer::capital_of(std::uint16_t country) const {
  return country < countries_.size() ? countries_[country].capital : kNoPlace;
}

int Gazetteer::resolution_of(PlaceId place, std::string_view feature_code) const {
  if (place < header_.provinces) return 2;
  if (place < header_.provinces + header_.districts) return 3;
  return feature_code == "PPLX" ? 5 : 4;
}

GazetteerEntry Gazetteer::mapped_entry(PlaceId place) const {
  const format::Place& record = places_[place];
  GazetteerEntry entry;
  entry.name = name_at(record.name);
  entry.latitude = record.latitude * kDegree;
  entry.longitude = record.longitude * kDegree;
  entry.geonameid = record.geonameid;
  entry.population = record.population;
  if (record.country < countries_.size()) {
    entry.country = record.country;
    entry.country_code = countries_[record.country].alpha3;
  }
  if (record.province < header_.provinces) entry.province = record.province;
  if (record.district < header_.districts) entry.district = header_.provinces + record.district;
  if (record.feature < header_.features && features_[record.feature][0] != '\0') {
    const std::string_view feature = text_of(features_[record.feature]);
    entry.feature_class = feature.front();
    entry.feature_code = feature.substr(1);
  }
  entry.resolution = resolution_of(place, entry.feature_code);
  if (entry.resolution > 3) return entry;
  const auto centre =
      std::lower_bound(centres_.begin(), centres_.end(), place,
                       [](const Centre& known, PlaceId wanted) { return known.place < wanted; });
  if (centre != centres_.end() && centre->place == place) {
    entry.latitude = centre->latitude;
    entry.longitude = centre->longitude;
  }
  return entry;
}

GazetteerEntry Gazetteer::added_entry(const Added& added) const {
  GazetteerEntry entry;
  entry.name = added.name;
  entry.latitude = added.latitude;
  entry.longitude = added.longitude;
  entry.geonameid = added.geonameid;
  entry.country = added.country;
  if (added.country < countries_.size()) entry.country_code = countries_[added.country].alpha3;
  entry.feature_class = added.feature_class;
  entry.feature_code = added.feature_code;
  entry.resolution = added.resolution;
  return entry;
}

GazetteerEntry Gazetteer::entry(PlaceId place) const {
  if (place < header_.places) return mapped_entry(place);
  if (place - header_.places < added_.size()) return added_entry(added_[place - header_.places]);
  return {};
}

std::uint16_t Gazetteer::country(std::string_view code) const {
  for (std::size_t i = 0; i < countries_.size(); ++i) {
    if (countries_[i].alpha3 == code || countries_[i].alpha2 == code) {
      return static_cast<std::uint16_t>(i);
    }
  }
  return kNoCountry;
}

PlaceId Gazetteer::country_place(std::uint16_t country) const {
  return country < countries_.size() ? countries_[country].place : kNoPlace;
}

std::vector<PlaceId> Gazetteer::provinces_of(std::uint16_t country) const {
  std::vector<PlaceId> provinces;
  for (PlaceId i = 0; i < header_.provinces; ++i) {
    if (places_[i].country == country && places_[i].population > 0) provinces.push_back(i);
  }
  return provinces;
}

double distance_km(double latitude1, double longitude1, double latitude2, double longitude2) {
  constexpr double kEarthRadiusKm = 6371.0;
  constexpr double kRadians = std::numbers::pi / 180;
  const double a = std::sin((latitude2 - latitude1) * kRadians / 2);
  const double b = std::sin((longitude2 - longitude1) * kRadians / 2);
  const double h = a * a + std::cos(latitude1 * kRadians) * std::cos(latitude2 * kRadians) * b * b;
  return 2 * kEarthRadiusKm * std::asin(std::min(1.0, std::sqrt(h)));
}

}  // namespace casus
