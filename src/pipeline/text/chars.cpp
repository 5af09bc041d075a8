#include "pipeline/text/chars.h"

#include <unicode/uchar.h>

#include <vector>

namespace casus {

namespace {

constexpr char32_t kTableSize = 0x3000;  // the scripts that have cases, and general punctuation

bool is_one_of(char32_t value, std::u32string_view set) {
  return set.find(value) != std::u32string_view::npos;
}

CharKind kind_of_category(char32_t value) {
  switch (u_charType(static_cast<UChar32>(value))) {
    case U_UPPERCASE_LETTER:
    case U_TITLECASE_LETTER:
      return CharKind::kUpper;
    case U_LOWERCASE_LETTER:
      return CharKind::kLower;
    case U_MODIFIER_LETTER:
    case U_OTHER_LETTER:
      return CharKind::kLetter;
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_COMBINING_SPACING_MARK:
      return CharKind::kMark;
    case U_DECIMAL_DIGIT_NUMBER:
      return CharKind::kDigit;
    default:
      return CharKind::kSymbol;
  }
}

CharKind find_kind(char32_t value) {
  if (value < 128) return ascii_kind(value);
  if (is_one_of(value, U"\x85\x2028\x2029")) return CharKind::kNewline;
  if (is_one_of(value,
                U"\xAD\x200B\x200C\x200D\x200E\x200F\x2060\x202A\x202B\x202C\x202D\x202E\xFEFF")) {
    return CharKind::kIgnorable;
  }
  if (is_space(value)) return CharKind::kSpace;
  if (is_one_of(value, U"\xB4\x2018\x2019\x02BC")) return CharKind::kApostrophe;
  if (is_one_of(value, U"\x2010\x2011")) return CharKind::kHyphen;
  if (value == kReplacement) return CharKind::kUnknown;
  return kind_of_category(value);
}

}  // namespace

CharKind wide_char_kind(char32_t value) {
  static const std::vector<CharKind> table = [] {
    std::vector<CharKind> kinds(kTableSize);
    for (char32_t c = 0; c < kTableSize; ++c) kinds[c] = find_kind(c);
    return kinds;
  }();
  return value < kTableSize ? table[value] : find_kind(value);
}

}  // namespace casus
