// Panels: a row for each pair, or each actor, in each period, with explicit zeros. Memory grows
// with the pairs and the periods that have events, not with the events.
//
// A panel runs from --from to --to. Without them it runs from the first event to the last, but
// begins no more than a month before the first article was published and ends with the last one: a
// text that mentions a war of 1400 does not make six centuries of zeros.

#include <fmt/format.h>

#include <algorithm>

#include "export/sums.h"

namespace casus {

namespace {

// Periods in order, first to last, without gaps; packed dates.
std::vector<std::int64_t> all_periods(std::int64_t first, std::int64_t last, bool by_day) {
  std::vector<std::int64_t> periods;
  if (first == 0) return periods;
  if (by_day) {
    for (std::int64_t day = day_number(first); day <= day_number(last); ++day) {
      periods.push_back(packed_day(day));
    }
    return periods;
  }
  for (std::int64_t month = first; month <= last;) {
    periods.push_back(month);
    month += month / 100 % 100 == 12 ? 10000 - 1100 : 100;
  }
  return periods;
}

// First and last of what is told: periods, packed dates; 0: none.
struct Span {
  std::int64_t first = 0;
  std::int64_t last = 0;

  void take(std::int64_t period) {
    first = first == 0 ? period : std::min(first, period);
    last = std::max(last, period);
  }
  bool holds(std::int64_t period) const { return first <= period && period <= last; }
};

struct Panel {
  std::map<std::pair<Pair, std::int64_t>, Sums> cells;
  std::map<std::int64_t, std::uint64_t> events;  // of each period
  std::set<Pair> pairs;
  std::set<std::string> categories;
  Span span;
};

// The period of a packed date; 0: the date is not that exact.
std::int64_t period_of(std::int64_t date, bool by_day) {
  if (date % 10000 == 0 || (by_day && date % 100 == 0)) return 0;
  return by_day ? date : date / 100 * 100;
}

// The first period of a packed date which may be a month or a year.
std::int64_t first_period(std::int64_t date, bool by_day) {
  if (date % 10000 == 0) date += 100;
  return by_day ? date + (date % 100 == 0 ? 1 : 0) : date / 100 * 100;
}

std::int64_t last_period(std::int64_t date, bool by_day) {
  if (date % 10000 == 0) date += 1200;
  if (!by_day) return date / 100 * 100;
  if (date % 100 != 0) return date;
  const std::int64_t next = date / 100 % 100 == 12 ? date + 10000 - 1100 : date + 100;
  return packed_day(day_number(next + 1) - 1);
}

constexpr std::int64_t kDaysBefore = 31;  // news tells of what happened so long ago, at most

// `articles`: the days on which the texts were published.
Span span_of(const Query& query, bool by_day, const Span& articles, const Panel& panel) {
  Span told;
  if (articles.first != 0) {
    told.first = first_period(packed_day(day_number(articles.first) - kDaysBefore), by_day);
    told.last = last_period(articles.last, by_day);
  }
  Span span;
  for (const auto& [period, unused] : panel.events) {
    if (told.first == 0 || told.holds(period)) span.take(period);
  }
  if (const auto from = packed_date(query.from); from != 0) span.first = first_period(from, by_day);
  if (const auto to = packed_date(query.to); to != 0) span.last = last_period(to, by_day);
  return span;
}

// Leaves out what lies outside the panel's span, and says so.
void cut(Panel& panel, ExportContext& context) {
  for (const auto& [period, count] : panel.events) {
    if (!panel.span.holds(period)) context.losses.outside += count;
  }
  context.events -= context.losses.outside;
  context.losses.span = unpacked_date(panel.span.first) + " to " + unpacked_date(panel.span.last);
  std::erase_if(panel.cells,
                [&](const auto& cell) { return !panel.span.holds(cell.first.second); });
  for (const auto& [key, sums] : panel.cells) {
    panel.pairs.insert(key.first);
    for (const auto& [category, unused] : sums.categories) panel.categories.insert(category);
  }
}

// What an event adds to: its pairs of codes, or its actors.
std::set<Pair> rows_of(const Event& event, const Query& query, bool by_pair) {
  std::set<Pair> pairs;
  if (by_pair) {
    for (const Pair& pair : asked_pairs(event, query)) {
      if (!pair.first.empty() && !pair.second.empty()) pairs.insert(pair);
    }
    return pairs;
  }
  for (const Participant& each : event.actors) {
    const std::string& code = each.actor.code;
    const bool is_asked = asks_for(query.actors, code) ||
                          (!query.is_dyad_directed && asks_for(query.recipients, code));
    if (!code.empty() && is_asked) pairs.emplace(code, "");
  }
  return pairs;
}

Result<Panel> make_panel(ExportContext& context, bool by_day, bool by_pair) {
  Panel panel;
  Span articles;
  const Query& query = context.options.query;
  auto done = each_counted(context, [&](const EventRecord& record) {
    const std::int64_t period = period_of(packed_date(record.event.date), by_day);
    if (period == 0) return false;
    const auto pairs = rows_of(record.event, query, by_pair);
    if (pairs.empty()) return false;
    for (const Pair& pair : pairs) add(panel.cells[{pair, period}], record.event);
    ++panel.events[period];
    if (const auto day = packed_date(record.article.date); day != 0) articles.take(day);
    return true;
  });
  if (!done) return done.error();
  panel.span = span_of(query, by_day, articles, panel);
  cut(panel, context);
  return panel;
}

Result<void> write_panel(ExportContext& context, bool by_day, bool by_pair) {
  auto made = make_panel(context, by_day, by_pair);
  if (!made) return made.error();
  const Panel& panel = *made;
  std::string head = by_pair ? "actor,recipient," : "actor,";
  head += by_day ? "date" : "month";
  head += ",events,quad1,quad2,quad3,quad4,mean_scale";
  for (const std::string& category : panel.categories) head += "," + category;
  if (!context.sink(head + "\r\n")) return {};
  const auto periods = all_periods(panel.span.first, panel.span.last, by_day);
  const Sums none;
  for (const Pair& pair : panel.pairs) {
    for (const std::int64_t period : periods) {
      const auto found = panel.cells.find({pair, period});
      const Sums& sums = found == panel.cells.end() ? none : found->second;
      std::string row = by_pair ? pair.first + "," + pair.second : pair.first;
      row += fmt::format(",{},{},{},{},{},{},{}", unpacked_date(period), sums.events, sums.quads[1],
                         sums.quads[2], sums.quads[3], sums.quads[4], mean_text(sums));
      for (const std::string& category : panel.categories) {
        const auto count = sums.categories.find(category);
        row += fmt::format(",{}", count == sums.categories.end() ? 0 : count->second);
      }
      if (!context.sink(row + "\r\n")) return {};
    }
  }
  return {};
}

}  // namespace

Result<void> write_dyad_day(ExportContext& context) { return write_panel(context, true, true); }
Result<void> write_dyad_month(ExportContext& context) { return write_panel(context, false, true); }
Result<void> write_country_month(ExportContext& context) {
  return write_panel(context, false, false);
}

}  // namespace casus
