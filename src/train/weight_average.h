#pragma once

// A running mean of the weights over the last steps of learning. Single steps overshoot; their mean
// lies nearer to the valley's floor, and is what the model file gets.

#include "train/syntax_network.h"

namespace casus {

class WeightAverage {
 public:
  // Takes in `weights` after a step of learning. Looks at every kInterval-th step alone: reading
  // eight million numbers at every one would slow learning by a third.
  void add(const NetworkWeights& weights);
  // Exchanges the mean and `weights`: once to use the mean, once more to go on learning.
  void swap(NetworkWeights& weights);

 private:
  static constexpr std::uint64_t kInterval = 10;
  // The mean forgets half of what it holds in some 700 steps, which is less than an epoch.
  static constexpr float kShare = 0.01F;

  NetworkWeights mean_;
  std::uint64_t steps_ = 0;
};

}  // namespace casus
