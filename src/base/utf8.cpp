#include "base/utf8.h"

#include <unicode/uchar.h>

#include <algorithm>

namespace casus {

namespace {

constexpr std::uint32_t kCheckpointBytes = 256;

bool is_continuation(unsigned char byte) { return (byte & 0xC0) == 0x80; }

// How many bytes of a well-formed sequence start at `at`, 0 where none does (RFC 3629).
std::uint32_t sequence_length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return 1;
  const std::size_t left = text.size() - at;
  if (first >= 0xC2 && first <= 0xDF) return left >= 2 && is_continuation(byte(1)) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    if (left < 3 || !is_continuation(byte(1)) || !is_continuation(byte(2))) return 0;
    if (first == 0xE0 && byte(1) < 0xA0) return 0;
    if (first == 0xED && byte(1) > 0x9F) return 0;
    return 3;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    if (left < 4 || !is_continuation(byte(1)) || !is_continuation(byte(2)) ||
        !is_continuation(byte(3))) {
      return 0;
    }
    if (first == 0xF0 && byte(1) < 0x90) return 0;
    if (first == 0xF4 && byte(1) > 0x8F) return 0;
    return 4;
  }
  return 0;
}

}  // namespace

CodePoint decode_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  if (byte(0) < 0x80) return {byte(0), 1};
  switch (sequence_length(text, at)) {
    case 2:
      return {static_cast<char32_t>((byte(0) & 0x1F) << 6 | (byte(1) & 0x3F)), 2};
    case 3:
      return {
          static_cast<char32_t>((byte(0) & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F)),
          3};
    case 4:
      return {static_cast<char32_t>((byte(0) & 0x07) << 18 | (byte(1) & 0x3F) << 12 |
                                    (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F)),
              4};
    default:
      return {kReplacement, 1};
  }
}

CodePoint decode_before(std::string_view text, std::size_t end) {
  std::size_t start = end - 1;
  while (start > 0 && end - start < 4 && is_continuation(static_cast<unsigned char>(text[start]))) {
    --start;
  }
  const CodePoint point = decode_at(text, start);
  return start + point.size == end ? point : CodePoint{kReplacement, 1};
}

void append_utf8(std::string& text, char32_t c) {
  const auto put = [&](char32_t byte) { text.push_back(static_cast<char>(byte)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | c >> 6);
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | c >> 12);
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | c >> 18);
    put(0x80 | (c >> 12 & 0x3F));
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

std::uint64_t repair_utf8(std::string& text) {
  std::size_t at = 0;
  if (text.compare(0, 3, "\xEF\xBB\xBF") == 0) text.erase(0, 3);
  while (at < text.size() && text[at] != '\0') {
    const std::uint32_t length = sequence_length(text, at);
    if (length == 0) break;
    at += length;
  }
  if (at == text.size()) return 0;
  std::string repaired = text.substr(0, at);
  std::uint64_t invalid = 0;
  while (at < text.size()) {
    const std::uint32_t length = sequence_length(text, at);
    if (length == 0 || text[at] == '\0') {
      ++invalid;
      if (length == 0) append_utf8(repaired, kReplacement);
      ++at;
      continue;
    }
    repaired.append(text, at, length);
    at += length;
  }
  text = std::move(repaired);
  return invalid;
}

std::string lower_utf8(std::string_view text) {
  std::string lower;
  lower.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {
      lower.push_back(static_cast<char>(byte >= 'A' && byte <= 'Z' ? byte + 32 : byte));
      ++at;
      continue;
    }
    const CodePoint point = decode_at(text, at);
    append_utf8(lower, static_cast<char32_t>(u_tolower(static_cast<UChar32>(point.value))));
    at += point.size;
  }
  return lower;
}

bool is_upper(char32_t c) {
  return c < 0x80 ? c >= 'A' && c <= 'Z' : u_isupper(static_cast<UChar32>(c)) != 0;
}
bool is_lower(char32_t c) {
  return c < 0x80 ? c >= 'a' && c <= 'z' : u_islower(static_cast<UChar32>(c)) != 0;
}
bool is_letter(char32_t c) {
  if (c < 0x80) return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
  return u_isalpha(static_cast<UChar32>(c)) != 0;
}
bool is_digit(char32_t c) {
  return c < 0x80 ? c >= '0' && c <= '9' : u_isdigit(static_cast<UChar32>(c)) != 0;
}
bool is_currency_sign(char32_t c) {
  return c < 0x80 ? c == '$' : u_charType(static_cast<UChar32>(c)) == U_CURRENCY_SYMBOL;
}
bool is_space(char32_t c) {
  if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r');
  if (c == 0x200B || c == 0xFEFF || c == 0x2060) return true;
  return u_isUWhiteSpace(static_cast<UChar32>(c)) != 0;
}

OffsetMap::OffsetMap(std::string_view text) : text_(text) {
  is_ascii_ = std::all_of(text.begin(), text.end(),
                          [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (is_ascii_) return;
  std::uint32_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i % kCheckpointBytes == 0) checkpoints_.push_back(count);
    if (!is_continuation(static_cast<unsigned char>(text[i]))) ++count;
  }
}

std::uint32_t OffsetMap::to_code_points(std::uint32_t byte_offset) const {
  if (is_ascii_ || checkpoints_.empty()) return byte_offset;
  const std::size_t checkpoint =
      std::min<std::size_t>(byte_offset / kCheckpointBytes, checkpoints_.size() - 1);
  std::uint32_t count = checkpoints_[checkpoint];
  for (std::size_t i = checkpoint * kCheckpointBytes; i < byte_offset && i < text_.size(); ++i) {
    if (!is_continuation(static_cast<unsigned char>(text_[i]))) ++count;
  }
  return count;
}

std::uint32_t OffsetMap::to_bytes(std::uint32_t code_point_offset) const {
  if (is_ascii_ || checkpoints_.empty()) return code_point_offset;
  const auto after = std::upper_bound(checkpoints_.begin(), checkpoints_.end(), code_point_offset);
  const auto checkpoint = static_cast<std::size_t>(after - checkpoints_.begin()) - 1;
  std::uint32_t count = checkpoints_[checkpoint];
  std::size_t at = checkpoint * kCheckpointBytes;
  while (at < text_.size() && is_continuation(static_cast<unsigned char>(text_[at]))) ++at;
  while (at < text_.size() && count < code_point_offset) {
    at += decode_at(text_, at).size;
    ++count;
  }
  return static_cast<std::uint32_t>(at);
}

}  // namespace casus
