// Who to whom: sums over pairs of codes as a graph, as a list, and as panels with explicit zeros.
// Memory grows with the pairs and the days that have events, not with the events.

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "export/export.h"

namespace casus {

namespace {

struct Sums {
  std::uint64_t events = 0;
  std::uint64_t quads[5] = {};
  double scale = 0;
  std::map<std::string, std::uint64_t> categories;
};

using Pair = std::pair<std::string, std::string>;

std::set<Pair> pairs_of(const Event& event) {
  std::set<Pair> pairs;
  if (event.recipients.empty()) {
    for (const Participant& a : event.actors) {
      for (const Participant& b : event.actors) {
        if (a.actor.code != b.actor.code) pairs.emplace(a.actor.code, b.actor.code);
      }
    }
  }
  for (const Participant& a : event.actors) {
    for (const Participant& b : event.recipients) pairs.emplace(a.actor.code, b.actor.code);
  }
  return pairs;
}

bool asks_for(const std::vector<ActorFilter>& filters, const std::string& code) {
  return filters.empty() || std::any_of(filters.begin(), filters.end(), [&](const auto& filter) {
           return filter.code.empty() || filter.code == code;
         });
}

// Of an event's pairs those whose codes were asked for: of one that several states took part in,
// the others' pairs are no answer to a question about two.
std::set<Pair> asked_pairs(const Event& event, const Query& query) {
  auto pairs = pairs_of(event);
  std::erase_if(pairs, [&](const Pair& pair) {
    const auto& [a, b] = pair;
    if (asks_for(query.actors, a) && asks_for(query.recipients, b)) return false;
    return query.is_dyad_directed || !asks_for(query.actors, b) || !asks_for(query.recipients, a);
  });
  return pairs;
}

void add(Sums& sums, const Event& event) {
  ++sums.events;
  ++sums.quads[event.quad_code];
  sums.scale += event.event_scale;
  ++sums.categories[event.category];
}

// Calls `take` for the events that sums are made of: asserted ones, one a happening if so asked.
template <typename Take>
Result<void> each_counted(ExportContext& context, Take take) {
  std::unordered_map<std::int64_t, Reports> reports;
  if (context.options.one_per_happening) {
    auto counted = count_reports(context.store, context.options);
    if (!counted) return counted.error();
    reports = *std::move(counted);
  }
  return context.store.read_events(context.options.query, [&](const EventRecord& record) {
    const auto found = reports.find(record.number);
    if (found != reports.end() && found->second.first != record.number) {
      ++context.losses.repeated;
      return true;
    }
    if (!record.event.auxiliary.empty() && !context.options.with_auxiliary) {
      ++context.losses.auxiliary;
      return true;
    }
    if (take(record.event)) {
      ++context.events;
    } else {
      ++context.losses.no_parties;
    }
    return true;
  });
}

Result<std::map<Pair, Sums>> sum_pairs(ExportContext& context) {
  std::map<Pair, Sums> sums;
  auto done = each_counted(context, [&](const Event& event) {
    const auto pairs = asked_pairs(event, context.options.query);
    for (const Pair& pair : pairs) add(sums[pair], event);
    return !pairs.empty();
  });
  if (!done) return done.error();
  return sums;
}

std::string mean_text(const Sums& sums) {
  if (sums.events == 0) return {};
  return fmt::format("{:.3f}", sums.scale / static_cast<double>(sums.events));
}

std::string escaped(const std::string& text) {
  std::string safe;
  for (const char c : text) {
    switch (c) {
      case '&':
        safe += "&amp;";
        break;
      case '<':
        safe += "&lt;";
        break;
      case '"':
        safe += "&quot;";
        break;
      default:
        safe += c;
    }
  }
  return safe;
}

// ---- panels

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

struct Panel {
  std::map<std::pair<Pair, std::int64_t>, Sums> cells;
  std::set<Pair> pairs;
  std::set<std::string> categories;
  std::int64_t first = 0;
  std::int64_t last = 0;
};

// What was asked for bounds the panel, else the events do.
void set_bounds(const Query& query, bool by_day, Panel& panel) {
  const std::int64_t from = packed_date(query.from);
  const std::int64_t to = packed_date(query.to);
  const auto whole = [](std::int64_t date) { return date % 10000 != 0 && date % 100 != 0; };
  if (by_day) {
    if (whole(from)) panel.first = from;
    if (whole(to)) panel.last = to;
  } else {
    if (from != 0) panel.first = from % 10000 == 0 ? from + 100 : from / 100 * 100;
    if (to != 0) panel.last = to % 10000 == 0 ? to + 1200 : to / 100 * 100;
  }
}

Result<Panel> make_panel(ExportContext& context, bool by_day, bool by_pair) {
  Panel panel;
  const Query& query = context.options.query;
  auto done = each_counted(context, [&](const Event& event) {
    const std::int64_t date = packed_date(event.date);
    if (date % 10000 == 0 || (by_day && date % 100 == 0)) return false;
    const std::int64_t period = by_day ? date : date / 100 * 100;
    std::set<Pair> pairs;
    if (by_pair) {
      for (const Pair& pair : asked_pairs(event, query)) {
        if (!pair.first.empty() && !pair.second.empty()) pairs.insert(pair);
      }
    } else {
      for (const Participant& each : event.actors) {
        const std::string& code = each.actor.code;
        const bool is_asked = asks_for(query.actors, code) ||
                              (!query.is_dyad_directed && asks_for(query.recipients, code));
        if (!code.empty() && is_asked) pairs.emplace(code, "");
      }
    }
    if (pairs.empty()) return false;
    for (const Pair& pair : pairs) add(panel.cells[{pair, period}], event);
    panel.pairs.insert(pairs.begin(), pairs.end());
    panel.categories.insert(event.category);
    panel.first = panel.first == 0 ? period : std::min(panel.first, period);
    panel.last = std::max(panel.last, period);
    return true;
  });
  if (!done) return done.error();
  set_bounds(context.options.query, by_day, panel);
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
  const auto periods = all_periods(panel.first, panel.last, by_day);
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

Result<void> write_graphml(ExportContext& context) {
  auto sums = sum_pairs(context);
  if (!sums) return sums.error();
  std::string text =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml "
      "xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n";
  for (const char* key : {"events", "quad1", "quad2", "quad3", "quad4"}) {
    text +=
        fmt::format("<key id=\"{0}\" for=\"edge\" attr.name=\"{0}\" attr.type=\"long\"/>\n", key);
  }
  text +=
      "<key id=\"mean_scale\" for=\"edge\" attr.name=\"mean_scale\" attr.type=\"double\"/>\n"
      "<graph edgedefault=\"directed\">\n";
  const auto name = [](const std::string& code) { return code.empty() ? "-" : escaped(code); };
  std::set<std::string> nodes;
  for (const auto& [pair, unused] : *sums) nodes.insert({name(pair.first), name(pair.second)});
  for (const std::string& node : nodes) text += "<node id=\"" + node + "\"/>\n";
  for (const auto& [pair, of] : *sums) {
    text += fmt::format("<edge source=\"{}\" target=\"{}\"><data key=\"events\">{}</data>",
                        name(pair.first), name(pair.second), of.events);
    for (int quad = 1; quad <= 4; ++quad) {
      text += fmt::format("<data key=\"quad{}\">{}</data>", quad, of.quads[quad]);
    }
    text += fmt::format("<data key=\"mean_scale\">{}</data></edge>\n", mean_text(of));
  }
  context.sink(text + "</graph>\n</graphml>\n");
  return {};
}

Result<void> write_edges(ExportContext& context) {
  auto sums = sum_pairs(context);
  if (!sums) return sums.error();
  std::string text = "actor,recipient,events,quad1,quad2,quad3,quad4,mean_scale\r\n";
  for (const auto& [pair, of] : *sums) {
    text += fmt::format("{},{},{},{},{},{},{},{}\r\n", pair.first, pair.second, of.events,
                        of.quads[1], of.quads[2], of.quads[3], of.quads[4], mean_text(of));
  }
  context.sink(text);
  return {};
}

Result<void> write_dyad_day(ExportContext& context) { return write_panel(context, true, true); }
Result<void> write_dyad_month(ExportContext& context) { return write_panel(context, false, true); }
Result<void> write_country_month(ExportContext& context) {
  return write_panel(context, false, false);
}

}  // namespace casus
