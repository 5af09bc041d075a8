#pragma once

// A thin layer over SQLite's C interface: errors as values, handles that close themselves.
//
//   auto database = sqlite::Database::open("a.db", sqlite::Mode::kCreate);
//   auto statement = database->prepare("SELECT name FROM source WHERE id = ?1");
//   statement->bind(1, id);
//   while (true) { auto row = statement->step(); if (!row || !*row) break; statement->text(0); }
//
// A file is never trusted: its schema cannot call functions that have effects, it cannot touch
// SQLite's own tables, and cells are checked as pages are read. One thread at a time.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "casus/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace casus::sqlite {

enum class Mode { kRead, kWrite, kCreate };

class Statement {
 public:
  Statement() = default;
  explicit Statement(sqlite3_stmt* statement) : statement_(statement) {}

  // Parameters, from 1. Text and bytes are copied.
  Statement& bind(int index, std::int64_t value);
  Statement& bind(int index, int value) { return bind(index, static_cast<std::int64_t>(value)); }
  Statement& bind(int index, double value);
  Statement& bind(int index, std::string_view value);
  Statement& bind(int index, const char* value) { return bind(index, std::string_view(value)); }
  Statement& bind_bytes(int index, std::string_view value);
  Statement& bind_null(int index);
  // NULL where empty or 0.
  Statement& bind_or_null(int index, std::string_view value);
  Statement& bind_or_null(int index, std::int64_t value);

  // The next row: true; false behind the last one. After false or an error the statement can be
  // bound and stepped anew.
  Result<bool> step();
  // Runs to its end, for statements without rows.
  Result<void> run();
  void reset();

  // Columns of the row, from 0. Whatever the file holds there is converted; NULL is 0 or "".
  std::int64_t integer(int column) const;
  double real(int column) const;
  std::string_view text(int column) const;  // until the next step
  bool is_null(int column) const;
  std::string_view column_name(int column) const;
  int columns() const;
  sqlite3_stmt* handle() const { return statement_.get(); }

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

class Database {
 public:
  // `path` may be ":memory:". Opened to read, a file that is not there is an error.
  static Result<Database> open(const std::string& path, Mode mode);

  // One or several statements without results.
  Result<void> run(const std::string& sql);
  Result<Statement> prepare(std::string_view sql);
  // The first column of the first row; 0 where there is none.
  Result<std::int64_t> integer(std::string_view sql);
  std::int64_t last_id() const;
  std::int64_t changes() const;
  std::int64_t total_changes() const;  // since the database was opened
  const std::string& path() const { return path_; }
  sqlite3* handle() const { return database_.get(); }

 private:
  struct Close {
    void operator()(sqlite3* database) const;
  };
  Result<void> harden();

  std::unique_ptr<sqlite3, Close> database_;
  std::string path_;
};

// Calls `take` for each row: it returns a bool or a Result<bool>, and false from it ends the
// reading.
template <typename Take>
Result<void> each_row(Statement& row, Take take) {
  while (true) {
    auto got = row.step();
    if (!got) return got.error();
    if (!*got) return {};
    const Result<bool> goes_on = take(row);
    if (goes_on && *goes_on) continue;
    row.reset();
    if (!goes_on) return goes_on.error();
    return {};
  }
}

}  // namespace casus::sqlite
