#include "resources/geonames_lines.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "base/utf8.h"

namespace casus {

namespace {

constexpr std::size_t kMaxColumns = 19;

// The first columns of a line; the last of them has no tab in it.
struct Columns {
  std::array<std::string_view, kMaxColumns> items;
  std::size_t count = 0;

  explicit Columns(std::string_view line) {
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    while (count < kMaxColumns) {
      const std::size_t end = std::min(line.find('\t'), line.size());
      items[count++] = line.substr(0, end);
      if (end == line.size()) return;
      line.remove_prefix(end + 1);
    }
  }
  std::string_view operator[](std::size_t index) const { return items[index]; }
};

template <typename Number>
bool read_number(std::string_view text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size();
}

bool read_degrees(std::string_view text, double limit, std::int32_t& degrees) {
  double value = 0;
  if (!read_number(text, value) || !(std::abs(value) <= limit)) return false;
  degrees = static_cast<std::int32_t>(std::lround(value * 1e5));
  return true;
}

bool is_alpha2(std::string_view code) {
  return code.size() == 2 &&
         std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

// Latin and Cyrillic letters, and what stands between them in names.
bool is_kept_script(std::string_view name) {
  for (std::size_t at = 0; at < name.size();) {
    const CodePoint point = decode_at(name, at);
    at += point.size;
    const char32_t c = point.value;
    const bool is_kept = (c < 0x250 && !is_digit(c)) || (c >= 0x2B0 && c < 0x370) ||
                         (c >= 0x400 && c < 0x530) || (c >= 0x1E00 && c < 0x1F00) ||
                         (c >= 0x2010 && c < 0x2020);
    if (!is_kept) return false;
  }
  return true;
}

// "MOW", "KBP": the codes of airports that GeoNames has among the names.
bool is_code(std::string_view name) {
  return name.size() <= 4 &&
         std::all_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace

const char* read_geonames_place(std::string_view line, GeonamesPlace& place) {
  const Columns columns(line);
  if (columns.count < 15) return "has fewer than 15 columns";
  if (!read_number(columns[0], place.id)) return "has no identifier in its first column";
  if (columns[1].empty()) return "has no name";
  if (!read_degrees(columns[4], 90, place.latitude) ||
      !read_degrees(columns[5], 180, place.longitude)) {
    return "has no latitude and longitude in degrees";
  }
  if (columns[6].size() != 1) return "has no feature class of one letter";
  if (columns[7].size() > 7) return "has a feature code of more than seven letters";
  if (!is_alpha2(columns[8])) return "has no country of two capital letters";
  place.population = 0;
  if (!columns[14].empty() && !read_number(columns[14], place.population)) {
    return "has a population that is no number";
  }
  place.name = columns[1];
  place.ascii = columns[2];
  place.alternatives = columns[3];
  place.feature_class = columns[6].front();
  place.feature_code = columns[7];
  place.country = columns[8];
  place.admin1 = columns[10];
  place.admin2 = columns[11];
  return nullptr;
}

const char* read_geonames_division(std::string_view line, GeonamesDivision& division) {
  const Columns columns(line);
  if (columns.count < 2) return "has fewer than two columns";
  division.code = columns[0];
  division.name = columns[1];
  division.id = 0;
  if (division.code.size() < 4 || !is_alpha2(division.code.substr(0, 2)) ||
      division.code[2] != '.') {
    return "has no code such as AM.01";
  }
  if (division.name.empty()) return "has no name";
  if (columns.count >= 4 && !columns[3].empty() && !read_number(columns[3], division.id)) {
    return "has an identifier that is no number";
  }
  return nullptr;
}

const char* read_geonames_name(std::string_view line, GeonamesName& name) {
  const Columns columns(line);
  if (columns.count < 4) return "has fewer than four columns";
  if (!read_number(columns[1], name.place)) return "has no identifier in its second column";
  name.language = columns[2];
  name.name = columns[3];
  return name.name.empty() ? "has no name" : nullptr;
}

const char* read_geonames_country(std::string_view line, std::string_view& alpha2) {
  const Columns columns(line);
  if (columns.count < 5 || !is_alpha2(columns[0])) return "has no country of two capital letters";
  alpha2 = columns[0];
  return nullptr;
}

bool is_useful_place_name(std::string_view name) {
  return name.size() >= 3 && !is_code(name) && is_kept_script(name);
}

bool is_no_language(std::string_view language) {
  constexpr std::string_view kOthers[] = {"link", "post", "iata", "icao", "faac",
                                          "wkdt", "unlc", "phon", "abbr", "tcid"};
  return std::find(std::begin(kOthers), std::end(kOthers), language) != std::end(kOthers);
}

}  // namespace casus
