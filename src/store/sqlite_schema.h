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

std::span<const char* const> schema_steps();
inline std::int64_t newest_schema() { return static_cast<std::int64_t>(schema_steps().size()); }

// Makes an empty file an archive, and an older archive one of the newest version; each step is a
// transaction. A file of another program, or of a newer casus, is an error.
Result<void> migrate(sqlite::Database& database);

// An archive of the newest version whose tables, indexes and views are those of this program. What
// others added beside them may stay, but for triggers, which would run on what casus does.
Result<void> check_schema(sqlite::Database& database);

}  // namespace casus
