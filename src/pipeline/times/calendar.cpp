#include "pipeline/times/calendar.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace casus {

namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

int digits_value(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

Day day_of(int year, int month, int day) {
  const year_month_day date{std::chrono::year{year},
                            std::chrono::month{static_cast<unsigned>(month)},
                            std::chrono::day{static_cast<unsigned>(day)}};
  return static_cast<Day>(sys_days{date}.time_since_epoch().count());
}

CivilDate civil_of(Day day) {
  const year_month_day date{sys_days{days{day}}};
  return {static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
          static_cast<int>(static_cast<unsigned>(date.day()))};
}

int days_in_month(int year, int month) {
  const auto last = std::chrono::year{year} / std::chrono::month{static_cast<unsigned>(month)} /
                    std::chrono::last;
  return static_cast<int>(static_cast<unsigned>(last.day()));
}

bool is_valid_date(int year, int month, int day) {
  return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 &&
         day <= days_in_month(year, month);
}

int weekday_of(Day day) {
  const int since_monday = (day + 3) % 7;  // 1970-01-01 was a Thursday
  return (since_monday < 0 ? since_monday + 7 : since_monday) + 1;
}

Day monday_of(Day day) { return day - (weekday_of(day) - 1); }

IsoWeek iso_week_of(Day day) {
  const Day thursday = monday_of(day) + 3;
  const int year = civil_of(thursday).year;
  return {year, (thursday - day_of(year, 1, 1)) / 7 + 1};
}

DaySpan months_span(int year, int month, int months) {
  const int last = month_index(year, month) + months - 1;
  const int last_month = last % 12 + 1;
  return {day_of(year, month, 1),
          day_of(last / 12, last_month, days_in_month(last / 12, last_month))};
}

DaySpan month_span(int year, int month) { return months_span(year, month, 1); }
DaySpan year_span(int year) { return months_span(year, 1, 12); }

std::optional<Day> parse_day(std::string_view text) {
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  if (text.size() > 10 && text[10] != 'T' && text[10] != ' ') return std::nullopt;
  const int year = digits_value(text.substr(0, 4));
  const int month = digits_value(text.substr(5, 2));
  const int day = digits_value(text.substr(8, 2));
  if (!is_valid_date(year, month, day)) return std::nullopt;
  return day_of(year, month, day);
}

std::string format_day(Day day) {
  const CivilDate date = civil_of(day);
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

std::string format_month(int year, int month) { return fmt::format("{:04}-{:02}", year, month); }
std::string format_year(int year) { return fmt::format("{:04}", year); }

std::string format_week(Day day) {
  const IsoWeek week = iso_week_of(day);
  return fmt::format("{:04}-W{:02}", week.year, week.week);
}

Day easter_of(int year) {
  const int golden = year % 19;
  const int century = year / 100;
  const int epact =
      (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
  const int to_sunday =
      (32 + 2 * (century % 4) + 2 * (year % 100 / 4) - epact - year % 100 % 4) % 7;
  const int shift = (golden + 11 * epact + 22 * to_sunday) / 451;
  const int sum = epact + to_sunday - 7 * shift + 114;
  return day_of(year, sum / 31, sum % 31 + 1);
}

}  // namespace casus
