#include "pipeline/text/word_scanner.h"

#include <algorithm>

namespace casus {

namespace {

constexpr std::size_t kLookAhead = 64;      // bytes
constexpr std::size_t kLongestListed = 40;  // bytes of a word that a list may hold
constexpr std::size_t kNumberGroups = 6;    // "1-800-555-0100" has four
}  // namespace

std::uint16_t WordScanner::traits(std::size_t start, std::size_t end) const {
  if (end - start > kLongestListed) return 0;
  return rules_.traits(hash_word(text_.substr(start, end - start)));
}

std::size_t WordScanner::segment_end(std::size_t at) const {
  while (at < end_) {
    const Char c = char_at(text_, at);
    if (!is_word_kind(c.kind) && c.kind != CharKind::kIgnorable) break;
    at += c.size;
  }
  return at;
}

std::size_t WordScanner::word_end(std::size_t start, bool is_after_name) {
  took_stop_ = false;
  is_after_name_ = is_after_name;
  std::size_t segment = start;
  std::size_t at = segment_end(start);
  while (at < end_) {
    const Char mark = char_at(text_, at);
    const std::size_t after = at + mark.size;
    if (after < end_ && is_word_kind(char_at(text_, after).kind) &&
        joins(start, segment, at, mark)) {
      segment = after;
      at = segment_end(after);
      continue;
    }
    if (mark.value == '.' && keeps_stop(start, at)) {
      took_stop_ = true;
      return after;
    }
    if (mark.value == '$' && at - start <= 3 && next_visible(after).kind == CharKind::kDigit &&
        char_at(text_, start).kind == CharKind::kUpper) {
      return after;  // US$5
    }
    break;
  }
  return at;
}

bool WordScanner::joins(std::size_t start, std::size_t segment, std::size_t at,
                        const Char& mark) const {
  const Char before = char_before(text_, at);
  const Char after = char_at(text_, at + mark.size);
  const bool between_digits = before.kind == CharKind::kDigit && after.kind == CharKind::kDigit;
  const bool between_letters = is_letter_kind(before.kind) && is_letter_kind(after.kind);
  if (mark.kind == CharKind::kApostrophe) {
    return between_letters || (before.kind == CharKind::kDigit && is_letter_kind(after.kind));
  }
  if (mark.kind == CharKind::kHyphen) {
    return joins_at_hyphen(start, segment, at, at + mark.size);
  }
  switch (mark.value) {
    case '.':
      return joins_at_dot(segment, at);
    case ',': {
      const auto digit = [&](std::size_t i) {
        return char_at(text_, at + i).kind == CharKind::kDigit;
      };
      return between_digits && (rules_.has_decimal_comma() || (digit(2) && digit(3)));
    }
    case ':':
      return between_digits;
    case '/':
      return between_digits || (traits(start, segment_end(at + 1)) & kSlashWord) != 0;
    case '&':
      return between_letters && (before.kind == CharKind::kUpper || after.kind == CharKind::kUpper);
    default:
      return false;
  }
}

// A dot between two word characters.
bool WordScanner::joins_at_dot(std::size_t segment, std::size_t at) const {
  const Char before = char_before(text_, at);
  const Char after = char_at(text_, at + 1);
  if (after.kind == CharKind::kDigit) return before.kind == CharKind::kDigit;
  if (!is_letter_kind(after.kind)) return false;
  return is_acronym_dot(segment, at) || is_address_dot(segment, at);
}

// "U.N", "Ph.D.", "и.о."
bool WordScanner::is_acronym_dot(std::size_t segment, std::size_t at) const {
  if (rules_.parts_initials()) return false;
  const auto count = [&](std::size_t from, std::size_t to) {
    std::size_t letters = 0;
    while (from < to && letters < 4) {
      const Char c = char_at(text_, from);
      if (!is_letter_kind(c.kind)) return std::size_t{4};
      from += c.size;
      ++letters;
    }
    return letters;
  };
  const std::size_t next_end = segment_end(at + 1);
  const std::size_t left = count(segment, at);
  const std::size_t right = count(at + 1, next_end);
  if (left == 1 && right == 1) return true;
  const bool has_dot_after = next_end < end_ && text_[next_end] == '.';
  return left <= 2 && right <= 2 && has_dot_after &&
         char_at(text_, segment).kind == CharKind::kUpper;
}

// "whitehouse.gov", "report.pdf", "comp.sources.unix", but not "signed.The", "good.at".
bool WordScanner::is_address_dot(std::size_t segment, std::size_t at) const {
  const std::size_t next_end = std::min(segment_end(at + 1), at + kLookAhead);
  const std::size_t length = next_end - at - 1;
  const bool is_lower = std::all_of(text_.begin() + static_cast<std::ptrdiff_t>(at + 1),
                                    text_.begin() + static_cast<std::ptrdiff_t>(next_end),
                                    [](char c) { return c >= 'a' && c <= 'z'; });
  const bool is_upper = std::all_of(text_.begin() + static_cast<std::ptrdiff_t>(at + 1),
                                    text_.begin() + static_cast<std::ptrdiff_t>(next_end),
                                    [](char c) { return c >= 'A' && c <= 'Z'; });
  if (is_upper) return length >= 2 && length <= 4 && at > segment + 1;
  if (!is_lower || at == segment) return false;
  const bool goes_on = next_end + 1 < end_ && text_[next_end] == '.' &&
                       char_at(text_, next_end + 1).kind == CharKind::kLower;
  const bool went_on = segment > 0 && text_[segment - 1] == '.';
  if (goes_on || (went_on && length <= 20)) return true;
  return length >= 2 && length <= 4 && (traits(at + 1, next_end) & kFunctionWord) == 0;
}

bool WordScanner::joins_at_hyphen(std::size_t start, std::size_t segment, std::size_t at,
                                  std::size_t after) const {
  const std::size_t next_end = segment_end(after);
  if (char_before(text_, at).kind == CharKind::kDigit &&
      char_at(text_, after).kind == CharKind::kDigit) {
    return is_number_with_hyphens(start);
  }
  if (rules_.keeps_hyphens() && is_letter_kind(char_at(text_, after).kind)) return true;
  if (segment == start || char_before(text_, segment).kind == CharKind::kHyphen) {
    if ((traits(start, at) & kHyphenPrefix) != 0) return true;
  }
  return (traits(start, next_end) & kHyphenWord) != 0 ||
         (traits(after, next_end) & kHyphenSuffix) != 0;
}

// Telephone numbers, postal codes and dates: "713-853-3989", "646-8420", "11-20-2000". A range
// ("2015-2016") is two numbers.
bool WordScanner::is_number_with_hyphens(std::size_t start) const {
  std::array<std::size_t, kNumberGroups> lengths{};
  std::size_t groups = 0;
  for (std::size_t at = start; at < end_ && groups < kNumberGroups;) {
    const std::size_t first = at;
    while (at < end_ && at - first < 12 && text_[at] >= '0' && text_[at] <= '9') ++at;
    if (at == first) return false;
    lengths[groups++] = at - first;
    if (at >= end_ || text_[at] != '-') break;
    ++at;
  }
  if (groups >= 3) return true;
  return lengths[1] == 4 && (lengths[0] == 1 || lengths[0] == 3 || lengths[0] == 5);
}

Char WordScanner::next_visible(std::size_t at) const {
  for (const std::size_t last = std::min(block_end_, at + kLookAhead); at < last;) {
    const Char c = char_at(text_, at);
    if (!is_blank_kind(c.kind)) return c;
    at += c.size;
  }
  return {};
}

bool WordScanner::next_word_is_functional(std::size_t at) const {
  const std::size_t last = std::min(block_end_, at + kLookAhead);
  while (at < last && is_blank_kind(char_at(text_, at).kind)) at += char_at(text_, at).size;
  std::size_t word_end = at;
  while (word_end < last && is_word_kind(char_at(text_, word_end).kind)) {
    word_end += char_at(text_, word_end).size;
  }
  const bool is_initial = word_end < last && text_[word_end] == '.';
  return word_end > at && !is_initial && (traits(at, word_end) & kFunctionWord) != 0;
}

// Whether the full stop at `at` belongs to the word text[start, at).
bool WordScanner::keeps_stop(std::size_t start, std::size_t at) const {
  const std::size_t after = at + 1;
  if (after < end_ && text_[after] == '.' && (after + 1 < end_ && text_[after + 1] == '.')) {
    return false;  // an ellipsis
  }
  const Char first = char_at(text_, start);
  if (!is_letter_kind(first.kind)) return false;
  if (start + first.size == at) return keeps_initial_stop(first, start, after);
  const std::string_view word = text_.substr(start, at - start);
  const std::uint16_t traits = this->traits(start, at);
  if ((traits & kAbbreviation) != 0) {
    const Char next = next_visible(after);
    if ((traits & kBeforeNumber) != 0) return next.kind == CharKind::kDigit;
    if ((traits & kTitle) != 0) {
      return first.kind == CharKind::kUpper && next.size > 0 && !next_word_is_functional(after);
    }
    return true;
  }
  const std::size_t dot = word.find('.');
  return dot != std::string_view::npos && dot <= 4 && word.size() <= 24 &&
         is_acronym_dot(start, start + dot);
}

// "J. Smith", "A.Sultanov", but not "Plan B." or "so do I."
bool WordScanner::keeps_initial_stop(const Char& letter, std::size_t start,
                                     std::size_t after) const {
  const std::uint16_t traits = this->traits(start, start + letter.size);
  if ((traits & kAbbreviation) != 0) return true;
  if (letter.kind != CharKind::kUpper) return false;
  if ((traits & kNotInitial) != 0 && !is_after_name_) return false;
  const Char next = next_visible(after);
  if (next.size == 0) return false;
  if (next.kind == CharKind::kDigit) return true;  // "S. 1838"
  if (next.kind == CharKind::kUpper) return !next_word_is_functional(after);
  return next.value == ',' || next.kind == CharKind::kHyphen;
}

}  // namespace casus
