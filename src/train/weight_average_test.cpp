#include "train/weight_average.h"

#include <gtest/gtest.h>

namespace casus {
namespace {

TEST(WeightAverage, FollowsTheWeights) {
  NetworkWeights weights{{0.0F}, {4.0F}, {}};
  WeightAverage average;
  for (int step = 0; step < 5000; ++step) {
    weights.dense[0] = step % 20 < 10 ? 1.0F : 3.0F;  // seen in turn, at every tenth step
    average.add(weights);
  }
  average.swap(weights);
  EXPECT_NEAR(weights.dense[0], 2.0F, 0.05);
  EXPECT_FLOAT_EQ(weights.words[0], 4.0F);
  average.swap(weights);
  EXPECT_FLOAT_EQ(weights.dense[0], 3.0F);
}

TEST(WeightAverage, OfNothingChangesNothing) {
  NetworkWeights weights{{1.0F}, {}, {}};
  WeightAverage average;
  average.swap(weights);
  EXPECT_FLOAT_EQ(weights.dense[0], 1.0F);
}

}  // namespace
}  // namespace casus
