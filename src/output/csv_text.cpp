#include "output/csv_text.h"

namespace casus {

std::string csv_field(std::string_view value) {
  if (value.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(value);
  std::string text = "\"";
  for (const char c : value) {
    if (c == '"') text += '"';
    text += c;
  }
  return text + '"';
}

void append_csv_row(std::span<const std::string> row, std::string& output) {
  bool is_first = true;
  for (const std::string& field : row) {
    if (!is_first) output += ',';
    is_first = false;
    output += csv_field(field);
  }
  output += "\r\n";
}

}  // namespace casus
