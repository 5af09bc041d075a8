#pragma once

// OrderedPool works on jobs with several threads and hands them on in the order in which they were
// given. At most a few jobs a thread are under way, so memory does not grow with their number.
//
// The algorithm is a ring of slots: a job takes the next slot, any worker may fill it, and the
// slots are emptied in order.

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace casus::cli {

template <typename Job>
class OrderedPool {
 public:
  // `work(job, worker)` runs on worker threads, numbered from 0; `emit(job)` on one thread at a
  // time, in order.
  OrderedPool(int threads, std::function<void(Job&, int)> work, std::function<void(Job&)> emit)
      : work_(std::move(work)),
        emit_(std::move(emit)),
        slots_(static_cast<std::size_t>(threads) * 4) {
    for (int i = 0; i < threads; ++i) workers_.emplace_back([this, i] { run(i); });
  }

  ~OrderedPool() { finish(); }

  // Hands a job over; waits while all slots are taken, and emits what is ready.
  void submit(Job job) {
    std::unique_lock lock(mutex_);
    while (submitted_ - emitted_ == slots_.size()) emit_next(lock);
    Slot& slot = slots_[submitted_ % slots_.size()];
    slot.job = std::move(job);
    slot.is_done = false;
    ++submitted_;
    has_work_.notify_one();
  }

  // Waits for all jobs and emits them. Called again, it does nothing.
  void finish() {
    {
      std::unique_lock lock(mutex_);
      while (emitted_ < submitted_) emit_next(lock);
      is_closed_ = true;
      has_work_.notify_all();
    }
    for (std::thread& worker : workers_) worker.join();
    workers_.clear();
  }

 private:
  struct Slot {
    Job job;
    bool is_done = false;
  };

  void emit_next(std::unique_lock<std::mutex>& lock) {
    Slot& slot = slots_[emitted_ % slots_.size()];
    is_ready_.wait(lock, [&] { return slot.is_done; });
    Job job = std::move(slot.job);
    ++emitted_;
    lock.unlock();
    emit_(job);
    lock.lock();
  }

  void run(int worker) {
    std::unique_lock lock(mutex_);
    while (true) {
      has_work_.wait(lock, [&] { return is_closed_ || taken_ < submitted_; });
      if (taken_ == submitted_) return;
      Slot& slot = slots_[taken_++ % slots_.size()];
      lock.unlock();
      work_(slot.job, worker);
      lock.lock();
      slot.is_done = true;
      is_ready_.notify_one();
    }
  }

  std::function<void(Job&, int)> work_;
  std::function<void(Job&)> emit_;
  std::vector<Slot> slots_;
  std::vector<std::thread> workers_;
  std::mutex mutex_;
  std::condition_variable has_work_;
  std::condition_variable is_ready_;
  std::size_t submitted_ = 0;
  std::size_t taken_ = 0;
  std::size_t emitted_ = 0;
  bool is_closed_ = false;
};

}  // namespace casus::cli
