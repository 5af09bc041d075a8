#pragma once

// Days of the calendar as comparable numbers (20051122), and closed intervals of them.

#include <cstdint>
#include <optional>
#include <string_view>

namespace casus {

using Day = std::int32_t;  // year * 10000 + month * 100 + day; kNoDay: unknown
inline constexpr Day kNoDay = 0;
inline constexpr Day kFirstDay = 1;
inline constexpr Day kLastDay = 99991231;

struct DayRange {
  Day first = kFirstDay;
  Day last = kLastDay;

  bool contains(Day day) const { return first <= day && day <= last; }
  bool overlaps(const DayRange& other) const { return first <= other.last && other.first <= last; }
};

// "2005-11-22", "2005-11", "2005": the first day of what is named, or the last one.
// nullopt where the text is no date. "" is kNoDay.
std::optional<Day> parse_first_day(std::string_view text);
std::optional<Day> parse_last_day(std::string_view text);
// "2005-11-22..2021", "2010..", "..1999-12"; one date alone is that day, month or year.
// nullopt where it is no interval; the order of its ends is not checked.
std::optional<DayRange> parse_day_range(std::string_view text);

}  // namespace casus
