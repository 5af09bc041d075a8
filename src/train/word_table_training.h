#pragma once

// Makes the word table of a names model (pipeline/entities/word_facts.h).

#include <filesystem>
#include <string>
#include <vector>

#include "casus/result.h"
#include "resources/knowledge.h"
#include "train/word_vectors.h"

namespace casus {

struct WordTableOptions {
  std::vector<std::filesystem::path> texts;  // UTF-8, a paragraph a line
  std::uint32_t clusters = 512;              // at most 1,023
  std::uint32_t families = 64;               // at most 127
  int minimum_count = 10;                    // of words in the texts
  std::size_t maximum_words = 60000;
  int rounds = 12;  // of k-means
  std::uint64_t seed = 1;
};

// Counts how words are written in the texts, groups them by k-means over their vectors into
// clusters and families, and marks the names that people of the knowledge base bear. The bytes of
// a table; the same from the same input. A text that cannot be read is an error. Minutes.
Result<std::string> build_word_table(const WordTableOptions& options, const WordVectors& vectors,
                                     const Knowledge& knowledge);

}  // namespace casus
