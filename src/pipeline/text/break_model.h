#pragma once

// BreakModel holds the weights of the linear classifier that decides sentence breaks: a hashed
// feature space of 2^14 weights. The file is text: a first line "casus-breaks 1", then lines
// "index weight" in rising order, weights in 1/256. `casus train` writes it.

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "casus/result.h"

namespace casus {

class BreakModel {
 public:
  static constexpr std::uint32_t kBuckets = 1U << 14;
  static constexpr int kScale = 256;

  // A file that is missing gives an empty model; a damaged one is an error with its line.
  static Result<BreakModel> load(const std::filesystem::path& file);
  // The file's text for these weights (kBuckets of them, in units of 1/kScale).
  static std::string to_text(const std::vector<std::int32_t>& weights);

  bool is_empty() const { return weights_.empty(); }
  std::int32_t weight(std::uint32_t feature) const { return weights_[feature % kBuckets]; }

 private:
  std::vector<std::int32_t> weights_;  // empty or kBuckets
};

}  // namespace casus
