#include "store/sqlite_store.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <ctime>
#include <iterator>

#include "store/sqlite_schema.h"

namespace casus {

namespace {

// Larger packs are smaller on disk and slower to read one text from.
constexpr std::size_t kTextPackBytes = 64 << 10;
constexpr std::size_t kFactPackBytes = 64 << 10;
constexpr std::size_t kPagePackBytes = 1 << 20;
constexpr std::size_t kMaxIds = 400'000;  // remembered; those forgotten are looked up again

std::string joined(const std::vector<std::string>& list) {
  std::string text;
  for (const std::string& each : list) text += (text.empty() ? "" : ";") + each;
  return text;
}

std::int64_t hash_of(const std::string& key) {
  return static_cast<std::int64_t>(XXH3_64bits(key.data(), key.size()));
}

Result<void> set_size_limit(sqlite::Database& database, std::int64_t max_bytes) {
  if (max_bytes <= 0) return {};
  auto page = database.integer("PRAGMA page_size");
  if (!page) return page.error();
  return database.run(
      fmt::format("PRAGMA max_page_count = {}", max_bytes / std::max<std::int64_t>(1, *page)));
}

// A WAL archive on a medium that cannot be written is read as it lies there.
Result<sqlite::Database> open_to_read(const std::string& path) {
  auto database = sqlite::Database::open(path, sqlite::Mode::kRead);
  if (!database) return database.error();
  auto objects = database->integer("SELECT count(*) FROM sqlite_schema");
  if (!objects) return objects.error();
  return database;
}

}  // namespace

Result<std::unique_ptr<Store>> open_sqlite_store(const std::string& path,
                                                 const StoreOptions& options) {
  return SqliteStore::open(path, options);
}

Result<std::unique_ptr<Store>> SqliteStore::open(const std::string& path,
                                                 const StoreOptions& options) {
  const bool reads = options.mode == StoreMode::kRead;
  auto database = reads ? open_to_read(path)
                        : sqlite::Database::open(path, options.mode == StoreMode::kCreate
                                                           ? sqlite::Mode::kCreate
                                                           : sqlite::Mode::kWrite);
  if (!database) return database.error();
  if (!reads) {
    if (auto done = migrate(*database); !done) return done.error();
    if (auto done = database->run("PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 4000");
        !done) {
      return done.error();
    }
    if (auto done = set_size_limit(*database, options.max_bytes); !done) return done.error();
  }
  if (options.cache_kib > 0) {
    auto done = database->run(fmt::format("PRAGMA cache_size = -{}", options.cache_kib));
    if (!done) return done.error();
  }
  if (auto checked = check_schema(*database); !checked) return checked.error();
  std::unique_ptr<SqliteStore> store(new SqliteStore(*std::move(database)));
  if (auto read = store->read_dictionary(); !read) return read.error();
  return std::unique_ptr<Store>(std::move(store));
}

SqliteStore::SqliteStore(sqlite::Database database)
    : database_(std::move(database)),
      text_packs_(database_, text_codec_, kTextPackBytes),
      page_packs_(database_, codec_, kPagePackBytes),
      fact_packs_(database_, codec_, kFactPackBytes) {}

Result<void> SqliteStore::read_dictionary() {
  auto select = statement("SELECT bytes FROM dictionary ORDER BY id LIMIT 1");
  if (!select) return select.error();
  return each_row(**select, [&](const sqlite::Statement& row) {
    text_codec_.set_dictionary(row.text(0));
    has_dictionary_ = true;
    return false;
  });
}

Result<sqlite::Statement*> SqliteStore::statement(const char* sql) {
  const auto found = statements_.find(sql);
  if (found != statements_.end()) return &found->second;
  auto prepared = database_.prepare(sql);
  if (!prepared) return prepared.error();
  return &statements_.emplace(sql, *std::move(prepared)).first->second;
}

Result<void> SqliteStore::begin() {
  auto done = database_.run("BEGIN IMMEDIATE");
  if (done) is_open_ = true;
  return done;
}

Result<void> SqliteStore::commit() {
  auto done = flush_packs();
  if (done) done = database_.run("COMMIT");
  if (!done) {
    rollback();
    return done.error();
  }
  is_open_ = false;
  if (ids_.size() > kMaxIds) ids_.clear();
  return {};
}

void SqliteStore::rollback() {
  if (is_open_) (void)database_.run("ROLLBACK");
  is_open_ = false;
  ids_.clear();  // what they name may be gone
  for (Packs* packs : {&text_packs_, &page_packs_, &fact_packs_}) packs->forget();
}

Result<std::int64_t> SqliteStore::open_run(const std::string& coder, const std::string& settings,
                                           bool anew) {
  auto found = statement("SELECT max(id) FROM run WHERE coder = ?1 AND settings = ?2");
  if (!found) return found.error();
  (*found)->bind(1, coder).bind(2, settings);
  auto row = (*found)->step();
  if (!row) return row.error();
  const std::int64_t id = (*found)->integer(0);
  (*found)->reset();
  if (id != 0 && !anew) return id;
  return insert("INSERT INTO run(coder, settings, started) VALUES(?1, ?2, ?3)", [&](auto& row_to) {
    row_to.bind(1, coder).bind(2, settings).bind(3, static_cast<std::int64_t>(std::time(nullptr)));
  });
}

Result<std::int64_t> SqliteStore::term(const char* kind, const std::string& name) {
  key_.assign(kind).append(1, '\x1f').append(name);
  if (const auto found = ids_.find(key_); found != ids_.end()) return found->second;
  auto added = insert("INSERT OR IGNORE INTO term(kind, name) VALUES(?1, ?2)",
                      [&](auto& row) { row.bind(1, kind).bind(2, name); });
  if (!added) return added.error();
  auto select = statement("SELECT id FROM term WHERE kind = ?1 AND name = ?2");
  if (!select) return select.error();
  (*select)->bind(1, kind).bind(2, name);
  auto row = (*select)->step();
  if (!row) return row.error();
  const std::int64_t id = (*select)->integer(0);
  (*select)->reset();
  return ids_[key_] = id;
}

Result<std::int64_t> SqliteStore::source(const std::string& name) {
  key_.assign("source\x1f").append(name);
  if (const auto found = ids_.find(key_); found != ids_.end()) return found->second;
  auto added = insert("INSERT OR IGNORE INTO source(name) VALUES(?1)",
                      [&](auto& row) { row.bind(1, name); });
  if (!added) return added.error();
  auto select = statement("SELECT id FROM source WHERE name = ?1");
  if (!select) return select.error();
  (*select)->bind(1, name);
  auto row = (*select)->step();
  if (!row) return row.error();
  const std::int64_t id = (*select)->integer(0);
  (*select)->reset();
  return ids_[key_] = id;
}

Result<std::optional<std::int64_t>> SqliteStore::row_of(const char* sql) {
  if (const auto found = ids_.find(key_); found != ids_.end()) return std::optional(found->second);
  auto select = statement(sql);
  if (!select) return select.error();
  (*select)->bind(1, hash_of(key_));
  auto row = (*select)->step();
  if (!row) return row.error();
  if (!*row) return std::optional<std::int64_t>();
  const std::int64_t id = (*select)->integer(0);
  (*select)->reset();
  ids_[key_] = id;
  return std::optional(id);
}

Result<std::int64_t> SqliteStore::actor(const ActorCode& from) {
  const std::string others = joined(from.other_sectors);
  key_.assign("actor");
  for (const std::string* part : {&from.code, &from.sector, &others, &from.identifier_id,
                                  &from.identifier_text, &from.office}) {
    key_.append(1, '\x1f').append(*part);
  }
  auto known = row_of("SELECT id FROM actor WHERE hash = ?1");
  if (!known) return known.error();
  if (*known) return **known;
  auto added = insert(
      "INSERT INTO actor(hash, code, sector, other_sectors, identifier_id, identifier_text, "
      "office) "
      "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
      [&](auto& to) {
        to.bind(1, hash_of(key_)).bind_or_null(2, from.code).bind_or_null(3, from.sector);
        to.bind_or_null(4, others).bind_or_null(5, from.identifier_id);
        to.bind_or_null(6, from.identifier_text).bind_or_null(7, from.office);
      });
  if (added) ids_[key_] = *added;
  return added;
}

Result<std::int64_t> SqliteStore::place(const Place& from) {
  key_.clear();
  fmt::format_to(std::back_inserter(key_),
                 "place\x1f{}\x1f{}\x1f{}\x1f{}\x1f{}\x1f{}\x1f{}\x1f{}\x1f{}\x1f{}\x1f{}",
                 from.geonameid, from.name, from.country_code, from.province, from.district,
                 from.city, from.feature_class, from.feature_code, from.latitude.value_or(999),
                 from.longitude.value_or(999), from.resolution);
  auto known = row_of("SELECT id FROM place WHERE hash = ?1");
  if (!known) return known.error();
  if (*known) return **known;
  auto added = insert(
      "INSERT INTO place(hash, geonameid, name, country, province, district, city, feature_class, "
      "feature_code, lat, lon, resolution) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, "
      "?12)",
      [&](auto& to) {
        to.bind(1, hash_of(key_)).bind_or_null(2, from.geonameid).bind_or_null(3, from.name);
        to.bind_or_null(4, from.country_code).bind_or_null(5, from.province);
        to.bind_or_null(6, from.district).bind_or_null(7, from.city);
        to.bind_or_null(8, from.feature_class).bind_or_null(9, from.feature_code);
        from.latitude ? to.bind(10, *from.latitude) : to.bind_null(10);
        from.longitude ? to.bind(11, *from.longitude) : to.bind_null(11);
        to.bind(12, from.resolution);
      });
  if (added) ids_[key_] = *added;
  return added;
}

Result<void> SqliteStore::check() {
  auto quick = statement("PRAGMA integrity_check(1)");
  if (!quick) return quick.error();
  auto row = (*quick)->step();
  if (!row) return row.error();
  const std::string said(*row ? (*quick)->text(0) : "no answer");
  (*quick)->reset();
  if (said == "ok") return {};
  return Error{ErrorKind::kDamaged, said, database_.path(), 0, "restore it from a copy"};
}

}  // namespace casus
