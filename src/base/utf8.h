#pragma once

// UTF-8: repair, decoding, and the way between byte and code point offsets.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace casus {

inline constexpr char32_t kReplacement = 0xFFFD;

// A code point and its length in bytes; {kReplacement, 1} where `text` is not UTF-8 there.
struct CodePoint {
  char32_t value = 0;
  std::uint32_t size = 0;
};
// Decodes at `at`; needs at < text.size().
CodePoint decode_at(std::string_view text, std::size_t at);
// Decodes the code point that ends at `end`; needs end > 0.
CodePoint decode_before(std::string_view text, std::size_t end);
void append_utf8(std::string& text, char32_t code_point);

// Replaces every invalid byte of `text` by U+FFFD and drops NUL bytes and a leading byte order
// mark. Returns how many bytes were invalid or NUL. Linear; copies only where something is wrong.
std::uint64_t repair_utf8(std::string& text);

// Simple case folding of Latin, Greek and Cyrillic; other text is copied. (For lookups; not for
// display.)
std::string lower_utf8(std::string_view text);
bool is_upper(char32_t c);
bool is_lower(char32_t c);
bool is_letter(char32_t c);
bool is_digit(char32_t c);  // Unicode decimal digits
bool is_currency_sign(char32_t c);
bool is_space(char32_t c);  // white space, no-break spaces and zero-width spaces included

// Turns byte offsets into code point offsets and back. Constant-time on average for ASCII text,
// otherwise bounded by a checkpoint's distance (256 bytes). Keeps a view of `text`.
class OffsetMap {
 public:
  explicit OffsetMap(std::string_view text);
  std::uint32_t to_code_points(std::uint32_t byte_offset) const;
  std::uint32_t to_bytes(std::uint32_t code_point_offset) const;

 private:
  std::string_view text_;
  bool is_ascii_ = true;
  std::vector<std::uint32_t> checkpoints_;  // code points before byte 256 * i
};

}  // namespace casus
