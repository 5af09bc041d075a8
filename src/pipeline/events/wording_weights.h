#pragma once

// The weights of the names that an event's wording has (wording.h): data/languages/*/events/
// wording.list, made by `casus train confidence`. Constant once loaded, shared by threads.

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

#include "casus/result.h"

namespace casus {

// What a name adds to the logits of "right in all" and of "told at all, in this category".
struct WordingWeight {
  float right = 0;
  float told = 0;
};

class WordingWeights {
 public:
  // Lines "NAME RIGHT TOLD".
  static Result<WordingWeights> load(const std::filesystem::path& path);

  static constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);
  // Where a name's weight is, below places(), or kNowhere. Constant time.
  std::size_t find(std::string_view name) const;
  const WordingWeight& at(std::size_t place) const { return slots_[place].weight; }
  std::size_t places() const { return slots_.size(); }

 private:
  struct Slot {
    std::uint64_t hash = 0;  // 0: free
    WordingWeight weight;
  };
  void add(std::string_view name, WordingWeight weight);

  std::vector<Slot> slots_;  // open addressing; a power of two, at most half full
};

}  // namespace casus
