#pragma once

// What the network sees of a word: hashed rows for its beginning, its end, its letters and its
// shape, and keys to look it up in the vocabularies. Letters count in lower case, digits as 0.

#include <cstdint>
#include <string_view>
#include <vector>

namespace casus {

struct WordFeatures {
  static constexpr int kMaximum = 24;
  std::uint64_t key = 0;              // of the lower-cased word; equal words have equal keys
  std::uint64_t form_key = 0;         // of the word as written
  std::uint32_t rows[kMaximum] = {};  // before reduction to the table's size
  int count = 0;
};

// Finds the features of `form`. `letters` is a buffer that is reused. Linear in `form`; of a word
// over 64 letters only the first 32 and last 32 count.
void find_features(std::string_view form, std::vector<char32_t>& letters, WordFeatures& features);

// The key of a word and another number, for lookups of both together.
std::uint64_t combine_keys(std::uint64_t key, std::uint64_t other);

}  // namespace casus
