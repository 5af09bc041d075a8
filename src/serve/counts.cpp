// Counts by period and column, and facets.

#include <algorithm>
#include <cmath>

#include "export/export.h"
#include "serve/aggregate.h"
#include "serve/api.h"

namespace casus::serve {

namespace {

Period period_named(const std::string* name) {
  if (name == nullptr) return Period::kWhole;
  if (*name == "day") return Period::kDay;
  if (*name == "week") return Period::kWeek;
  return *name == "month" ? Period::kMonth : Period::kYear;
}

double rounded(double value) { return std::round(value * 100) / 100; }

struct Cell {
  std::int64_t period;
  std::uint32_t value;
  Tally tally;
};

// Cells that have events, by period, then value's name. Dense while the table is small.
class Grid {
 public:
  Grid(const std::vector<std::int64_t>& periods, std::size_t values) : values_(values) {
    slots_ = periods;
    std::sort(slots_.begin(), slots_.end());
    slots_.erase(std::unique(slots_.begin(), slots_.end()), slots_.end());
    for (const std::int64_t each : periods) {
      const auto slot = std::lower_bound(slots_.begin(), slots_.end(), each) - slots_.begin();
      slot_of_day_.push_back(static_cast<std::size_t>(slot));
    }
    if (slots_.size() * values_ <= kMaxDense) dense_.resize(slots_.size() * values_);
  }
  void add(std::uint32_t day, std::uint32_t value, float scale) {
    const std::size_t at = slot_of_day_[day] * values_ + value;
    Tally& tally = dense_.empty() ? sparse_[at] : dense_[at];
    ++tally.events;
    tally.scale += static_cast<double>(scale);
  }
  std::vector<Cell> cells(const Column& column) const {
    std::vector<Cell> list;
    const auto take = [&](std::size_t at, const Tally& tally) {
      if (tally.events == 0) return;
      list.push_back({slots_[at / values_], static_cast<std::uint32_t>(at % values_), tally});
    };
    for (std::size_t at = 0; at < dense_.size(); ++at) take(at, dense_[at]);
    for (const auto& [at, tally] : sparse_) take(at, tally);
    std::sort(list.begin(), list.end(), [&](const Cell& a, const Cell& b) {
      if (a.period != b.period) return a.period < b.period;
      return column.name_of(a.value) < column.name_of(b.value);
    });
    return list;
  }

 private:
  static constexpr std::size_t kMaxDense = 1 << 18;
  std::size_t values_;
  std::vector<std::int64_t> slots_;
  std::vector<std::size_t> slot_of_day_;
  std::vector<Tally> dense_;
  std::unordered_map<std::size_t, Tally> sparse_;
};

std::string csv_line(const std::vector<std::string>& values) {
  std::string line;
  for (const std::string& each : values) {
    line += (&each == &values.front() ? "" : ",") + table_value(csv_table(), each);
  }
  return line + "\r\n";
}

// The same items as CSV: a column a name, as the first item has them.
Response items_response(const Call& call, const std::vector<std::string>& columns, Json items) {
  Response response;
  response.type = media_type(call.page.format);
  if (call.page.format == Format::kCsv) {
    response.type += "; charset=utf-8; header=present";
    response.body = csv_line(columns);
    for (const Json& item : items) {
      std::vector<std::string> values;
      for (const std::string& column : columns) {
        const Json& value = item.at(column);
        values.push_back(value.is_null()     ? ""
                         : value.is_string() ? value.get<std::string>()
                                             : value.dump());
      }
      response.body += csv_line(values);
    }
    return response;
  }
  if (call.page.format == Format::kJsonl) {
    for (const Json& item : items) response.body += to_line(item) + "\n";
    return response;
  }
  Json json;
  json["total"] = items.size();
  json["items"] = std::move(items);
  response.body = to_line(json) + "\n";
  return response;
}

// Of facts, where their kinds are counted; else of events.
bool counts_facts(std::string_view column) { return column == "kind"; }

// How many events are at least this sure: each bucket holds those above it.
Json confidence_items(const ArchiveIndex& index, const Bitset& rows) {
  std::int64_t counts[11] = {};
  rows.each([&](std::size_t row) {
    for (int i = 0; i <= index.events.confidence[row] / 10; ++i) ++counts[i];
  });
  Json items = Json::array();
  for (int i = 0; i < 10; ++i) {
    const std::string value = "0." + std::to_string(i);
    items.push_back({{"value", value}, {"label", "≥ " + value}, {"events", counts[i]}});
  }
  return items;
}

}  // namespace

Response get_counts(Call& call) {
  const std::string* by = call.find("by");
  const std::string* split = call.find("split");
  auto store = call.archive().lease();
  auto rows = call.snapshot->rows(Subject::kEvents, call.selection, *store);
  if (!rows) return problem_of(rows.error());
  const Table& table = call.index().events;
  const Column column(call.index(), table, split == nullptr ? "" : *split);
  Grid grid(periods_of(table, period_named(by)), column.size());
  std::vector<std::uint32_t> values;
  (*rows)->each([&](std::size_t row) {
    values.clear();
    column.values_of(row, values);
    for (const std::uint32_t value : values) grid.add(table.day[row], value, table.scale[row]);
  });
  Json items = Json::array();
  for (const Cell& cell : grid.cells(column)) {
    Json item;
    if (by != nullptr) item["period"] = or_null(period_text(cell.period));
    if (split != nullptr) item[*split] = column.name_of(cell.value);
    item["events"] = cell.tally.events;
    item["mean_scale"] = rounded(cell.tally.mean());
    items.push_back(std::move(item));
  }
  std::vector<std::string> columns;
  if (by != nullptr) columns.emplace_back("period");
  if (split != nullptr) columns.push_back(*split);
  columns.insert(columns.end(), {"events", "mean_scale"});
  return items_response(call, columns, std::move(items));
}

Response get_facets(Call& call) {
  const std::string* name = call.find("column");
  if (name == nullptr) {
    return problem(400, "The request is wrong",
                   "it does not say which column; give column=category", "column");
  }
  const bool of_facts = counts_facts(*name);
  auto store = call.archive().lease();
  auto rows =
      call.snapshot->rows(of_facts ? Subject::kFacts : Subject::kEvents, call.selection, *store);
  if (!rows) return problem_of(rows.error());
  const std::vector<std::string> columns = {"value", "label", "events"};
  if (*name == "confidence") {
    return items_response(call, columns, confidence_items(call.index(), **rows));
  }
  const Table& table = of_facts ? call.index().facts : call.index().events;
  const Column column(call.index(), table, *name);
  const std::vector<Tally> tallies = tally_by(table, **rows, column);
  std::vector<std::uint32_t> order;
  for (std::uint32_t i = 0; i < tallies.size(); ++i) {
    if (tallies[i].events > 0 && !column.name_of(i).empty()) order.push_back(i);
  }
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    if (tallies[a].events != tallies[b].events) return tallies[a].events > tallies[b].events;
    return column.name_of(a) < column.name_of(b);
  });
  const std::size_t total = order.size();
  const std::size_t shown = call.page.format == Format::kJson || call.page.has_limit
                                ? std::min(order.size(), call.page.limit)
                                : order.size();
  Json items = Json::array();
  for (std::size_t i = 0; i < shown; ++i) {
    const std::string& value = column.name_of(order[i]);
    items.push_back({{"value", value},
                     {"label", call.archive().labels().text(column.label_kind(), value)},
                     {"events", tallies[order[i]].events}});
  }
  Response response = items_response(call, columns, std::move(items));
  if (call.page.format == Format::kJson) {
    Json json = Json::parse(response.body);
    json["total"] = total;
    response.body = to_line(json) + "\n";
  }
  return response;
}

}  // namespace casus::serve
