#pragma once

// Lists of items in the formats that they are to be had in: JSON, a JSON line an item, CSV.

#include <string>
#include <string_view>
#include <vector>

#include "output/json.h"
#include "serve/aggregate.h"
#include "serve/http.h"
#include "serve/parameters.h"

namespace casus::serve {

// A line of RFC 4180.
std::string csv_line(const std::vector<std::string>& values);

// `answer` holds "items": as it is for JSON, else the items alone. `columns` are the items' fields
// in a CSV's order, "expected.events_low" that of a field's object; a list is joined by "; ". Of
// the columns that an item lacks the cell is empty.
Response items_response(Format format, const std::vector<std::string>& columns, const Json& answer);

// Sets "events", "mean_scale" (null without events) and "quads".
void set_summary(const Summary& summary, Json& item);
double rounded(double value);  // to two digits
// "2026-11-30T16:10:00Z" of seconds since 1970; "" for 0.
std::string time_text(std::int64_t seconds);

// Content-Disposition of a download: "events", "csv".
std::pair<std::string, std::string> attachment(std::string_view name, std::string_view ending);

}  // namespace casus::serve
