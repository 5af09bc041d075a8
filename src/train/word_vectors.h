#pragma once

// Word vectors learnt from plain text, by skip-grams with negative samples (Mikolov et al. 2013)
// that tell apart where in the window a neighbour stands (Ling et al. 2015): that makes vectors
// alike for words of one syntactic use.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "casus/result.h"

namespace casus {

// Vectors by word key (WordFeatures::key). Row 0 is zero, for words without one.
struct WordVectors {
  std::uint32_t size = 0;           // floats a vector; 0: there are none
  std::vector<std::uint64_t> keys;  // of the rows; keys[0] is unused
  std::vector<float> values;        // rows x size
  std::unordered_map<std::uint64_t, std::uint32_t> rows;

  std::uint32_t row_of(std::uint64_t key) const {
    const auto found = rows.find(key);
    return found == rows.end() ? 0 : found->second;
  }
};

struct WordVectorOptions {
  std::vector<std::filesystem::path> texts;  // UTF-8, a paragraph a line
  std::uint32_t size = 64;
  std::uint32_t maximum_words = 60000;
  int minimum_count = 8;
  int window = 2;
  int negatives = 5;
  int epochs = 2;
  float rate = 0.03F;
  std::uint64_t seed = 1;
};

// Learns vectors. `report` gets a line now and then.
Result<WordVectors> learn_word_vectors(const WordVectorOptions& options,
                                       const std::function<void(const std::string&)>& report);

// Keeps and reads vectors between trainings.
Result<void> write_word_vectors(const WordVectors& vectors, const std::filesystem::path& path);
Result<WordVectors> read_word_vectors(const std::filesystem::path& path);

}  // namespace casus
