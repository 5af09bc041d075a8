// Counts by period and column, and facets.

#include <algorithm>

#include "serve/aggregate.h"
#include "serve/api.h"
#include "serve/items.h"

namespace casus::serve {

namespace {

Period period_named(const std::string* name) {
  if (name == nullptr) return Period::kWhole;
  if (*name == "day") return Period::kDay;
  if (*name == "week") return Period::kWeek;
  return *name == "month" ? Period::kMonth : Period::kYear;
}

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

constexpr int kConfidenceSteps = 10;

// Of facts, where their kinds are counted; else of events.
bool counts_facts(std::string_view column) { return column == "kind"; }

// How many events are at least this sure: each bucket holds those above it.
Json confidence_items(const ArchiveIndex& index, const Bitset& rows) {
  std::int64_t counts[kConfidenceSteps + 1] = {};
  rows.each([&](std::size_t row) { ++counts[index.events.confidence[row] / kConfidenceSteps]; });
  for (int i = kConfidenceSteps; i > 0; --i) counts[i - 1] += counts[i];
  Json items = Json::array();
  for (int i = 0; i < kConfidenceSteps; ++i) {
    const std::string value = "0." + std::to_string(i);
    items.push_back({{"value", value}, {"label", "≥ " + value}, {"events", counts[i]}});
  }
  return items;
}

// The column's values under the rows, the most frequent first.
void add_values(const Call& call, const Bitset& rows, const Table& table, const Column& column,
                Json& json) {
  const std::vector<Tally> tallies = tally_by(table, rows, column);
  std::vector<std::uint32_t> order;
  for (std::uint32_t i = 0; i < tallies.size(); ++i) {
    if (tallies[i].events > 0 && !column.name_of(i).empty()) order.push_back(i);
  }
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    if (tallies[a].events != tallies[b].events) return tallies[a].events > tallies[b].events;
    return column.name_of(a) < column.name_of(b);
  });
  json["total"] = order.size();
  json["items"] = Json::array();
  const bool is_whole = call.page.format != Format::kJson && !call.page.has_limit;
  if (!is_whole && order.size() > call.page.limit) order.resize(call.page.limit);
  const Labels& labels = call.archive().labels();
  for (const std::uint32_t i : order) {
    const std::string& value = column.name_of(i);
    json["items"].push_back({{"value", value},
                             {"label", labels.text(column.label_kind(), value)},
                             {"events", tallies[i].events}});
  }
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
  Json json;
  json["total"] = items.size();
  json["items"] = std::move(items);
  return items_response(call.page.format, columns, json);
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
  Json json;
  if (*name == "confidence") {
    json["total"] = kConfidenceSteps;
    json["items"] = confidence_items(call.index(), **rows);
  } else {
    const Table& table = of_facts ? call.index().facts : call.index().events;
    add_values(call, **rows, table, Column(call.index(), table, *name), json);
  }
  return items_response(call.page.format, {"value", "label", "events"}, json);
}

}  // namespace casus::serve
