#pragma once

// The archive in an SQLite file. Its tables are documented in docs/formats/archive.md.

#include <map>
#include <unordered_map>

#include "store/fingerprint.h"
#include "store/packs.h"
#include "store/sqlite.h"
#include "store/store.h"
#include "store/text_codec.h"

namespace casus {

struct Sql;

class SqliteStore : public Store {
 public:
  static Result<std::unique_ptr<Store>> open(const std::string& path, const StoreOptions& options);

  Result<void> begin() override;
  Result<void> commit() override;
  void rollback() override;
  Result<void> tidy() override;
  Result<std::int64_t> open_run(const std::string& coder, const std::string& settings,
                                bool anew) override;
  Result<Admission> admit(const Document& document) override;
  Result<void> add_coding(std::int64_t run, std::int64_t article, std::int64_t revision,
                          const Document& document) override;
  Result<void> refuse_coding(std::int64_t run, std::int64_t article, std::int64_t revision,
                             const Error& error) override;
  Result<bool> next_uncoded(std::int64_t run, std::int64_t after, Pending& pending) override;
  Result<std::vector<RunRecord>> runs() override;
  Result<std::string> text_of(std::int64_t revision) override;
  Result<void> read_events(const Query& query,
                           const std::function<bool(const EventRecord&)>& take) override;
  Result<void> read_facts(const Query& query,
                          const std::function<bool(const FactRecord&)>& take) override;
  Result<void> read_articles(const Query& query,
                             const std::function<bool(const ArticleRecord&)>& take) override;
  Result<void> count_events(const CountQuery& query,
                            const std::function<bool(const CountRow&)>& take) override;
  std::string explain(const Query& query) const override;
  std::string explain(const CountQuery& query) const override;
  Result<void> scan(ArchiveVisitor& visitor) override;
  Result<ArchiveStamp> stamp() override;
  Result<std::vector<EventRecord>> numbered_events(std::span<const std::int64_t> numbers) override;
  Result<std::vector<FactRecord>> numbered_facts(std::span<const std::int64_t> numbers) override;
  Result<std::vector<ArticleRecord>> numbered_articles(
      std::span<const std::int64_t> numbers) override;
  Result<std::int64_t> event_number(const std::string& id) override;
  Result<std::int64_t> fact_number(const std::string& id) override;
  Result<std::int64_t> article_number(const std::string& document_id) override;
  Result<std::int64_t> link_number(const std::string& link) override;
  Result<std::vector<std::int64_t>> articles_with_words(const std::string& words) override;
  Result<ArticleHistory> history(std::int64_t article) override;
  Result<PageRecord> page_of(std::int64_t article) override;
  Result<std::int64_t> added(std::int64_t article) override;
  Result<std::int64_t> add_review(const ReviewRecord& review) override;
  Result<std::vector<ReviewRecord>> reviews(const std::string& event) override;
  Result<void> check() override;

 private:
  struct Known;   // an article that a document may be another telling of
  struct Coding;  // one coding on its way into the tables

  enum class Relation { kOther, kTie, kRevision };  // of a known article to a document

  explicit SqliteStore(sqlite::Database database);
  Result<void> read_dictionary();

  // A statement, prepared once. `sql` must be a literal; it is told by its address.
  Result<sqlite::Statement*> statement(const char* sql);
  // Runs an INSERT with its parameters bound by `bind`, and gives the row's id.
  template <typename Bind>
  Result<std::int64_t> insert(const char* sql, Bind bind);

  // The id of a name in a list of names, which is put there where it is missing.
  Result<std::int64_t> term(const char* kind, const std::string& name);
  Result<std::int64_t> source(const std::string& name);
  // The row that `sql` finds by the hash of key_, remembered; nothing where there is none yet.
  Result<std::optional<std::int64_t>> row_of(const char* sql);
  Result<std::int64_t> actor(const ActorCode& actor);
  Result<std::int64_t> place(const Place& place);

  // Recognising (sqlite_admission.cpp).
  Result<std::vector<Known>> same_text(const Fingerprint& print);
  Result<std::optional<Admission>> admit_same(const Document& document, const Fingerprint& print);
  // Revisions that may be much like a text, the likeliest first.
  Result<std::vector<std::int64_t>> candidates(const Document& document, const Fingerprint& print);
  Result<std::vector<Known>> similar_texts(const Document& document, const Fingerprint& print);
  static Relation relation(Known& known, const Document& document, const Fingerprint& print);
  Result<bool> is_same_document(const Known& known, const Document& document);

  // Storing texts (sqlite_texts.cpp).
  Result<Admission> add_copy(const Known& known, const Document& document);
  Result<Admission> add_revision(const Known& known, const Document& document,
                                 const Fingerprint& print);
  Result<Admission> add_article(const Document& document, const Fingerprint& print,
                                const Known* near);
  // Takes the latest revision out of the search index; its title, and its number.
  Result<std::string> forget_latest(std::int64_t article, std::int64_t& number);
  Result<void> index_text(std::int64_t article, const std::string& title, const std::string& text);
  Result<void> merge_index();  // of words, into one part
  Result<std::int64_t> insert_revision(std::int64_t article, std::int64_t number,
                                       const Document& document, const Fingerprint& print);
  Result<std::int64_t> store_page(const Document& document);
  Result<std::string> unique_document_id(const std::string& wanted);
  Result<void> train_dictionary();
  Result<void> flush_packs();

  // Storing what was coded (sqlite_coding.cpp, sqlite_parties.cpp).
  Result<void> add_layers(Coding& coding);
  Result<void> retire_coding(std::int64_t article);
  Result<void> remove_dyads(std::int64_t first_event, std::int64_t last_event);
  Result<void> add_event(Coding& coding, std::size_t index);
  Result<void> add_participants(Coding& coding, std::int64_t event, const Event& from);
  Result<void> add_dyads(std::int64_t id, const Event& event, std::int64_t category);
  Result<void> add_labels(std::int64_t id, const Event& event);
  Result<void> add_fact(Coding& coding, std::size_t index);
  Result<void> add_fact_roles(std::int64_t id, const Fact& fact);
  Result<std::int64_t> evidence(Coding& coding, std::uint32_t start, std::uint32_t end);
  Result<std::int64_t> link(Coding& coding, const Event& event);

  // Reading (sqlite_reader.cpp).
  struct CodingLines {  // the facts of one coding
    Packs::Slice slice;
    std::string text;
    std::vector<std::size_t> ends;
  };
  using TakeRow = std::function<Result<bool>(const sqlite::Statement&)>;
  Result<void> read_rows(const Sql& sql, const TakeRow& take);
  Result<std::string_view> fact_line(const Packs::Slice& slice, std::int64_t index,
                                     CodingLines& lines);
  Result<void> read_fact_row(const sqlite::Statement& row, CodingLines& lines, FactRecord& record);
  Result<void> read_participants(std::int64_t event, Event& into);
  Result<void> read_event_row(const sqlite::Statement& row, EventRecord& record);

  // For the server (sqlite_serving.cpp, sqlite_scan.cpp).
  template <typename Take>
  Result<void> scan_rows(const char* sql, Take take);
  // The same with the statement's one parameter.
  template <typename Value, typename Take>
  Result<void> scan_rows_of(const char* sql, Value value, Take take);
  Result<void> scan_names(ArchiveVisitor& visitor);
  Result<void> scan_events(ArchiveVisitor& visitor);
  Result<void> scan_facts(ArchiveVisitor& visitor);
  // The first column of the only row of a statement with one parameter or more; 0: no row.
  template <typename Bind>
  Result<std::int64_t> number(const char* sql, Bind bind);

  sqlite::Database database_;
  TextCodec text_codec_;
  TextCodec codec_;  // of pages and facts: without a dictionary
  Packs text_packs_;
  Packs page_packs_;
  Packs fact_packs_;
  std::unordered_map<const char*, sqlite::Statement> statements_;
  std::unordered_map<std::string, std::int64_t> ids_;  // of terms, sources, actors, places
  std::string key_;       // into ids_, being looked up: here so that each need not find room anew
  bool is_open_ = false;  // between begin() and commit()
  bool has_dictionary_ = false;
};

template <typename Bind>
Result<std::int64_t> SqliteStore::insert(const char* sql, Bind bind) {
  auto prepared = statement(sql);
  if (!prepared) return prepared.error();
  bind(**prepared);
  if (auto done = (*prepared)->run(); !done) return done.error();
  return database_.last_id();
}

template <typename Value, typename Take>
Result<void> SqliteStore::scan_rows_of(const char* sql, Value value, Take take) {
  auto prepared = statement(sql);
  if (!prepared) return prepared.error();
  (*prepared)->bind(1, value);
  return scan_rows(sql, take);
}

template <typename Take>
Result<void> SqliteStore::scan_rows(const char* sql, Take take) {
  auto prepared = statement(sql);
  if (!prepared) return prepared.error();
  while (true) {
    auto row = (*prepared)->step();
    if (!row) return row.error();
    if (!*row) return {};
    take(**prepared);
  }
}

template <typename Bind>
Result<std::int64_t> SqliteStore::number(const char* sql, Bind bind) {
  auto prepared = statement(sql);
  if (!prepared) return prepared.error();
  bind(**prepared);
  auto row = (*prepared)->step();
  if (!row) return row.error();
  const std::int64_t found = *row ? (*prepared)->integer(0) : 0;
  (*prepared)->reset();
  return found;
}

}  // namespace casus
