#include "pipeline/syntax/tree_decoder.h"

#include <gtest/gtest.h>

#include <random>

namespace casus {
namespace {

double total(const std::vector<float>& scores, const std::vector<std::int32_t>& heads) {
  double sum = 0;
  for (std::size_t i = 0; i < heads.size(); ++i)
    sum += scores[i * (heads.size() + 1) + static_cast<std::size_t>(heads[i] + 1)];
  return sum;
}

bool is_single_rooted_tree(const std::vector<std::int32_t>& heads) {
  int roots = 0;
  for (std::size_t i = 0; i < heads.size(); ++i) {
    roots += heads[i] < 0;
    std::int32_t at = static_cast<std::int32_t>(i);
    for (std::size_t steps = 0; at >= 0; at = heads[at])
      if (++steps > heads.size()) return false;
  }
  return roots == 1;
}

// The best of all trees, by trying every choice of heads.
double best_total(const std::vector<float>& scores, std::size_t size) {
  std::vector<std::int32_t> heads(size, -1);
  double best = -1e30;
  for (;;) {
    if (is_single_rooted_tree(heads)) best = std::max(best, total(scores, heads));
    std::size_t i = 0;
    while (i < size && ++heads[i] == static_cast<std::int32_t>(size)) heads[i++] = -1;
    if (i == size) return best;
  }
}

std::vector<float> random_scores(std::mt19937& random, std::size_t size) {
  std::uniform_real_distribution<float> uniform(-10, 10);
  std::vector<float> scores(size * (size + 1));
  for (float& score : scores) score = uniform(random);
  return scores;
}

TEST(DecodeTree, FindsTheBestTree) {
  std::mt19937 random(1);
  TreeDecoderScratch scratch;
  for (int round = 0; round < 400; ++round) {
    const std::size_t size = 1 + random() % 5;
    const std::vector<float> scores = random_scores(random, size);
    std::vector<std::int32_t> heads(size);
    decode_tree(scores, static_cast<std::int32_t>(size), heads, scratch);
    ASSERT_TRUE(is_single_rooted_tree(heads));
    EXPECT_NEAR(total(scores, heads), best_total(scores, size), 1e-3);
  }
}

TEST(DecodeTree, GivesATreeForLongSentences) {
  std::mt19937 random(2);
  TreeDecoderScratch scratch;
  for (const std::size_t size : {50, 200, 256}) {
    const std::vector<float> scores = random_scores(random, size);
    std::vector<std::int32_t> heads(size);
    decode_tree(scores, static_cast<std::int32_t>(size), heads, scratch);
    EXPECT_TRUE(is_single_rooted_tree(heads));
  }
}

TEST(DecodeTree, GivesATreeWhenAllScoresAreEqual) {
  TreeDecoderScratch scratch;
  for (const std::size_t size : {1, 2, 3, 100}) {
    std::vector<std::int32_t> heads(size);
    decode_tree(std::vector<float>(size * (size + 1)), static_cast<std::int32_t>(size), heads,
                scratch);
    EXPECT_TRUE(is_single_rooted_tree(heads));
  }
}

}  // namespace
}  // namespace casus
