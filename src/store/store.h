#pragma once

// Store is an archive: texts, what was coded from them, and where they came from. stores.cpp lists
// the engines; each passes the suite of store_suite_test.cpp.
//
//   auto store = open_store("news.db", {.mode = StoreMode::kCreate});
//   store->begin();
//   auto admission = store->admit(document);            // new, or met before?
//   if (admission->outcome == Outcome::kNew) { code it; store->add_coding(run, ..., document); }
//   store->commit();
//
// What lies between begin() and commit() is kept whole or not at all, whatever stops the program.
// One thread at a time; other programs may read meanwhile, and write in turns.

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "casus/document.h"
#include "casus/result.h"
#include "store/query.h"
#include "store/records.h"
#include "store/serving.h"

namespace casus {

enum class StoreMode { kRead, kWrite, kCreate };

struct StoreOptions {
  StoreMode mode = StoreMode::kRead;
  std::string engine;          // of store_engines(); empty: the first
  std::int64_t max_bytes = 0;  // the archive grows no larger; 0: as large as the disk lets it
  int cache_kib = 0;           // memory for pages of the file; 0: as the engine thinks best
};

// What a document turned out to be.
enum class Outcome {
  kNew,        // a text not met before: it waits to be coded
  kKnown,      // this very document is in the archive
  kDuplicate,  // a known article's text, from another place: that place is noted
  kRevision,   // a known article's text, edited: kept as its next revision
};
std::string_view outcome_name(Outcome outcome);  // "new", "known", ...

struct Admission {
  Outcome outcome = Outcome::kNew;
  std::int64_t article = 0;
  std::int64_t revision = 0;
  std::string document_id;    // of the article: the document's, made unique
  std::int64_t story_of = 0;  // a new article that nearly equals this one of another publisher
};

// A text that waits to be coded.
struct Pending {
  std::int64_t article = 0;
  std::int64_t revision = 0;
  Document document;
};

// One line of a table of counts.
struct CountRow {
  std::vector<std::string> keys;  // in the order of CountQuery's columns
  std::int64_t events = 0;
};

class Store {
 public:
  virtual ~Store() = default;

  // ---- writing, between begin() and commit() ----
  virtual Result<void> begin() = 0;
  virtual Result<void> commit() = 0;
  virtual void rollback() = 0;
  // Puts in order what many writings left scattered, in short transactions of its own; a stop in
  // between does no harm, and where little is scattered nothing is done. After commit().
  virtual Result<void> tidy() = 0;

  // The run of this coder with these settings; made where there is none, or where `anew`.
  virtual Result<std::int64_t> open_run(const std::string& coder, const std::string& settings,
                                        bool anew) = 0;
  // Tells what `document` is and stores what is new of it.
  virtual Result<Admission> admit(const Document& document) = 0;
  // Stores the layers of a coded document. They become the article's current ones; earlier
  // codings stay under their runs. `document.id` is the article's.
  virtual Result<void> add_coding(std::int64_t run, std::int64_t article, std::int64_t revision,
                                  const Document& document) = 0;
  // Notes that a text cannot be coded, so that it is not tried again by this run.
  virtual Result<void> refuse_coding(std::int64_t run, std::int64_t article, std::int64_t revision,
                                     const Error& error) = 0;

  // ---- reading ----
  // The next article with an id above `after` that `run` has not coded (run 0: that no run has
  // coded), in the latest of its revisions; false: there is none.
  virtual Result<bool> next_uncoded(std::int64_t run, std::int64_t after, Pending& pending) = 0;
  virtual Result<std::vector<RunRecord>> runs() = 0;
  virtual Result<std::string> text_of(std::int64_t revision) = 0;

  // Calls `take` for each match; false from it ends the reading.
  virtual Result<void> read_events(const Query& query,
                                   const std::function<bool(const EventRecord&)>& take) = 0;
  virtual Result<void> read_facts(const Query& query,
                                  const std::function<bool(const FactRecord&)>& take) = 0;
  virtual Result<void> read_articles(const Query& query,
                                     const std::function<bool(const ArticleRecord&)>& take) = 0;
  virtual Result<void> count_events(const CountQuery& query,
                                    const std::function<bool(const CountRow&)>& take) = 0;
  // What the engine will do for a query, for the curious; SQL where it speaks it.
  virtual std::string explain(const Query& query) const = 0;
  virtual std::string explain(const CountQuery& query) const = 0;

  // ---- for `casus serve` ----
  // Everything but words and texts, as of one moment.
  virtual Result<void> scan(ArchiveVisitor& visitor) = 0;
  virtual Result<ArchiveStamp> stamp() = 0;
  // The records of these numbers, in their order; numbers that name nothing are left out.
  virtual Result<std::vector<EventRecord>> numbered_events(
      std::span<const std::int64_t> numbers) = 0;
  virtual Result<std::vector<FactRecord>> numbered_facts(std::span<const std::int64_t> numbers) = 0;
  virtual Result<std::vector<ArticleRecord>> numbered_articles(
      std::span<const std::int64_t> numbers) = 0;
  // The number of what is called so as last coded; 0: nothing is.
  virtual Result<std::int64_t> event_number(const std::string& id) = 0;  // "doc7-3-1"
  virtual Result<std::int64_t> fact_number(const std::string& id) = 0;   // "doc7-f2"
  virtual Result<std::int64_t> article_number(const std::string& document_id) = 0;
  virtual Result<std::int64_t> link_number(const std::string& link) = 0;
  // Articles whose words match, as Query::text does.
  virtual Result<std::vector<std::int64_t>> articles_with_words(const std::string& words) = 0;
  virtual Result<ArticleHistory> history(std::int64_t article) = 0;
  // Of the latest revision that has one; without bytes where there is none.
  virtual Result<PageRecord> page_of(std::int64_t article) = 0;
  // When the article's first text was stored, in seconds since 1970.
  virtual Result<std::int64_t> added(std::int64_t article) = 0;
  // Between begin() and commit(). Gives the review's number.
  virtual Result<std::int64_t> add_review(const ReviewRecord& review) = 0;
  // Of the event that is or was called so; of all events where `event` is empty. Oldest first.
  virtual Result<std::vector<ReviewRecord>> reviews(const std::string& event) = 0;

  // Checks the archive's structure; the first fault is the error. Reads everything.
  virtual Result<void> check() = 0;
};

struct StoreEngine {
  std::string_view name;
  std::string_view description;
  Result<std::unique_ptr<Store>> (*open)(const std::string& path, const StoreOptions& options);
};
const std::vector<StoreEngine>& store_engines();

Result<std::unique_ptr<Store>> open_store(const std::string& path, const StoreOptions& options);

Result<std::unique_ptr<Store>> open_sqlite_store(const std::string& path,
                                                 const StoreOptions& options);

}  // namespace casus
