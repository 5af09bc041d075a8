#include "pipeline/events/confidence.h"

#include <algorithm>
#include <cmath>

namespace casus {

namespace {

constexpr double kTold = 0.15;  // a smaller part is not worth telling

// What a feature says when it is there, and when it is not.
struct Wording {
  std::string_view present;
  std::string_view absent;
};

constexpr std::array<Wording, kDoubts> kWordings = {{
    {"", ""},
    {"the trigger's pattern has many conditions", "the trigger's pattern has few conditions"},
    {"the trigger is a noun", "the trigger is no noun"},
    {"the actor is only whose thing it is", "the actor is named itself"},
    {"nobody is named as doing it", "somebody is named as doing it"},
    {"no recipient was found", "there is a recipient"},
    {"the recipient is only whose thing it is", "the recipient is named itself"},
    {"several parties without sides", "no further party"},
    {"a party has no code", "all parties have codes"},
    {"a party's country is not in its own words", "the parties' countries are in their words"},
    {"it is negated, supposed, to come or long past", "it is told as happened"},
    {"somebody claims it", "the text itself tells it"},
    {"the actor is far from the trigger", "the actor is near the trigger"},
    {"the sentence is long", "the sentence is short"},
    {"the trigger is in a subordinate clause", "the trigger is in the main clause"},
    {"it is only supposed", "it is not only supposed"},
    {"the trigger has no tense", "the trigger has a tense"},
    {"it is told in the present tense", "it is not told in the present tense"},
    {"both sides are of one state", "the sides are not of one state"},
    {"it is cooperation in words", "it is no cooperation in words"},
    {"it is cooperation in deeds", "it is no cooperation in deeds"},
    {"it is conflict in words", "it is no conflict in words"},
    {"few sentences of the text tell events", "most sentences of the text tell events"},
    {"it is cooperation with nobody named", "it is no cooperation with nobody named"},
    {"it is cooperation within a state", "it is no cooperation within a state"},
    {"it is conflict in words with nobody named", "it is no conflict in words with nobody named"},
    {"the parties are of several states", "the parties are not of several states"},
    {"a party is private", "no party is private"},
    {"the actor is a pronoun", "the actor is no pronoun"},
    {"the manner is known", "the manner is not known"},
    {"the trigger is what another verb is about", "the trigger stands for itself"},
}};

}  // namespace

ConfidenceModel::ConfidenceModel(const std::vector<ConfidenceWeight>& weights) {
  for (const ConfidenceWeight& weight : weights) {
    if (weight.name == "least") least_ = {weight.right, weight.told};
    if (weight.name == "least-deeds") least_of_deeds_ = {weight.right, weight.told};
    const auto at = std::find(kConfidenceNames.begin(), kConfidenceNames.end(), weight.name);
    if (at == kConfidenceNames.end()) continue;
    right_[static_cast<std::size_t>(at - kConfidenceNames.begin())] = weight.right;
    told_[static_cast<std::size_t>(at - kConfidenceNames.begin())] = weight.told;
  }
}

Likelihood ConfidenceModel::estimate(const ConfidenceFeatures& features,
                                     WordingWeight words) const {
  const auto likelihood = [&](const std::array<double, kDoubts>& weights, double sum) {
    for (std::size_t i = 0; i < kDoubts; ++i) sum += weights[i] * static_cast<double>(features[i]);
    return std::clamp(1.0 / (1.0 + std::exp(-sum)), 0.02, 0.98);
  };
  const double right = likelihood(right_, static_cast<double>(words.right));
  // The two are fitted apart, and what is right is told.
  return {right, std::max(right, likelihood(told_, static_cast<double>(words.told)))};
}

std::vector<std::string> ConfidenceModel::lowered_by(const ConfidenceFeatures& features) const {
  std::vector<std::pair<double, std::string>> parts;
  for (std::size_t i = 1; i < kDoubts; ++i) {
    const double value = static_cast<double>(features[i]);
    const double lost = right_[i] < 0 ? -right_[i] * value : right_[i] * (1 - value);
    if (lost < kTold) continue;
    parts.emplace_back(lost, right_[i] < 0 ? kWordings[i].present : kWordings[i].absent);
  }
  std::sort(parts.rbegin(), parts.rend());
  std::vector<std::string> told;
  for (std::size_t i = 0; i < parts.size() && i < 3; ++i)
    told.push_back(std::move(parts[i].second));
  return told;
}

}  // namespace casus
