#pragma once

// What the files that recognise and store texts share.

#include "store/sqlite_store.h"

namespace casus {

// An article that a document may be another telling of.
struct SqliteStore::Known {
  std::int64_t article = 0;
  std::int64_t revision = 0;
  std::int64_t story = 0;
  std::string document_id;
  std::string source;
  std::string url;
  std::int64_t date = 0;
  Packs::Slice slice;
  std::string text;  // where it was read
  double resemblance = 1;

  // Of the columns in the order above, the slice's last.
  static Known of(const sqlite::Statement& row) {
    Known known;
    known.article = row.integer(0);
    known.revision = row.integer(1);
    known.story = row.integer(2);
    known.document_id = row.text(3);
    known.source = row.text(4);
    known.url = row.text(5);
    known.date = row.integer(6);
    known.slice = {row.integer(7), row.integer(8), row.integer(9)};
    return known;
  }
};

}  // namespace casus
