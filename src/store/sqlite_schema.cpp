#include "store/sqlite_schema.h"

#include <fmt/format.h>
#include <xxhash.h>

#include "store/schema_version_1.h"
#include "store/schema_version_2.h"
#include "store/schema_version_3.h"
#include "store/schema_version_4.h"
#include "store/schema_version_5.h"

namespace casus {

namespace {

constexpr SchemaStep kSteps[] = {
    {kSchemaVersion1, nullptr, ""},
    {kSchemaVersion2, nullptr, ""},
    {kSchemaVersion3Before, move_into_packs, kSchemaVersion3After},
    {kSchemaVersion4, nullptr, ""},
    {kSchemaVersion5, nullptr, ""},
};

Error no_archive(const sqlite::Database& database, std::string what, std::string remedy) {
  return {ErrorKind::kDamaged, std::move(what), database.path(), 0, std::move(remedy)};
}

Result<void> run_parts(sqlite::Database& database, const SchemaStep& step, std::int64_t version) {
  if (auto done = database.run(step.before); !done) return done.error();
  if (step.convert != nullptr) {
    if (auto done = step.convert(database); !done) return done.error();
  }
  if (auto done = database.run(step.after); !done) return done.error();
  return database.run(fmt::format("PRAGMA user_version = {}; COMMIT", version + 1));
}

Result<void> run_step(sqlite::Database& database, std::int64_t version) {
  if (auto begun = database.run("BEGIN IMMEDIATE"); !begun) return begun.error();
  auto done = run_parts(database, kSteps[version], version);
  if (!done) (void)database.run("ROLLBACK");
  return done;
}

Result<void> claim_file(sqlite::Database& database) {
  auto objects = database.integer("SELECT count(*) FROM sqlite_schema");
  if (!objects) return objects.error();
  if (*objects > 0) {
    return no_archive(database, "is a database of another program", "give another name with --db");
  }
  return database.run(
      fmt::format("PRAGMA page_size = 4096; PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode "
                  "= WAL; PRAGMA application_id = {}",
                  kApplicationId));
}

Result<void> check_identity(sqlite::Database& database) {
  auto id = database.integer("PRAGMA application_id");
  if (!id) return id.error();
  auto version = database.integer("PRAGMA user_version");
  if (!version) return version.error();
  if (*id != kApplicationId) {
    return no_archive(database, "is no archive of casus", "make one with casus ingest");
  }
  if (*version > newest_schema() || *version < 0) {
    return Error{
        ErrorKind::kVersion, fmt::format("is an archive of version {}", *version), database.path(),
        0, fmt::format("this casus reads up to version {}: use a newer one", newest_schema())};
  }
  return {};
}

// Tells the first of casus's own tables, indexes and views that is not as this program makes it.
Result<void> compare_schema(sqlite::Database& database) {
  auto model = sqlite::Database::open(":memory:", sqlite::Mode::kCreate);
  if (!model) return model.error();
  if (auto made = migrate(*model); !made) return made.error();
  auto expected = model->prepare(
      "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL "
      "AND name NOT LIKE 'sqlite%'");
  if (!expected) return expected.error();
  auto found = database.prepare("SELECT sql FROM sqlite_schema WHERE type = ?1 AND name = ?2");
  if (!found) return found.error();
  while (true) {
    auto row = expected->step();
    if (!row) return row.error();
    if (!*row) break;
    found->bind(1, expected->text(0)).bind(2, expected->text(1));
    auto got = found->step();
    if (!got) return got.error();
    if (!*got || found->text(0) != expected->text(2)) {
      return no_archive(
          database,
          fmt::format("its {} '{}' is not as casus made it", expected->text(0), expected->text(1)),
          "restore it from a copy");
    }
    found->reset();
  }
  return {};
}

}  // namespace

std::span<const SchemaStep> schema_steps() { return kSteps; }

Result<void> migrate(sqlite::Database& database) {
  auto id = database.integer("PRAGMA application_id");
  if (!id) return id.error();
  if (*id == 0) {
    if (auto claimed = claim_file(database); !claimed) return claimed.error();
  }
  if (auto checked = check_identity(database); !checked) return checked.error();
  while (true) {
    auto version = database.integer("PRAGMA user_version");
    if (!version) return version.error();
    if (*version >= newest_schema()) return {};
    if (auto done = run_step(database, *version); !done) return done.error();
  }
}

Result<std::uint64_t> schema_hash(sqlite::Database& database) {
  auto rows = database.prepare(
      "SELECT type || ' ' || name || ' ' || sql FROM sqlite_schema WHERE sql IS NOT NULL AND name "
      "NOT LIKE 'sqlite%' ORDER BY type, name");
  if (!rows) return rows.error();
  std::uint64_t hash = 0;
  auto read = each_row(*rows, [&](const sqlite::Statement& row) {
    const std::string_view text = row.text(0);
    hash = XXH3_64bits_withSeed(text.data(), text.size(), hash);
    return true;
  });
  if (!read) return read.error();
  return hash;
}

Result<void> check_schema(sqlite::Database& database) {
  if (auto checked = check_identity(database); !checked) return checked.error();
  auto version = database.integer("PRAGMA user_version");
  if (!version) return version.error();
  if (*version != newest_schema()) {
    return Error{ErrorKind::kVersion, fmt::format("is an archive of version {}", *version),
                 database.path(), 0,
                 "run casus ingest or recode on it once to bring it up to date"};
  }
  // Making a schema to compare with takes longer than most queries.
  auto hash = schema_hash(database);
  if (!hash) return hash.error();
  if (*hash == kSchemaHash) return {};
  if (auto done = compare_schema(database); !done) return done.error();
  auto triggers = database.integer("SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'");
  if (!triggers) return triggers.error();
  if (*triggers > 0) return no_archive(database, "holds triggers", "drop them: casus has none");
  return {};
}

}  // namespace casus
