// Events through time, a row a period without gaps: what the page's timeline draws, shows as a
// table and gives as a file.

#include <algorithm>

#include "serve/aggregate.h"
#include "serve/api.h"
#include "serve/items.h"

namespace casus::serve {

namespace {

struct Row {
  Tally tally;
  std::vector<std::int64_t> counts;  // by value of the split
};

struct Timeline {
  std::vector<std::int64_t> periods;  // ascending, without gaps
  std::vector<Row> rows;              // by period
  std::vector<std::int64_t> totals;   // by value, undated events left out
  std::int64_t events = 0;
  std::int64_t undated = 0;  // of no day, or of one that is not known as precisely as the periods
};

Result<Timeline> timeline_of(const Table& table, const Bitset& rows, const Column& column,
                             Period period) {
  const std::vector<std::int64_t> period_of = periods_of(table, period);
  Timeline timeline;
  timeline.totals.resize(column.size());
  std::vector<std::uint8_t> occurs(period_of.size());
  rows.each([&](std::size_t row) { occurs[table.day[row]] = 1; });
  std::int64_t first = 0;
  std::int64_t last = 0;
  for (std::size_t day = 0; day < period_of.size(); ++day) {
    if (occurs[day] == 0 || period_of[day] == 0) continue;
    if (first == 0 || period_of[day] < first) first = period_of[day];
    last = std::max(last, period_of[day]);
  }
  auto periods = periods_between(first, last, period);
  if (!periods) return periods.error();
  timeline.periods = *std::move(periods);
  timeline.rows.resize(timeline.periods.size());
  std::vector<std::size_t> slot_of_day;
  for (const std::int64_t each : period_of) {
    const auto found = std::lower_bound(timeline.periods.begin(), timeline.periods.end(), each);
    slot_of_day.push_back(static_cast<std::size_t>(found - timeline.periods.begin()));
  }
  std::vector<std::uint32_t> values;
  rows.each([&](std::size_t at) {
    ++timeline.events;
    if (period_of[table.day[at]] == 0) {
      ++timeline.undated;
      return;
    }
    Row& row = timeline.rows[slot_of_day[table.day[at]]];
    ++row.tally.events;
    row.tally.scale += static_cast<double>(table.scale[at]);
    if (row.counts.empty()) row.counts.resize(column.size());
    values.clear();
    column.values_of(at, values);
    for (const std::uint32_t value : values) {
      ++row.counts[value];
      ++timeline.totals[value];
    }
  });
  return timeline;
}

// The values that become columns, in the codebook's order: all four quad classes, so that a column
// means the same in every answer; of the categories those that occur.
std::vector<std::uint32_t> shown_values(const Call& call, const Column& column,
                                        const std::vector<std::int64_t>& totals) {
  const bool by_category = column.label_kind() == "category";
  std::vector<std::string> order = {"1", "2", "3", "4"};
  if (by_category) {
    order.clear();
    for (const EventCategory& each : call.archive().labels().schema().categories()) {
      order.push_back(each.name);
    }
  }
  std::vector<std::uint32_t> values;
  for (const std::string& name : order) {
    for (std::uint32_t value = 0; value < column.size(); ++value) {
      if (column.name_of(value) != name) continue;
      if (by_category && totals[value] == 0) continue;
      values.push_back(value);
      break;
    }
  }
  return values;
}

Json row_item(const Row& row, std::int64_t period, const Column& column,
              const std::vector<std::uint32_t>& values) {
  Json item;
  item["period"] = period_text(period);
  item["events"] = row.tally.events;
  item["mean_scale"] = row.tally.events == 0 ? Json(nullptr) : Json(rounded(row.tally.mean()));
  item["counts"] = Json::object();
  for (const std::uint32_t value : values) {
    item["counts"][column.name_of(value)] = row.counts.empty() ? 0 : row.counts[value];
  }
  return item;
}

}  // namespace

Response get_timeline(Call& call) {
  const std::string* by = call.find("by");
  const std::string* asked = call.find("split");
  const std::string split = asked == nullptr ? "quad" : *asked;  // the column keeps a view of it
  auto store = call.archive().lease();
  auto rows = call.snapshot->rows(Subject::kEvents, call.selection, *store);
  if (!rows) return problem_of(rows.error());
  const Table& table = call.index().events;
  const Column column(call.index(), table, split);
  auto timeline = timeline_of(table, **rows, column, period_or_month(by));
  if (!timeline) return problem_of(timeline.error());
  const std::vector<std::uint32_t> values = shown_values(call, column, timeline->totals);
  Json json;
  json["by"] = by == nullptr ? "month" : *by;
  json["split"] = column.label_kind();
  json["values"] = Json::array();
  std::vector<std::string> columns = {"period", "events", "mean_scale"};
  for (const std::uint32_t value : values) {
    json["values"].push_back(column.name_of(value));
    columns.push_back("counts." + column.name_of(value));
  }
  json["events"] = timeline->events;
  json["undated"] = timeline->undated;
  json["total"] = timeline->rows.size();
  json["items"] = Json::array();
  for (std::size_t i = 0; i < timeline->rows.size(); ++i) {
    json["items"].push_back(row_item(timeline->rows[i], timeline->periods[i], column, values));
  }
  return items_response(call.page.format, columns, json);
}

}  // namespace casus::serve
