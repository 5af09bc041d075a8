// Reads an archive's keys in bulk, as of one moment.

#include "store/sqlite_store.h"

namespace casus {

namespace {

ActorCode actor_of(const sqlite::Statement& row) {
  ActorCode actor;
  actor.code = row.text(1);
  actor.sector = row.text(2);
  std::string_view others = row.text(3);
  while (!others.empty()) {
    const std::size_t end = std::min(others.find(';'), others.size());
    actor.other_sectors.emplace_back(others.substr(0, end));
    others.remove_prefix(std::min(end + 1, others.size()));
  }
  actor.identifier_id = row.text(4);
  actor.identifier_text = row.text(5);
  return actor;
}

Place place_of(const sqlite::Statement& row) {
  Place place;
  place.geonameid = row.integer(1);
  place.name = row.text(2);
  place.country_code = row.text(3);
  place.province = row.text(4);
  place.district = row.text(5);
  place.city = row.text(6);
  if (!row.is_null(7)) place.latitude = row.real(7);
  if (!row.is_null(8)) place.longitude = row.real(8);
  place.resolution = static_cast<int>(row.integer(9));
  return place;
}

EventKeys event_of(const sqlite::Statement& row) {
  EventKeys keys;
  keys.number = row.integer(0);
  keys.article = row.integer(1);
  keys.coding = row.integer(2);
  keys.is_current = row.integer(3) != 0;
  keys.is_asserted = row.integer(4) != 0;
  keys.date = row.integer(5);
  keys.category = row.integer(6);
  keys.quad_code = static_cast<int>(row.integer(7));
  keys.scale = row.real(8);
  keys.confidence = static_cast<int>(row.integer(9));
  keys.place = row.integer(10);
  keys.link = row.integer(11);
  return keys;
}

ArticleKeys article_of(const sqlite::Statement& row) {
  ArticleKeys keys;
  keys.number = row.integer(0);
  keys.source = row.integer(1);
  keys.story = row.integer(2);
  keys.date = row.integer(3);
  keys.events = row.integer(4);
  keys.facts = row.integer(5);
  keys.is_refused = row.integer(6) != 0;
  keys.section = row.text(7);
  keys.language = row.text(8);
  keys.is_coded = row.integer(9) != 0;
  keys.words = row.integer(10);
  keys.bytes = row.integer(11);
  keys.added = row.integer(12);
  keys.copies = row.integer(13);
  return keys;
}

PartyRole role_of(std::int64_t number) {
  return number == 0   ? PartyRole::kActor
         : number == 1 ? PartyRole::kRecipient
                       : PartyRole::kClaimant;
}

}  // namespace

Result<void> SqliteStore::scan_names(ArchiveVisitor& visitor) {
  using Row = const sqlite::Statement&;
  auto done = scan_rows("SELECT id, kind, name FROM term", [&](Row row) {
    visitor.take_term(row.integer(0), row.text(1), row.text(2));
  });
  if (!done) return done;
  done =
      scan_rows("SELECT id, code, sector, other_sectors, identifier_id, identifier_text FROM actor",
                [&](Row row) { visitor.take_actor(row.integer(0), actor_of(row)); });
  if (!done) return done;
  done = scan_rows(
      "SELECT id, geonameid, name, country, province, district, city, lat, lon, resolution FROM "
      "place",
      [&](Row row) { visitor.take_place(row.integer(0), place_of(row)); });
  if (!done) return done;
  done = scan_rows("SELECT id, name FROM source",
                   [&](Row row) { visitor.take_source(row.integer(0), row.text(1)); });
  if (!done) return done;
  done = scan_rows("SELECT id, run_id FROM coding",
                   [&](Row row) { visitor.take_coding(row.integer(0), row.integer(1)); });
  if (!done) return done;
  return scan_rows(
      "SELECT a.id, a.source_id, a.story_id, a.date, c.events, c.facts, c.refusal IS NOT NULL, "
      "a.section, a.language, c.id IS NOT NULL, r.words, r.size, r.added, (SELECT count(*) FROM "
      "copy "
      "k WHERE k.article_id = a.id) FROM article a LEFT JOIN coding c ON c.id = a.coding_id LEFT "
      "JOIN revision r ON r.id = a.revision_id ORDER BY a.id",
      [&](Row row) { visitor.take_article(article_of(row)); });
}

Result<void> SqliteStore::scan_events(ArchiveVisitor& visitor) {
  using Row = const sqlite::Statement&;
  auto done = scan_rows(
      "SELECT id, article_id, coding_id, current, asserted, date, category, quad, scale, "
      "confidence, place_id, link_id FROM event ORDER BY id",
      [&](Row row) { visitor.take_event(event_of(row)); });
  if (!done) return done;
  done = scan_rows(
      "SELECT event_id, role, actor_id FROM participant ORDER BY event_id, role, position",
      [&](Row row) {
        visitor.take_party(row.integer(0), role_of(row.integer(1)), row.integer(2));
      });
  if (!done) return done;
  return scan_rows("SELECT term_id, event_id FROM label ORDER BY term_id, event_id",
                   [&](Row row) { visitor.take_label(row.integer(0), row.integer(1)); });
}

Result<void> SqliteStore::scan_facts(ArchiveVisitor& visitor) {
  using Row = const sqlite::Statement&;
  auto done = scan_rows(
      "SELECT id, article_id, coding_id, current, kind, date, place_id FROM fact ORDER BY id",
      [&](Row row) {
        FactKeys keys;
        keys.number = row.integer(0);
        keys.article = row.integer(1);
        keys.coding = row.integer(2);
        keys.is_current = row.integer(3) != 0;
        keys.kind = row.integer(4);
        keys.date = row.integer(5);
        keys.place = row.integer(6);
        visitor.take_fact(keys);
      });
  if (!done) return done;
  return scan_rows("SELECT fact_id, actor_id FROM fact_role ORDER BY fact_id, position",
                   [&](Row row) { visitor.take_fact_role(row.integer(0), row.integer(1)); });
}

Result<void> SqliteStore::scan(ArchiveVisitor& visitor) {
  if (auto begun = database_.run("BEGIN"); !begun) return begun;
  auto done = scan_names(visitor);
  if (done) done = scan_events(visitor);
  if (done) done = scan_facts(visitor);
  statements_.clear();  // one may stand in the middle of its rows
  auto ended = database_.run("COMMIT");
  return done ? ended : done;
}

Result<ArchiveStamp> SqliteStore::stamp() {
  ArchiveStamp stamp;
  auto done = scan_rows(
      "SELECT (SELECT coalesce(max(id), 0) FROM event), (SELECT coalesce(max(id), 0) FROM coding), "
      "(SELECT coalesce(max(id), 0) FROM revision), (SELECT coalesce(max(id), 0) FROM copy), "
      "(SELECT coalesce(max(id), 0) FROM review), max(coalesce((SELECT added FROM revision ORDER "
      "BY id DESC LIMIT 1), 0), coalesce((SELECT added FROM copy ORDER BY id DESC LIMIT 1), 0), "
      "coalesce((SELECT at FROM review ORDER BY id DESC LIMIT 1), 0), coalesce((SELECT started "
      "FROM run ORDER BY id DESC LIMIT 1), 0))",
      [&](const sqlite::Statement& row) {
        stamp.events = row.integer(0);
        stamp.codings = row.integer(1);
        stamp.revisions = row.integer(2);
        stamp.copies = row.integer(3);
        stamp.reviews = row.integer(4);
        stamp.changed = row.integer(5);
      });
  if (!done) return done.error();
  auto bytes = database_.integer(
      "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()");
  if (!bytes) return bytes.error();
  stamp.bytes = *bytes;
  return stamp;
}

}  // namespace casus
