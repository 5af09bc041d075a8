#include "store/sqlite.h"

#include <sqlite3.h>

#include <filesystem>

namespace casus::sqlite {

namespace {

Error error_of(sqlite3* database) {
  const char* path = sqlite3_db_filename(database, "main");
  const std::string file = path == nullptr ? "" : path;
  const std::string what = sqlite3_errmsg(database);
  switch (sqlite3_errcode(database)) {
    case SQLITE_FULL:
      return {ErrorKind::kUnreadable, "the archive cannot grow: " + what, file, 0,
              "free some space and run the command again; what was stored stays"};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {ErrorKind::kUnreadable, "is being written by another program", file, 0,
              "wait until that is done"};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return {ErrorKind::kDamaged, "is no archive, or a damaged one: " + what, file, 0,
              "restore it from a copy, or ingest again into a new file"};
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
      return {ErrorKind::kUnreadable, what, file, 0,
              "check the file's and its folder's permissions"};
    case SQLITE_TOOBIG:
      return {ErrorKind::kLimit, what, file, 0, ""};
    default:
      return {ErrorKind::kUnreadable, what, file, 0, ""};
  }
}

constexpr int kMaxBytes = 512 << 20;  // of a value or a row: documents have at most 32 MiB
constexpr int kBusyMs = 20000;

}  // namespace

void Statement::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
void Database::Close::operator()(sqlite3* database) const { sqlite3_close_v2(database); }

Statement& Statement::bind(int index, std::int64_t value) {
  sqlite3_bind_int64(handle(), index, value);
  return *this;
}

Statement& Statement::bind(int index, double value) {
  sqlite3_bind_double(handle(), index, value);
  return *this;
}

Statement& Statement::bind(int index, std::string_view value) {
  sqlite3_bind_text64(handle(), index, value.data() == nullptr ? "" : value.data(), value.size(),
                      SQLITE_TRANSIENT, SQLITE_UTF8);
  return *this;
}

Statement& Statement::bind_bytes(int index, std::string_view value) {
  sqlite3_bind_blob64(handle(), index, value.data() == nullptr ? "" : value.data(), value.size(),
                      SQLITE_TRANSIENT);
  return *this;
}

Statement& Statement::bind_null(int index) {
  sqlite3_bind_null(handle(), index);
  return *this;
}

Statement& Statement::bind_or_null(int index, std::string_view value) {
  return value.empty() ? bind_null(index) : bind(index, value);
}

Statement& Statement::bind_or_null(int index, std::int64_t value) {
  return value == 0 ? bind_null(index) : bind(index, value);
}

Result<bool> Statement::step() {
  const int got = sqlite3_step(handle());
  if (got == SQLITE_ROW) return true;
  if (got == SQLITE_DONE) {
    sqlite3_reset(handle());
    return false;
  }
  Error error = error_of(sqlite3_db_handle(handle()));
  sqlite3_reset(handle());
  return error;
}

Result<void> Statement::run() {
  while (true) {
    auto row = step();
    if (!row) return row.error();
    if (!*row) return {};
  }
}

void Statement::reset() { sqlite3_reset(handle()); }

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(handle(), column); }
double Statement::real(int column) const { return sqlite3_column_double(handle(), column); }

std::string_view Statement::text(int column) const {
  const void* bytes = sqlite3_column_type(handle(), column) == SQLITE_BLOB
                          ? sqlite3_column_blob(handle(), column)
                          : sqlite3_column_text(handle(), column);
  if (bytes == nullptr) return {};
  return {static_cast<const char*>(bytes),
          static_cast<std::size_t>(sqlite3_column_bytes(handle(), column))};
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(handle(), column) == SQLITE_NULL;
}

std::string_view Statement::column_name(int column) const {
  const char* name = sqlite3_column_name(handle(), column);
  return name == nullptr ? std::string_view() : name;
}

int Statement::columns() const { return sqlite3_column_count(handle()); }

Result<Database> Database::open(const std::string& path, Mode mode) {
  std::error_code code;
  if (mode != Mode::kCreate && !std::filesystem::exists(path, code)) {
    return Error{ErrorKind::kNotFound, "there is no such archive", path, 0,
                 "check the name, or make one with casus ingest"};
  }
  const int flags = mode == Mode::kRead    ? SQLITE_OPEN_READONLY
                    : mode == Mode::kWrite ? SQLITE_OPEN_READWRITE
                                           : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  sqlite3* handle = nullptr;
  const int opened = sqlite3_open_v2(path.c_str(), &handle, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  Database database;
  database.database_.reset(handle);
  database.path_ = path;
  if (opened != SQLITE_OK) {
    if (handle == nullptr) return Error{ErrorKind::kLimit, "not enough memory", path, 0, ""};
    Error error = error_of(handle);
    error.file = path;
    return error;
  }
  if (auto done = database.harden(); !done) return done.error();
  return database;
}

Result<void> Database::harden() {
  sqlite3_db_config(handle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(handle(), SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
  sqlite3_limit(handle(), SQLITE_LIMIT_LENGTH, kMaxBytes);
  sqlite3_limit(handle(), SQLITE_LIMIT_ATTACHED, 1);
  sqlite3_busy_timeout(handle(), kBusyMs);
  return run("PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA cache_size = -65536");
}

Result<void> Database::run(const std::string& sql) {
  if (sqlite3_exec(handle(), sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK) return {};
  Error error = error_of(handle());
  if (error.file.empty()) error.file = path_;
  return error;
}

Result<Statement> Database::prepare(std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  const int got = sqlite3_prepare_v3(handle(), sql.data(), static_cast<int>(sql.size()),
                                     SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  if (got != SQLITE_OK) return error_of(handle());
  return Statement(statement);
}

Result<std::int64_t> Database::integer(std::string_view sql) {
  auto statement = prepare(sql);
  if (!statement) return statement.error();
  auto row = statement->step();
  if (!row) return row.error();
  return *row ? statement->integer(0) : 0;
}

std::int64_t Database::last_id() const { return sqlite3_last_insert_rowid(handle()); }
std::int64_t Database::changes() const { return sqlite3_changes64(handle()); }

std::int64_t Database::total_changes() const { return sqlite3_total_changes64(handle()); }

}  // namespace casus::sqlite
