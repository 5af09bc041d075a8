#pragma once

// Days, months and weeks of the proleptic Gregorian calendar, and their ISO 8601 spelling.
// Everything is pure arithmetic in constant time; years run from 1 to 9999.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace casus {

using Day = std::int32_t;  // days since 1970-01-01

struct CivilDate {
  int year = 0;
  int month = 0;  // 1..12
  int day = 0;    // 1..31
};

// First and last day of a stretch of time.
struct DaySpan {
  Day begin = 0;
  Day finish = 0;
};

struct IsoWeek {
  int year = 0;  // the week's year, which is not always its Monday's
  int week = 0;  // 1..53
};

Day day_of(int year, int month, int day);
CivilDate civil_of(Day day);
int days_in_month(int year, int month);
bool is_valid_date(int year, int month, int day);
int weekday_of(Day day);  // 1 Monday .. 7 Sunday
Day monday_of(Day day);   // of the week that holds `day`
IsoWeek iso_week_of(Day day);

DaySpan month_span(int year, int month);
DaySpan months_span(int year, int month, int months);  // `months` months, the first included
DaySpan year_span(int year);

// Months since year 0, so that months can be added and subtracted.
inline int month_index(int year, int month) { return year * 12 + month - 1; }

// "2019-05-17"; nullopt for anything that is no such day.
std::optional<Day> parse_day(std::string_view text);
std::string format_day(Day day);
std::string format_month(int year, int month);  // "2019-05"
std::string format_year(int year);              // "2019", "0347"
std::string format_week(Day day);               // "2019-W20"

// Easter Sunday of the western churches: the anonymous Gregorian computus.
Day easter_of(int year);

}  // namespace casus
