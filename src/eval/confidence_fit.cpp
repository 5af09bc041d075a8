#include "eval/confidence_fit.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <numeric>

#include "eval/event_set.h"
#include "pipeline/pipeline.h"

namespace casus {

namespace {

constexpr double kPenalty = 2.0;          // on the weight of a doubt
constexpr double kWordingPenalty = 18.0;  // on that of a name: there are thousands
constexpr int kSweeps = 40;
constexpr std::size_t kFolds = 5;
constexpr int kRows = 5;

double logistic(double logit) { return 1.0 / (1.0 + std::exp(-logit)); }

// Events as columns: of each doubt and name, the events that have it and how much of it.
class Columns {
 public:
  explicit Columns(std::span<const JudgedEvent> events) : columns_(kDoubts) {
    for (std::size_t e = 0; e < events.size(); ++e) {
      for (std::size_t i = 0; i < kDoubts; ++i) add(i, e, events[e].features[i]);
      for (const WordingName& each : events[e].wording) add(column(each.name), e, each.amount);
    }
  }

  struct Cell {
    std::uint32_t event = 0;
    float amount = 0;
  };
  const std::vector<std::vector<Cell>>& columns() const { return columns_; }
  const std::map<std::string, std::size_t>& names() const { return names_; }

 private:
  std::size_t column(const std::string& name) {
    const auto [at, is_new] = names_.try_emplace(name, columns_.size());
    if (is_new) columns_.emplace_back();
    return at->second;
  }
  void add(std::size_t column, std::size_t event, float amount) {
    if (amount != 0) columns_[column].push_back({static_cast<std::uint32_t>(event), amount});
  }

  std::vector<std::vector<Cell>> columns_;
  std::map<std::string, std::size_t> names_;
};

// The weights of all columns for the answers `is_so`, from the events of which `counts` holds.
std::vector<double> fit(const Columns& table, const std::vector<char>& is_so,
                        const std::vector<char>& counts) {
  const auto& columns = table.columns();
  std::vector<double> weights(columns.size(), 0);
  std::vector<double> logits(is_so.size(), 0);
  for (int sweep = 0; sweep < kSweeps; ++sweep) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (i >= kDoubts && columns[i].size() < 2) continue;
      // The constant is hardly held back.
      const double penalty = i == 0 ? 0.01 : i < kDoubts ? kPenalty : kWordingPenalty;
      double slope = -penalty * weights[i];
      double curvature = penalty;
      for (const Columns::Cell& cell : columns[i]) {
        if (counts[cell.event] == 0) continue;
        const double p = logistic(logits[cell.event]);
        const double amount = static_cast<double>(cell.amount);
        slope += ((is_so[cell.event] != 0 ? 1.0 : 0.0) - p) * amount;
        curvature += p * (1 - p) * amount * amount;
      }
      const double step = std::clamp(slope / curvature, -1.0, 1.0);
      weights[i] += step;
      for (const Columns::Cell& cell : columns[i]) {
        logits[cell.event] += step * static_cast<double>(cell.amount);
      }
    }
  }
  return weights;
}

struct BothFits {
  std::vector<double> right;
  std::vector<double> told;
};

BothFits fit_both(const Columns& table, std::span<const JudgedEvent> events,
                  const std::vector<char>& counts) {
  std::vector<char> right;
  std::vector<char> told;
  for (const JudgedEvent& event : events) {
    right.push_back(event.is_right ? 1 : 0);
    told.push_back(event.is_told ? 1 : 0);
  }
  return {fit(table, right, counts), fit(table, told, counts)};
}

}  // namespace

Result<std::vector<JudgedEvent>> judge_sets(const Resources& resources,
                                            const std::vector<std::filesystem::path>& sets) {
  std::vector<JudgedEvent> judged;
  std::size_t number = 0;
  PipelineScratch scratch;
  scratch.events.wording.keeps_names = true;
  for (const auto& set : sets) {
    auto texts = read_event_set(set);
    if (!texts) return texts.error();
    auto documents = set_documents(*texts);
    for (std::size_t t = 0; t < documents.size(); ++t, ++number) {
      auto coded = run_pipeline(resources, documents[t], scratch, Stage::kEvents, nullptr);
      if (!coded) return coded.error();
      const std::vector<EventJudgement> verdicts = judge_document((*texts)[t], documents[t]);
      for (std::size_t e = 0; e < verdicts.size(); ++e) {
        if (verdicts[e] == EventJudgement::kOptional) continue;
        EventGrounds& grounds = scratch.events.grounds[e];
        judged.push_back({grounds.doubts, std::move(grounds.wording),
                          verdicts[e] == EventJudgement::kRight,
                          verdicts[e] != EventJudgement::kFalse, number});
      }
    }
  }
  return judged;
}

ConfidenceFit fit_confidence(std::span<const JudgedEvent> events) {
  const Columns table(events);
  const BothFits fits = fit_both(table, events, std::vector<char>(events.size(), 1));
  ConfidenceFit fit;
  for (std::size_t i = 0; i < kDoubts; ++i) {
    fit.doubts.push_back({std::string(kConfidenceNames[i]), fits.right[i], fits.told[i]});
  }
  for (const auto& [name, column] : table.names()) {
    if (table.columns()[column].size() < 2) continue;
    fit.wording.emplace_back(name, WordingWeight{static_cast<float>(fits.right[column]),
                                                 static_cast<float>(fits.told[column])});
  }
  return fit;
}

std::vector<Likelihood> cross_validate(std::span<const JudgedEvent> events) {
  const Columns table(events);
  std::vector<Likelihood> likelihoods(events.size());
  for (std::size_t fold = 0; fold < kFolds; ++fold) {
    std::vector<char> counts;
    for (const JudgedEvent& event : events) counts.push_back(event.text % kFolds != fold ? 1 : 0);
    const BothFits fits = fit_both(table, events, counts);
    std::vector<double> right(events.size(), 0);
    std::vector<double> told(events.size(), 0);
    for (std::size_t i = 0; i < table.columns().size(); ++i) {
      for (const Columns::Cell& cell : table.columns()[i]) {
        right[cell.event] += fits.right[i] * static_cast<double>(cell.amount);
        told[cell.event] += fits.told[i] * static_cast<double>(cell.amount);
      }
    }
    for (std::size_t e = 0; e < events.size(); ++e) {
      if (counts[e] == 0) likelihoods[e] = {logistic(right[e]), logistic(told[e])};
    }
  }
  return likelihoods;
}

std::string to_table_of_kept(std::span<const JudgedEvent> events,
                             std::span<const Likelihood> likelihoods) {
  std::vector<std::size_t> order(events.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return likelihoods[a].told > likelihoods[b].told;
  });
  const auto count = [&](std::size_t kept, bool JudgedEvent::*is_so) {
    return static_cast<double>(std::count_if(order.begin(),
                                             order.begin() + static_cast<std::ptrdiff_t>(kept),
                                             [&](std::size_t e) { return events[e].*is_so; }));
  };
  const double right = count(order.size(), &JudgedEvent::is_right);
  std::string text = "likely told    kept   told  right  of all right\n";
  for (int tenth = 10; tenth >= 4 && !order.empty(); --tenth) {
    const std::size_t kept =
        std::max<std::size_t>(1, order.size() * static_cast<std::size_t>(tenth) / 10);
    fmt::format_to(std::back_inserter(text), "{:>11.2f} {:>7} {:>6.2f} {:>6.2f} {:>13.2f}\n",
                   likelihoods[order[kept - 1]].told, kept,
                   count(kept, &JudgedEvent::is_told) / static_cast<double>(kept),
                   count(kept, &JudgedEvent::is_right) / static_cast<double>(kept),
                   right == 0 ? 0 : count(kept, &JudgedEvent::is_right) / right);
  }
  return text;
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
