// casus query: events, facts, articles and counts out of an archive.

#include <fmt/format.h>

#include <cstdio>

#include "cli/command.h"
#include "cli/query_options.h"
#include "cli/terminal.h"
#include "export/export.h"
#include "export/record_json.h"
#include "output/event_text.h"

namespace casus::cli {

namespace {

struct Options {
  QueryOptions conditions;
  std::string database;
  std::string format;
  std::string what = "events";
  std::string by;
  std::vector<std::string> split;
  bool explains = false;
};

Period period_of(const std::string& name) {
  if (name == "day") return Period::kDay;
  if (name == "week") return Period::kWeek;
  if (name == "month") return Period::kMonth;
  return name == "year" ? Period::kYear : Period::kWhole;
}

void print_event(const EventRecord& record) {
  const Event& event = record.event;
  const std::string recipients = codes_text(event.recipients);
  const std::string actors = codes_text(event.actors);
  const std::string who =
      recipients.empty() ? actors : (actors.empty() ? "?" : actors) + " -> " + recipients;
  std::string place = record.place ? record.place->name : "";
  if (record.place && record.place->resolution > 1) place += ", " + record.place->country_code;
  std::string auxiliary;
  for (const std::string& each : event.auxiliary) auxiliary += " (" + each + ")";
  fmt::print("{:<10}  {:<26} {:<26} {:<24} {}\n            {}\n",
             event.date.empty() ? "no date" : event.date, category_text(event) + auxiliary, who,
             place, record.article.document_id, excerpt(record.text, 140));
}

Result<void> print_events(Store& store, const Query& query, const std::string& format) {
  if (format == "csv") {
    const ExportTables no_tables;
    const ExportOptions options{query, LinkRule::kPlace, 1, false, true};
    ExportContext context{store, no_tables, options, [](const std::string& text) {
                            return std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
                          }};
    return write_export(*find_export("csv"), context);
  }
  return store.read_events(query, [&](const EventRecord& record) {
    if (format == "jsonl") {
      Json json = record_json(record);
      fmt::print("{}\n", to_line(json));
    } else {
      print_event(record);
    }
    return std::ferror(stdout) == 0;
  });
}

std::string csv_line(const std::vector<std::string>& values) {
  std::string line;
  for (const std::string& each : values) {
    line += (&each == &values.front() ? "" : ",") + table_value(csv_table(), each);
  }
  return line + "\r\n";
}

Result<void> print_facts(Store& store, const Query& query, const std::string& format) {
  if (format == "csv")
    fmt::print("{}", csv_line({"kind", "date", "document", "publication_date", "json"}));
  return store.read_facts(query, [&](const FactRecord& fact) {
    if (format == "jsonl") {
      fmt::print("{}\n", fact.json);
    } else if (format == "csv") {
      fmt::print("{}", csv_line({fact.kind, fact.date, fact.article.document_id, fact.article.date,
                                 fact.json}));
    } else {
      const Json json = Json::parse(fact.json, nullptr, false);
      const bool named = json.is_object() && json.contains("name") && json["name"].is_string();
      std::string who;
      if (json.is_object() && json.contains("participants")) {
        for (const Json& each : json["participants"]) {
          who += (who.empty() ? "" : "; ") + each.value("role", "") + " " +
                 excerpt(each.value("entity_text", ""), 40);
        }
      }
      fmt::print("{:<10}  {:<11} {}\n            {}\n", fact.date.empty() ? "no date" : fact.date,
                 fact.kind,
                 named ? excerpt(json["name"].get<std::string>(), 80) : fact.article.document_id,
                 who);
    }
    return std::ferror(stdout) == 0;
  });
}

Result<void> print_articles(Store& store, const Query& query, const std::string& format) {
  if (format == "csv") {
    fmt::print("{}", csv_line({"document", "date", "source", "language", "title", "url", "story",
                               "revisions", "copies"}));
  }
  return store.read_articles(query, [&](const ArticleRecord& each) {
    if (format == "jsonl") {
      fmt::print("{}\n", to_line(record_json(each)));
    } else if (format == "csv") {
      fmt::print("{}", csv_line({each.document_id, each.date, each.source, each.language,
                                 each.title, each.url, std::to_string(each.story),
                                 std::to_string(each.revisions), std::to_string(each.copies)}));
    } else {
      fmt::print("{:<10}  {:<24} {}\n            {}\n", each.date.empty() ? "no date" : each.date,
                 excerpt(each.source, 24), excerpt(each.title, 80), each.document_id);
    }
    return std::ferror(stdout) == 0;
  });
}

Result<void> print_counts(Store& store, const CountQuery& count, const Options& options) {
  std::vector<std::string> names;
  if (count.period != Period::kWhole) names.push_back(options.by);
  names.insert(names.end(), count.columns.begin(), count.columns.end());
  names.push_back("events");
  if (options.format == "csv") fmt::print("{}", csv_line(names));
  return store.count_events(count, [&](const CountRow& row) {
    std::vector<std::string> values = row.keys;
    values.push_back(std::to_string(row.events));
    if (options.format == "csv") {
      fmt::print("{}", csv_line(values));
    } else if (options.format == "jsonl") {
      Json json;
      for (std::size_t i = 0; i < row.keys.size(); ++i) json[names[i]] = row.keys[i];
      json["events"] = row.events;
      fmt::print("{}\n", to_line(json));
    } else {
      for (std::size_t i = 0; i < row.keys.size(); ++i)
        fmt::print("{:<14} ", row.keys[i].empty() ? "-" : row.keys[i]);
      fmt::print("{:>10}\n", row.events);
    }
    return std::ferror(stdout) == 0;
  });
}

int run(const Options& given) {
  Options options = given;
  if (options.format.empty()) options.format = output_is_terminal() ? "table" : "jsonl";
  auto query = make_query(options.conditions);
  if (!query) return fail(query.error());
  CountQuery count{*query, period_of(options.by), options.split};
  const bool counts = !options.by.empty() || !options.split.empty() || options.what == "counts";
  auto store = open_store(options.database, {StoreMode::kRead, "", 0});
  if (!store) return fail(store.error());
  if (options.explains) {
    fmt::print("{}", counts ? (*store)->explain(count) : (*store)->explain(*query));
    return kDone;
  }
  auto done = counts                       ? print_counts(**store, count, options)
              : options.what == "facts"    ? print_facts(**store, *query, options.format)
              : options.what == "articles" ? print_articles(**store, *query, options.format)
                                           : print_events(**store, *query, options.format);
  if (!done) return fail(done.error());
  return kDone;
}

}  // namespace

std::function<int()> add_query(CLI::App& app) {
  app.description("Ask an archive for events, facts, articles or counts");
  auto options = std::make_shared<Options>();
  app.add_option("WHAT", options->what, "events, facts, articles or counts")
      ->check(CLI::IsMember({"events", "facts", "articles", "counts"}));
  app.add_option("--db", options->database, "the archive")->required()->type_name("FILE");
  add_query_options(app, options->conditions);
  app.add_option("--by", options->by, "count by day, week (its Monday), month or year")
      ->type_name("PERIOD")
      ->check(CLI::IsMember({"day", "week", "month", "year"}));
  app.add_option("--split", options->split,
                 "count by actor, recipient, category, quad, source or country")
      ->type_name("COLUMN")
      ->allow_extra_args(false)
      ->check(CLI::IsMember(count_columns()));
  app.add_option("--format", options->format,
                 "table, csv or jsonl; a table on a terminal, else jsonl")
      ->type_name("NAME")
      ->check(CLI::IsMember({"table", "csv", "jsonl"}));
  app.add_flag("--explain-sql", options->explains, "print the SQL instead of running it");
  app.footer(
      "Conditions of different kinds must all hold; of several of one kind, any.\n\n"
      "  casus query --db news.db --dyad RUS UKR --by month\n"
      "  casus query --db news.db --actor /REB --category ASSAULT --country COD --from 2018\n"
      "  casus query articles --db news.db --search 'ceasefire AND (Goma OR Rutshuru)'");
  return [options] { return run(*options); };
}

}  // namespace casus::cli
