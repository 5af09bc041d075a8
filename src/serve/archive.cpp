#include "serve/archive.h"

namespace casus::serve {

namespace {

constexpr std::size_t kMaxCachedBytes = 12 << 20;  // of selected rows
constexpr int kConnectionCacheKib = 2048;
constexpr int kMaxCoding = 2;
constexpr auto kLookEvery = std::chrono::seconds(1);

constexpr std::size_t kMaxCodedBytes = 1 << 20;

using Clock = std::chrono::steady_clock;

// Whether something but reviews was added after `indexed`.
bool is_older(const ArchiveStamp& indexed, const ArchiveStamp& now) {
  return now.events != indexed.events || now.codings != indexed.codings ||
         now.revisions != indexed.revisions || now.copies != indexed.copies;
}

}  // namespace

Result<std::shared_ptr<const Bitset>> Snapshot::rows(Subject subject, const Selection& selection,
                                                     Store& store) {
  const std::string key = std::to_string(static_cast<int>(subject)) + selection.key;
  {
    const std::lock_guard lock(mutex_);
    if (const auto found = found_.find(key); found != found_.end()) {
      recent_.splice(recent_.begin(), recent_, found->second);
      return found->second->rows;
    }
  }
  auto lookups = look_up(selection, store);
  if (!lookups) return lookups.error();
  auto rows = std::make_shared<const Bitset>(
      subject == Subject::kEvents  ? select_events(*index_, selection, *lookups)
      : subject == Subject::kFacts ? select_facts(*index_, selection, *lookups)
                                   : select_articles(*index_, selection, *lookups));
  const std::lock_guard lock(mutex_);
  if (found_.contains(key)) return std::shared_ptr<const Bitset>(rows);
  recent_.push_front({key, rows});
  found_[key] = recent_.begin();
  bytes_ += rows->bytes() + key.size();
  while (bytes_ > kMaxCachedBytes && recent_.size() > 1) {
    bytes_ -= recent_.back().rows->bytes() + recent_.back().key.size();
    found_.erase(recent_.back().key);
    recent_.pop_back();
  }
  return std::shared_ptr<const Bitset>(rows);
}

Result<std::vector<RunRecord>> Snapshot::runs(Store& store) {
  {
    const std::lock_guard lock(mutex_);
    if (runs_) return *runs_;
  }
  auto runs = store.runs();
  if (!runs) return runs.error();
  const std::lock_guard lock(mutex_);
  runs_ = *runs;
  return runs;
}

Result<std::shared_ptr<const FactParts>> Snapshot::parts(const PartRules& rules, Store& store) {
  const std::lock_guard lock(parts_mutex_);
  if (parts_) return parts_;
  auto parts = FactParts::load(*index_, store, rules);
  if (!parts) return parts.error();
  parts_ = std::make_shared<const FactParts>(*std::move(parts));
  return parts_;
}

Result<std::unique_ptr<Archive>> Archive::open(const ArchiveOptions& options) {
  std::unique_ptr<Archive> archive(new Archive(options));
  if (options.is_writable) {
    auto writer = open_store(options.path, {StoreMode::kWrite, "", 0, kConnectionCacheKib});
    if (!writer) return writer.error();
    archive->writer_ = *std::move(writer);
  }
  for (int i = 0; i < options.connections; ++i) {
    auto store = open_store(options.path, {StoreMode::kRead, "", 0, kConnectionCacheKib});
    if (!store) return store.error();
    archive->free_.push_back(*std::move(store));
  }
  auto looker = open_store(options.path, {StoreMode::kRead, "", 0, 256});
  if (!looker) return looker.error();
  archive->looker_ = *std::move(looker);
  if (!options.data.empty()) {
    auto labels = Labels::load(options.data);
    if (!labels) return labels.error();
    archive->labels_ = *std::move(labels);
    auto rules = PartRules::load(options.data / "serve" / "parts.txt");
    if (!rules) return rules.error();
    archive->part_rules_ = *std::move(rules);
  }
  auto index = ArchiveIndex::load(*archive->free_.front());
  if (!index) return index.error();
  archive->stamp_ = (*index)->stamp;
  archive->snapshot_ = std::make_shared<Snapshot>(*std::move(index));
  return archive;
}

Archive::~Archive() {
  if (refresher_.joinable()) refresher_.join();
}

Archive::Lease::~Lease() {
  if (!store_) return;
  {
    const std::lock_guard lock(archive_->pool_mutex_);
    archive_->free_.push_back(std::move(store_));
  }
  archive_->pool_freed_.notify_one();
}

Archive::Lease Archive::lease() {
  std::unique_lock lock(pool_mutex_);
  pool_freed_.wait(lock, [this] { return !free_.empty(); });
  std::unique_ptr<Store> store = std::move(free_.back());
  free_.pop_back();
  return {*this, std::move(store)};
}

void Archive::look() {
  {
    const std::lock_guard lock(state_mutex_);
    if (Clock::now() < looked_ + kLookEvery) return;
    looked_ = Clock::now();
  }
  const auto now = [this] {
    const std::lock_guard lock(looker_mutex_);
    return looker_->stamp();
  }();
  if (!now) return;  // busy or damaged: the request itself will meet that
  const std::lock_guard lock(state_mutex_);
  // A look that began before a review was added may end after it.
  const std::int64_t reviews = std::max(stamp_.reviews, now->reviews);
  stamp_ = *now;
  stamp_.reviews = reviews;
  const bool is_stale = is_older(snapshot_->index().stamp, *now);
  if (!is_stale || is_refreshing_ || Clock::now() < may_refresh_) return;
  if (refresher_.joinable()) refresher_.join();
  is_refreshing_ = true;
  refresher_ = std::thread([this] { refresh(); });
}

void Archive::refresh() {
  const auto begin = Clock::now();
  Result<std::shared_ptr<const ArchiveIndex>> index = Error{};
  {
    auto store = open_store(options_.path, {StoreMode::kRead, "", 0, kConnectionCacheKib});
    if (store) index = ArchiveIndex::load(**store);
  }
  const std::lock_guard lock(state_mutex_);
  if (index) snapshot_ = std::make_shared<Snapshot>(*std::move(index));
  // While an ingest writes on and on, at most a tenth of the time goes into reading it again.
  may_refresh_ = Clock::now() + 9 * (Clock::now() - begin);
  is_refreshing_ = false;
}

std::shared_ptr<Snapshot> Archive::snapshot() {
  look();
  const std::lock_guard lock(state_mutex_);
  return snapshot_;
}

ArchiveStamp Archive::stamp() {
  look();
  const std::lock_guard lock(state_mutex_);
  // Answers come from the snapshot, and from the reviews as they are now.
  ArchiveStamp stamp = snapshot_->index().stamp;
  const bool is_stale = is_older(stamp, stamp_);
  stamp.reviews = stamp_.reviews;
  // An answer of an older state must not pass for one of this date.
  stamp.changed = is_stale ? 0 : stamp_.changed;
  stamp.bytes = stamp_.bytes;
  return stamp;
}

Result<std::shared_ptr<const Reviews>> Archive::reviews(Store& store) {
  const std::int64_t last = stamp().reviews;
  {
    const std::lock_guard lock(state_mutex_);
    if (reviews_ && reviews_until_ >= last) return reviews_;
  }
  auto records = store.reviews("");
  if (!records) return records.error();
  auto reviews = std::make_shared<const Reviews>(*std::move(records));
  const std::lock_guard lock(state_mutex_);
  const std::int64_t until = reviews->all.empty() ? 0 : reviews->all.back().number;
  if (until >= reviews_until_) {
    reviews_ = reviews;
    reviews_until_ = until;
  }
  return reviews;
}

Result<void> Archive::code(Document& document) {
  if (options_.data.empty()) {
    return Error{ErrorKind::kNotFound, "this server has no models", "", 0, "start it with --data"};
  }
  if (document.text.size() > kMaxCodedBytes) {
    return Error{ErrorKind::kLimit, "a text of more than 1 MiB is not coded here", "", 0,
                 "use casus explain"};
  }
  std::unique_lock lock(coder_mutex_);
  coder_freed_.wait(lock, [this] { return coding_ < kMaxCoding; });
  if (!coder_) {
    auto coder = Coder::open(options_.data);
    // Which file is at fault, is nobody's business.
    if (!coder) return Error{ErrorKind::kUnreadable, "the models cannot be read", "", 0, ""};
    coder_.emplace(*std::move(coder));
  }
  ++coding_;
  lock.unlock();
  auto coded = coder_->code(document);
  lock.lock();
  --coding_;
  lock.unlock();
  coder_freed_.notify_one();
  if (coded) return coded;
  return Error{coded.error().kind, coded.error().message, "", 0, coded.error().remedy};
}

Result<std::int64_t> Archive::add_review(const ReviewRecord& review) {
  const std::lock_guard lock(writer_mutex_);
  if (!writer_) return Error{ErrorKind::kUsage, "this server only reads", "", 0, ""};
  if (auto begun = writer_->begin(); !begun) return begun.error();
  auto number = writer_->add_review(review);
  if (!number) {
    writer_->rollback();
    return number.error();
  }
  if (auto done = writer_->commit(); !done) return done.error();
  const std::lock_guard state(state_mutex_);
  looked_ = {};  // look again at once; who comes while another looks knows of the review, too
  stamp_.reviews = std::max(stamp_.reviews, *number);
  return number;
}

}  // namespace casus::serve
