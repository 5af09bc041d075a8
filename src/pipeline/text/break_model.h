#pragma once

// BreakModel holds the weights of the linear classifier that decides sentence breaks. A feature is
// a 32-bit key. The file is text: a first line "casus-breaks 1", then lines "key weight" in rising
// order of keys (hexadecimal), weights in 1/256. `casus train` writes it.

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "casus/result.h"

namespace casus {

class BreakModel {
 public:
  static constexpr int kScale = 256;

  // A file that is missing gives an empty model; a damaged one is an error with its line.
  static Result<BreakModel> load(const std::filesystem::path& file);
  // The file's text for these weights (in units of 1/kScale); zeros are left out.
  static std::string to_text(const std::map<std::uint32_t, std::int32_t>& weights);

  bool is_empty() const { return slots_.empty(); }
  // 0 for a feature without a weight. Needs a model that is not empty.
  std::int32_t weight(std::uint32_t key) const {
    for (std::size_t i = key & mask_;; i = (i + 1) & mask_) {
      if (slots_[i].weight == 0 || slots_[i].key == key) return slots_[i].weight;
    }
  }

 private:
  struct Slot {
    std::uint32_t key = 0;
    std::int32_t weight = 0;  // 0: the slot is free
  };
  void insert(std::uint32_t key, std::int32_t weight);

  std::vector<Slot> slots_;  // open addressing, at most half full; a power of two
  std::size_t mask_ = 0;
};

}  // namespace casus
