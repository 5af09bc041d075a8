// The list of formats, and what all of them share.

#include <fmt/format.h>

#include <algorithm>

#include "export/export.h"
#include "store/happening.h"

namespace casus {

const std::vector<ExportFormat>& export_formats() {
  static const std::vector<ExportFormat> formats = {
      {"jsonl",
       "PLOVER events, a JSON object a line",
       nullptr,
       {{"(all)", "docs/formats/json.md; link joins the reports of one happening"}},
       write_jsonl_export},
      {"csv", "an event a row (RFC 4180)", &csv_table(), {}, nullptr},
      {"polecat", "the 40 columns of POLECAT, tab-separated", &polecat_table(), {}, nullptr},
      {"icews", "the 20 columns of ICEWS, tab-separated", &icews_table(), {}, nullptr},
      {"phoenix",
       "the 26 columns of Phoenix, tab-separated, no header",
       &phoenix_table(),
       {},
       nullptr},
      {"gdelt",
       "the 61 columns of GDELT 2.0 events, tab-separated, no header",
       &gdelt_table(),
       {},
       nullptr},
      {"geojson",
       "events that have a place, a FeatureCollection",
       nullptr,
       {{"geometry", "Point: longitude, latitude in degrees"},
        {"properties", "the event, as in jsonl"}},
       write_geojson},
      {"graphml",
       "who to whom, a graph",
       nullptr,
       {{"node id", "code of a party; \"-\" for one without"},
        {"edge events", "events from source to target"},
        {"edge quad1 ... quad4", "those of each quad class"},
        {"edge mean_scale", "mean of event_scale, -10 to +10"}},
       write_graphml},
      {"edges",
       "who to whom, CSV",
       nullptr,
       {{"actor, recipient", "codes; empty for a party without"},
        {"events", "from actor to recipient"},
        {"quad1 ... quad4", "those of each quad class"},
        {"mean_scale", "mean of event_scale, -10 to +10; empty for no events"}},
       write_edges},
      {"dyad-day",
       "panel: each pair on each day, zeros too (CSV)",
       nullptr,
       {{"actor, recipient", "codes of every pair that has an event in the selection"},
        {"date",
         "day, YYYY-MM-DD: --from to --to, else first to last event in the time of the articles"},
        {"events, quad1 ... quad4, one column a category", "counts; 0 is written"},
        {"mean_scale", "mean of event_scale; empty for no events"}},
       write_dyad_day},
      {"dyad-month",
       "panel: each pair in each month, zeros too (CSV)",
       nullptr,
       {{"actor, recipient", "codes of every pair that has an event in the selection"},
        {"month", "YYYY-MM: --from to --to, else first to last event in the time of the articles"},
        {"events, quad1 ... quad4, one column a category", "counts; 0 is written"},
        {"mean_scale", "mean of event_scale; empty for no events"}},
       write_dyad_month},
      {"country-month",
       "panel: each country as an actor in each month, zeros too (CSV)",
       nullptr,
       {{"actor", "code of every actor that has an event in the selection"},
        {"month", "YYYY-MM: --from to --to, else first to last event in the time of the articles"},
        {"events, quad1 ... quad4, one column a category", "counts; 0 is written"},
        {"mean_scale", "mean of event_scale; empty for no events"}},
       write_country_month},
  };
  return formats;
}

const ExportFormat* find_export(std::string_view name) {
  const auto& formats = export_formats();
  const auto found = std::find_if(formats.begin(), formats.end(),
                                  [&](const ExportFormat& format) { return format.name == name; });
  return found == formats.end() ? nullptr : &*found;
}

namespace {

const Reports kOneReport;

// Pairs of parties: actors with recipients, or, where all are actors, each with each.
std::vector<std::pair<const Participant*, const Participant*>> pairs_of(const Event& event) {
  std::vector<std::pair<const Participant*, const Participant*>> pairs;
  if (event.recipients.empty() && event.actors.size() > 1) {
    for (const Participant& a : event.actors) {
      for (const Participant& b : event.actors) {
        if (&a != &b) pairs.emplace_back(&a, &b);
      }
    }
  } else if (event.recipients.empty()) {
    pairs.emplace_back(event.actors.empty() ? nullptr : &event.actors[0], nullptr);
  } else if (event.actors.empty()) {
    for (const Participant& b : event.recipients) pairs.emplace_back(nullptr, &b);
  } else {
    for (const Participant& a : event.actors) {
      for (const Participant& b : event.recipients) pairs.emplace_back(&a, &b);
    }
  }
  return pairs;
}

void count_losses(const ExportTable& table, const Event& event, ExportLosses& losses) {
  if (!table.by_pair) return;
  if (!event.attributions.empty()) ++losses.attributions;
  if (event.size.dead || event.size.injured || event.size.arrested) ++losses.sizes;
  if (event.modes.size() > 1) ++losses.modes;
}

std::string row_text(const ExportTable& table, const ExportRow& row) {
  std::string text;
  for (const ExportColumn& column : table.columns) {
    if (&column != &table.columns.front()) text += table.separator;
    std::string value = column.value(row);
    text += value.empty() ? std::string(table.missing) : table_value(table, std::move(value));
  }
  return text + (table.quotes ? "\r\n" : "\n");
}

std::string header_text(const ExportTable& table) {
  std::string text;
  for (const ExportColumn& column : table.columns) {
    if (&column != &table.columns.front()) text += table.separator;
    text += column.name;
  }
  return text + (table.quotes ? "\r\n" : "\n");
}

Result<void> write_table(const ExportTable& table, ExportContext& context) {
  std::unordered_map<std::int64_t, Reports> reports;
  if (table.needs_reports || context.options.one_per_happening) {
    auto counted = count_reports(context.store, context.options);
    if (!counted) return counted.error();
    reports = *std::move(counted);
  }
  if (table.has_header && !context.sink(header_text(table))) return {};
  return context.store.read_events(context.options.query, [&](const EventRecord& record) {
    const auto found = reports.find(record.number);
    const Reports& of = found == reports.end() ? kOneReport : found->second;
    if (context.options.one_per_happening && !of.link.empty() && of.first != record.number) {
      ++context.losses.repeated;
      return true;
    }
    const bool is_asserted = record.event.auxiliary.empty();
    if (table.asserted_only && !is_asserted && !context.options.with_auxiliary) {
      ++context.losses.auxiliary;
      return true;
    }
    if (table.needs_day && record.event.date.size() != 10) {
      ++context.losses.no_date;
      return true;
    }
    count_losses(table, record.event, context.losses);
    ++context.events;
    std::string text;
    std::size_t number = 0;
    if (!table.by_pair) {
      text = row_text(table, {record, nullptr, nullptr, 0, of, context.tables});
    } else {
      for (const auto& [actor, recipient] : pairs_of(record.event)) {
        text += row_text(table, {record, actor, recipient, number++, of, context.tables});
      }
    }
    return context.sink(text);
  });
}

}  // namespace

Result<void> write_export(const ExportFormat& format, ExportContext& context) {
  return format.write != nullptr ? format.write(context) : write_table(*format.table, context);
}

std::string table_value(const ExportTable& table, std::string value) {
  if (!table.quotes) {
    for (char& c : value) {
      if (c == '\t' || c == '\n' || c == '\r') c = ' ';
    }
    return value;
  }
  if (value.find_first_of(",\"\r\n") == std::string::npos) return value;
  std::string text = "\"";
  for (const char c : value) {
    if (c == '"') text += '"';
    text += c;
  }
  return text + '"';
}

std::string place_field(const ExportRow& row, std::string Place::*field) {
  return row.record.place ? (*row.record.place).*field : std::string();
}

std::string latitude(const ExportRow& row) {
  if (!row.record.place || !row.record.place->latitude) return {};
  return fmt::format("{:.4f}", *row.record.place->latitude);
}

std::string longitude(const ExportRow& row) {
  if (!row.record.place || !row.record.place->longitude) return {};
  return fmt::format("{:.4f}", *row.record.place->longitude);
}

std::string number_text(double value) { return fmt::format("{}", value); }

std::string losses_text(const ExportLosses& losses) {
  std::string text;
  const auto add = [&](std::uint64_t count, std::string_view what) {
    if (count > 0) text += fmt::format("{} {}\n", count, what);
  };
  add(losses.auxiliary,
      "events left out: future, hypothetical, denied or historical, which the format "
      "cannot say (--with-auxiliary writes them)");
  add(losses.no_date, "events left out: no day");
  add(losses.no_place, "events left out: no place");
  add(losses.no_parties, "events left out: no date, or a party without a code");
  add(losses.repeated, "further reports of the same happenings left out");
  add(losses.attributions, "events that somebody claims: the format does not say who");
  add(losses.sizes,
      "events with numbers of dead, injured or arrested: the format has no column for them");
  add(losses.outside,
      fmt::format("events left out: outside {}, the time of the articles and a month "
                  "before (--from and --to choose another)",
                  losses.span));
  add(losses.modes, "events with several modes, of which the format's code follows one");
  return text;
}

std::string codebook(const ExportFormat& format, const ExportContext& context,
                     const std::string& filters) {
  std::string text = fmt::format(
      "# Codebook: {}\n\n{}.\n\nMade by casus {}. Events written: {}. Filters: {}.\n", format.name,
      format.description, CASUS_VERSION, context.events, filters.empty() ? "none" : filters);
  const std::string losses = losses_text(context.losses);
  text += losses.empty() ? "\nNothing of the selection was left out.\n" : "\n" + losses;
  text +=
      "\nReports of different articles are taken for one happening by the rule and window of "
      "--link-rule and --link-window.\n\n";
  text += "| column | meaning |\n|---|---|\n";
  if (format.table == nullptr) {
    for (const auto& [name, meaning] : format.fields)
      text += fmt::format("| {} | {} |\n", name, meaning);
    return text;
  }
  for (const ExportColumn& column : format.table->columns) {
    text += fmt::format("| {} | {} |\n", column.name, column.meaning);
  }
  text += fmt::format(
      "\nSeparator: {}. Header: {}. Missing: {}. {}\n",
      format.table->separator == "\t" ? "tab" : "comma", format.table->has_header ? "yes" : "no",
      format.table->missing.empty() ? "empty" : "`" + std::string(format.table->missing) + "`",
      format.table->by_pair ? "A row for each pair of actor and recipient; where all "
                              "parties act together, each with each other."
                            : "A row an event.");
  return text;
}

Result<std::unordered_map<std::int64_t, Reports>> count_reports(Store& store,
                                                                const ExportOptions& options) {
  struct Telling {
    std::int64_t key, day, number, article;
    std::string source;
  };
  std::vector<Telling> tellings;
  auto done = store.read_events(options.query, [&](const EventRecord& record) {
    const Place* place = record.place ? &*record.place : nullptr;
    if (const auto key = happening_key(record.event, place, options.rule)) {
      tellings.push_back({*key, day_number(packed_date(record.event.date)), record.number,
                          record.article.id, record.article.source});
    }
    return true;
  });
  if (!done) return done.error();
  std::sort(tellings.begin(), tellings.end(), [](const Telling& a, const Telling& b) {
    return std::tie(a.key, a.day, a.number) < std::tie(b.key, b.day, b.number);
  });
  std::unordered_map<std::int64_t, Reports> reports;
  for (std::size_t begin = 0; begin < tellings.size();) {
    std::size_t end = begin + 1;
    while (end < tellings.size() && tellings[end].key == tellings[begin].key &&
           tellings[end].day - tellings[begin].day <= options.window_days) {
      ++end;
    }
    Reports joined;
    joined.link = link_name(tellings[begin].key, packed_day(tellings[begin].day));
    joined.first = tellings[begin].number;
    joined.mentions = static_cast<std::int64_t>(end - begin);
    std::vector<std::int64_t> articles;
    std::vector<std::string> sources;
    for (std::size_t i = begin; i < end; ++i) {
      articles.push_back(tellings[i].article);
      sources.push_back(tellings[i].source);
      joined.first = std::min(joined.first, tellings[i].number);
    }
    std::sort(articles.begin(), articles.end());
    std::sort(sources.begin(), sources.end());
    joined.articles = std::unique(articles.begin(), articles.end()) - articles.begin();
    joined.sources = std::unique(sources.begin(), sources.end()) - sources.begin();
    for (std::size_t i = begin; i < end; ++i) reports[tellings[i].number] = joined;
    begin = end;
  }
  return reports;
}

}  // namespace casus
