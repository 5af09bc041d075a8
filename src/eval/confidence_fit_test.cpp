#include "eval/confidence_fit.h"

#include <gtest/gtest.h>

namespace casus {
namespace {

// Events with a far actor are right one time in five, the others four times in five.
std::vector<JudgedEvent> sample() {
  std::vector<JudgedEvent> events;
  for (std::size_t i = 0; i < 400; ++i) {
    JudgedEvent event;
    const bool is_far = i % 2 == 0;
    event.features[static_cast<std::size_t>(Doubt::kAlways)] = 1;
    event.features[static_cast<std::size_t>(Doubt::kDistance)] = is_far ? 1 : 0;
    event.is_right = (i / 2) % 5 == 0 ? is_far : !is_far;
    event.text = i / 10;
    events.push_back(event);
  }
  return events;
}

TEST(ConfidenceFit, LearnsHowOftenEventsAreRight) {
  const auto events = sample();
  const ConfidenceModel model(fit_confidence(events).doubts);
  EXPECT_NEAR(model.estimate(events[0].features, {}).right, 0.2, 0.05);
  EXPECT_NEAR(model.estimate(events[1].features, {}).right, 0.8, 0.05);
}

TEST(ConfidenceFit, LearnsWhichWordsTellEventsApartFromWhoseTheyAre) {
  auto events = sample();
  for (std::size_t i = 0; i < events.size(); ++i) {
    events[i].is_told = i % 3 == 0;
    events[i].wording = {{i % 3 == 0 ? "s=ambassador" : "s=grant", 1}, {"s=the", 1}};
  }
  events[0].wording.push_back({"s=once", 1});
  const ConfidenceFit fit = fit_confidence(events);
  ASSERT_EQ(fit.wording.size(), 3U);
  EXPECT_EQ(fit.wording[0].first, "s=ambassador");
  EXPECT_GT(fit.wording[0].second.told, 1);
  EXPECT_LT(fit.wording[1].second.told, -0.5);
  EXPECT_NEAR(fit.wording[0].second.right, 0, 0.3);
  for (const Likelihood& likelihood : cross_validate(events)) {
    EXPECT_GT(likelihood.told, 0);
    EXPECT_LT(likelihood.told, 1);
  }
  const std::string table = to_table_of_kept(events, cross_validate(events));
  EXPECT_NE(table.find("400   0.34"), std::string::npos) << table;
}

TEST(ConfidenceFit, ReliabilityComparesConfidenceAndShareRight) {
  std::vector<JudgedEvent> events(4);
  events[0].is_right = true;
  const std::vector<double> confidences(4, 0.9);
  const auto rows = reliability(events, confidences);
  EXPECT_EQ(rows.back().events, 4);
  EXPECT_DOUBLE_EQ(rows.back().right, 0.25);
  EXPECT_NEAR(calibration_error(rows), 0.65, 1e-9);
}

TEST(ConfidenceFit, CrossValidationJudgesEveryEvent) {
  const auto events = sample();
  for (const Likelihood& likelihood : cross_validate(events)) {
    EXPECT_GT(likelihood.right, 0.1);
    EXPECT_LT(likelihood.right, 0.9);
  }
}

}  // namespace
}  // namespace casus
