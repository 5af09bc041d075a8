#include "pipeline/text/escapes.h"

#include <algorithm>

#include "base/utf8.h"

namespace casus {

namespace {

constexpr char32_t kFirstPrinted = 0xA0;  // beyond ASCII and the controls after it
constexpr char32_t kFirstSurrogate = 0xD800;
constexpr char32_t kLastSurrogate = 0xDFFF;

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// The character of an escape at a backslash, and the escape's length; length 0: none.
CodePoint escape_at(std::string_view text, std::size_t at) {
  if (at + 1 >= text.size()) return {};
  const std::size_t digits = text[at + 1] == 'u' ? 4 : text[at + 1] == 'x' ? 2 : 0;
  if (digits == 0 || at + 2 + digits > text.size()) return {};
  char32_t value = 0;
  for (const char c : text.substr(at + 2, digits)) {
    const int digit = hex_value(c);
    if (digit < 0) return {};
    value = value * 16 + static_cast<char32_t>(digit);
  }
  const bool is_surrogate = value >= kFirstSurrogate && value <= kLastSurrogate;
  if (value < kFirstPrinted || is_surrogate) return {};
  return {value, static_cast<std::uint32_t>(2 + digits)};
}

}  // namespace

UnescapedText::UnescapedText(std::string_view text) {
  std::size_t copied = 0;
  std::uint32_t saved = 0;
  for (std::size_t at = text.find('\\'); at != std::string_view::npos; at = text.find('\\', at)) {
    const CodePoint escape = escape_at(text, at);
    if (escape.size == 0) {
      ++at;
      continue;
    }
    text_.append(text, copied, at - copied);
    const std::size_t start = text_.size();
    append_utf8(text_, escape.value);
    saved += escape.size - static_cast<std::uint32_t>(text_.size() - start);
    escapes_.push_back({static_cast<std::uint32_t>(text_.size()), saved});
    at += escape.size;
    copied = at;
  }
  if (has_escapes()) text_.append(text, copied);
}

std::uint32_t UnescapedText::to_original(std::uint32_t offset) const {
  const auto after =
      std::upper_bound(escapes_.begin(), escapes_.end(), offset,
                       [](std::uint32_t at, const Escape& escape) { return at < escape.end; });
  return after == escapes_.begin() ? offset : offset + std::prev(after)->saved;
}

}  // namespace casus
