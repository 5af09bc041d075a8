#pragma once

// What kind of character the text stage takes a code point for. One table look-up a character;
// the table beyond ASCII is made once, on first use, and shared by all threads.

#include <array>
#include <cstdint>
#include <string_view>

#include "base/utf8.h"

namespace casus {

enum class CharKind : std::uint8_t {
  kSymbol,      // everything else: punctuation, signs, emoji, controls
  kSpace,       // white space and no-break spaces
  kNewline,     // LF, CR, NEL, line and paragraph separators
  kIgnorable,   // zero-width characters, soft hyphens, direction marks: no part of a form
  kApostrophe,  // ' ’ ‘ ` ´ ʼ
  kHyphen,      // hyphen-minus, hyphen, no-break hyphen
  kDigit,
  kUpper,
  kLower,
  kLetter,   // without case
  kMark,     // combining; belongs to the letter before
  kUnknown,  // U+FFFD, which stands for a lost character of any kind
};

struct Char {
  char32_t value = 0;
  std::uint32_t size = 0;  // bytes
  CharKind kind = CharKind::kSpace;
};

// The kind of a code point beyond ASCII.
CharKind wide_char_kind(char32_t value);

constexpr CharKind ascii_kind(char32_t value) {
  if (value >= 'a' && value <= 'z') return CharKind::kLower;
  if (value >= 'A' && value <= 'Z') return CharKind::kUpper;
  if (value >= '0' && value <= '9') return CharKind::kDigit;
  switch (value) {
    case ' ':
    case '\t':
      return CharKind::kSpace;
    case '\n':
    case '\r':
    case '\v':
    case '\f':
      return CharKind::kNewline;
    case '\'':
    case '`':
      return CharKind::kApostrophe;
    case '-':
      return CharKind::kHyphen;
    case '_':
      return CharKind::kLetter;
    default:
      return CharKind::kSymbol;
  }
}

inline constexpr std::array<CharKind, 128> kAsciiKinds = [] {
  std::array<CharKind, 128> kinds{};
  for (char32_t c = 0; c < 128; ++c) kinds[c] = ascii_kind(c);
  return kinds;
}();

inline CharKind char_kind(char32_t value) {
  return value < 128 ? kAsciiKinds[value] : wide_char_kind(value);
}

// The character at `at`; past the end a space of size 0, so that callers need no bounds.
inline Char char_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {};
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 128) return {byte, 1, kAsciiKinds[byte]};
  const CodePoint point = decode_at(text, at);
  return {point.value, point.size, char_kind(point.value)};
}
// The character that ends at `end`; before the beginning a space of size 0.
inline Char char_before(std::string_view text, std::size_t end) {
  if (end == 0) return {};
  const auto byte = static_cast<unsigned char>(text[end - 1]);
  if (byte < 128) return {byte, 1, kAsciiKinds[byte]};
  const CodePoint point = decode_before(text, end);
  return {point.value, point.size, char_kind(point.value)};
}

inline bool is_letter_kind(CharKind kind) {
  return kind >= CharKind::kUpper && kind <= CharKind::kMark;
}
// Letters, digits, marks and lost characters: what words are made of.
inline bool is_word_kind(CharKind kind) { return kind >= CharKind::kDigit; }
// Line breaks, spaces and characters that are not seen.
inline bool is_blank_kind(CharKind kind) {
  return kind >= CharKind::kSpace && kind <= CharKind::kIgnorable;
}

}  // namespace casus
