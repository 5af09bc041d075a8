#pragma once

// How much each address may ask: a bucket that fills with time and that each request empties by
// one.

#include <chrono>
#include <string>
#include <unordered_map>

namespace casus::serve {

// One thread at a time. Knows at most 10,000 addresses; those that ask for little are forgotten
// first.
class RateLimit {
 public:
  using Clock = std::chrono::steady_clock;
  RateLimit(double a_second, double burst) : a_second_(a_second), burst_(burst) {}

  // True where `address` may ask once more now. With 0 a second everything may.
  bool take(const std::string& address, Clock::time_point now = Clock::now()) {
    if (a_second_ <= 0) return true;
    if (buckets_.size() >= kMaxAddresses) forget_full(now);
    const auto [found, is_new] = buckets_.try_emplace(address, Bucket{burst_, now});
    Bucket& bucket = found->second;
    bucket.left = level(bucket, now);
    bucket.at = now;
    if (bucket.left < 1) return false;
    bucket.left -= 1;
    return true;
  }
  std::size_t size() const { return buckets_.size(); }

 private:
  static constexpr std::size_t kMaxAddresses = 10000;
  struct Bucket {
    double left;
    Clock::time_point at;
  };
  double level(const Bucket& bucket, Clock::time_point now) const {
    const std::chrono::duration<double> since = now - bucket.at;
    return std::min(burst_, bucket.left + since.count() * a_second_);
  }
  void forget_full(Clock::time_point now) {
    std::erase_if(buckets_, [&](const auto& each) { return level(each.second, now) >= burst_; });
    if (buckets_.size() >= kMaxAddresses) buckets_.clear();
  }

  double a_second_;
  double burst_;
  std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace casus::serve
