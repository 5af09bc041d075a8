// Reads articles, events and facts back out of the tables.

#include <fmt/format.h>

#include "input/byte_source.h"
#include "store/happening.h"
#include "store/sqlite_query.h"
#include "store/sqlite_store.h"

namespace casus {

namespace {

constexpr int kEventColumns = 39;  // of event_sql(), before the article's

std::vector<std::string> parts(std::string_view text, char separator) {
  std::vector<std::string> list;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    list.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return list;
}

int small(const sqlite::Statement& row, int column, int most) {
  const std::int64_t value = row.integer(column);
  return value < 0 || value > most ? 0 : static_cast<int>(value);
}

std::uint32_t offset(const sqlite::Statement& row, int column) {
  return static_cast<std::uint32_t>(small(row, column, kMaxDocumentBytes));
}

std::optional<Count> count(const sqlite::Statement& row, int column) {
  if (row.is_null(column) && row.is_null(column + 1)) return std::nullopt;
  Count count;
  if (!row.is_null(column)) count.minimum = row.integer(column);
  if (!row.is_null(column + 1)) count.maximum = row.integer(column + 1);
  return count;
}

void read_article(const sqlite::Statement& row, int first, ArticleRecord& article) {
  article.id = row.integer(first);
  article.document_id = row.text(first + 1);
  article.source = row.text(first + 2);
  article.url = row.text(first + 3);
  article.date = unpacked_date(row.integer(first + 4));
  article.language = row.text(first + 5);
  article.title = row.text(first + 6);
  article.author = row.text(first + 7);
  article.section = row.text(first + 8);
  article.story = row.integer(first + 9);
  article.people = row.text(first + 10);
  article.organisations = row.text(first + 11);
  article.locations = row.text(first + 12);
  article.refusal = row.text(first + 13);
}

Place read_place(const sqlite::Statement& row, int first) {
  Place place;
  place.geonameid = row.integer(first);
  place.name = row.text(first + 1);
  place.country_code = row.text(first + 2);
  place.province = row.text(first + 3);
  place.district = row.text(first + 4);
  place.city = row.text(first + 5);
  place.feature_class = row.text(first + 6);
  place.feature_code = row.text(first + 7);
  if (!row.is_null(first + 8)) place.latitude = row.real(first + 8);
  if (!row.is_null(first + 9)) place.longitude = row.real(first + 9);
  place.resolution = small(row, first + 10, 5);
  return place;
}

ArticleRecord read_whole_article(const sqlite::Statement& row) {
  ArticleRecord record;
  read_article(row, 0, record);
  record.revisions = row.integer(14);
  record.copies = row.integer(15);
  return record;
}

// Calls `take` with the row of each number.
template <typename Take>
Result<void> each_numbered(sqlite::Statement& select, std::span<const std::int64_t> numbers,
                           Take take) {
  for (const std::int64_t number : numbers) {
    select.bind(1, number);
    auto row = select.step();
    if (!row) return row.error();
    if (!*row) continue;
    Result<void> taken = take(select);
    select.reset();
    if (!taken) return taken.error();
  }
  return {};
}

}  // namespace

Result<void> SqliteStore::read_participants(std::int64_t event, Event& into) {
  auto select = statement(
      "SELECT t.role, t.entity_text, t.start, t.end, t.verb, x.code, x.sector, x.other_sectors, "
      "x.identifier_id, x.identifier_text, x.office FROM participant t JOIN actor x ON x.id = "
      "t.actor_id WHERE t.event_id = ?1 ORDER BY t.role, t.position");
  if (!select) return select.error();
  (*select)->bind(1, event);
  return each_row(**select, [&](const sqlite::Statement& row) {
    Participant each;
    each.entity_text = row.text(1);
    each.start = offset(row, 2);
    each.end = offset(row, 3);
    each.actor.code = row.text(5);
    each.actor.sector = row.text(6);
    each.actor.other_sectors = parts(row.text(7), ';');
    each.actor.identifier_id = row.text(8);
    each.actor.identifier_text = row.text(9);
    each.actor.office = row.text(10);
    switch (row.integer(0)) {
      case 0:
        into.actors.push_back(std::move(each));
        break;
      case 1:
        into.recipients.push_back(std::move(each));
        break;
      default:
        into.attributions.push_back({std::move(each), std::string(row.text(4))});
    }
    return true;
  });
}

Result<void> SqliteStore::read_event_row(const sqlite::Statement& row, EventRecord& record) {
  record = {};
  record.number = row.integer(0);
  Event& event = record.event;
  event.sentence = static_cast<std::int32_t>(row.integer(1)) - 1;
  event.category = row.text(3);
  event.quad_code = small(row, 4, 4);
  event.event_scale = row.real(5);
  event.confidence = static_cast<double>(small(row, 6, 100)) / 100;
  event.date = unpacked_date(row.integer(7));
  event.enddate = unpacked_date(row.integer(8));
  event.date_source = static_cast<DateSource>(small(row, 9, 4));
  event.place_source = static_cast<PlaceSource>(small(row, 10, 3));
  record.place_text = row.text(11);
  event.modes = parts(row.text(12), ';');
  for (std::string& name : parts(row.text(13), ';'))
    event.contexts.push_back({std::move(name), 0, 0});
  event.auxiliary = parts(row.text(14), ';');
  event.event_text = parts(row.text(15), '\n');
  event.size = {count(row, 16), count(row, 18), count(row, 20)};
  event.start = offset(row, 22);
  event.end = offset(row, 23);
  record.text = row.text(24);
  if (!row.is_null(25)) event.link = link_name(row.integer(25), row.integer(26));
  if (!row.is_null(27)) {
    record.place = read_place(row, 28);
    event.place = 0;
  }
  read_article(row, kEventColumns, record.article);
  record.id = fmt::format("{}-{}-{}", record.article.document_id, row.integer(1), row.integer(2));
  return read_participants(record.number, event);
}

Result<void> SqliteStore::read_rows(const Sql& sql, const TakeRow& take) {
  auto select = database_.prepare(sql.text);
  if (!select) return select.error();
  sql.bind_to(*select);
  return each_row(*select, take);
}

Result<void> SqliteStore::read_events(const Query& query,
                                      const std::function<bool(const EventRecord&)>& take) {
  EventRecord record;
  return read_rows(event_sql(query), [&](const sqlite::Statement& row) -> Result<bool> {
    if (auto read = read_event_row(row, record); !read) return read.error();
    return take(record);
  });
}

Result<void> SqliteStore::read_facts(const Query& query,
                                     const std::function<bool(const FactRecord&)>& take) {
  CodingLines lines;
  return read_rows(fact_sql(query), [&](const sqlite::Statement& row) -> Result<bool> {
    FactRecord record;
    if (auto read = read_fact_row(row, lines, record); !read) return read.error();
    return take(record);
  });
}

Result<void> SqliteStore::read_fact_row(const sqlite::Statement& row, CodingLines& lines,
                                        FactRecord& record) {
  record.number = row.integer(0);
  record.kind = row.text(1);
  record.date = unpacked_date(row.integer(2));
  const Packs::Slice slice{row.integer(4), row.integer(5), row.integer(6)};
  auto json = fact_line(slice, row.integer(3), lines);
  if (!json) return json.error();
  record.json = *json;
  read_article(row, 7, record.article);
  return {};
}

// The JSON of fact `index` of a coding. `lines` keeps those of the coding that was asked last.
Result<std::string_view> SqliteStore::fact_line(const Packs::Slice& slice, std::int64_t index,
                                                CodingLines& lines) {
  if (lines.slice.pack != slice.pack || lines.slice.start != slice.start) {
    auto read = fact_packs_.read(slice);
    if (!read) return read.error();
    lines.slice = slice;
    lines.text = *std::move(read);
    lines.ends.clear();
    for (std::size_t at = lines.text.find('\n'); at != std::string::npos;
         at = lines.text.find('\n', at + 1)) {
      lines.ends.push_back(at);
    }
  }
  if (index < 0 || static_cast<std::size_t>(index) >= lines.ends.size()) {
    return Error{ErrorKind::kDamaged, "a fact is not where it should be", database_.path(), 0,
                 "restore the archive from a copy"};
  }
  const auto number = static_cast<std::size_t>(index);
  const std::size_t start = number == 0 ? 0 : lines.ends[number - 1] + 1;
  return std::string_view(lines.text).substr(start, lines.ends[number] - start);
}

Result<void> SqliteStore::read_articles(const Query& query,
                                        const std::function<bool(const ArticleRecord&)>& take) {
  return read_rows(article_sql(query),
                   [&](const sqlite::Statement& row) { return take(read_whole_article(row)); });
}

Result<std::vector<EventRecord>> SqliteStore::numbered_events(
    std::span<const std::int64_t> numbers) {
  std::vector<EventRecord> records;
  auto select = statement(numbered_event_sql().c_str());
  if (!select) return select.error();
  auto done = each_numbered(**select, numbers, [&](const sqlite::Statement& row) {
    return read_event_row(row, records.emplace_back());
  });
  if (!done) return done.error();
  return records;
}

Result<std::vector<FactRecord>> SqliteStore::numbered_facts(std::span<const std::int64_t> numbers) {
  std::vector<FactRecord> records;
  auto select = statement(numbered_fact_sql().c_str());
  if (!select) return select.error();
  CodingLines lines;
  auto done = each_numbered(**select, numbers, [&](const sqlite::Statement& row) {
    return read_fact_row(row, lines, records.emplace_back());
  });
  if (!done) return done.error();
  return records;
}

Result<std::vector<ArticleRecord>> SqliteStore::numbered_articles(
    std::span<const std::int64_t> numbers) {
  std::vector<ArticleRecord> records;
  auto select = statement(numbered_article_sql().c_str());
  if (!select) return select.error();
  auto done = each_numbered(**select, numbers, [&](const sqlite::Statement& row) {
    records.push_back(read_whole_article(row));
    return Result<void>();
  });
  if (!done) return done.error();
  return records;
}

Result<void> SqliteStore::count_events(const CountQuery& query,
                                       const std::function<bool(const CountRow&)>& take) {
  return read_rows(count_sql(query), [&](const sqlite::Statement& row) {
    CountRow counted;
    const int keys = row.columns() - 1;
    for (int i = 0; i < keys; ++i) {
      const bool is_date = i == 0 && query.period != Period::kWhole;
      counted.keys.push_back(is_date ? unpacked_date(row.integer(0)) : std::string(row.text(i)));
    }
    counted.events = row.integer(keys);
    return take(counted);
  });
}

std::string SqliteStore::explain(const Query& query) const {
  return event_sql(query).with_values();
}

std::string SqliteStore::explain(const CountQuery& query) const {
  return count_sql(query).with_values();
}

Result<std::string> SqliteStore::text_of(std::int64_t revision) {
  auto select = statement("SELECT pack_id, pack_start, size FROM revision WHERE id = ?1");
  if (!select) return select.error();
  (*select)->bind(1, revision);
  auto row = (*select)->step();
  if (!row) return row.error();
  if (!*row) return Error{ErrorKind::kNotFound, "there is no such text", database_.path(), 0, ""};
  const Packs::Slice slice{(*select)->integer(0), (*select)->integer(1), (*select)->integer(2)};
  (*select)->reset();
  return text_packs_.read(slice);
}

Result<bool> SqliteStore::next_uncoded(std::int64_t run, std::int64_t after, Pending& pending) {
  auto select = statement(
      "SELECT a.id, a.revision_id, a.document_id, s.name, a.url, a.date, a.language, a.title FROM "
      "article a JOIN source s ON s.id = a.source_id WHERE a.id > ?1 AND ((?2 = 0 AND a.coding_id "
      "IS "
      "NULL) OR (?2 <> 0 AND NOT EXISTS (SELECT 1 FROM coding c WHERE c.article_id = a.id AND "
      "c.run_id "
      "= ?2))) ORDER BY a.id LIMIT 1");
  if (!select) return select.error();
  sqlite::Statement& row = **select;
  row.bind(1, after).bind(2, run);
  auto got = row.step();
  if (!got) return got.error();
  if (!*got) return false;
  pending = {};
  pending.article = row.integer(0);
  pending.revision = row.integer(1);
  pending.document.id = row.text(2);
  pending.document.source = row.text(3);
  pending.document.url = row.text(4);
  pending.document.date = unpacked_date(row.integer(5));
  pending.document.language = row.text(6);
  pending.document.title = row.text(7);
  row.reset();
  auto text = text_of(pending.revision);
  if (!text) return text.error();
  pending.document.text = *std::move(text);
  return true;
}

Result<std::vector<RunRecord>> SqliteStore::runs() {
  auto select = statement(
      "SELECT r.id, r.coder, r.settings, r.started, count(c.id), coalesce(sum(c.events), 0), "
      "coalesce(sum(c.facts), 0) FROM run r LEFT JOIN coding c ON c.run_id = r.id GROUP BY r.id");
  if (!select) return select.error();
  std::vector<RunRecord> runs;
  auto read = each_row(**select, [&](const sqlite::Statement& row) {
    RunRecord run;
    run.id = row.integer(0);
    run.coder = row.text(1);
    run.settings = row.text(2);
    run.started = row.integer(3);
    run.articles = row.integer(4);
    run.events = row.integer(5);
    run.facts = row.integer(6);
    runs.push_back(std::move(run));
    return true;
  });
  if (!read) return read.error();
  return runs;
}

}  // namespace casus
