// From version 2 of the archive to version 3: what lay in rows of its own goes into packs.

#include "input/byte_source.h"
#include "store/packs.h"
#include "store/sqlite_schema.h"

namespace casus {

namespace {

constexpr std::size_t kPackBytes = 64 << 10;

class Mover {
 public:
  explicit Mover(sqlite::Database& database)
      : database_(database),
        text_packs_(database, codec_, kPackBytes),
        other_packs_(database, plain_codec_, kPackBytes) {}

  Result<void> move() {
    if (auto done = read_dictionary(); !done) return done.error();
    if (auto done = move_bytes("SELECT id, text FROM revision WHERE id > ?1 ORDER BY id LIMIT 1",
                               "UPDATE revision SET pack_id = ?2, pack_start = ?3 WHERE id = ?1",
                               text_packs_);
        !done) {
      return done.error();
    }
    if (auto done =
            move_bytes("SELECT id, bytes FROM page WHERE id > ?1 ORDER BY id LIMIT 1",
                       "UPDATE page SET pack_id = ?2, pack_start = ?3 WHERE id = ?1", other_packs_);
        !done) {
      return done.error();
    }
    if (auto done = move_facts(); !done) return done.error();
    if (auto done = index_texts(); !done) return done.error();
    if (auto done = text_packs_.flush(); !done) return done.error();
    return other_packs_.flush();
  }

 private:
  Result<void> read_dictionary() {
    auto select = database_.prepare("SELECT bytes FROM dictionary ORDER BY id LIMIT 1");
    if (!select) return select.error();
    return each_row(*select, [&](const sqlite::Statement& row) {
      codec_.set_dictionary(row.text(0));
      return false;
    });
  }

  // `next` gives the row behind a number, `update` notes where its bytes went. Rows are asked for
  // one by one, since a table that is read must not be changed.
  Result<void> move_bytes(const char* next, const char* update, Packs& packs) {
    auto select = database_.prepare(next);
    if (!select) return select.error();
    auto note = database_.prepare(update);
    if (!note) return note.error();
    std::int64_t id = 0;
    while (true) {
      select->bind(1, id);
      auto row = select->step();
      if (!row) return row.error();
      if (!*row) return {};
      id = select->integer(0);
      const std::string packed(select->text(1));
      select->reset();
      if (packed.empty()) continue;
      auto bytes = codec_.unpack(packed, 2 * kMaxDocumentBytes);
      if (!bytes) return bytes.error();
      auto slice = packs.add(*bytes);
      if (!slice) return slice.error();
      note->bind(1, id).bind(2, slice->pack).bind(3, slice->start);
      if (auto done = note->run(); !done) return done.error();
    }
  }

  Result<void> move_facts() {
    auto codings = database_.prepare(
        "SELECT coding_id, group_concat(json, char(10)) || char(10) FROM (SELECT coding_id, json "
        "FROM fact ORDER BY id) GROUP BY coding_id");
    if (!codings) return codings.error();
    auto note = database_.prepare(
        "UPDATE coding SET pack_id = ?2, pack_start = ?3, pack_size = ?4 WHERE id = ?1");
    if (!note) return note.error();
    return each_row(*codings, [&](const sqlite::Statement& row) -> Result<bool> {
      auto slice = other_packs_.add(row.text(1));
      if (!slice) return slice.error();
      note->bind(1, row.integer(0)).bind(2, slice->pack);
      note->bind(3, slice->start).bind(4, slice->size);
      if (auto done = note->run(); !done) return done.error();
      return true;
    });
  }

  Result<void> index_texts() {
    auto articles = database_.prepare(
        "SELECT a.id, a.title, r.pack_id, r.pack_start, r.size FROM article a JOIN revision r ON "
        "r.id = a.revision_id WHERE r.pack_id IS NOT NULL");
    if (!articles) return articles.error();
    auto insert = database_.prepare("INSERT INTO words(rowid, text, title) VALUES(?1, ?2, ?3)");
    if (!insert) return insert.error();
    return each_row(*articles, [&](const sqlite::Statement& row) -> Result<bool> {
      auto text = text_packs_.read({row.integer(2), row.integer(3), row.integer(4)});
      if (!text) return text.error();
      insert->bind(1, row.integer(0)).bind(2, *text).bind(3, row.text(1));
      if (auto done = insert->run(); !done) return done.error();
      return true;
    });
  }

  sqlite::Database& database_;
  TextCodec codec_;
  TextCodec plain_codec_;
  Packs text_packs_;
  Packs other_packs_;
};

}  // namespace

Result<void> move_into_packs(sqlite::Database& database) { return Mover(database).move(); }

}  // namespace casus
