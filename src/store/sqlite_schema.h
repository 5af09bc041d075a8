#pragma once

// The tables and views of an SQLite archive (docs/formats/archive.md), as a list of steps from
// version to version: step n makes version n + 1 of version n. A step, once released, is never
// edited.

#include <cstdint>
#include <span>

#include "casus/result.h"
#include "store/sqlite.h"

namespace casus {

inline constexpr std::int64_t kApplicationId = 0x63617375;  // "casu", in the file's header

// SQL, then what SQL cannot do (nullptr: nothing), then SQL.
struct SchemaStep {
  const char* before;
  Result<void> (*convert)(sqlite::Database& database);
  const char* after;
};
std::span<const SchemaStep> schema_steps();
inline std::int64_t newest_schema() { return static_cast<std::int64_t>(schema_steps().size()); }

// Makes an empty file an archive, and an older archive one of the newest version; each step is a
// transaction. A file of another program, or of a newer casus, is an error.
Result<void> migrate(sqlite::Database& database);

// A hash of the tables, indexes and views that a file has, and what it is of an archive of the
// newest version to which nobody has added any. A new step needs a new number: the test tells it.
Result<std::uint64_t> schema_hash(sqlite::Database& database);
inline constexpr std::uint64_t kSchemaHash = 14362734547576643115U;

// An archive of the newest version whose tables, indexes and views are those of this program. What
// others added beside them may stay, but for triggers, which would run on what casus does.
Result<void> check_schema(sqlite::Database& database);

// Of version 2's texts, pages and facts makes packs, and indexes the texts anew (step to 3).
Result<void> move_into_packs(sqlite::Database& database);

}  // namespace casus
