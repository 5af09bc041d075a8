#pragma once

// Scores facts against gold releases; tests/sets/README.md states the rule of matching.
//
// A predicted fact matches a gold one of its kind where its evidence overlaps the gold's words or
// the names are equal; each takes at most one partner, those with most in common first. Status,
// stance and roles of matched facts are items, whose F1 is stated; dates, places and other fields
// are counted where gold has them.

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "casus/coder.h"
#include "casus/result.h"
#include "eval/facts_gold.h"

namespace casus {

struct FactScore {
  int gold = 0;
  int predicted = 0;
  int matched = 0;
  int gold_items = 0;  // status, stance, roles; of matched facts
  int predicted_items = 0;
  int right_items = 0;            // gold items that a prediction holds
  int right_predicted_items = 0;  // predicted items that the gold holds: "police of Chad and Mali"
                                  // holds both "police of Chad" and "Mali"

  double precision() const;  // 0 to 1
  double recall() const;
  double item_f1() const;
};

struct FactFieldScore {
  int gold = 0;  // of matched facts
  int right = 0;
};

struct FactScores {
  std::map<std::string, FactScore> by_kind;
  std::map<std::string, FactFieldScore> by_field;  // date, place, topic, ...
  std::vector<std::string> misses;                 // a line each
};

// Adds one coded release.
void score_facts(const GoldRelease& gold, const Document& coded, FactScores& scores);

// Codes a gold file and adds its releases.
Result<void> evaluate_facts(const Coder& coder, const std::filesystem::path& gold,
                            FactScores& scores);

// A table for people; with the misses where asked for.
std::string to_table(const FactScores& scores, bool with_misses);

}  // namespace casus
