#include "resources/gazetteer_maker.h"

#define XXH_INLINE_ALL
#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
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
#include "resources/gazetteer_format.h"
#include "resources/geonames_lines.h"
#include "resources/place_name.h"

namespace casus {

namespace format = gazetteer_format;

namespace {

constexpr std::uint32_t kLeastPopulation = 1000;         // of a place that is no seat
constexpr std::uint32_t kLeastForAlternatives = 15'000;  // below, only the main name is kept

struct Division {
  std::string code;
  std::string name;
  std::uint32_t id = 0;
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
    divisions.push_back({item["code"].get<std::string>(), item["name"].get<std::string>(), 0});
  }
  return divisions;
}

// Goes through a file line by line and tells the watch of it.
class LineSource {
 public:
  LineSource(const GazetteerWatch& watch, std::size_t& refused)
      : watch_(watch), refused_(refused) {}

  // `take` returns what is wrong with a line, or null. Empty lines and comments are passed over.
  template <typename Take>
  Result<void> read(const std::filesystem::path& path, Take take) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return Error{ErrorKind::kNotFound, "cannot be read", path.string(), 0, ""};
    std::string line;
    for (std::uint64_t number = 1; std::getline(file, line); ++number) {
      bytes_ += line.size() + 1;
      if (++lines_ % kLinesBetweenReports == 0 && watch_.progress) watch_.progress(lines_, bytes_);
      if (trim(line).empty() || line.front() == '#') continue;
      const char* fault = take(std::string_view(line));
      if (fault == nullptr) continue;
      Error error{ErrorKind::kSyntax, fault, path.string(), number,
                  "give GeoNames' dump files as they are"};
      if (!watch_.refused) return error;
      ++refused_;
      watch_.refused(error);
    }
    return {};
  }

 private:
  static constexpr std::uint64_t kLinesBetweenReports = 20'000;

  const GazetteerWatch& watch_;
  std::size_t& refused_;
  std::uint64_t lines_ = 0;
  std::uint64_t bytes_ = 0;
};

bool is_seat(std::string_view code) {
  return code == "PPLC" || code == "PPLA" || code == "PPLA2" || code == "PPLA3";
}

class Maker {
 public:
  Result<void> read(const GazetteerSources& sources, const GazetteerWatch& watch);
  Result<GazetteerCounts> write(const std::filesystem::path& output);

 private:
  Result<void> read_generics(const std::filesystem::path& path);
  Result<std::vector<Division>> read_divisions(LineSource& lines,
                                               const std::filesystem::path& path);
  const char* add_line(std::string_view line);
  void add_place(const GeonamesPlace& source);
  void settle_division(const GeonamesPlace& source);
  void add_other_name(const GeonamesName& source);
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
  std::unordered_set<std::string> known_countries_;               // alpha-2; empty: all are
  std::unordered_map<std::uint32_t, std::uint32_t> place_of_id_;  // where other names are read
  std::vector<bool> is_settled_;  // divisions that the dump has a place for
  bool wants_ids_ = false;
  std::size_t refused_ = 0;
  std::vector<std::string> before_;
  std::vector<std::string> after_;
};

Result<void> Maker::read(const GazetteerSources& sources, const GazetteerWatch& watch) {
  if (auto generics = read_generics(sources.generics); !generics) return generics.error();
  LineSource lines(watch, refused_);
  if (!sources.countries.empty()) {
    auto read = lines.read(sources.countries, [&](std::string_view line) {
      std::string_view alpha2;
      const char* fault = read_geonames_country(line, alpha2);
      if (fault == nullptr) known_countries_.emplace(alpha2);
      return fault;
    });
    if (!read) return read.error();
  }
  auto provinces = read_divisions(lines, sources.provinces);
  if (!provinces) return provinces.error();
  auto districts = read_divisions(lines, sources.districts);
  if (!districts) return districts.error();
  if (std::max(provinces->size(), districts->size()) >= format::kNoDivision) {
    return Error{ErrorKind::kLimit, "has more than 65,534 divisions", sources.districts.string(), 0,
                 ""};
  }
  wants_ids_ = !sources.names.empty();
  add_divisions(*provinces, "AADM1", provinces_);
  add_divisions(*districts, "AADM2", districts_);
  is_settled_.assign(places_.size(), false);
  for (const auto& path : sources.places) {
    auto read = lines.read(path, [&](std::string_view line) { return add_line(line); });
    if (!read) return read.error();
  }
  settle_middles();
  if (sources.names.empty()) return {};
  return lines.read(sources.names, [&](std::string_view line) {
    GeonamesName name;
    const char* fault = read_geonames_name(line, name);
    if (fault == nullptr) add_other_name(name);
    return fault;
  });
}

Result<std::vector<Division>> Maker::read_divisions(LineSource& lines,
                                                    const std::filesystem::path& path) {
  if (path.extension() == ".json") {
    auto content = read_file(path);
    if (!content) return content.error();
    return read_json_divisions(path, *content);
  }
  std::vector<Division> divisions;
  auto read = lines.read(path, [&](std::string_view line) {
    GeonamesDivision division;
    const char* fault = read_geonames_division(line, division);
    if (fault == nullptr) {
      divisions.push_back({std::string(division.code), std::string(division.name), division.id});
    }
    return fault;
  });
  if (!read) return read.error();
  return divisions;
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
    if (wants_ids_ && division.id != 0) {
      place_of_id_.emplace(division.id, static_cast<std::uint32_t>(places_.size()));
    }
    places_.push_back({add_name(division.name), 0, 0, division.id, 0, country, province,
                       format::kNoDivision, feature_index});
    middles_.emplace_back();
    numbers.emplace(division.code, number++);
  }
}

// A line of the table of places: a populated place, a division, or what is not kept.
const char* Maker::add_line(std::string_view line) {
  GeonamesPlace source;
  if (const char* fault = read_geonames_place(line, source)) return fault;
  if (!known_countries_.empty() && !known_countries_.contains(std::string(source.country))) {
    return "is of a country that countryInfo.txt does not have";
  }
  const bool is_division = source.feature_code == "ADM1" || source.feature_code == "ADM2";
  if (source.feature_class == 'A' && is_division) settle_division(source);
  const bool is_gone = source.feature_code == "PPLH" || source.feature_code == "PPLQ" ||
                       source.feature_code == "PPLW" || source.feature_code == "PPLCH";
  if (source.feature_class != 'P' || is_gone) return nullptr;
  if (source.population >= kLeastPopulation || is_seat(source.feature_code)) add_place(source);
  return nullptr;
}

// The dump knows better than the mean of its places where a division is.
void Maker::settle_division(const GeonamesPlace& source) {
  const bool is_first = source.feature_code == "ADM1";
  std::string code = fmt::format("{}.{}", source.country, source.admin1);
  if (!is_first) code += fmt::format(".{}", source.admin2);
  const auto& numbers = is_first ? provinces_ : districts_;
  const auto found = numbers.find(code);
  if (found == numbers.end()) return;
  const std::size_t place = found->second + (is_first ? 0 : provinces_.size());
  places_[place].latitude = source.latitude;
  places_[place].longitude = source.longitude;
  places_[place].geonameid = source.id;
  places_[place].population = source.population;
  is_settled_[place] = true;
}

// Divisions get all other names; places those that the table of places would have given them.
void Maker::add_other_name(const GeonamesName& source) {
  if (is_no_language(source.language) || !is_useful_place_name(source.name)) return;
  const auto found = place_of_id_.find(source.place);
  if (found == place_of_id_.end()) return;
  names_of_place_.clear();
  add_posting(source.name, found->second, true);
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

void Maker::add_place(const GeonamesPlace& source) {
  const auto place = static_cast<std::uint32_t>(places_.size());
  const std::string feature = fmt::format("{}{}", source.feature_class, source.feature_code);
  places_.push_back({add_name(source.name), source.latitude, source.longitude, source.id,
                     source.population, country_number(source.country), format::kNoDivision,
                     format::kNoDivision, feature_number(feature)});
  const std::string province = fmt::format("{}.{}", source.country, source.admin1);
  const std::string district = fmt::format("{}.{}", province, source.admin2);
  places_[place].province = division_of(provinces_, province, 0, place);
  places_[place].district =
      division_of(districts_, district, static_cast<std::uint32_t>(provinces_.size()), place);
  names_of_place_.clear();
  add_posting(source.name, place, false);
  add_posting(source.ascii, place, false);
  const bool is_known = places_[place].population >= kLeastForAlternatives ||
                        source.feature_code == "PPLC" || source.feature_code == "PPLA";
  if (!is_known) return;
  add_alternatives(source.alternatives, place);
  if (wants_ids_) place_of_id_.emplace(source.id, place);
}

void Maker::add_alternatives(std::string_view names, std::uint32_t place) {
  for (const std::string_view name : split(names, ',')) {
    if (is_useful_place_name(name)) add_posting(name, place, true);
  }
}

// Divisions without a place in them or of their own keep their number, but no name finds them.
void Maker::settle_middles() {
  for (std::uint32_t i = 0; i < middles_.size(); ++i) {
    const Middle& middle = middles_[i];
    if (middle.is_empty && !is_settled_[i]) continue;
    if (!is_settled_[i]) {
      constexpr double kUnits = 180 / std::numbers::pi * 1e5;
      const double level = std::hypot(middle.x, middle.y);
      places_[i].latitude = static_cast<std::int32_t>(std::atan2(middle.z, level) * kUnits);
      places_[i].longitude = static_cast<std::int32_t>(std::atan2(middle.y, middle.x) * kUnits);
    }
    if (places_[i].population == 0) {
      places_[i].population =
          static_cast<std::uint32_t>(std::min<std::uint64_t>(middle.population, 0xFFFFFFFF));
    }
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
  const auto is_same = [](const Posting& a, const Posting& b) {
    return a.hash == b.hash && ((a.target ^ b.target) & ~format::kAlternative) == 0;
  };
  postings_.erase(std::unique(postings_.begin(), postings_.end(), is_same), postings_.end());
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
  return GazetteerCounts{provinces_.size(),
                         districts_.size(),
                         places_.size(),
                         postings_.size(),
                         sizeof head + content.size(),
                         refused_};
}

}  // namespace

Result<GazetteerCounts> make_gazetteer(const GazetteerSources& sources,
                                       const std::filesystem::path& output,
                                       const GazetteerWatch& watch) {
  Maker maker;
  if (auto read = maker.read(sources, watch); !read) return read.error();
  return maker.write(output);
}

}  // namespace casus
