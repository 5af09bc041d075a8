// Events through time, a row a period without gaps: what the page's timeline draws, shows as a
// table and gives as a file.

#include <fmt/format.h>

#include <algorithm>

#include "serve/aggregate.h"
#include "serve/api.h"
#include "serve/items.h"

namespace casus::serve {

namespace {

constexpr std::uint32_t kNoColumn = 0xFFFFFFFF;

// The values that become columns, in the codebook's order.
class Split {
 public:
  Split(const Call& call, const Column& column)
      : column_(column), position_(column.size(), kNoColumn) {
    std::vector<std::string> order = {"1", "2", "3", "4"};
    if (column.label_kind() == "category") {
      order.clear();
      for (const EventCategory& each : call.archive().labels().schema().categories()) {
        order.push_back(each.name);
      }
    }
    for (const std::string& name : order) {
      for (std::uint32_t value = 0; value < column.size(); ++value) {
        if (column.name_of(value) != name || position_[value] != kNoColumn) continue;
        position_[value] = static_cast<std::uint32_t>(names_.size());
        names_.push_back(name);
        break;
      }
    }
  }
  std::size_t size() const { return names_.size(); }
  const std::string& name(std::size_t position) const { return names_[position]; }
  // Calls `take` with the position of each value of a row that has one.
  template <typename Take>
  void each_of(std::size_t row, std::vector<std::uint32_t>& scratch, Take take) const {
    scratch.clear();
    column_.values_of(row, scratch);
    for (const std::uint32_t value : scratch) {
      if (position_[value] != kNoColumn) take(position_[value]);
    }
  }

 private:
  const Column& column_;
  std::vector<std::uint32_t> position_;  // by value
  std::vector<std::string> names_;
};

struct Row {
  Tally tally;
  std::vector<std::int64_t> counts;  // by position; empty where the period has no events
};

struct Timeline {
  std::vector<std::int64_t> periods;  // ascending, without gaps
  std::vector<Row> rows;              // by period
  std::vector<std::int64_t> totals;   // by position, undated events left out
  std::int64_t events = 0;
  std::int64_t undated = 0;  // of no day, or of one that is not known as precisely as the periods
};

Result<Timeline> timeline_of(const Table& table, const Bitset& rows, const Split& split,
                             Period period) {
  const std::vector<std::int64_t> period_of = periods_of(table, period);
  Timeline timeline;
  timeline.totals.resize(split.size());
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
    if (row.counts.empty()) row.counts.resize(split.size());
    split.each_of(at, values, [&](std::uint32_t position) {
      ++row.counts[position];
      ++timeline.totals[position];
    });
  });
  return timeline;
}

// The columns of an answer: all four quad classes, so that one means the same in every answer; of
// the categories those that occur.
std::vector<std::size_t> shown_columns(const Split& split, const Timeline& timeline, bool all) {
  std::vector<std::size_t> columns;
  for (std::size_t i = 0; i < split.size(); ++i) {
    if (all || timeline.totals[i] > 0) columns.push_back(i);
  }
  return columns;
}

// Rows are many: they are written as they are, not built as trees of values first.
class RowWriter {
 public:
  RowWriter(const Split& split, const std::vector<std::size_t>& columns) : columns_(columns) {
    for (const std::size_t each : columns) keys_.push_back(Json(split.name(each)).dump() + ":");
  }
  void add_json(const Row& row, std::int64_t period, std::string& text) const {
    text += fmt::format("{{\"period\":\"{}\",\"events\":{},\"mean_scale\":{},\"counts\":{{",
                        period_text(period), row.tally.events, mean_of(row, "null"));
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      text += (i == 0 ? "" : ",") + keys_[i] + std::to_string(count_of(row, i));
    }
    text += "}}";
  }
  void add_csv(const Row& row, std::int64_t period, std::string& text) const {
    text += fmt::format("{},{},{}", period_text(period), row.tally.events, mean_of(row, ""));
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      text += "," + std::to_string(count_of(row, i));
    }
    text += "\r\n";
  }

 private:
  static std::string mean_of(const Row& row, const char* none) {
    return row.tally.events == 0 ? none : Json(rounded(row.tally.mean())).dump();
  }
  std::int64_t count_of(const Row& row, std::size_t i) const {
    return row.counts.empty() ? 0 : row.counts[columns_[i]];
  }
  const std::vector<std::size_t>& columns_;
  std::vector<std::string> keys_;
};

std::string rows_text(const Timeline& timeline, const RowWriter& writer, Format format) {
  std::string text;
  for (std::size_t i = 0; i < timeline.rows.size(); ++i) {
    if (format == Format::kCsv) {
      writer.add_csv(timeline.rows[i], timeline.periods[i], text);
      continue;
    }
    if (format == Format::kJson && i > 0) text += ',';
    writer.add_json(timeline.rows[i], timeline.periods[i], text);
    if (format == Format::kJsonl) text += '\n';
  }
  return text;
}

}  // namespace

Response get_timeline(Call& call) {
  const std::string* by = call.find("by");
  const std::string* asked = call.find("split");
  const std::string name = asked == nullptr ? "quad" : *asked;  // the column keeps a view of it
  auto store = call.archive().lease();
  auto rows = call.snapshot->rows(Subject::kEvents, call.selection, *store);
  if (!rows) return problem_of(rows.error());
  const Table& table = call.index().events;
  const Column column(call.index(), table, name);
  const Split split(call, column);
  auto timeline = timeline_of(table, **rows, split, period_or_month(by));
  if (!timeline) return problem_of(timeline.error());
  const auto columns = shown_columns(split, *timeline, name == "quad");
  const std::string items = rows_text(*timeline, RowWriter(split, columns), call.page.format);
  Response response;
  response.type = media_type(call.page.format);
  response.body = items;
  if (call.page.format == Format::kJsonl) return response;
  if (call.page.format == Format::kCsv) {
    std::vector<std::string> head = {"period", "events", "mean_scale"};
    for (const std::size_t each : columns) head.push_back("counts." + split.name(each));
    response.type += "; charset=utf-8; header=present";
    response.body = csv_line(head) + items;
    return response;
  }
  Json json = {{"by", by == nullptr ? "month" : *by}, {"split", name}, {"values", Json::array()}};
  for (const std::size_t each : columns) json["values"].push_back(split.name(each));
  json["events"] = timeline->events;
  json["undated"] = timeline->undated;
  json["total"] = timeline->rows.size();
  response.body = to_line(json);
  response.body.pop_back();  // the brace, which comes after the rows
  response.body += ",\"items\":[" + items + "]}\n";
  return response;
}

}  // namespace casus::serve
