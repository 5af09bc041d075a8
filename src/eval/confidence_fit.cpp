#include "eval/confidence_fit.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "eval/event_set.h"
#include "pipeline/pipeline.h"

namespace casus {

namespace {

constexpr double kPenalty = 2.0;
constexpr int kSteps = 25;
constexpr std::size_t kFolds = 5;
constexpr int kRows = 5;

using Vector = std::array<double, kDoubts>;
using Matrix = std::array<Vector, kDoubts>;

double probability(const Vector& weights, const ConfidenceFeatures& features) {
  double sum = 0;
  for (std::size_t i = 0; i < kDoubts; ++i) sum += weights[i] * static_cast<double>(features[i]);
  return 1.0 / (1.0 + std::exp(-sum));
}

// Solves `a` x = `b` for a symmetric positive definite matrix, by elimination.
Vector solve(Matrix a, Vector b) {
  for (std::size_t i = 0; i < kDoubts; ++i) {
    for (std::size_t row = i + 1; row < kDoubts; ++row) {
      const double factor = a[row][i] / a[i][i];
      for (std::size_t column = i; column < kDoubts; ++column) {
        a[row][column] -= factor * a[i][column];
      }
      b[row] -= factor * b[i];
    }
  }
  Vector x{};
  for (std::size_t i = kDoubts; i-- > 0;) {
    double rest = b[i];
    for (std::size_t column = i + 1; column < kDoubts; ++column) rest -= a[i][column] * x[column];
    x[i] = rest / a[i][i];
  }
  return x;
}

void add_event(const JudgedEvent& event, double p, Vector& gradient, Matrix& curvature) {
  for (std::size_t i = 0; i < kDoubts; ++i) {
    const double x = static_cast<double>(event.features[i]);
    gradient[i] += ((event.is_right ? 1.0 : 0.0) - p) * x;
    for (std::size_t j = 0; j < kDoubts; ++j) {
      curvature[i][j] += p * (1 - p) * x * static_cast<double>(event.features[j]);
    }
  }
}

template <typename Wanted>
Vector fit(std::span<const JudgedEvent> events, Wanted is_wanted) {
  Vector weights{};
  for (int step = 0; step < kSteps; ++step) {
    Vector gradient{};
    Matrix curvature{};
    for (std::size_t i = 0; i < kDoubts; ++i) {
      const double penalty = i == 0 ? 0.01 : kPenalty;  // the constant is hardly held back
      gradient[i] = -penalty * weights[i];
      curvature[i][i] = penalty;
    }
    for (const JudgedEvent& event : events) {
      if (is_wanted(event)) {
        add_event(event, probability(weights, event.features), gradient, curvature);
      }
    }
    const Vector change = solve(curvature, gradient);
    for (std::size_t i = 0; i < kDoubts; ++i) weights[i] += change[i];
  }
  return weights;
}

}  // namespace

Result<std::vector<JudgedEvent>> judge_sets(const Resources& resources,
                                            const std::vector<std::filesystem::path>& sets) {
  std::vector<JudgedEvent> judged;
  std::size_t number = 0;
  PipelineScratch scratch;
  for (const auto& set : sets) {
    auto texts = read_event_set(set);
    if (!texts) return texts.error();
    auto documents = set_documents(*texts);
    for (std::size_t t = 0; t < documents.size(); ++t, ++number) {
      auto coded = run_pipeline(resources, documents[t], scratch, Stage::kEvents, nullptr);
      if (!coded) return coded.error();
      const std::vector<int> verdicts = judge_document((*texts)[t], documents[t]);
      for (std::size_t e = 0; e < verdicts.size(); ++e) {
        if (verdicts[e] < 0) continue;
        judged.push_back({scratch.events.features[e], verdicts[e] == 1, number});
      }
    }
  }
  return judged;
}

std::vector<std::pair<std::string, double>> fit_confidence(std::span<const JudgedEvent> events) {
  const Vector weights = fit(events, [](const JudgedEvent&) { return true; });
  std::vector<std::pair<std::string, double>> named;
  for (std::size_t i = 0; i < kDoubts; ++i) named.emplace_back(kConfidenceNames[i], weights[i]);
  return named;
}

std::vector<double> cross_validate(std::span<const JudgedEvent> events) {
  std::vector<double> confidences(events.size(), 0);
  for (std::size_t fold = 0; fold < kFolds; ++fold) {
    const Vector weights =
        fit(events, [&](const JudgedEvent& event) { return event.text % kFolds != fold; });
    for (std::size_t i = 0; i < events.size(); ++i) {
      if (events[i].text % kFolds == fold) {
        confidences[i] = probability(weights, events[i].features);
      }
    }
  }
  return confidences;
}

std::vector<ReliabilityRow> reliability(std::span<const JudgedEvent> events,
                                        std::span<const double> confidences) {
  std::vector<ReliabilityRow> rows(kRows);
  for (int i = 0; i < kRows; ++i) {
    rows[static_cast<std::size_t>(i)].from = static_cast<double>(i) / kRows;
    rows[static_cast<std::size_t>(i)].to = static_cast<double>(i + 1) / kRows;
  }
  for (std::size_t i = 0; i < events.size(); ++i) {
    const int row = std::clamp(static_cast<int>(confidences[i] * kRows), 0, kRows - 1);
    ReliabilityRow& here = rows[static_cast<std::size_t>(row)];
    ++here.events;
    here.mean_confidence += confidences[i];
    here.right += events[i].is_right ? 1 : 0;
  }
  for (ReliabilityRow& row : rows) {
    if (row.events == 0) continue;
    row.mean_confidence /= row.events;
    row.right /= row.events;
  }
  return rows;
}

double calibration_error(std::span<const ReliabilityRow> rows) {
  double sum = 0;
  int events = 0;
  for (const ReliabilityRow& row : rows) {
    sum += row.events * std::abs(row.mean_confidence - row.right);
    events += row.events;
  }
  return events == 0 ? 0 : sum / events;
}

std::string to_table(std::span<const ReliabilityRow> rows) {
  std::string text = "confidence    events   mean  right\n";
  for (const ReliabilityRow& row : rows) {
    fmt::format_to(std::back_inserter(text), "{:.1f} to {:.1f} {:>9} {:>6.2f} {:>6.2f}\n", row.from,
                   row.to, row.events, row.mean_confidence, row.right);
  }
  fmt::format_to(std::back_inserter(text), "mean distance of confidence and share right: {:.3f}\n",
                 calibration_error(rows));
  return text;
}

}  // namespace casus
