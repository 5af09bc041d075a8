#pragma once

// From arc scores to one tree: the maximum spanning arborescence with a single root, by
// Chu-Liu/Edmonds in the dense O(n^2) form of Tarjan. Usually every word's best head already
// gives a tree, and nothing else needs to be done.

#include <cstdint>
#include <span>
#include <vector>

namespace casus {

// Buffers, reused from sentence to sentence.
struct TreeDecoderScratch {
  std::vector<double> weights;
  std::vector<std::int32_t> heads_of, tails_of;  // the original arc behind each contracted one
  std::vector<std::int32_t> numbers;
};

// scores: for each of `size` words, size + 1 scores of its heads, the root first, then the words
// in order; its own is ignored. Fills heads[word]: -1 for the root's one child, else a word.
// Scores must be finite.
void decode_tree(std::span<const float> scores, std::int32_t size, std::span<std::int32_t> heads,
                 TreeDecoderScratch& scratch);

}  // namespace casus
