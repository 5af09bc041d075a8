#include "cli/query_options.h"

#include <fmt/format.h>

#include <cstdio>

#include "store/records.h"

namespace casus::cli {

namespace {

std::string check_date(const std::string& value) {
  const bool is_date = packed_date(value) != 0 && unpacked_date(packed_date(value)) == value;
  return is_date ? std::string() : "'" + value + "' is no date; write YYYY, YYYY-MM or YYYY-MM-DD";
}

void add_dates(CLI::App& app, Query& query) {
  const auto add = [&](const char* name, std::string& value, const char* what) {
    app.add_option(name, value, what)->type_name("DATE")->check(check_date);
  };
  add("--from", query.from, "first day of the event: YYYY, YYYY-MM or YYYY-MM-DD");
  add("--to", query.to, "last day of the event");
  add("--published-from", query.published_from, "first day of publication");
  add("--published-to", query.published_to, "last day of publication");
}

}  // namespace

void add_query_options(CLI::App& app, QueryOptions& options) {
  Query& query = options.query;
  const auto list = [&](const char* name, std::vector<std::string>& value, const char* type,
                        const char* what) {
    app.add_option(name, value, what)->type_name(type)->allow_extra_args(false);
  };
  list("--actor", options.actors, "WHO",
       "CODE, CODE/SECTOR, /SECTOR, a Wikidata identifier, or a name");
  list("--recipient", options.recipients, "WHO", "as --actor");
  list("--with", options.with, "WHO", "actor or recipient");
  app.add_option("--dyad", options.dyad, "actor and recipient")->type_name("WHO WHO")->expected(2);
  app.add_flag("--either-way", options.either_way, "the dyad in both directions");
  list("--sector", options.sectors, "SECTOR", "of actor or recipient");
  list("--category", query.categories, "NAME", "PLOVER category: ASSAULT, CONSULT, ...");
  list("--mode", query.modes, "NAME", "PLOVER mode");
  list("--context", query.contexts, "NAME", "PLOVER context");
  list("--auxiliary", query.auxiliaries, "NAME", "historical, future, hypothetical or negation");
  app.add_flag("--asserted", query.asserted_only, "only what is told as having happened");
  add_dates(app, query);
  list("--country", query.countries, "CODE", "of the place");
  app.add_option("--place", query.place, "name of the place, its city, district or province")
      ->type_name("NAME");
  app.add_option("--box", options.box, "south,west,north,east in degrees")->type_name("S,W,N,E");
  list("--source", query.sources, "NAME", "publisher");
  app.add_option("--document", query.document, "identifier of an article")->type_name("ID");
  app.add_option("--search", query.text, "words of the article, in the language of SQLite's FTS5")
      ->type_name("WORDS");
  app.add_option("--confidence", options.confidence, "at least, 0 to 1")
      ->type_name("X")
      ->check(CLI::Range(0.0, 1.0));
  list("--kind", query.kinds, "KIND", "of facts: meeting, statement, ...");
  app.add_option("--run", query.run,
                 "what this run coded; by default, each article's latest coding")
      ->type_name("N");
  app.add_option("--limit", query.limit, "at most so many")
      ->type_name("N")
      ->check(CLI::NonNegativeNumber);
}

Result<Query> make_query(const QueryOptions& options) {
  Query query = options.query;
  for (const std::string& each : options.actors) query.actors.push_back(parse_actor(each));
  for (const std::string& each : options.recipients) query.recipients.push_back(parse_actor(each));
  for (const std::string& each : options.with) query.either.push_back(parse_actor(each));
  for (const std::string& each : options.sectors) query.either.push_back(parse_actor("/" + each));
  if (options.dyad.size() == 2) {
    query.actors.push_back(parse_actor(options.dyad[0]));
    query.recipients.push_back(parse_actor(options.dyad[1]));
  }
  query.is_dyad_directed = !options.either_way;
  query.confidence = static_cast<int>(options.confidence * 100 + 0.5);
  if (!options.box.empty()) {
    Box box;
    char rest = 0;
    const int read = std::sscanf(options.box.c_str(), "%lf,%lf,%lf,%lf%c", &box.south, &box.west,
                                 &box.north, &box.east, &rest);
    if (read != 4 || box.south > box.north) {
      return Error{ErrorKind::kUsage, "'" + options.box + "' is no box", "", 0,
                   "write --box=south,west,north,east in degrees, for instance --box=40,43,42,46"};
    }
    query.box = box;
  }
  return query;
}

std::string given_filters(const CLI::App& app) {
  static const std::vector<std::string> kOthers = {"--db", "--format", "--codebook", "--output",
                                                   "--data"};
  std::string text;
  for (const CLI::Option* option : app.get_options()) {
    const std::string name = option->get_name();
    const bool is_other = std::find(kOthers.begin(), kOthers.end(), name) != kOthers.end();
    if (option->count() == 0 || is_other) continue;
    text += (text.empty() ? "" : " ") + name;
    if (option->get_items_expected_max() > 0)
      text += fmt::format(" {}", fmt::join(option->results(), " "));
  }
  return text;
}

}  // namespace casus::cli
