#include "pipeline/facts/ordinals.h"

namespace casus {

namespace {

constexpr int kLargest = 9999;

int roman_digit(char c) {
  switch (c) {
    case 'I':
      return 1;
    case 'V':
      return 5;
    case 'X':
      return 10;
    case 'L':
      return 50;
    case 'C':
      return 100;
    default:
      return 0;
  }
}

int roman_number(std::string_view form) {
  if (form.size() < 2 || form.size() > 8)
    return form == "V" || form == "X" ? roman_digit(form[0]) : 0;
  int sum = 0;
  for (std::size_t i = 0; i < form.size(); ++i) {
    const int digit = roman_digit(form[i]);
    if (digit == 0) return 0;
    const int next = i + 1 < form.size() ? roman_digit(form[i + 1]) : 0;
    sum += digit < next ? -digit : digit;
  }
  return sum > 0 ? sum : 0;
}

}  // namespace

int ordinal_number(std::string_view form) {
  int number = 0;
  std::size_t digits = 0;
  while (digits < form.size() && form[digits] >= '0' && form[digits] <= '9') {
    number = number * 10 + (form[digits] - '0');
    if (number > kLargest) return 0;
    ++digits;
  }
  if (digits == 0) return roman_number(form);
  // "2020" is a year, "5" a count; an ordinal has an ending.
  return digits < form.size() && form.size() - digits <= 3 ? number : 0;
}

}  // namespace casus
