#pragma once

// Words of a lexicon as small integers, and sets of them.

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace casus {

using TermId = std::int32_t;  // dense from 0
inline constexpr TermId kNoTerm = -1;

// Lower-case words that some lexicon file mentions. Adding is for loading only.
class WordTable {
 public:
  TermId add(std::string_view word) {
    const auto [at, is_new] =
        ids_.try_emplace(std::string(word), static_cast<TermId>(words_.size()));
    if (is_new) words_.emplace_back(word);
    return at->second;
  }
  // kNoTerm for a word that no file mentions. Constant time, no allocation.
  TermId find(std::string_view word) const {
    const auto at = ids_.find(word);
    return at == ids_.end() ? kNoTerm : at->second;
  }
  const std::string& word(TermId id) const { return words_[static_cast<std::size_t>(id)]; }
  std::size_t size() const { return words_.size(); }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };
  std::unordered_map<std::string, TermId, Hash, std::equal_to<>> ids_;
  std::vector<std::string> words_;
};

// A set of words: a bit for each id up to the largest.
class WordSet {
 public:
  void add(TermId word) {
    if (word < 0) return;
    const auto at = static_cast<std::size_t>(word);
    if (bits_.size() <= at / 64) bits_.resize(at / 64 + 1);
    bits_[at / 64] |= std::uint64_t{1} << (at % 64);
  }
  void add_all(const WordSet& other) {
    bits_.resize(std::max(bits_.size(), other.bits_.size()));
    for (std::size_t i = 0; i < other.bits_.size(); ++i) bits_[i] |= other.bits_[i];
  }
  bool contains(TermId word) const {
    const auto at = static_cast<std::size_t>(word);
    return word >= 0 && at / 64 < bits_.size() && ((bits_[at / 64] >> (at % 64)) & 1) != 0;
  }
  // True where every word of `other` is here.
  bool contains_all(const WordSet& other) const {
    for (std::size_t i = 0; i < other.bits_.size(); ++i) {
      const std::uint64_t here = i < bits_.size() ? bits_[i] : 0;
      if ((other.bits_[i] & ~here) != 0) return false;
    }
    return true;
  }
  bool empty() const {
    return std::all_of(bits_.begin(), bits_.end(), [](std::uint64_t b) { return b == 0; });
  }
  // The words, ascending.
  std::vector<TermId> words() const {
    std::vector<TermId> found;
    for (std::size_t i = 0; i < bits_.size() * 64; ++i) {
      if (contains(static_cast<TermId>(i))) found.push_back(static_cast<TermId>(i));
    }
    return found;
  }
  bool operator==(const WordSet& other) const {
    return contains_all(other) && other.contains_all(*this);
  }

 private:
  std::vector<std::uint64_t> bits_;
};

}  // namespace casus
