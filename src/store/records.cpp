#include "store/records.h"

#include <fmt/format.h>

#include <charconv>
#include <chrono>

namespace casus {

namespace {

// Digits [begin, begin + size) of `date` as a number; -1 where they are none.
std::int64_t digits(std::string_view date, std::size_t begin, std::size_t size) {
  if (date.size() < begin + size) return -1;
  std::int64_t number = 0;
  const char* first = date.data() + begin;
  const auto [end, code] = std::from_chars(first, first + size, number);
  return code == std::errc() && end == first + size ? number : -1;
}

}  // namespace

std::int64_t packed_date(std::string_view date) {
  const std::int64_t year = digits(date, 0, 4);
  if (year <= 0 || (date.size() > 4 && date[4] != '-')) return 0;
  const std::int64_t month = date.size() > 4 ? digits(date, 5, 2) : 0;
  const std::int64_t day = date.size() > 7 ? digits(date, 8, 2) : 0;
  if (month < 0 || month > 12 || day < 0 || day > 31) return year * 10000;
  return year * 10000 + month * 100 + day;
}

std::string unpacked_date(std::int64_t packed) {
  if (packed <= 0 || packed > 99991231) return {};
  const std::int64_t year = packed / 10000;
  const std::int64_t month = packed / 100 % 100;
  const std::int64_t day = packed % 100;
  if (month == 0) return fmt::format("{:04}", year);
  if (day == 0) return fmt::format("{:04}-{:02}", year, month);
  return fmt::format("{:04}-{:02}-{:02}", year, month, day);
}

std::int64_t day_number(std::int64_t packed) {
  using std::chrono::year_month_day;
  const auto month = static_cast<unsigned>(std::max<std::int64_t>(1, packed / 100 % 100));
  const auto day = static_cast<unsigned>(std::max<std::int64_t>(1, packed % 100));
  const year_month_day date{std::chrono::year(static_cast<int>(packed / 10000)),
                            std::chrono::month(month), std::chrono::day(day)};
  return std::chrono::sys_days(date).time_since_epoch().count();
}

std::int64_t packed_day(std::int64_t day_number) {
  const std::chrono::year_month_day date{
      std::chrono::sys_days(std::chrono::days(static_cast<int>(day_number)))};
  return static_cast<int>(date.year()) * 10000 + static_cast<unsigned>(date.month()) * 100 +
         static_cast<unsigned>(date.day());
}

}  // namespace casus
