#pragma once

// The reviews of an archive in memory: all of them, and what they come to.

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "store/serving.h"

namespace casus::serve {

struct Reviews {
  explicit Reviews(std::vector<ReviewRecord> records);

  std::vector<ReviewRecord> all;                       // the oldest first
  std::unordered_map<std::int64_t, std::string> last;  // the latest verdict on an event
  // Position in `all` of each reviewer's latest review of an event.
  std::map<std::string, std::map<std::int64_t, std::size_t>> by_reviewer;

  // True where its reviewer said nothing later about its event.
  bool is_last(std::size_t position) const;
  // The latest of `reviewer` about an event; nullptr: there is none.
  const ReviewRecord* find(const std::string& reviewer, std::int64_t event) const;
};

// How far two reviewers agree on the events that both judged.
struct Agreement {
  std::int64_t events = 0;
  std::int64_t same = 0;
  std::map<std::pair<std::string, std::string>, std::int64_t> table;  // verdicts of a and b
  // Cohen's kappa over the three verdicts; NaN where chance alone would agree always.
  double kappa() const;
};
Agreement agreement_of(const Reviews& reviews, const std::string& a, const std::string& b);

}  // namespace casus::serve
