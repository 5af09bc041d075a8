#include "resources/gazetteer_maker.h"

#define XXH_INLINE_ALL
#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>
#include <numbers>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/text_file.h"
#include "base/utf8.h"
#include "resources/gazetteer_format.h"
#include "resources/place_name.h"

namespace casus {

namespace format = gazetteer_format;

namespace {

constexpr std::uint32_t kLeastPopulation = 1000;         // of a place that is no seat
constexpr std::uint32_t kLeastForAlternatives = 15'000;  // below, only the main name is kept
constexpr std::size_t kColumns = 19;                     // of GeoNames' table

// GeoNames' columns, from 0.
enum Column {
  kId = 0,
  kName = 1,
  kAscii = 2,
  kAlternatives = 3,
  kLatitude = 4,
  kLongitude = 5,
  kClass = 6,
  kCode = 7,
  kCountry = 8,
  kAdmin1 = 10,
  kAdmin2 = 11,
  kPopulation = 14
};

struct Division {
  std::string code;
  std::string name;
};

// The middle of a division: the mean of its places as points on the sphere.
struct Middle {
  double x = 0, y = 0, z = 0;
  std::uint64_t population = 0;
  bool is_empty = true;
};

struct Posting {
  std::uint64_t hash;
  std::uint32_t target;
  std::uint32_t population;
};

std::vector<std::string_view> columns_of(std::string_view line) {
  std::vector<std::string_view> columns;
  std::size_t start = 0;
  while (true) {
    const std::size_t end = std::min(line.find('\t', start), line.size());
    columns.push_back(line.substr(start, end - start));
    if (end == line.size()) return columns;
    start = end + 1;
  }
}

template <typename Number>
Number number_of(std::string_view text) {
  Number number{};
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

Result<std::vector<Division>> read_json_divisions(const std::filesystem::path& path,
                                                  const std::string& content) {
  std::vector<Division> divisions;
  const auto json = nlohmann::json::parse(content, nullptr, false);
  if (!json.is_array()) {
    return Error{ErrorKind::kSyntax, "is no JSON array", path.string(), 0, ""};
  }
  for (const auto& item : json) {
    if (!item.contains("code") || !item.contains("name")) {
      return Error{ErrorKind::kSyntax, "has an element without code or name", path.string(), 0, ""};
    }
    divisions.push_back({item["code"].get<std::string>(), item["name"].get<std::string>()});
  }
  return divisions;
}

Result<std::vector<Division>> read_divisions(const std::filesystem::path& path) {
  auto content = read_file(path);
  if (!content) return content.error();
  if (path.extension() == ".json") return read_json_divisions(path, *content);
  std::vector<Division> divisions;
  for (const std::string_view line : split(*content, '\n')) {
    const auto columns = columns_of(line);
    if (columns.size() < 2) continue;
    divisions.push_back({std::string(columns[0]), std::string(columns[1])});
  }
  return divisions;
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

bool is_seat(std::string_view code) {
  return code == "PPLC" || code == "PPLA" || code == "PPLA2" || code == "PPLA3";
}

class Maker {
 public:
  Result<void> read(const GazetteerSources& sources);
  Result<GazetteerCounts> write(const std::filesystem::path& output);

 private:
  Result<void> read_generics(const std::filesystem::path& path);
  Result<void> read_cities(const std::filesystem::path& path);
  void add_city(const std::vector<std::string_view>& columns);
  void add_divisions(const std::vector<Division>& divisions, std::string_view feature,
                     std::unordered_map<std::string, std::uint16_t>& numbers);
  void settle_middles();
  std::string_view without_generics(std::string_view name) const;
  void add_posting(std::string_view name, std::uint32_t place, bool is_alternative);
  void add_alternatives(std::string_view names, std::uint32_t place);
  std::uint32_t add_name(std::string_view name);
  std::uint16_t country_number(std::string_view alpha2);
  std::uint16_t feature_number(std::string_view feature);
  std::uint16_t division_of(const std::unordered_map<std::string, std::uint16_t>& numbers,
                            const std::string& code, std::uint32_t first, std::uint32_t place);
  format::Header header() const;

  std::vector<format::Place> places_;
  std::vector<Middle> middles_;  // of the divisions, the first places
  std::vector<format::Country> countries_;
  std::vector<format::Feature> features_;
  std::unordered_map<std::string, std::uint32_t> name_offsets_;
  std::string names_;
  std::vector<Posting> postings_;
  std::unordered_set<std::string> names_of_place_;  // folded, of the place being added
  std::unordered_map<std::string, std::uint16_t> provinces_;
  std::unordered_map<std::string, std::uint16_t> districts_;
  std::vector<std::string> before_;
  std::vector<std::string> after_;
};

Result<void> Maker::read(const GazetteerSources& sources) {
  if (auto generics = read_generics(sources.generics); !generics) return generics.error();
  auto provinces = read_divisions(sources.provinces);
  if (!provinces) return provinces.error();
  auto districts = read_divisions(sources.districts);
  if (!districts) return districts.error();
  if (std::max(provinces->size(), districts->size()) >= format::kNoDivision) {
    return Error{ErrorKind::kLimit, "has more than 65,534 divisions", sources.districts.string(), 0,
                 ""};
  }
  add_divisions(*provinces, "AADM1", provinces_);
  add_divisions(*districts, "AADM2", districts_);
  if (auto cities = read_cities(sources.cities); !cities) return cities.error();
  settle_middles();
  return {};
}

Result<void> Maker::read_generics(const std::filesystem::path& path) {
  auto lines = read_lines(path);
  if (!lines) return lines.error();
  for (const Line& line : *lines) {
    const std::size_t blank = line.text.find(' ');
    const std::string kind = line.text.substr(0, blank);
    if (blank == std::string::npos || (kind != "after" && kind != "before")) {
      return line_error(path, line, "is neither 'after WORDS' nor 'before WORDS'");
    }
    (kind == "after" ? after_ : before_).push_back(line.text.substr(blank + 1));
  }
  const auto longer = [](const std::string& a, const std::string& b) {
    return a.size() > b.size();
  };
  std::stable_sort(after_.begin(), after_.end(), longer);
  std::stable_sort(before_.begin(), before_.end(), longer);
  return {};
}

std::string_view Maker::without_generics(std::string_view name) const {
  for (const std::string& word : after_) {
    if (name.size() > word.size() + 1 && name.ends_with(word) &&
        name[name.size() - word.size() - 1] == ' ') {
      return name.substr(0, name.size() - word.size() - 1);
    }
  }
  for (const std::string& word : before_) {
    if (name.size() > word.size() + 1 && name.starts_with(word) && name[word.size()] == ' ') {
      return name.substr(word.size() + 1);
    }
  }
  return name;
}

void Maker::add_divisions(const std::vector<Division>& divisions, std::string_view feature,
                          std::unordered_map<std::string, std::uint16_t>& numbers) {
  std::uint16_t number = 0;
  const std::uint16_t feature_index = feature_number(feature);
  for (const Division& division : divisions) {
    const std::uint16_t country = country_number(std::string_view(division.code).substr(0, 2));
    std::uint16_t province = format::kNoDivision;
    if (&numbers == &districts_) {
      const auto found = provinces_.find(division.code.substr(0, division.code.rfind('.')));
      if (found != provinces_.end()) province = found->second;
    }
    places_.push_back({add_name(division.name), 0, 0, 0, 0, country, province, format::kNoDivision,
                       feature_index});
    middles_.emplace_back();
    numbers.emplace(division.code, number++);
  }
}

Result<void> Maker::read_cities(const std::filesystem::path& path) {
  auto content = read_file(path);
  if (!content) return content.error();
  std::uint64_t number = 0;
  for (const std::string_view line : split(*content, '\n')) {
    ++number;
    if (line.empty()) continue;
    const auto columns = columns_of(line);
    if (columns.size() < kPopulation + 1 || columns[kCountry].size() != 2) {
      return Error{ErrorKind::kSyntax,
                   fmt::format("has {} columns, not {}", columns.size(), kColumns), path.string(),
                   number, "give GeoNames' table of places"};
    }
    const auto population = number_of<std::uint32_t>(columns[kPopulation]);
    if (population >= kLeastPopulation || is_seat(columns[kCode])) add_city(columns);
  }
  return {};
}

std::uint16_t Maker::division_of(const std::unordered_map<std::string, std::uint16_t>& numbers,
                                 const std::string& code, std::uint32_t first,
                                 std::uint32_t place) {
  const auto found = numbers.find(code);
  if (found == numbers.end()) return format::kNoDivision;
  Middle& middle = middles_[first + found->second];
  constexpr double kRadians = std::numbers::pi / 180 * 1e-5;
  const double latitude = places_[place].latitude * kRadians;
  const double longitude = places_[place].longitude * kRadians;
  middle.x += std::cos(latitude) * std::cos(longitude);
  middle.y += std::cos(latitude) * std::sin(longitude);
  middle.z += std::sin(latitude);
  middle.population += places_[place].population;
  middle.is_empty = false;
  return found->second;
}

void Maker::add_city(const std::vector<std::string_view>& columns) {
  const auto place = static_cast<std::uint32_t>(places_.size());
  const auto degrees = [&](Column column) {
    return static_cast<std::int32_t>(std::lround(number_of<double>(columns[column]) * 1e5));
  };
  const std::string feature = fmt::format("{}{}", columns[kClass], columns[kCode]);
  places_.push_back({add_name(columns[kName]), degrees(kLatitude), degrees(kLongitude),
                     number_of<std::uint32_t>(columns[kId]),
                     number_of<std::uint32_t>(columns[kPopulation]),
                     country_number(columns[kCountry]), format::kNoDivision, format::kNoDivision,
                     feature_number(feature)});
  const std::string province = fmt::format("{}.{}", columns[kCountry], columns[kAdmin1]);
  const std::string district = fmt::format("{}.{}", province, columns[kAdmin2]);
  places_[place].province = division_of(provinces_, province, 0, place);
  places_[place].district =
      division_of(districts_, district, static_cast<std::uint32_t>(provinces_.size()), place);
  names_of_place_.clear();
  add_posting(columns[kName], place, false);
  add_posting(columns[kAscii], place, false);
  const bool is_known = places_[place].population >= kLeastForAlternatives ||
                        columns[kCode] == "PPLC" || columns[kCode] == "PPLA";
  if (is_known) add_alternatives(columns[kAlternatives], place);
}

void Maker::add_alternatives(std::string_view names, std::uint32_t place) {
  for (const std::string_view name : split(names, ',')) {
    if (name.size() >= 3 && !is_code(name) && is_kept_script(name)) add_posting(name, place, true);
  }
}

// Divisions without a place keep their number, but have no name that finds them.
void Maker::settle_middles() {
  for (std::uint32_t i = 0; i < middles_.size(); ++i) {
    const Middle& middle = middles_[i];
    if (middle.is_empty) continue;
    constexpr double kUnits = 180 / std::numbers::pi * 1e5;
    const double level = std::hypot(middle.x, middle.y);
    places_[i].latitude = static_cast<std::int32_t>(std::atan2(middle.z, level) * kUnits);
    places_[i].longitude = static_cast<std::int32_t>(std::atan2(middle.y, middle.x) * kUnits);
    places_[i].population =
        static_cast<std::uint32_t>(std::min<std::uint64_t>(middle.population, 0xFFFFFFFF));
    names_of_place_.clear();
    const std::string name =
        names_.substr(places_[i].name + 1, static_cast<unsigned char>(names_[places_[i].name]));
    add_posting(name, i, false);
    add_posting(without_generics(name), i, true);
  }
}

void Maker::add_posting(std::string_view name, std::uint32_t place, bool is_alternative) {
  std::string folded = fold_place_name(name);
  if (folded.size() < 2 || !names_of_place_.insert(folded).second) return;
  const std::uint32_t target = place | (is_alternative ? format::kAlternative : 0);
  postings_.push_back(
      {XXH3_64bits(folded.data(), folded.size()), target, places_[place].population});
}

std::uint32_t Maker::add_name(std::string_view name) {
  name = name.substr(0, 255);
  const auto [known, is_new] =
      name_offsets_.emplace(std::string(name), static_cast<std::uint32_t>(names_.size()));
  if (is_new) {
    names_.push_back(static_cast<char>(name.size()));
    names_ += name;
  }
  return known->second;
}

template <typename Code>
std::uint16_t number_in(std::vector<Code>& codes, std::string_view text) {
  Code code{};
  std::memcpy(code.data(), text.data(), std::min(text.size(), code.size()));
  const auto found = std::find(codes.begin(), codes.end(), code);
  if (found != codes.end()) return static_cast<std::uint16_t>(found - codes.begin());
  codes.push_back(code);
  return static_cast<std::uint16_t>(codes.size() - 1);
}

std::uint16_t Maker::country_number(std::string_view alpha2) {
  return number_in(countries_, alpha2);
}
std::uint16_t Maker::feature_number(std::string_view feature) {
  return number_in(features_, feature);
}

format::Header Maker::header() const {
  format::Header header{};
  header.magic = format::kMagic;
  header.version = format::kVersion;
  header.countries = static_cast<std::uint32_t>(countries_.size());
  header.features = static_cast<std::uint32_t>(features_.size());
  header.provinces = static_cast<std::uint32_t>(provinces_.size());
  header.districts = static_cast<std::uint32_t>(districts_.size());
  header.places = static_cast<std::uint32_t>(places_.size());
  header.postings = static_cast<std::uint32_t>(postings_.size());
  header.names_bytes = static_cast<std::uint32_t>(names_.size());
  return header;
}

template <typename T>
void append(std::string& bytes, const std::vector<T>& section) {
  bytes.append(reinterpret_cast<const char*>(section.data()), section.size() * sizeof(T));
}

Result<GazetteerCounts> Maker::write(const std::filesystem::path& output) {
  std::sort(postings_.begin(), postings_.end(), [](const Posting& a, const Posting& b) {
    if (a.hash != b.hash) return a.hash < b.hash;
    return a.population != b.population ? a.population > b.population : a.target < b.target;
  });
  std::vector<std::uint32_t> buckets(format::kBuckets + 1, 0);
  std::vector<std::uint32_t> fingerprints;
  std::vector<std::uint32_t> targets;
  for (const Posting& posting : postings_) {
    ++buckets[format::bucket_of(posting.hash) + 1];
    fingerprints.push_back(format::fingerprint_of(posting.hash));
    targets.push_back(posting.target);
  }
  for (std::size_t i = 1; i < buckets.size(); ++i) buckets[i] += buckets[i - 1];

  std::string content;
  append(content, countries_);
  append(content, features_);
  append(content, places_);
  append(content, buckets);
  append(content, fingerprints);
  append(content, targets);
  content += names_;
  format::Header head = header();
  head.checksum = XXH3_64bits(content.data(), content.size());
  std::ofstream file(output, std::ios::binary);
  file.write(reinterpret_cast<const char*>(&head), sizeof head);
  file.write(content.data(), static_cast<std::streamsize>(content.size()));
  file.close();
  if (!file) return Error{ErrorKind::kUnreadable, "cannot be written", output.string(), 0, ""};
  return GazetteerCounts{provinces_.size(), districts_.size(), places_.size(), postings_.size(),
                         sizeof head + content.size()};
}

}  // namespace

Result<GazetteerCounts> make_gazetteer(const GazetteerSources& sources,
                                       const std::filesystem::path& output) {
  Maker maker;
  if (auto read = maker.read(sources); !read) return read.error();
  return maker.write(output);
}

}  // namespace casus
