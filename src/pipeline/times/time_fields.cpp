#include "pipeline/times/time_fields.h"

#include <algorithm>
#include <charconv>
#include <span>

namespace casus {

namespace {

constexpr std::array<std::string_view, kTimeFieldCount> kFieldNames = {
    "year",  "shortyear", "decade", "century", "month", "day",    "weekday", "season", "quarter",
    "half",  "daypart",   "hour",   "minute",  "ampm",  "zone",   "number",  "unit",   "by",
    "which", "yearby",    "base",   "mod",     "era",   "easter", "nth",     "exact"};

constexpr std::array<std::string_view, 4> kSeasons = {"SP", "SU", "FA", "WI"};
constexpr std::array<std::string_view, 6> kDayparts = {"MO", "MI", "AF", "EV", "NI", "DT"};
constexpr std::array<std::string_view, 12> kUnits = {"S", "MIN", "H",  "D", "WE", "W",
                                                     "M", "Q",   "SE", "Y", "DE", "CE"};
constexpr std::array<std::string_view, 5> kMods = {"START", "MID", "END", "H1", "H2"};
constexpr std::array<std::string_view, 2> kAmpm = {"AM", "PM"};
constexpr std::array<std::string_view, 2> kBases = {"now", "then"};
constexpr std::array<std::string_view, 2> kEras = {"AD", "BC"};

std::optional<int> index_of(std::span<const std::string_view> names, std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<int>(found - names.begin());
}

std::optional<int> parse_integer(std::string_view text, int least, int most) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  if (value < least || value > most) return std::nullopt;
  return value;
}

}  // namespace

std::optional<TimeField> parse_time_field(std::string_view name) {
  const auto index = index_of(kFieldNames, name);
  if (!index) return std::nullopt;
  return static_cast<TimeField>(*index);
}

std::optional<int> parse_field_value(TimeField field, std::string_view text) {
  switch (field) {
    case TimeField::kSeason:
      return index_of(kSeasons, text);
    case TimeField::kDaypart:
      return index_of(kDayparts, text);
    case TimeField::kUnit:
      return index_of(kUnits, text);
    case TimeField::kMod:
      return index_of(kMods, text);
    case TimeField::kAmpm:
      return index_of(kAmpm, text);
    case TimeField::kBase:
      return index_of(kBases, text);
    case TimeField::kEra:
      return index_of(kEras, text);
    case TimeField::kMonth:
      return parse_integer(text, 1, 12);
    case TimeField::kDay:
      return parse_integer(text, 1, 31);
    case TimeField::kWeekday:
      return parse_integer(text, 1, 7);
    case TimeField::kZone:
      return parse_integer(text, -14 * 60, 14 * 60);
    case TimeField::kNumber:
      if (text == "X") return kVagueNumber;
      return parse_integer(text, 0, 1000000);
    case TimeField::kEaster:
      return parse_integer(text, -100, 100);
    case TimeField::kNth:
      return parse_integer(text, 1, 5);
    case TimeField::kBy:
    case TimeField::kWhich:
    case TimeField::kYearBy:
      return parse_integer(text, -2, 2);
    default:
      return parse_integer(text, 0, 9999);
  }
}

std::string_view season_code(TimeSeason season) {
  return kSeasons[static_cast<std::size_t>(season)];
}
std::string_view daypart_code(TimeDaypart daypart) {
  return kDayparts[static_cast<std::size_t>(daypart)];
}

}  // namespace casus
