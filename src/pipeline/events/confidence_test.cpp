#include "pipeline/events/confidence.h"

#include <gtest/gtest.h>

namespace casus {
namespace {

TEST(Confidence, IsALogisticSumOfTheNamedWeights) {
  const ConfidenceModel model({{"always", 1.0, 2.0},
                               {"no-code", -2.0, 0.0},
                               {"unheard-of", 9.0, 9.0},
                               {"least", 0.2, 0.3}});
  ConfidenceFeatures features{};
  features[static_cast<std::size_t>(Doubt::kAlways)] = 1;
  EXPECT_NEAR(model.estimate(features, {}).right, 0.731, 0.001);
  EXPECT_NEAR(model.estimate(features, {}).told, 0.881, 0.001);
  features[static_cast<std::size_t>(Doubt::kNoCode)] = 1;
  EXPECT_NEAR(model.estimate(features, {}).right, 0.269, 0.001);
  EXPECT_NEAR(model.estimate(features, {1.0F, -2.0F}).right, 0.5, 0.001);
  EXPECT_NEAR(model.estimate(features, {1.0F, -2.0F}).told, 0.5, 0.001);
  EXPECT_DOUBLE_EQ(model.least(1).right, 0.2);
  EXPECT_DOUBLE_EQ(model.least(1).told, 0.3);
  EXPECT_DOUBLE_EQ(model.least(4).told, 0);
}

TEST(Confidence, TellsWhatLowersItWorstFirst) {
  const ConfidenceModel model(
      {{"always", 2.0, 0}, {"no-code", -2.0, 0}, {"length", -1.0, 0}, {"claim", 0.1, 0}});
  ConfidenceFeatures features{};
  features[static_cast<std::size_t>(Doubt::kNoCode)] = 1;
  features[static_cast<std::size_t>(Doubt::kLength)] = 1;
  const auto told = model.lowered_by(features);
  ASSERT_EQ(told.size(), 2u);
  EXPECT_EQ(told[0], "a party has no code");
  EXPECT_EQ(told[1], "the sentence is long");
}

}  // namespace
}  // namespace casus
