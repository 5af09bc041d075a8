#include "resources/gazetteer_text.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>

#include "base/utf8.h"
#include "resources/place_name.h"

namespace casus {

namespace {

// Takes the next word off `rest`.
std::string_view next_word(std::string_view& rest) {
  rest = trim(rest);
  const std::size_t end = std::min(rest.find_first_of(" \t"), rest.size());
  const std::string_view word = rest.substr(0, end);
  rest = trim(rest.substr(end));
  return word;
}

template <typename Number>
bool read_number(std::string_view word, Number& number) {
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  return error == std::errc() && end == word.data() + word.size();
}

bool read_coordinates(std::string_view& rest, double& latitude, double& longitude) {
  return read_number(next_word(rest), latitude) && read_number(next_word(rest), longitude) &&
         std::abs(latitude) <= 90 && std::abs(longitude) <= 180;
}

// "UK", "U.S.": letters, all of them capitals, at most five.
bool is_abbreviation(std::string_view name) {
  std::size_t letters = 0;
  for (std::size_t at = 0; at < name.size();) {
    const CodePoint point = decode_at(name, at);
    at += point.size;
    if (!is_letter(point.value)) continue;
    if (!is_upper(point.value)) return false;
    ++letters;
  }
  return letters <= 5;
}

int resolution_of_region(std::string_view code, bool has_country) {
  if (code == "PPLX") return 5;
  if (code.starts_with("PPL")) return 4;
  if (code == "ADM2") return 3;
  return has_country ? 2 : 1;
}

}  // namespace

Result<void> GazetteerText::read(const std::filesystem::path& folder, Gazetteer& gazetteer) {
  GazetteerText text(gazetteer);
  if (!std::filesystem::exists(folder / "countries.txt")) {
    return Error{ErrorKind::kNotFound, "no such file", (folder / "countries.txt").string(), 0, ""};
  }
  const std::pair<const char*, AddLine> files[] = {{"countries.txt", &GazetteerText::add_country},
                                                   {"regions.txt", &GazetteerText::add_region},
                                                   {"names.txt", &GazetteerText::add_other_names}};
  for (const auto& [name, add] : files) {
    if (!std::filesystem::exists(folder / name)) continue;
    if (auto done = text.read_file(folder / name, add); !done) return done.error();
  }
  const auto by_hash = [](const auto& a, const auto& b) { return a.hash < b.hash; };
  std::stable_sort(gazetteer.added_names_.begin(), gazetteer.added_names_.end(), by_hash);
  std::sort(gazetteer.centres_.begin(), gazetteer.centres_.end(),
            [](const auto& a, const auto& b) { return a.place < b.place; });
  return {};
}

Result<void> GazetteerText::read_file(const std::filesystem::path& path, AddLine add) {
  auto lines = read_lines(path);
  if (!lines) return lines.error();
  for (const Line& line : *lines) {
    if (auto added = (this->*add)(path, line); !added) return added.error();
  }
  return {};
}

Result<std::size_t> GazetteerText::copy(const std::filesystem::path& from,
                                        const std::filesystem::path& to) {
  std::error_code failed;
  std::filesystem::remove(to / "names.txt", failed);
  for (const char* name : {"countries.txt", "regions.txt", "generics.txt"}) {
    std::filesystem::copy_file(from / name, to / name,
                               std::filesystem::copy_options::overwrite_existing, failed);
    if (failed) {
      return Error{ErrorKind::kUnreadable, "cannot be copied", (from / name).string(), 0, ""};
    }
  }
  auto gazetteer = Gazetteer::load(to);
  if (!gazetteer) return gazetteer.error();
  auto lines = read_lines(from / "names.txt");
  if (!lines) return lines.error();
  GazetteerText text(*gazetteer);
  std::ofstream names(to / "names.txt", std::ios::binary);
  std::size_t left_out = 0;
  for (const Line& line : *lines) {
    if (text.add_other_names(from / "names.txt", line)) {
      names << line.text << '\n';
    } else {
      ++left_out;
    }
  }
  names.close();
  if (!names) {
    return Error{ErrorKind::kUnreadable, "cannot be written", (to / "names.txt").string(), 0, ""};
  }
  return left_out;
}

void GazetteerText::add_names(std::string_view names, PlaceId place, bool are_alternatives) {
  for (const std::string_view name : split(names, '|')) {
    const std::string folded = fold_place_name(name);
    if (folded.empty()) continue;
    gazetteer_.added_names_.push_back({XXH3_64bits(folded.data(), folded.size()),
                                       {place, are_alternatives, is_abbreviation(name)}});
  }
}

std::uint16_t GazetteerText::add_country_codes(std::string_view alpha2, std::string_view alpha3) {
  auto& countries = gazetteer_.countries_;
  const auto known = std::find_if(countries.begin(), countries.end(),
                                  [&](const auto& country) { return country.alpha2 == alpha2; });
  if (known != countries.end()) {
    known->alpha3 = alpha3;
    return static_cast<std::uint16_t>(known - countries.begin());
  }
  countries.push_back({std::string(alpha2), std::string(alpha3), kNoPlace, kNoPlace});
  return static_cast<std::uint16_t>(countries.size() - 1);
}

Result<void> GazetteerText::add_country(const std::filesystem::path& path, const Line& line) {
  std::string_view rest = line.text;
  const std::string_view alpha2 = next_word(rest);
  const std::string_view alpha3 = next_word(rest);
  Gazetteer::Added added;
  const bool is_read = alpha2.size() == 2 && alpha3.size() == 3 &&
                       read_coordinates(rest, added.latitude, added.longitude) &&
                       read_number(next_word(rest), added.geonameid);
  if (!is_read || rest.empty()) {
    return line_error(path, line, "is no country",
                      "write ALPHA-2 ALPHA-3 LATITUDE LONGITUDE GEONAMEID NAME | OTHER NAME");
  }
  added.name = split(rest, '|').front();
  added.country = add_country_codes(alpha2, alpha3);
  added.feature_class = 'A';
  added.feature_code = "PCLI";
  added.resolution = 1;
  const auto place = static_cast<PlaceId>(gazetteer_.place_count());
  gazetteer_.countries_[added.country].place = place;
  gazetteer_.added_.push_back(std::move(added));
  add_names(rest, place, false);
  return {};
}

PlaceId GazetteerText::division(std::string_view name, std::uint16_t country, int resolution) {
  std::vector<Gazetteer::Candidate> candidates;
  gazetteer_.find(fold_place_name(name), candidates);
  for (const auto& candidate : candidates) {
    if (candidate.place >= gazetteer_.header_.places) continue;  // of the text files
    const GazetteerEntry entry = gazetteer_.entry(candidate.place);
    if (entry.country == country && entry.resolution == resolution) return candidate.place;
  }
  return kNoPlace;
}

Result<void> GazetteerText::add_region(const std::filesystem::path& path, const Line& line) {
  std::string_view rest = line.text;
  const std::string_view feature = next_word(rest);
  const std::string_view code = next_word(rest);
  Gazetteer::Added added;
  const bool is_read = feature.size() > 2 && feature[1] == '.' &&
                       read_coordinates(rest, added.latitude, added.longitude) && !rest.empty();
  added.country = gazetteer_.country(code);
  if (!is_read || (added.country == kNoCountry && code != "--")) {
    return line_error(path, line, "is no region",
                      "write CLASS.CODE COUNTRY LATITUDE LONGITUDE NAME | OTHER NAME, with -- for "
                      "no single country");
  }
  added.name = split(rest, '|').front();
  added.feature_class = feature[0];
  added.feature_code = feature.substr(2);
  added.resolution = resolution_of_region(added.feature_code, added.country != kNoCountry);
  if (added.feature_code.starts_with("ADM")) {
    const PlaceId known = division(added.name, added.country, added.resolution);
    if (known != kNoPlace) {
      gazetteer_.centres_.push_back({known, added.latitude, added.longitude});
      add_names(rest, known, false);
      return {};
    }
  }
  const auto place = static_cast<PlaceId>(gazetteer_.place_count());
  gazetteer_.added_.push_back(std::move(added));
  add_names(rest, place, false);
  return {};
}

PlaceId GazetteerText::largest(std::string_view name, std::uint16_t country) {
  std::vector<Gazetteer::Candidate> candidates;
  gazetteer_.find(fold_place_name(name), candidates);
  PlaceId best = kNoPlace;
  std::uint32_t best_population = 0;
  for (const auto& candidate : candidates) {
    if (candidate.place >= gazetteer_.header_.places) continue;
    const GazetteerEntry entry = gazetteer_.entry(candidate.place);
    if (entry.country != country || entry.feature_class != 'P') continue;
    if (best != kNoPlace && entry.population <= best_population) continue;
    best = candidate.place;
    best_population = entry.population;
  }
  return best != kNoPlace ? best : division(name, country, 2);
}

Result<void> GazetteerText::add_other_names(const std::filesystem::path& path, const Line& line) {
  std::string_view rest = line.text;
  const std::uint16_t country = gazetteer_.country(next_word(rest));
  const std::size_t equals = rest.find('=');
  if (country == kNoCountry || equals == std::string_view::npos) {
    return line_error(path, line, "is no other name", "write COUNTRY NAME = OTHER NAME | ...");
  }
  const std::string_view name = trim(rest.substr(0, equals));
  const PlaceId place = name == "*" ? gazetteer_.country_place(country) : largest(name, country);
  if (place == kNoPlace) {
    return line_error(path, line, "names a place that is not in places.bin",
                      "use the name that GeoNames has, or add a line to regions.txt");
  }
  add_names(rest.substr(equals + 1), place, false);
  return {};
}

}  // namespace casus
