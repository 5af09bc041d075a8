#pragma once

// Archive is what all requests share: connections to the store, the index of its keys, what was
// selected lately, the coder for explanations, and names for people.

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <unordered_map>

#include "casus/coder.h"
#include "serve/archive_index.h"
#include "serve/fact_parts.h"
#include "serve/labels.h"
#include "serve/reviews.h"
#include "serve/selection.h"
#include "store/store.h"

namespace casus::serve {

enum class Subject { kEvents, kFacts, kArticles };

// An index, and the rows that selections found in it. Any number of threads.
class Snapshot {
 public:
  explicit Snapshot(std::shared_ptr<const ArchiveIndex> index) : index_(std::move(index)) {}
  const ArchiveIndex& index() const { return *index_; }
  // The selected rows; found once for selections that are asked for again and again.
  Result<std::shared_ptr<const Bitset>> rows(Subject subject, const Selection& selection,
                                             Store& store);
  // The runs of coders, read once.
  Result<std::vector<RunRecord>> runs(Store& store);
  // What facts are part of which, read once when it is first asked for.
  Result<std::shared_ptr<const FactParts>> parts(const PartRules& rules, Store& store);

 private:
  struct Entry {
    std::string key;
    std::shared_ptr<const Bitset> rows;
  };
  std::shared_ptr<const ArchiveIndex> index_;
  std::mutex mutex_;
  std::list<Entry> recent_;  // the latest first
  std::unordered_map<std::string, std::list<Entry>::iterator> found_;
  std::size_t bytes_ = 0;
  std::optional<std::vector<RunRecord>> runs_;
  std::mutex parts_mutex_;  // held while they are read: who asks meanwhile waits
  std::shared_ptr<const FactParts> parts_;
};

struct ArchiveOptions {
  std::string path;
  std::filesystem::path data;  // models and names; empty: no explanations, codes for names
  int connections = 4;
  bool is_writable = false;  // takes reviews
};

class Archive {
 public:
  // Opens the connections and reads the index.
  static Result<std::unique_ptr<Archive>> open(const ArchiveOptions& options);
  ~Archive();

  // A connection, given back when the lease ends. Waits for a free one.
  class Lease {
   public:
    Lease(Archive& archive, std::unique_ptr<Store> store)
        : archive_(&archive), store_(std::move(store)) {}
    Lease(Lease&&) noexcept = default;
    Lease& operator=(Lease&&) = delete;
    ~Lease();
    Store& operator*() const { return *store_; }
    Store* operator->() const { return store_.get(); }

   private:
    Archive* archive_;
    std::unique_ptr<Store> store_;
  };
  Lease lease();

  // The newest snapshot. Where the file has changed since, a newer one is made beside the requests.
  std::shared_ptr<Snapshot> snapshot();
  // The archive's state as of the last look at it.
  ArchiveStamp stamp();
  // As of the last look, too.
  Result<std::shared_ptr<const Reviews>> reviews(Store& store);
  const Labels& labels() const { return labels_; }
  const PartRules& part_rules() const { return part_rules_; }
  const ArchiveOptions& options() const { return options_; }

  // Codes a text anew with reasons; at most two at a time. Without data, an error.
  Result<void> code(Document& document);
  // Stores a review; the error of an archive that is opened for reading is kUsage.
  Result<std::int64_t> add_review(const ReviewRecord& review);

 private:
  explicit Archive(ArchiveOptions options) : options_(std::move(options)) {}
  void look();     // compares stamps, at most every second
  void refresh();  // on a thread of its own

  const ArchiveOptions options_;
  Labels labels_;
  PartRules part_rules_;  // none without data
  std::mutex pool_mutex_;
  std::condition_variable pool_freed_;
  std::vector<std::unique_ptr<Store>> free_;
  std::mutex looker_mutex_;
  std::unique_ptr<Store> looker_;  // a connection for stamps alone

  std::mutex state_mutex_;
  std::shared_ptr<Snapshot> snapshot_;
  ArchiveStamp stamp_;
  std::chrono::steady_clock::time_point looked_{};
  std::chrono::steady_clock::time_point may_refresh_{};
  bool is_refreshing_ = false;
  std::shared_ptr<const Reviews> reviews_;
  std::int64_t reviews_until_ = -1;  // the last review that they know
  std::thread refresher_;

  std::mutex coder_mutex_;
  std::condition_variable coder_freed_;
  std::optional<Coder> coder_;
  int coding_ = 0;

  std::mutex writer_mutex_;
  std::unique_ptr<Store> writer_;
};

}  // namespace casus::serve
