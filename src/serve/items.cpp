#include "serve/items.h"

#include <fmt/format.h>

#include <cmath>
#include <ctime>

#include "export/export.h"

namespace casus::serve {

namespace {

const Json* field_of(const Json& item, std::string_view path) {
  const Json* at = &item;
  while (!path.empty()) {
    const std::size_t dot = std::min(path.find('.'), path.size());
    if (!at->is_object()) return nullptr;
    const auto found = at->find(std::string(path.substr(0, dot)));
    if (found == at->end()) return nullptr;
    at = &*found;
    path.remove_prefix(std::min(dot + 1, path.size()));
  }
  return at;
}

std::string cell_of(const Json* value) {
  if (value == nullptr || value->is_null()) return "";
  if (value->is_string()) return value->get<std::string>();
  if (!value->is_array()) return value->dump();
  std::string cell;
  for (const Json& each : *value) cell += (cell.empty() ? "" : "; ") + cell_of(&each);
  return cell;
}

}  // namespace

std::string csv_line(const std::vector<std::string>& values) {
  std::string line;
  for (std::size_t i = 0; i < values.size(); ++i) {
    line += (i == 0 ? "" : ",") + table_value(csv_table(), values[i]);
  }
  return line + "\r\n";
}

Response items_response(Format format, const std::vector<std::string>& columns,
                        const Json& answer) {
  Response response;
  response.type = media_type(format);
  if (format == Format::kJson || format == Format::kGeojson) {
    response.body = to_line(answer) + "\n";
    return response;
  }
  if (format == Format::kJsonl) {
    for (const Json& item : answer["items"]) response.body += to_line(item) + "\n";
    return response;
  }
  response.type += "; charset=utf-8; header=present";
  response.body = csv_line(columns);
  for (const Json& item : answer["items"]) {
    std::vector<std::string> cells;
    for (const std::string& column : columns) cells.push_back(cell_of(field_of(item, column)));
    response.body += csv_line(cells);
  }
  return response;
}

std::string time_text(std::int64_t seconds) {
  if (seconds == 0) return "";
  const std::time_t time = seconds;
  std::tm parts{};
  if (::gmtime_r(&time, &parts) == nullptr) return "";
  char text[40];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

double rounded(double value) { return std::round(value * 100) / 100; }

void set_summary(const Summary& summary, Json& item) {
  item["events"] = summary.events;
  item["mean_scale"] = nullptr;
  if (summary.events > 0) {
    item["mean_scale"] = rounded(summary.scale / static_cast<double>(summary.events));
  }
  item["quads"] = summary.quads;
}

std::pair<std::string, std::string> attachment(std::string_view name, std::string_view ending) {
  return {"Content-Disposition", fmt::format("attachment; filename=\"{}.{}\"", name, ending)};
}

}  // namespace casus::serve
