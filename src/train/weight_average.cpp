#include "train/weight_average.h"

#include <algorithm>
#include <utility>

namespace casus {

namespace {

void move_towards(std::vector<float>& mean, const std::vector<float>& values, float share) {
  for (std::size_t i = 0; i < mean.size(); ++i) mean[i] += share * (values[i] - mean[i]);
}

}  // namespace

void WeightAverage::add(const NetworkWeights& weights) {
  const std::uint64_t step = steps_++;
  if (step == 0) mean_ = weights;
  if (step % kInterval != 0) return;
  // The first steps count for more, so that the weights' random start is soon forgotten.
  const float share = std::max(kShare, 10.0F / static_cast<float>(10 + step));
  move_towards(mean_.dense, weights.dense, share);
  move_towards(mean_.words, weights.words, share);
  move_towards(mean_.hashes, weights.hashes, share);
}

void WeightAverage::swap(NetworkWeights& weights) {
  if (steps_ == 0) return;
  std::swap(mean_, weights);
}

}  // namespace casus
