#include "extract/day_text.h"

#include <unicode/dtfmtsym.h>
#include <unicode/locid.h>

#include <algorithm>
#include <chrono>
#include <unordered_map>
#include <vector>

#include "base/text_file.h"
#include "base/utf8.h"

namespace casus {

namespace {

constexpr std::size_t kMaxBytes = 200;

struct Part {
  enum Kind { kNumber, kMonth, kWeekday, kOther } kind = kOther;
  int value = 0;
  int digits = 0;
  char before = ' ';  // the byte before it
};

using Names = std::unordered_map<std::string, int>;

void add_names(Names& names, const icu::UnicodeString* from, std::int32_t count, int first) {
  for (std::int32_t i = first; i < count && i < first + 12; ++i) {
    std::string name;
    icu::UnicodeString(from[i]).toUTF8String(name);
    name = lower_utf8(name);
    while (name.ends_with('.')) name.pop_back();
    if (name.size() >= 3 && !is_digit(decode_at(name, 0).value)) names.emplace(name, i);
  }
}

struct CalendarNames {
  Names months;    // counted from 0
  Names weekdays;  // Sunday is 1
};

CalendarNames make_calendar_names() {
  CalendarNames names;
  for (const char* locale :
       {"en", "es", "fr", "de",    "it",    "pt", "nl", "ru", "uk", "pl", "cs",
        "sv", "da", "nb", "fi",    "hu",    "ro", "bg", "sr", "hr", "sl", "sk",
        "el", "tr", "ar", "ar_SY", "ar_MA", "fa", "he", "hi", "bn", "ur", "id",
        "ms", "vi", "th", "ka",    "hy",    "az", "kk", "sw", "am", "so", "ca"}) {
    UErrorCode code = U_ZERO_ERROR;
    const icu::DateFormatSymbols symbols(icu::Locale(locale), "gregorian", code);
    if (U_FAILURE(code)) continue;
    for (const auto context :
         {icu::DateFormatSymbols::FORMAT, icu::DateFormatSymbols::STANDALONE}) {
      for (const auto width : {icu::DateFormatSymbols::WIDE, icu::DateFormatSymbols::ABBREVIATED}) {
        std::int32_t count = 0;
        const icu::UnicodeString* months = symbols.getMonths(count, context, width);
        add_names(names.months, months, count, 0);
        const icu::UnicodeString* weekdays = symbols.getWeekdays(count, context, width);
        add_names(names.weekdays, weekdays, count, 1);
      }
    }
  }
  names.months.emplace("sept", 8);
  return names;
}

const CalendarNames& calendar_names() {
  static const CalendarNames names = make_calendar_names();
  return names;
}

// Latin figures of any script's decimal digits.
std::optional<int> digit_value(char32_t c) {
  if (c >= '0' && c <= '9') return int(c - '0');
  if (c >= 0x660 && c <= 0x669) return int(c - 0x660);
  if (c >= 0x6F0 && c <= 0x6F9) return int(c - 0x6F0);
  if (c >= 0x966 && c <= 0x96F) return int(c - 0x966);
  return std::nullopt;
}

std::vector<Part> split_parts(std::string_view text) {
  std::vector<Part> parts;
  for (std::size_t at = 0; at < text.size();) {
    const char before = at == 0 ? ' ' : text[at - 1];
    CodePoint point = decode_at(text, at);
    Part part;
    part.before = before;
    if (digit_value(point.value)) {
      part.kind = Part::kNumber;
      while (at < text.size() && part.digits < 9) {
        point = decode_at(text, at);
        const auto digit = digit_value(point.value);
        if (!digit) break;
        part.value = part.value * 10 + *digit;
        ++part.digits;
        at += point.size;
      }
      parts.push_back(part);
    } else if (is_letter(point.value)) {
      const std::size_t start = at;
      while (at < text.size()) {
        point = decode_at(text, at);
        // Vowel signs of Indic scripts and marks are no letters, yet part of the word.
        if (!is_letter(point.value) && !(point.value >= 0x300 && !is_space(point.value) &&
                                         point.value < 0x2000 && !digit_value(point.value))) {
          break;
        }
        at += point.size;
      }
      const std::string word = lower_utf8(text.substr(start, at - start));
      const CalendarNames& names = calendar_names();
      if (const auto month = names.months.find(word); month != names.months.end()) {
        part.kind = Part::kMonth;
        part.value = month->second + 1;
      } else if (const auto day = names.weekdays.find(word); day != names.weekdays.end()) {
        part.kind = Part::kWeekday;
        part.value = day->second - 1;
      }
      parts.push_back(part);
    } else {
      at += point.size;
    }
  }
  return parts;
}

std::optional<std::string> to_day(int year, int month, int day) {
  if (year < 1980 || year > 2099) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(year),
                                         std::chrono::month(unsigned(month)),
                                         std::chrono::day(unsigned(day))};
  if (month < 1 || day < 1 || !date.ok()) return std::nullopt;
  const auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return std::to_string(year) + "-" + two(month) + "-" + two(day);
}

bool is_number(const std::vector<Part>& parts, std::size_t i) {
  return i < parts.size() && parts[i].kind == Part::kNumber;
}

bool is_year(const std::vector<Part>& parts, std::size_t i) {
  return is_number(parts, i) && parts[i].digits == 4;
}

// "14 [de] July [de] 2020" and "July 14[th], 2020" around the month at `i`.
std::optional<std::string> around_month(const std::vector<Part>& parts, std::size_t i) {
  const int month = parts[i].value;
  for (std::size_t year = i + 1; year < parts.size() && year <= i + 4; ++year) {
    if (!is_year(parts, year)) continue;
    for (std::size_t back = 1; back <= 2 && back <= i; ++back) {
      if (is_number(parts, i - back) && parts[i - back].digits <= 2) {
        return to_day(parts[year].value, month, parts[i - back].value);
      }
    }
    for (std::size_t day = i + 1; day < year; ++day) {
      if (is_number(parts, day) && parts[day].digits <= 2) {
        return to_day(parts[year].value, month, parts[day].value);
      }
    }
  }
  if (i >= 1 && is_year(parts, i - 1) && is_number(parts, i + 1) && parts[i + 1].digits <= 2) {
    return to_day(parts[i - 1].value, month, parts[i + 1].value);
  }
  return std::nullopt;
}

// Whether a weekday written beside the date is that of the day `month`/`day`.
bool has_its_weekday(const std::vector<Part>& parts, int year, int month, int day) {
  const std::chrono::weekday is{std::chrono::sys_days(
      std::chrono::year(year) / std::chrono::month(unsigned(month)) / unsigned(day))};
  return std::any_of(parts.begin(), parts.end(), [&](const Part& part) {
    return part.kind == Part::kWeekday && part.value == int(is.c_encoding());
  });
}

std::optional<std::string> in_figures(const std::vector<Part>& parts, std::size_t i,
                                      std::string_view language) {
  if (parts[i].digits == 8) {
    return to_day(parts[i].value / 10000, parts[i].value / 100 % 100, parts[i].value % 100);
  }
  if (is_year(parts, i)) {
    // A Chinese or Korean date has the words for year and month between its figures.
    std::size_t month = i + 1;
    if (!is_number(parts, month)) ++month;
    std::size_t day = month + 1;
    if (!is_number(parts, day)) ++day;
    if (is_number(parts, month) && is_number(parts, day) && parts[month].digits <= 2 &&
        parts[day].digits <= 2) {
      return to_day(parts[i].value, parts[month].value, parts[day].value);
    }
    return std::nullopt;
  }
  if (parts[i].digits > 2 || !is_number(parts, i + 1) || !is_year(parts, i + 2) ||
      parts[i + 1].digits > 2) {
    return std::nullopt;
  }
  const char separator = parts[i + 1].before;
  if (separator != '.' && separator != '/' && separator != '-') return std::nullopt;
  const int year = parts[i + 2].value;
  const auto day_first = to_day(year, parts[i + 1].value, parts[i].value);
  const auto month_first = to_day(year, parts[i].value, parts[i + 1].value);
  if (separator == '.') return day_first;
  if (day_first && month_first && day_first != month_first &&
      has_its_weekday(parts, year, parts[i].value, parts[i + 1].value)) {
    return month_first;
  }
  const bool is_american = language == "en-US" || language == "en_US";
  if (is_american) return month_first ? month_first : day_first;
  return day_first ? day_first : month_first;
}

}  // namespace

std::optional<std::string> find_day(std::string_view text, std::string_view language) {
  text = trim(text).substr(0, kMaxBytes);
  const std::vector<Part> parts = split_parts(text);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    std::optional<std::string> day;
    if (parts[i].kind == Part::kMonth) day = around_month(parts, i);
    if (parts[i].kind == Part::kNumber) day = in_figures(parts, i, language);
    if (day) return day;
  }
  return std::nullopt;
}

std::optional<std::string> day_of_address(std::string_view url) {
  const std::size_t path = url.find('/', url.find("//") + 2);
  if (path == std::string_view::npos) return std::nullopt;
  const std::vector<Part> parts = split_parts(url.substr(path, kMaxBytes));
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].kind != Part::kNumber) continue;
    const bool is_dated =
        parts[i].digits == 8 ||
        (is_year(parts, i) && is_number(parts, i + 1) && is_number(parts, i + 2) &&
         (parts[i].before == '/' || parts[i].before == '-'));
    if (!is_dated) continue;
    if (auto day = in_figures(parts, i, {})) return day;
  }
  return std::nullopt;
}

}  // namespace casus
