// What a document is: new, known, a duplicate or a revision (docs/formats/archive.md, "One copy").

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>

#include "input/byte_source.h"
#include "store/sqlite_store.h"

namespace casus {

namespace {

constexpr double kSameResemblance = 0.8;      // edited a little
constexpr double kSamePageResemblance = 0.3;  // edited much, under the same address
constexpr std::uint32_t kLongWords = 50;      // so many words are not written twice by chance
constexpr std::int64_t kSameTextDays = 30;    // between two tellings of a shorter text
constexpr std::int64_t kRevisionDays = 3;
constexpr std::size_t kMaxCandidates = 16;
constexpr std::size_t kDictionaryTexts = 400;

// The host of an address without "www.": who publishes where nobody says so.
std::string host_of(const std::string& url) {
  std::size_t begin = url.find("://");
  if (begin == std::string::npos) return {};
  begin += 3;
  std::string host = url.substr(begin, url.find_first_of("/?#:", begin) - begin);
  return host.starts_with("www.") ? host.substr(4) : host;
}

std::string publisher_of(const std::string& source, const std::string& url) {
  return source.empty() ? host_of(url) : source;
}

std::int64_t days_apart(std::int64_t a, std::int64_t b) {
  return a == 0 || b == 0 ? 0 : std::abs(day_number(a) - day_number(b));
}

}  // namespace

struct SqliteStore::Known {
  std::int64_t article = 0;
  std::int64_t revision = 0;
  std::int64_t story = 0;
  std::string document_id;
  std::string source;
  std::string url;
  std::int64_t date = 0;
  std::string text;  // where it was read
  double resemblance = 1;
};

Result<std::vector<SqliteStore::Known>> SqliteStore::same_text(const Fingerprint& print) {
  auto select = statement(
      "SELECT a.id, r.id, a.story_id, a.document_id, s.name, a.url, a.date FROM revision r "
      "JOIN article a ON a.id = r.article_id JOIN source s ON s.id = a.source_id "
      "WHERE r.hash = ?1 LIMIT 64");
  if (!select) return select.error();
  (*select)->bind_bytes(1, print.hash);
  std::vector<Known> found;
  while (true) {
    auto row = (*select)->step();
    if (!row) return row.error();
    if (!*row) return found;
    Known known;
    known.article = (*select)->integer(0);
    known.revision = (*select)->integer(1);
    known.story = (*select)->integer(2);
    known.document_id = (*select)->text(3);
    known.source = (*select)->text(4);
    known.url = (*select)->text(5);
    known.date = (*select)->integer(6);
    found.push_back(std::move(known));
  }
}

Result<std::vector<SqliteStore::Known>> SqliteStore::similar_texts(const Document& document,
                                                                   const Fingerprint& print) {
  std::map<std::int64_t, int> shared;  // revision -> bands
  auto bands = statement("SELECT revision_id FROM band WHERE hash = ?1 LIMIT 64");
  if (!bands) return bands.error();
  for (const std::int64_t band : print.bands) {
    (*bands)->bind(1, band);
    while (true) {
      auto row = (*bands)->step();
      if (!row) return row.error();
      if (!*row) break;
      ++shared[(*bands)->integer(0)];
    }
  }
  // Articles of the same address or identifier, whatever they share.
  auto named = statement(
      "SELECT revision_id FROM article WHERE url = ?1 UNION SELECT revision_id FROM article WHERE "
      "document_id = ?2 UNION SELECT revision_id FROM copy WHERE url = ?1 LIMIT 16");
  if (!named) return named.error();
  (*named)->bind_or_null(1, document.url).bind(2, document.id);
  while (true) {
    auto row = (*named)->step();
    if (!row) return row.error();
    if (!*row) break;
    shared[(*named)->integer(0)] += kBands;
  }
  std::vector<std::pair<int, std::int64_t>> order;
  for (const auto& [revision, count] : shared) order.emplace_back(-count, revision);
  std::sort(order.begin(), order.end());
  if (order.size() > kMaxCandidates) order.resize(kMaxCandidates);

  std::vector<Known> found;
  auto select = statement(
      "SELECT a.id, a.story_id, a.document_id, s.name, a.url, a.date, r.text FROM revision r JOIN "
      "article a ON a.id = r.article_id JOIN source s ON s.id = a.source_id WHERE r.id = ?1");
  if (!select) return select.error();
  for (const auto& [unused, revision] : order) {
    (*select)->bind(1, revision);
    auto row = (*select)->step();
    if (!row) return row.error();
    if (!*row) continue;
    Known known;
    known.revision = revision;
    known.article = (*select)->integer(0);
    known.story = (*select)->integer(1);
    known.document_id = (*select)->text(2);
    known.source = (*select)->text(3);
    known.url = (*select)->text(4);
    known.date = (*select)->integer(5);
    auto text = codec_.unpack((*select)->text(6), kMaxDocumentBytes);
    (*select)->reset();
    if (!text) return text.error();
    known.text = *std::move(text);
    found.push_back(std::move(known));
  }
  return found;
}

Result<bool> SqliteStore::is_same_document(const Known& known, const Document& document) {
  // An identifier that was made unique is the wanted one and a "~number".
  const std::string stem = known.document_id.substr(0, known.document_id.rfind('~'));
  if ((known.document_id == document.id || stem == document.id) && known.url == document.url &&
      known.source == document.source) {
    return true;
  }
  auto select = statement(
      "SELECT count(*) FROM copy c JOIN source s ON s.id = c.source_id WHERE c.article_id = ?1 AND "
      "c.document_id = ?2 AND coalesce(c.url, '') = ?3 AND s.name = ?4");
  if (!select) return select.error();
  (*select)->bind(1, known.article).bind(2, document.id).bind(3, document.url);
  (*select)->bind(4, document.source);
  auto row = (*select)->step();
  if (!row) return row.error();
  const bool is_known = (*select)->integer(0) > 0;
  (*select)->reset();
  return is_known;
}

Result<Admission> SqliteStore::admit(const Document& document) {
  const Fingerprint print = fingerprint(document.text);
  const std::int64_t date = packed_date(document.date);
  auto same = same_text(print);
  if (!same) return same.error();
  for (const Known& known : *same) {
    auto is_known = is_same_document(known, document);
    if (!is_known) return is_known.error();
    if (*is_known) {
      return Admission{Outcome::kKnown, known.article, known.revision, known.document_id, 0};
    }
  }
  for (const Known& known : *same) {
    if (print.words >= kLongWords || days_apart(known.date, date) <= kSameTextDays) {
      return add_copy(known, document);
    }
  }
  auto similar = similar_texts(document, print);
  if (!similar) return similar.error();
  const Known* nearest = nullptr;
  for (Known& known : *similar) {
    const Fingerprint other = fingerprint(known.text);
    known.resemblance = resemblance(print, other);
    const bool same_page = !document.url.empty() && known.url == document.url;
    const bool same_name = known.document_id == document.id && known.source == document.source;
    if ((same_page || same_name) && known.resemblance >= kSamePageResemblance) {
      return add_revision(known, document, print);
    }
    if (known.resemblance < kSameResemblance) continue;
    const std::int64_t apart = days_apart(known.date, date);
    const bool same_publisher =
        publisher_of(known.source, known.url) == publisher_of(document.source, document.url);
    const bool same_day = apart == 0 || (apart <= kRevisionDays && print.numbers == other.numbers);
    if (same_publisher && same_day) return add_revision(known, document, print);
    const bool is_tie = !same_publisher && apart <= kRevisionDays;
    if (is_tie && (nearest == nullptr || known.resemblance > nearest->resemblance))
      nearest = &known;
  }
  return add_article(document, print, nearest);
}

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
  const std::string packed = codec_.pack(document.text);
  auto page = store_page(document);
  if (!page) return page.error();
  auto revision = insert(
      "INSERT INTO revision(article_id, number, hash, words, size, text, page_id, added) "
      "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
      [&](auto& row) {
        row.bind(1, article).bind(2, number).bind_bytes(3, print.hash);
        row.bind(4, static_cast<std::int64_t>(print.words));
        row.bind(5, static_cast<std::int64_t>(document.text.size())).bind_bytes(6, packed);
        row.bind_or_null(7, *page).bind(8, static_cast<std::int64_t>(std::time(nullptr)));
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
  return insert("INSERT INTO page(hash, type, size, bytes) VALUES(?1, ?2, ?3, ?4)", [&](auto& to) {
    to.bind(1, hash).bind_or_null(2, document.page_type);
    to.bind(3, static_cast<std::int64_t>(bytes.size())).bind_bytes(4, codec_.pack(bytes));
  });
}

Result<Admission> SqliteStore::add_revision(const Known& known, const Document& document,
                                            const Fingerprint& print) {
  auto latest = statement(
      "SELECT a.title, r.text, r.number FROM article a JOIN revision r ON r.id = a.revision_id "
      "WHERE a.id = ?1");
  if (!latest) return latest.error();
  (*latest)->bind(1, known.article);
  auto row = (*latest)->step();
  if (!row) return row.error();
  const std::string old_title((*latest)->text(0));
  auto old_text = codec_.unpack((*latest)->text(1), kMaxDocumentBytes);
  const std::int64_t number = (*latest)->integer(2) + 1;
  (*latest)->reset();
  if (!old_text) return old_text.error();
  auto revision = insert_revision(known.article, number, document, print);
  if (!revision) return revision.error();
  // A search index without content forgets a text only when told which it was.
  auto forgot =
      insert("INSERT INTO words(words, rowid, title, text) VALUES('delete', ?1, ?2, ?3)",
             [&](auto& to) { to.bind(1, known.article).bind(2, old_title).bind(3, *old_text); });
  if (!forgot) return forgot.error();
  const std::string& title = document.title.empty() ? old_title : document.title;
  auto indexed = insert("INSERT INTO words(rowid, title, text) VALUES(?1, ?2, ?3)", [&](auto& to) {
    to.bind(1, known.article).bind(2, title).bind(3, document.text);
  });
  if (!indexed) return indexed.error();
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
  auto indexed = insert("INSERT INTO words(rowid, title, text) VALUES(?1, ?2, ?3)", [&](auto& row) {
    row.bind(1, *article).bind(2, document.title).bind(3, document.text);
  });
  if (!indexed) return indexed.error();
  return Admission{Outcome::kNew, *article, *revision, *document_id,
                   near == nullptr ? 0 : near->article};
}

Result<void> SqliteStore::train_dictionary() {
  auto revisions = database_.integer("SELECT count(*) FROM (SELECT 1 FROM revision LIMIT 400)");
  if (!revisions) return revisions.error();
  if (*revisions < static_cast<std::int64_t>(kDictionaryTexts)) return {};
  is_large_enough_ = true;
  auto select =
      statement("SELECT text FROM revision WHERE size < 65536 ORDER BY id DESC LIMIT 1500");
  if (!select) return select.error();
  std::vector<std::string> texts;
  while (true) {
    auto row = (*select)->step();
    if (!row) return row.error();
    if (!*row) break;
    auto text = codec_.unpack((*select)->text(0), kMaxDocumentBytes);
    if (!text) return text.error();
    texts.push_back(*std::move(text));
  }
  const std::string dictionary = TextCodec::train(texts);
  if (dictionary.empty()) return {};
  auto added = insert("INSERT INTO dictionary(bytes) VALUES(?1)",
                      [&](auto& row) { row.bind_bytes(1, dictionary); });
  if (!added) return added.error();
  codec_.set_dictionary(dictionary);
  return {};
}

}  // namespace casus
