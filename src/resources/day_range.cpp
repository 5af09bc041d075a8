#include "resources/day_range.h"

#include <charconv>

namespace casus {

namespace {

struct PartialDate {
  int year = 0;
  int month = 0;  // 0: not said
  int day = 0;
};

std::optional<int> parse_digits(std::string_view text, std::size_t count) {
  int value = 0;
  if (text.size() < count) return std::nullopt;
  const auto [end, code] = std::from_chars(text.data(), text.data() + count, value);
  if (code != std::errc() || end != text.data() + count || text.front() == '-') return std::nullopt;
  return value;
}

std::optional<PartialDate> parse_date(std::string_view text) {
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return std::nullopt;
  PartialDate date;
  const auto year = parse_digits(text, 4);
  if (!year) return std::nullopt;
  date.year = *year;
  if (text.size() == 4) return date;
  const auto month = parse_digits(text.substr(5), 2);
  if (text[4] != '-' || !month || *month < 1 || *month > 12) return std::nullopt;
  date.month = *month;
  if (text.size() == 7) return date;
  const auto day = parse_digits(text.substr(8), 2);
  if (text[7] != '-' || !day || *day < 1 || *day > 31) return std::nullopt;
  date.day = *day;
  return date;
}

Day number_of(int year, int month, int day) { return year * 10000 + month * 100 + day; }

}  // namespace

std::optional<Day> parse_first_day(std::string_view text) {
  if (text.empty()) return kNoDay;
  const auto date = parse_date(text);
  if (!date) return std::nullopt;
  return number_of(date->year, date->month == 0 ? 1 : date->month, date->day == 0 ? 1 : date->day);
}

std::optional<Day> parse_last_day(std::string_view text) {
  if (text.empty()) return kNoDay;
  const auto date = parse_date(text);
  if (!date) return std::nullopt;
  return number_of(date->year, date->month == 0 ? 12 : date->month,
                   date->day == 0 ? 31 : date->day);
}

std::optional<DayRange> parse_day_range(std::string_view text) {
  const std::size_t dots = text.find("..");
  const std::string_view begin = dots == std::string_view::npos ? text : text.substr(0, dots);
  const std::string_view end = dots == std::string_view::npos ? text : text.substr(dots + 2);
  const auto first = parse_first_day(begin);
  const auto last = parse_last_day(end);
  if (text.empty() || !first || !last) return std::nullopt;
  return DayRange{begin.empty() ? kFirstDay : *first, end.empty() ? kLastDay : *last};
}

}  // namespace casus
