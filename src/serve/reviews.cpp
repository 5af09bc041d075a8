#include "serve/reviews.h"

#include <cmath>

namespace casus::serve {

Reviews::Reviews(std::vector<ReviewRecord> records) : all(std::move(records)) {
  for (std::size_t i = 0; i < all.size(); ++i) {
    last[all[i].event_number] = all[i].verdict;
    by_reviewer[all[i].reviewer][all[i].event_number] = i;
  }
}

bool Reviews::is_last(std::size_t position) const {
  const ReviewRecord& review = all[position];
  return by_reviewer.at(review.reviewer).at(review.event_number) == position;
}

const ReviewRecord* Reviews::find(const std::string& reviewer, std::int64_t event) const {
  const auto events = by_reviewer.find(reviewer);
  if (events == by_reviewer.end()) return nullptr;
  const auto position = events->second.find(event);
  return position == events->second.end() ? nullptr : &all[position->second];
}

double Agreement::kappa() const {
  if (events == 0) return std::nan("");
  std::map<std::string, std::pair<double, double>> shares;
  for (const auto& [verdicts, count] : table) {
    const double share = static_cast<double>(count) / static_cast<double>(events);
    shares[verdicts.first].first += share;
    shares[verdicts.second].second += share;
  }
  double chance = 0;
  for (const auto& [verdict, share] : shares) chance += share.first * share.second;
  const double observed = static_cast<double>(same) / static_cast<double>(events);
  return chance > 1 - 1e-9 ? std::nan("") : (observed - chance) / (1 - chance);
}

Agreement agreement_of(const Reviews& reviews, const std::string& a, const std::string& b) {
  Agreement agreement;
  const auto of_a = reviews.by_reviewer.find(a);
  if (of_a == reviews.by_reviewer.end()) return agreement;
  for (const auto& [event, position] : of_a->second) {
    const ReviewRecord* other = reviews.find(b, event);
    if (other == nullptr) continue;
    ++agreement.events;
    agreement.same += reviews.all[position].verdict == other->verdict ? 1 : 0;
    ++agreement.table[{reviews.all[position].verdict, other->verdict}];
  }
  return agreement;
}

}  // namespace casus::serve
