#pragma once

// A set of rows of a table, a bit each.

#include <bit>
#include <cstdint>
#include <vector>

namespace casus::serve {

class Bitset {
 public:
  explicit Bitset(std::size_t size = 0, bool value = false)
      : size_(size), words_((size + 63) / 64, value ? ~std::uint64_t{0} : 0) {
    trim();
  }
  std::size_t size() const { return size_; }
  std::size_t bytes() const { return words_.size() * 8; }
  bool test(std::size_t row) const { return (words_[row / 64] >> (row % 64) & 1) != 0; }
  void set(std::size_t row) { words_[row / 64] |= std::uint64_t{1} << (row % 64); }
  void reset(std::size_t row) { words_[row / 64] &= ~(std::uint64_t{1} << (row % 64)); }
  Bitset& operator&=(const Bitset& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
    return *this;
  }
  std::size_t count() const {
    std::size_t total = 0;
    for (const std::uint64_t word : words_) total += static_cast<std::size_t>(std::popcount(word));
    return total;
  }
  // Calls `take` with each row of the set, in order.
  template <typename Take>
  void each(Take take) const {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      for (std::uint64_t word = words_[i]; word != 0; word &= word - 1) {
        take(i * 64 + static_cast<std::size_t>(std::countr_zero(word)));
      }
    }
  }
  // Keeps the rows of which `holds` is true.
  template <typename Holds>
  void keep_if(Holds holds) {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      std::uint64_t kept = words_[i];
      for (std::uint64_t word = kept; word != 0; word &= word - 1) {
        const int bit = std::countr_zero(word);
        if (!holds(i * 64 + static_cast<std::size_t>(bit))) kept &= ~(std::uint64_t{1} << bit);
      }
      words_[i] = kept;
    }
  }

 private:
  void trim() {
    if (size_ % 64 != 0) words_.back() &= (std::uint64_t{1} << (size_ % 64)) - 1;
  }
  std::size_t size_;
  std::vector<std::uint64_t> words_;
};

}  // namespace casus::serve
