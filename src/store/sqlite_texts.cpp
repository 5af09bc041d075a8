// Puts texts and pages into the tables, once it is known what they are.

#include <fmt/format.h>
#include <xxhash.h>

#include <ctime>

#include "store/sqlite_known.h"

namespace casus {

namespace {

// A dictionary takes 112 KiB itself: it is trained when there is enough that it makes smaller.
constexpr std::size_t kDictionaryTexts = 400;
constexpr std::size_t kDictionarySamples = 1500;
constexpr std::int64_t kDictionaryTextBytes = 4 << 20;
// The search index is merged into one part once its largest holds less than this share of it: so a
// page of it is written ten times at most, however often little is added.
constexpr std::int64_t kScattered = 90;     // in a hundred
constexpr std::int64_t kMergedPages = 500;  // in one transaction

}  // namespace

Result<Admission> SqliteStore::add_copy(const Known& known, const Document& document) {
  auto source_id = source(document.source);
  if (!source_id) return source_id.error();
  auto added = insert(
      "INSERT INTO copy(article_id, revision_id, source_id, document_id, date, url, added) "
      "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
      [&](auto& row) {
        row.bind(1, known.article).bind(2, known.revision).bind(3, *source_id);
        row.bind(4, document.id).bind_or_null(5, packed_date(document.date));
        row.bind_or_null(6, document.url).bind(7, static_cast<std::int64_t>(std::time(nullptr)));
      });
  if (!added) return added.error();
  return Admission{Outcome::kDuplicate, known.article, known.revision, known.document_id, 0};
}

Result<std::int64_t> SqliteStore::insert_revision(std::int64_t article, std::int64_t number,
                                                  const Document& document,
                                                  const Fingerprint& print) {
  auto page = store_page(document);
  if (!page) return page.error();
  auto slice = text_packs_.add(document.text);
  if (!slice) return slice.error();
  auto revision = insert(
      "INSERT INTO revision(article_id, number, hash, words, size, pack_id, pack_start, page_id, "
      "added) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
      [&](auto& row) {
        row.bind(1, article).bind(2, number).bind_bytes(3, print.hash);
        row.bind(4, static_cast<std::int64_t>(print.words));
        row.bind(5, slice->size).bind(6, slice->pack).bind(7, slice->start);
        row.bind_or_null(8, *page).bind(9, static_cast<std::int64_t>(std::time(nullptr)));
      });
  if (!revision) return revision.error();
  if (print.shingles.empty()) return revision;
  for (const std::int64_t band : print.bands) {
    auto added = insert("INSERT OR IGNORE INTO band(hash, revision_id) VALUES(?1, ?2)",
                        [&](auto& row) { row.bind(1, band).bind(2, *revision); });
    if (!added) return added.error();
  }
  return revision;
}

Result<std::int64_t> SqliteStore::store_page(const Document& document) {
  if (document.page == nullptr) return std::int64_t{0};
  const std::string& bytes = *document.page;
  const auto hash = static_cast<std::int64_t>(XXH3_64bits(bytes.data(), bytes.size()));
  auto select = statement("SELECT id FROM page WHERE hash = ?1 AND size = ?2");
  if (!select) return select.error();
  (*select)->bind(1, hash).bind(2, static_cast<std::int64_t>(bytes.size()));
  auto row = (*select)->step();
  if (!row) return row.error();
  const std::int64_t known = *row ? (*select)->integer(0) : 0;
  (*select)->reset();
  if (known != 0) return known;
  auto slice = page_packs_.add(bytes);
  if (!slice) return slice.error();
  return insert(
      "INSERT INTO page(hash, type, size, pack_id, pack_start) VALUES(?1, ?2, ?3, ?4, ?5)",
      [&](auto& to) {
        to.bind(1, hash).bind_or_null(2, document.page_type).bind(3, slice->size);
        to.bind(4, slice->pack).bind(5, slice->start);
      });
}

Result<void> SqliteStore::index_text(std::int64_t article, const std::string& title,
                                     const std::string& text) {
  auto indexed = insert("INSERT INTO words(rowid, text, title) VALUES(?1, ?2, ?3)",
                        [&](auto& to) { to.bind(1, article).bind(2, text).bind(3, title); });
  if (!indexed) return indexed.error();
  return {};
}

Result<void> SqliteStore::merge_index() {
  auto merge = statement("INSERT INTO words(words, rank) VALUES('merge', ?1)");
  if (!merge) return merge.error();
  // A negative number of pages begins a merge of all parts; a step that changes nothing but its own
  // command's row was the last.
  for (std::int64_t pages = -kMergedPages;; pages = kMergedPages) {
    const std::int64_t before = database_.total_changes();
    (*merge)->bind(1, pages);
    if (auto done = (*merge)->run(); !done) return done.error();
    if (database_.total_changes() - before < 2) return {};
  }
}

Result<void> SqliteStore::tidy() {
  // An archive of before cannot give back the pages that a merge leaves empty.
  auto shrinks = database_.integer("PRAGMA auto_vacuum");
  if (!shrinks) return shrinks.error();
  auto largest = database_.integer(
      "SELECT coalesce(100 * max(pages) / sum(pages), 100) FROM (SELECT count(*) AS pages FROM "
      "words_idx GROUP BY segid)");
  if (!largest) return largest.error();
  if (*shrinks == 0 || *largest >= kScattered) return {};
  if (auto done = merge_index(); !done) return done.error();
  return database_.run("PRAGMA incremental_vacuum");
}

// A search index without content forgets a text only when told which it was.
Result<std::string> SqliteStore::forget_latest(std::int64_t article, std::int64_t& number) {
  auto latest = statement(
      "SELECT a.title, r.id, r.number FROM article a JOIN revision r ON r.id = a.revision_id "
      "WHERE a.id = ?1");
  if (!latest) return latest.error();
  (*latest)->bind(1, article);
  auto row = (*latest)->step();
  if (!row) return row.error();
  std::string title((*latest)->text(0));
  const std::int64_t revision = (*latest)->integer(1);
  number = (*latest)->integer(2);
  (*latest)->reset();
  auto text = text_of(revision);
  if (!text) return text.error();
  auto forgot = insert("INSERT INTO words(words, rowid, text, title) VALUES('delete', ?1, ?2, ?3)",
                       [&](auto& to) { to.bind(1, article).bind(2, *text).bind(3, title); });
  if (!forgot) return forgot.error();
  return title;
}

Result<Admission> SqliteStore::add_revision(const Known& known, const Document& document,
                                            const Fingerprint& print) {
  std::int64_t number = 0;
  auto old_title = forget_latest(known.article, number);
  if (!old_title) return old_title.error();
  auto revision = insert_revision(known.article, number + 1, document, print);
  if (!revision) return revision.error();
  const std::string& title = document.title.empty() ? *old_title : document.title;
  if (auto done = index_text(known.article, title, document.text); !done) return done.error();
  auto updated = insert(
      "UPDATE article SET revision_id = ?2, title = ?3 WHERE id = ?1",
      [&](auto& to) { to.bind(1, known.article).bind(2, *revision).bind_or_null(3, title); });
  if (!updated) return updated.error();
  auto noted = add_copy(known, document);
  if (!noted) return noted.error();
  return Admission{Outcome::kRevision, known.article, *revision, known.document_id, 0};
}

Result<std::string> SqliteStore::unique_document_id(const std::string& wanted) {
  auto select = statement("SELECT 1 FROM article WHERE document_id = ?1");
  if (!select) return select.error();
  std::string id = wanted;
  for (std::int64_t number = 2;; number *= 2) {
    (*select)->bind(1, id);
    auto row = (*select)->step();
    if (!row) return row.error();
    (*select)->reset();
    if (!*row) return id;
    id = fmt::format("{}~{}", wanted, number);
  }
}

Result<Admission> SqliteStore::add_article(const Document& document, const Fingerprint& print,
                                           const Known* near) {
  auto source_id = source(document.source);
  if (!source_id) return source_id.error();
  auto document_id = unique_document_id(document.id);
  if (!document_id) return document_id.error();
  auto article = insert(
      "INSERT INTO article(document_id, source_id, story_id, revision_id, date, language, title, "
      "url, author, section) VALUES(?1, ?2, 0, 0, ?3, ?4, ?5, ?6, ?7, ?8)",
      [&](auto& row) {
        row.bind(1, *document_id).bind(2, *source_id);
        row.bind_or_null(3, packed_date(document.date)).bind_or_null(4, document.language);
        row.bind_or_null(5, document.title).bind_or_null(6, document.url);
        row.bind_or_null(7, document.author).bind_or_null(8, document.section);
      });
  if (!article) return article.error();
  auto revision = insert_revision(*article, 1, document, print);
  if (!revision) return revision.error();
  auto updated =
      insert("UPDATE article SET story_id = ?2, revision_id = ?3 WHERE id = ?1", [&](auto& row) {
        row.bind(1, *article).bind(2, near == nullptr ? *article : near->story).bind(3, *revision);
      });
  if (!updated) return updated.error();
  if (auto done = index_text(*article, document.title, document.text); !done) return done.error();
  return Admission{Outcome::kNew, *article, *revision, *document_id,
                   near == nullptr ? 0 : near->article};
}

Result<void> SqliteStore::flush_packs() {
  if (!has_dictionary_) {
    if (auto done = train_dictionary(); !done) return done.error();
  }
  for (Packs* packs : {&text_packs_, &page_packs_, &fact_packs_}) {
    if (auto done = packs->flush(); !done) return done.error();
  }
  return {};
}

Result<void> SqliteStore::train_dictionary() {
  auto bytes = database_.integer(
      fmt::format("SELECT CASE WHEN count(*) >= {0} THEN sum(size) ELSE 0 END FROM revision",
                  kDictionaryTexts));
  if (!bytes) return bytes.error();
  if (*bytes < kDictionaryTextBytes) return {};
  std::vector<std::string> texts;
  std::vector<std::int64_t> packs;
  auto select = statement("SELECT id, pack_id FROM revision WHERE size < 65536 ORDER BY id DESC");
  if (!select) return select.error();
  auto read = each_row(**select, [&](const sqlite::Statement& row) -> Result<bool> {
    if (packs.empty() || packs.back() != row.integer(1)) packs.push_back(row.integer(1));
    if (texts.size() >= kDictionarySamples) return true;
    auto text = text_of(row.integer(0));
    if (!text) return text.error();
    texts.push_back(*std::move(text));
    return true;
  });
  if (!read) return read.error();
  const std::string dictionary = TextCodec::train(texts);
  if (dictionary.empty()) return {};
  auto added = insert("INSERT INTO dictionary(bytes) VALUES(?1)",
                      [&](auto& row) { row.bind_bytes(1, dictionary); });
  if (!added) return added.error();
  text_codec_.set_dictionary(dictionary);
  has_dictionary_ = true;
  for (const std::int64_t pack : packs) {
    if (auto done = text_packs_.repack(pack); !done) return done.error();
  }
  return {};
}

}  // namespace casus
