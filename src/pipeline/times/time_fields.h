#pragma once

// The fields that a time expression's words fill, and the names that rule files give their values.
// This is the whole vocabulary between a language's data and the calendar arithmetic.

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace casus {

enum class TimeField : std::uint8_t {
  kYear,       // 2019
  kShortYear,  // 98, of "'98" or "2014-16"
  kDecade,     // 199: the 1990s
  kCentury,    // 19: the years 1900 to 1999
  kMonth,      // 1..12
  kDay,        // 1..31
  kWeekday,    // 1..7, Monday first
  kSeason,     // TimeSeason
  kQuarter,    // 1..4
  kHalf,       // 1, 2
  kDaypart,    // TimeDaypart
  kHour,       // 0..24
  kMinute,     // 0..59
  kAmpm,       // 0 am, 1 pm
  kZone,       // minutes east of Greenwich
  kNumber,     // a count; kVagueNumber for "several"
  kUnit,       // TimeUnit
  kBy,         // -1, 0, 1: which way to count
  kWhich,      // -1 last, 0 this, 1 next
  kYearBy,     // -1 last year, 0 this year, 1 next year
  kBase,       // 0 from the publication, 1 from the date told before
  kMod,        // TimeMod
  kEra,        // 1: before Christ
  kEaster,     // a feast: days after Easter Sunday
  kNth,        // a feast: which one of the month's such weekdays
  kExact,      // 1: a year or month ago to the day
  kCount,
};
inline constexpr std::size_t kTimeFieldCount = static_cast<std::size_t>(TimeField::kCount);
inline constexpr int kVagueNumber = -1;

enum class TimeSeason : std::uint8_t { kSpring, kSummer, kAutumn, kWinter };
enum class TimeDaypart : std::uint8_t { kMorning, kMidday, kAfternoon, kEvening, kNight, kDaytime };
enum class TimeUnit : std::uint8_t {
  kSecond,
  kMinute,
  kHour,
  kDay,
  kWeekend,
  kWeek,
  kMonth,
  kQuarter,
  kSeason,
  kYear,
  kDecade,
  kCentury,
};
enum class TimeMod : std::uint8_t { kStart, kMid, kEnd, kFirstHalf, kSecondHalf };

// The fields of one expression.
class TimeFields {
 public:
  bool has(TimeField field) const { return (present_ >> static_cast<unsigned>(field) & 1U) != 0; }
  int get(TimeField field) const { return values_[static_cast<std::size_t>(field)]; }
  int get_or(TimeField field, int otherwise) const { return has(field) ? get(field) : otherwise; }
  void set(TimeField field, int value) {
    values_[static_cast<std::size_t>(field)] = value;
    present_ |= 1U << static_cast<unsigned>(field);
  }
  void take_missing(TimeField field, const TimeFields& from) {
    if (!has(field) && from.has(field)) set(field, from.get(field));
  }
  TimeUnit unit() const { return static_cast<TimeUnit>(get(TimeField::kUnit)); }

 private:
  std::array<std::int32_t, kTimeFieldCount> values_{};
  std::uint32_t present_ = 0;
};

// "month" -> kMonth; nullopt for a name that is no field's.
std::optional<TimeField> parse_time_field(std::string_view name);
// The value that `text` names in this field: "SU" for season, "X" for number, "-300" for zone.
std::optional<int> parse_field_value(TimeField field, std::string_view text);

std::string_view season_code(TimeSeason season);     // "SP", "SU", "FA", "WI"
std::string_view daypart_code(TimeDaypart daypart);  // "MO", "MI", "AF", "EV", "NI", "DT"

}  // namespace casus
