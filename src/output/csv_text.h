#pragma once

// Fields and rows of CSV as RFC 4180 has it.

#include <span>
#include <string>
#include <string_view>

namespace casus {

// Quoted where it has to be.
std::string csv_field(std::string_view value);
// Appends the fields, parted by commas, and the line's end.
void append_csv_row(std::span<const std::string> row, std::string& output);

// What `to_text` makes of each element, joined by "; ".
template <typename List, typename ToText>
std::string joined(const List& list, ToText to_text) {
  std::string text;
  for (const auto& each : list) {
    if (&each != &list.front()) text += "; ";
    text += to_text(each);
  }
  return text;
}

}  // namespace casus
