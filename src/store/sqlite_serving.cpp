// Single things of an archive by their names, an article's history, and reviews.

#include <sqlite3.h>

#include <charconv>
#include <ctime>

#include "store/sqlite_store.h"

namespace casus {

namespace {

// Cuts "-17" off the end of `id`; nothing where it ends otherwise.
std::optional<std::int64_t> cut_number(std::string& id, std::string_view before) {
  const std::size_t at = id.rfind(before);
  if (at == std::string::npos) return std::nullopt;
  const char* first = id.data() + at + before.size();
  const char* last = id.data() + id.size();
  std::int64_t number = 0;
  const auto [end, code] = std::from_chars(first, last, number);
  if (code != std::errc() || end != last || number < 0) return std::nullopt;
  id.resize(at);
  return number;
}

constexpr double kMaxSearchSeconds = 2;  // of the thread's processor time
constexpr int kStepsBetweenLooks = 50;  // of SQLite's machine, which reads the index in small steps

// Ends what the connection does for too long while it lives.
class SearchLimit {
 public:
  explicit SearchLimit(sqlite3* database) : database_(database), begin_(seconds()) {
    sqlite3_progress_handler(database_, kStepsBetweenLooks, &is_over, this);
  }
  ~SearchLimit() { sqlite3_progress_handler(database_, 0, nullptr, nullptr); }
  SearchLimit(const SearchLimit&) = delete;
  SearchLimit& operator=(const SearchLimit&) = delete;
  bool was_passed() const { return was_passed_; }

 private:
  static double seconds() {
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
  }
  static int is_over(void* self) {
    auto& limit = *static_cast<SearchLimit*>(self);
    limit.was_passed_ = limit.was_passed_ || seconds() - limit.begin_ > kMaxSearchSeconds;
    return limit.was_passed_ ? 1 : 0;
  }

  sqlite3* database_;
  double begin_;
  bool was_passed_ = false;
};

ReviewRecord review_of(const sqlite::Statement& row) {
  ReviewRecord review;
  review.number = row.integer(0);
  review.event_number = row.integer(1);
  review.event = row.text(2);
  review.reviewer = row.text(3);
  review.at = row.integer(4);
  review.verdict = row.text(5);
  review.reason = row.text(6);
  review.correction = row.text(7);
  return review;
}

}  // namespace

Result<std::int64_t> SqliteStore::event_number(const std::string& id) {
  std::string document = id;
  const auto of_sentence = cut_number(document, "-");
  const auto sentence = of_sentence ? cut_number(document, "-") : std::nullopt;
  if (!sentence) return std::int64_t{0};
  return number(
      "SELECT e.id FROM article a JOIN coding c ON c.id = a.coding_id JOIN event e ON e.id BETWEEN "
      "c.first_event AND c.first_event + c.events - 1 WHERE a.document_id = ?1 AND e.sentence = ?2 "
      "AND e.number = ?3",
      [&](auto& row) { row.bind(1, document).bind(2, *sentence).bind(3, *of_sentence); });
}

Result<std::int64_t> SqliteStore::fact_number(const std::string& id) {
  std::string document = id;
  const auto of_document = cut_number(document, "-f");
  if (!of_document) return std::int64_t{0};
  return number(
      "SELECT c.first_fact + ?2 - 1 FROM article a JOIN coding c ON c.id = a.coding_id WHERE "
      "a.document_id = ?1 AND ?2 BETWEEN 1 AND c.facts",
      [&](auto& row) { row.bind(1, document).bind(2, *of_document); });
}

Result<std::int64_t> SqliteStore::article_number(const std::string& document_id) {
  return number("SELECT id FROM article WHERE document_id = ?1",
                [&](auto& row) { row.bind(1, document_id); });
}

Result<std::int64_t> SqliteStore::link_number(const std::string& link) {
  std::uint64_t key = 0;
  const char* first = link.data();
  if (link.size() != 25 || link[16] != '-') return std::int64_t{0};
  const auto [end, code] = std::from_chars(first, first + 16, key, 16);
  std::int64_t date = 0;
  const auto [end_of_date, date_code] = std::from_chars(first + 17, first + 25, date);
  if (code != std::errc() || end != first + 16 || date_code != std::errc() ||
      end_of_date != first + 25) {
    return std::int64_t{0};
  }
  return number("SELECT id FROM link WHERE hash = ?1 AND date = ?2",
                [&](auto& row) { row.bind(1, static_cast<std::int64_t>(key)).bind(2, date); });
}

Result<std::vector<std::int64_t>> SqliteStore::articles_with_words(const std::string& words) {
  std::vector<std::int64_t> articles;
  const SearchLimit limit(database_.handle());
  auto done =
      scan_rows_of("SELECT rowid FROM words WHERE words MATCH ?1", std::string_view(words),
                   [&](const sqlite::Statement& row) { articles.push_back(row.integer(0)); });
  if (limit.was_passed()) {
    return Error{ErrorKind::kLimit, "the search took more than 2 seconds", "", 0,
                 "look for fewer or longer words"};
  }
  if (!done) return done.error();
  return articles;
}

Result<ArticleHistory> SqliteStore::history(std::int64_t article) {
  using Row = const sqlite::Statement&;
  ArticleHistory history;
  auto done = scan_rows_of(
      "SELECT id, number, words, size, added, page_id IS NOT NULL FROM revision WHERE article_id = "
      "?1 ORDER BY number",
      article, [&](Row row) {
        history.revisions.push_back({row.integer(0), row.integer(1), row.integer(2), row.integer(3),
                                     row.integer(4), row.integer(5) != 0});
      });
  if (!done) return done.error();
  done = scan_rows_of(
      "SELECT k.document_id, s.name, k.url, k.date, k.added FROM copy k JOIN source s ON s.id = "
      "k.source_id WHERE k.article_id = ?1 ORDER BY k.id",
      article, [&](Row row) {
        history.copies.push_back({std::string(row.text(0)), std::string(row.text(1)),
                                  std::string(row.text(2)), unpacked_date(row.integer(3)),
                                  row.integer(4)});
      });
  if (!done) return done.error();
  return history;
}

Result<PageRecord> SqliteStore::page_of(std::int64_t article) {
  auto select = statement(
      "SELECT p.pack_id, p.pack_start, p.size, p.type FROM revision r JOIN page p ON p.id = "
      "r.page_id WHERE r.article_id = ?1 ORDER BY r.number DESC LIMIT 1");
  if (!select) return select.error();
  (*select)->bind(1, article);
  auto row = (*select)->step();
  if (!row) return row.error();
  PageRecord page;
  if (!*row) return page;
  const Packs::Slice slice{(*select)->integer(0), (*select)->integer(1), (*select)->integer(2)};
  page.type = (*select)->text(3);
  (*select)->reset();
  auto bytes = page_packs_.read(slice);
  if (!bytes) return bytes.error();
  page.bytes = *std::move(bytes);
  return page;
}

Result<std::int64_t> SqliteStore::added(std::int64_t article) {
  return number("SELECT added FROM revision WHERE article_id = ?1 ORDER BY id LIMIT 1",
                [&](auto& row) { row.bind(1, article); });
}

Result<std::int64_t> SqliteStore::add_review(const ReviewRecord& review) {
  return insert(
      "INSERT INTO review(event_id, event, reviewer, at, verdict, reason, correction) VALUES(?1, "
      "?2, ?3, ?4, ?5, ?6, ?7)",
      [&](auto& row) {
        row.bind(1, review.event_number).bind(2, review.event).bind(3, review.reviewer);
        row.bind(4, review.at).bind(5, review.verdict);
        row.bind_or_null(6, review.reason).bind_or_null(7, review.correction);
      });
}

Result<std::vector<ReviewRecord>> SqliteStore::reviews(const std::string& event) {
  std::vector<ReviewRecord> reviews;
  auto done = scan_rows_of(
      "SELECT id, event_id, event, reviewer, at, verdict, reason, correction FROM review WHERE ?1 "
      "= '' OR event = ?1 ORDER BY id",
      std::string_view(event),
      [&](const sqlite::Statement& row) { reviews.push_back(review_of(row)); });
  if (!done) return done.error();
  return reviews;
}

}  // namespace casus
