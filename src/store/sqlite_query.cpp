#include "store/sqlite_query.h"

#include <fmt/format.h>

#include "store/records.h"

namespace casus {

namespace {

constexpr std::int64_t kLatest = 99999999;

// Columns that SqliteStore reads by number: those of events, then those of articles.
constexpr const char* kArticleColumns =
    "a.id, a.document_id, s.name, a.url, a.date, a.language, a.title, a.author, a.section, "
    "a.story_id, c.people, c.organisations, c.locations, c.refusal";
constexpr const char* kEventColumns =
    "e.id, e.sentence, e.number, (SELECT name FROM term WHERE id = e.category), e.quad, e.scale, "
    "e.confidence, e.date, e.enddate, e.date_source, e.place_source, e.place_text, e.mode, "
    "e.context, e.auxiliary, e.event_text, e.dead_min, e.dead_max, e.injured_min, e.injured_max, "
    "e.arrested_min, e.arrested_max, v.start, v.end, v.text, l.hash, l.date, e.place_id, "
    "p.geonameid, p.name, p.country, p.province, p.district, p.city, p.feature_class, "
    "p.feature_code, p.lat, p.lon, p.resolution";

constexpr const char* kEventJoins =
    "JOIN evidence v ON v.id = e.evidence_id JOIN article a ON a.id = e.article_id JOIN source s "
    "ON s.id = a.source_id LEFT JOIN coding c ON c.id = e.coding_id LEFT JOIN link l ON l.id = "
    "e.link_id LEFT JOIN place p ON p.id = e.place_id";
constexpr const char* kFactSelection =
    "SELECT f.id, (SELECT name FROM term WHERE id = f.kind), f.date, f.id - c.first_fact, "
    "c.pack_id, c.pack_start, c.pack_size, {} FROM fact f JOIN article a ON a.id = f.article_id "
    "JOIN source s ON s.id = a.source_id JOIN coding c ON c.id = f.coding_id WHERE {}";
constexpr const char* kArticleSelection =
    "SELECT {}, (SELECT count(*) FROM revision r WHERE r.article_id = a.id), (SELECT count(*) FROM "
    "copy k WHERE k.article_id = a.id) FROM {} JOIN source s ON s.id = a.source_id LEFT "
    "JOIN coding c ON c.id = a.coding_id{}";

bool is_plain(const std::vector<ActorFilter>& filters) {
  for (const ActorFilter& each : filters) {
    if (each.code.empty() || !each.sector.empty() || !each.identifier.empty() ||
        !each.name.empty()) {
      return false;
    }
  }
  return !filters.empty();
}

// First and last packed date of what was written.
std::int64_t first_day(const std::string& text) { return packed_date(text); }
std::int64_t last_day(const std::string& text) {
  const std::int64_t packed = packed_date(text);
  if (packed == 0) return kLatest;
  if (packed % 10000 == 0) return packed + 1299;
  return packed % 100 == 0 ? packed + 99 : packed;
}

// Builds the conditions of one statement.
class Builder {
 public:
  Builder(const Query& query, Sql& sql) : query_(query), sql_(sql) {}

  std::string list(const std::vector<std::string>& values) {
    std::string text;
    for (const std::string& each : values) text += (text.empty() ? "" : ", ") + sql_.add(each);
    return "(" + text + ")";
  }
  std::string terms(const char* kind, const std::vector<std::string>& names) {
    return fmt::format("(SELECT id FROM term WHERE kind = '{}' AND name IN {})", kind, list(names));
  }
  // " = " one code or " IN " several: with one of each side, dyads come in the order of their days.
  std::string is_code_of(const std::vector<ActorFilter>& filters) {
    std::vector<std::string> names;
    for (const ActorFilter& each : filters) names.push_back(each.code);
    return (names.size() == 1 ? " = " : " IN ") + terms("code", names);
  }
  // "x" is a row of `actor`.
  std::string actor_matches(const std::vector<ActorFilter>& filters);
  std::string actor_ids(const std::vector<ActorFilter>& filters) {
    return "(SELECT x.id FROM actor x WHERE " + actor_matches(filters) + ")";
  }
  // Has a party of this side among `filters`; all parties of an event without recipients are on
  // both sides.
  std::string has_party(bool recipients, const std::vector<ActorFilter>& filters);
  std::string dates(const std::string& column, const std::string& from, const std::string& to);
  std::string dyad_where(const std::vector<ActorFilter>& actors,
                         const std::vector<ActorFilter>& recipients);
  std::string article_where();
  std::string article_columns_where();  // without the text
  bool has_article_conditions() const;
  bool has_place_conditions() const {
    return !query_.countries.empty() || !query_.place.empty() || query_.box;
  }
  std::string place_ids();
  bool uses_dyads() const;

  // A subquery of event ids that drives the search; empty: none is selective.
  std::string driver();
  std::string filters(bool driven_by_dyads);

 private:
  std::string article_events();

  const Query& query_;
  Sql& sql_;
};

void and_also(std::string& where, const std::string& condition) {
  if (condition.empty()) return;
  where += (where.empty() ? "" : " AND ") + condition;
}

std::string Builder::actor_matches(const std::vector<ActorFilter>& filters) {
  std::string any;
  for (const ActorFilter& each : filters) {
    std::string all;
    if (!each.code.empty()) and_also(all, "x.code = " + sql_.add(each.code));
    if (!each.sector.empty()) {
      const std::string sector = sql_.add(each.sector);
      and_also(all,
               fmt::format("(x.sector = {0} OR instr(';' || x.other_sectors || ';', ';' || {0} "
                           "|| ';') > 0)",
                           sector));
    }
    if (!each.identifier.empty()) and_also(all, "x.identifier_id = " + sql_.add(each.identifier));
    if (!each.name.empty()) and_also(all, "x.identifier_text = " + sql_.add(each.name));
    any += (any.empty() ? "(" : " OR (") + (all.empty() ? "1" : all) + ")";
  }
  return "(" + any + ")";
}

std::string Builder::has_party(bool recipients, const std::vector<ActorFilter>& filters) {
  const char* role =
      recipients ? "(t.role = 1 OR (t.role = 0 AND NOT EXISTS (SELECT 1 FROM participant u WHERE "
                   "u.event_id = e.id AND u.role = 1)))"
                 : "t.role = 0";
  return fmt::format(
      "EXISTS (SELECT 1 FROM participant t JOIN actor x ON x.id = t.actor_id WHERE t.event_id = "
      "e.id "
      "AND {} AND {})",
      role, actor_matches(filters));
}

std::string Builder::dates(const std::string& column, const std::string& from,
                           const std::string& to) {
  std::string text;
  if (!from.empty()) and_also(text, column + " >= " + sql_.add(first_day(from)));
  if (!to.empty()) and_also(text, column + " <= " + sql_.add(last_day(to)));
  return text;
}

std::string Builder::dyad_where(const std::vector<ActorFilter>& actors,
                                const std::vector<ActorFilter>& recipients) {
  std::string where;
  // The key begins with the actor: without one it is sought for each code there is.
  and_also(where, actors.empty() ? "y.actor IN (SELECT id FROM term WHERE kind = 'code')"
                                 : "y.actor" + is_code_of(actors));
  if (!recipients.empty()) and_also(where, "y.recipient" + is_code_of(recipients));
  and_also(where, dates("y.date", query_.from, query_.to));
  return where;
}

bool Builder::has_article_conditions() const {
  return !query_.text.empty() || !query_.sources.empty() || !query_.document.empty() ||
         !query_.published_from.empty() || !query_.published_to.empty();
}

std::string Builder::article_where() {
  std::string where;
  if (!query_.text.empty()) {
    and_also(where,
             "a.id IN (SELECT rowid FROM words WHERE words MATCH " + sql_.add(query_.text) + ")");
  }
  and_also(where, article_columns_where());
  return where;
}

std::string Builder::article_columns_where() {
  std::string where;
  if (!query_.sources.empty()) {
    and_also(where,
             "a.source_id IN (SELECT id FROM source WHERE name IN " + list(query_.sources) + ")");
  }
  if (!query_.document.empty()) and_also(where, "a.document_id = " + sql_.add(query_.document));
  and_also(where, dates("a.date", query_.published_from, query_.published_to));
  return where;
}

std::string Builder::article_events() {
  const std::string run = query_.run == 0
                              ? "c.id = a.coding_id"
                              : "c.article_id = a.id AND c.run_id = " + sql_.add(query_.run);
  return fmt::format(
      "SELECT e2.id AS id FROM article a JOIN coding c ON {} JOIN event e2 ON e2.id BETWEEN "
      "c.first_event AND c.first_event + c.events - 1 WHERE {}",
      run, article_where());
}

std::string Builder::place_ids() {
  std::string where;
  if (!query_.countries.empty()) and_also(where, "country IN " + list(query_.countries));
  if (!query_.place.empty()) {
    const std::string name = sql_.add(query_.place);
    and_also(where,
             fmt::format("(name = {0} COLLATE NOCASE OR city = {0} COLLATE NOCASE OR district "
                         "= {0} COLLATE NOCASE OR province = {0} COLLATE NOCASE)",
                         name));
  }
  if (query_.box) {
    const Box& box = *query_.box;
    and_also(where, fmt::format("lat BETWEEN {} AND {}", sql_.add(box.south), sql_.add(box.north)));
    const std::string west = sql_.add(box.west);
    const std::string east = sql_.add(box.east);
    and_also(where, box.west <= box.east ? fmt::format("lon BETWEEN {} AND {}", west, east)
                                         : fmt::format("(lon >= {} OR lon <= {})", west, east));
  }
  return "(SELECT id FROM place WHERE " + where + ")";
}

// Dyads hold current codings alone, and codes alone.
bool Builder::uses_dyads() const {
  const bool sides_plain = (query_.actors.empty() || is_plain(query_.actors)) &&
                           (query_.recipients.empty() || is_plain(query_.recipients));
  return query_.run == 0 && sides_plain && !(query_.actors.empty() && query_.recipients.empty());
}

std::string Builder::driver() {
  if (uses_dyads()) {
    std::string text =
        "SELECT y.event_id AS id FROM dyad y WHERE " + dyad_where(query_.actors, query_.recipients);
    if (!query_.is_dyad_directed) {
      text += " UNION SELECT y.event_id FROM dyad y WHERE " +
              dyad_where(query_.recipients, query_.actors);
    }
    return text;
  }
  for (const auto* side : {&query_.either, &query_.actors, &query_.recipients}) {
    const bool swaps = side != &query_.either && !query_.is_dyad_directed;
    if (side->empty() || swaps) continue;
    return "SELECT i.event_id AS id FROM involved i WHERE i.actor_id IN " + actor_ids(*side);
  }
  if (has_article_conditions()) return article_events();
  for (const auto& [kind, names] : {std::pair{"mode", &query_.modes},
                                    {"auxiliary", &query_.auxiliaries},
                                    {"context", &query_.contexts}}) {
    if (!names->empty()) {
      return "SELECT b.event_id AS id FROM label b WHERE b.term_id IN " + terms(kind, *names);
    }
  }
  if (has_place_conditions()) {
    return "SELECT g.id AS id FROM event g WHERE g.current AND g.place_id IN " + place_ids();
  }
  return {};
}

std::string Builder::filters(bool driven_by_dyads) {
  std::string where =
      query_.run == 0
          ? "e.current"
          : "e.coding_id IN (SELECT id FROM coding WHERE run_id = " + sql_.add(query_.run) + ")";
  if (!driven_by_dyads) {
    std::string straight;
    if (!query_.actors.empty()) and_also(straight, has_party(false, query_.actors));
    if (!query_.recipients.empty()) and_also(straight, has_party(true, query_.recipients));
    if (!straight.empty() && !query_.is_dyad_directed) {
      std::string crossed;
      if (!query_.recipients.empty()) and_also(crossed, has_party(false, query_.recipients));
      if (!query_.actors.empty()) and_also(crossed, has_party(true, query_.actors));
      straight = "((" + straight + ") OR (" + crossed + "))";
    }
    and_also(where, straight);
  }
  if (!query_.either.empty()) {
    and_also(where, "e.id IN (SELECT i.event_id FROM involved i WHERE i.actor_id IN " +
                        actor_ids(query_.either) + ")");
  }
  if (!query_.categories.empty()) {
    and_also(where, "e.category IN " + terms("category", query_.categories));
  }
  for (const auto& [kind, names] : {std::pair{"mode", &query_.modes},
                                    {"auxiliary", &query_.auxiliaries},
                                    {"context", &query_.contexts}}) {
    if (names->empty()) continue;
    and_also(where, "EXISTS (SELECT 1 FROM label b WHERE b.event_id = e.id AND b.term_id IN " +
                        terms(kind, *names) + ")");
  }
  if (query_.asserted_only) and_also(where, "e.asserted");
  and_also(where, dates("e.date", query_.from, query_.to));
  if (has_place_conditions()) and_also(where, "e.place_id IN " + place_ids());
  if (has_article_conditions()) {
    and_also(where, "e.article_id IN (SELECT a.id FROM article a WHERE " + article_where() + ")");
  }
  if (query_.confidence > 0) {
    and_also(where, "e.confidence >= " + sql_.add(std::int64_t{query_.confidence}));
  }
  return where;
}

// "FROM ... WHERE ..." of the events alone.
std::string events_matching(const Query& query, Sql& sql) {
  Builder builder(query, sql);
  const std::string driver = builder.driver();
  const std::string from = driver.empty() ? "event e"
                                          : "(SELECT DISTINCT id FROM (" + driver +
                                                ")) d CROSS JOIN event e ON e.id = d.id";
  return fmt::format("FROM {} WHERE {}", from, builder.filters(builder.uses_dyads()));
}

// The same with a row for each dyad "y" of each event.
std::string dyads_matching(const Query& query, Sql& sql) {
  Builder builder(query, sql);
  std::string where;
  if (builder.uses_dyads() && query.is_dyad_directed) {
    and_also(where, builder.dyad_where(query.actors, query.recipients));
  } else if (const std::string driver = builder.driver(); !driver.empty()) {
    and_also(where, "y.event_id IN (" + driver + ")");
  }
  and_also(where, builder.filters(builder.uses_dyads()));
  return "FROM dyad y CROSS JOIN event e ON e.id = y.event_id WHERE " + where;
}

std::string limit_of(const Query& query) {
  return query.limit > 0 ? fmt::format(" LIMIT {}", query.limit) : "";
}

std::string period_key(Period period, const std::string& date) {
  switch (period) {
    case Period::kWhole:
      return {};
    case Period::kDay:
      return date;
    case Period::kWeek:  // its Monday
      return fmt::format(
          "CASE WHEN {0} % 100 > 0 THEN CAST(strftime('%Y%m%d', printf('%04d-%02d-%02d', {0} / "
          "10000, "
          "{0} / 100 % 100, {0} % 100), 'weekday 0', '-6 days') AS INTEGER) ELSE 0 END",
          date);
    case Period::kMonth:
      return date + " / 100 * 100";
    case Period::kYear:
      return date + " / 10000 * 10000";
  }
  return {};
}

// Counts that the dyads alone can answer: one code on each side, and what their rows hold.
bool dyads_suffice(const CountQuery& count) {
  const Query& q = count.query;
  for (const std::string& column : count.columns) {
    if (column == "source" || column == "country") return false;
  }
  return q.run == 0 && q.either.empty() && q.modes.empty() && q.contexts.empty() &&
         q.auxiliaries.empty() && q.countries.empty() && q.place.empty() && !q.box &&
         q.sources.empty() && q.document.empty() && q.text.empty() && q.confidence == 0 &&
         q.published_from.empty() && q.published_to.empty() && q.is_dyad_directed &&
         q.actors.size() == 1 && q.recipients.size() == 1 && is_plain(q.actors) &&
         is_plain(q.recipients);
}

std::string count_column(const std::string& name, const std::string& event,
                         const std::string& dyad) {
  const auto term_name = [](const std::string& id) {
    return "coalesce((SELECT name FROM term WHERE id = " + id + "), '')";
  };
  if (name == "actor") return term_name(dyad + ".actor");
  if (name == "recipient") return term_name(dyad + ".recipient");
  if (name == "category") return term_name(event + ".category");
  if (name == "quad") return event + ".quad";
  if (name == "source") {
    return "(SELECT s.name FROM article a JOIN source s ON s.id = a.source_id WHERE a.id = " +
           event + ".article_id)";
  }
  return "coalesce((SELECT country FROM place WHERE id = " + event + ".place_id), '')";
}

}  // namespace

std::string Sql::add(Parameter parameter) {
  parameters.push_back(std::move(parameter));
  return "?" + std::to_string(parameters.size());
}

void Sql::bind_to(sqlite::Statement& statement) const {
  int index = 1;
  for (const Parameter& each : parameters) {
    std::visit(
        [&](const auto& value) {
          using Value = std::decay_t<decltype(value)>;
          if constexpr (std::is_same_v<Value, std::string>) {
            statement.bind(index++, std::string_view(value));
          } else {
            statement.bind(index++, value);
          }
        },
        each);
  }
}

std::string Sql::with_values() const {
  std::string written;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '?') {
      written += text[i];
      continue;
    }
    std::size_t number = 0;
    while (i + 1 < text.size() && text[i + 1] >= '0' && text[i + 1] <= '9') {
      number = number * 10 + static_cast<std::size_t>(text[++i] - '0');
    }
    const Parameter& parameter = parameters[number - 1];
    if (const auto* words = std::get_if<std::string>(&parameter)) {
      written += '\'';
      for (const char c : *words) written += c == '\'' ? std::string("''") : std::string(1, c);
      written += '\'';
    } else if (const auto* whole = std::get_if<std::int64_t>(&parameter)) {
      written += std::to_string(*whole);
    } else {
      written += fmt::format("{}", std::get<double>(parameter));
    }
  }
  return written + ";\n";
}

Sql event_sql(const Query& query) {
  Sql sql;
  const std::string matching = events_matching(query, sql);
  const std::string order = query.by_date ? "ORDER BY e.date, e.id" : "ORDER BY e.id";
  // The matching ids first, so that sorting moves numbers and not whole rows.
  sql.text = fmt::format(
      "SELECT {}, {} FROM (SELECT e.id AS event_id {} {}{}) m CROSS JOIN event e ON e.id = "
      "m.event_id {}",
      kEventColumns, kArticleColumns, matching, order, limit_of(query), kEventJoins);
  return sql;
}

Sql fact_sql(const Query& query) {
  Sql sql;
  Builder builder(query, sql);
  std::string where =
      query.run == 0
          ? "f.current"
          : "f.coding_id IN (SELECT id FROM coding WHERE run_id = " + sql.add(query.run) + ")";
  if (!query.kinds.empty()) and_also(where, "f.kind IN " + builder.terms("kind", query.kinds));
  for (const auto* side : {&query.actors, &query.recipients, &query.either}) {
    if (side->empty()) continue;
    and_also(where, "f.id IN (SELECT r.fact_id FROM fact_role r WHERE r.actor_id IN " +
                        builder.actor_ids(*side) + ")");
  }
  and_also(where, builder.dates("f.date", query.from, query.to));
  if (builder.has_place_conditions()) and_also(where, "f.place_id IN " + builder.place_ids());
  and_also(where, builder.article_where());
  sql.text = fmt::format(fmt::runtime(kFactSelection), kArticleColumns, where) +
             fmt::format(" ORDER BY {}f.id{}", query.by_date ? "f.date, " : "", limit_of(query));
  return sql;
}

Sql article_sql(const Query& query) {
  Sql sql;
  Builder builder(query, sql);
  // Found by their words, articles come in the order of the index: the first few are had at once.
  const bool by_words = !query.text.empty();
  std::string where;
  if (by_words) and_also(where, "words MATCH " + sql.add(query.text));
  and_also(where, builder.article_columns_where());
  Query events = query;
  events.text.clear();
  events.sources.clear();
  events.document.clear();
  events.published_from.clear();
  events.published_to.clear();
  const bool asks_events =
      !events.actors.empty() || !events.recipients.empty() || !events.either.empty() ||
      !events.categories.empty() || !events.modes.empty() || !events.contexts.empty() ||
      !events.auxiliaries.empty() || !events.from.empty() || !events.to.empty() ||
      builder.has_place_conditions() || events.confidence > 0 || events.asserted_only;
  if (asks_events) {
    and_also(where, "a.id IN (SELECT e.article_id " + events_matching(events, sql) + ")");
  }
  const std::string order = query.by_date ? " ORDER BY a.date, a.id" : " ORDER BY a.id";
  const std::string inner_order = query.by_date ? order : by_words ? " ORDER BY w.rowid" : order;
  // The matching ids first, so that sorting moves numbers and not whole rows.
  const std::string matching = fmt::format(
      "(SELECT a.id AS article_id FROM {}{}{}{}) m CROSS JOIN article a ON a.id = m.article_id",
      by_words ? "words w CROSS JOIN article a ON a.id = w.rowid" : "article a",
      where.empty() ? "" : " WHERE " + where, inner_order, limit_of(query));
  sql.text = fmt::format(fmt::runtime(kArticleSelection), kArticleColumns, matching, order);
  return sql;
}

const std::string& numbered_event_sql() {
  static const std::string sql = fmt::format("SELECT {}, {} FROM event e {} WHERE e.id = ?1",
                                             kEventColumns, kArticleColumns, kEventJoins);
  return sql;
}

const std::string& numbered_fact_sql() {
  static const std::string sql =
      fmt::format(fmt::runtime(kFactSelection), kArticleColumns, "f.id = ?1");
  return sql;
}

const std::string& numbered_article_sql() {
  static const std::string sql = fmt::format(fmt::runtime(kArticleSelection), kArticleColumns,
                                             "article a", " WHERE a.id = ?1");
  return sql;
}

Sql count_sql(const CountQuery& count) {
  Sql sql;
  const bool by_dyads = dyads_suffice(count);
  bool needs_dyad = false;
  for (const std::string& column : count.columns) {
    needs_dyad = needs_dyad || column == "actor" || column == "recipient";
  }
  const std::string event = by_dyads ? "y" : "e";
  std::vector<std::string> keys;
  if (count.period != Period::kWhole) keys.push_back(period_key(count.period, event + ".date"));
  for (const std::string& column : count.columns) keys.push_back(count_column(column, event, "y"));
  std::string from;
  if (by_dyads) {
    const Query& query = count.query;
    Builder builder(query, sql);
    from = "FROM dyad y WHERE " + builder.dyad_where(query.actors, query.recipients);
    if (!query.categories.empty()) {
      from += " AND y.category IN " + builder.terms("category", query.categories);
    }
    if (query.asserted_only) from += " AND y.asserted";
    // Days are counted along the key, and then put together.
    if (count.columns.empty() && count.period != Period::kWhole) {
      sql.text = fmt::format(
          "SELECT {}, sum(n) FROM (SELECT y.date AS date, count(*) AS n {} GROUP BY y.date) d "
          "GROUP BY 1 ORDER BY 1",
          period_key(count.period, "d.date"), from);
      if (query.limit > 0) sql.text += limit_of(query);
      return sql;
    }
  } else {
    from = needs_dyad ? dyads_matching(count.query, sql) : events_matching(count.query, sql);
  }
  std::string group;
  for (std::size_t i = 0; i < keys.size(); ++i)
    group += fmt::format("{}{}", i == 0 ? "" : ", ", i + 1);
  sql.text =
      fmt::format("SELECT {}{}count(*) {}{}", fmt::join(keys, ", "), keys.empty() ? "" : ", ", from,
                  group.empty() ? "" : " GROUP BY " + group + " ORDER BY " + group);
  if (count.query.limit > 0) sql.text += limit_of(count.query);
  return sql;
}

ActorFilter parse_actor(const std::string& text) {
  const auto is_code = [](const std::string& part) {
    return part.size() == 3 &&
           part.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string::npos;
  };
  ActorFilter filter;
  const std::size_t slash = text.find('/');
  if (slash != std::string::npos) {
    filter.code = text.substr(0, slash);
    filter.sector = text.substr(slash + 1);
  } else if (is_code(text)) {
    filter.code = text;
  } else if (text.size() > 1 && text[0] == 'Q' &&
             text.find_first_not_of("0123456789", 1) == std::string::npos) {
    filter.identifier = text;
  } else {
    filter.name = text;
  }
  return filter;
}

const std::vector<std::string>& count_columns() {
  static const std::vector<std::string> columns = {"actor", "recipient", "category",
                                                   "quad",  "source",    "country"};
  return columns;
}

}  // namespace casus
