#pragma once

// Rewrites HTML into HTML of bounded shape, so that the parser's time is linear and its tree
// shallow on any input: comments, scripts (JSON-LD excepted), styles, frames and vector graphics
// go, attributes that nobody reads go, and start tags beyond kMaxMarkupDepth open elements or
// kMaxOpenFormatting open formatting elements (<b>, <font>, ...) are dropped with their end tags.
// The text stays. Real pages are seldom deeper than 60.

#include <string>
#include <string_view>

namespace casus {

inline constexpr int kMaxMarkupDepth = 256;
inline constexpr int kMaxOpenFormatting = 24;

// `html` is UTF-8. Linear.
std::string guard_markup(std::string_view html);

}  // namespace casus
