#pragma once

// Scores time expressions against gold ones by the measures of TempEval-3: precision, recall and
// F1 of those found, with overlap and with equal borders, and F1 of those whose type, or value, is
// right as well.
//
// Gold is TimeML (eval/timeml.h), or JSONL: `text`, `times` with `start` and `end` (code points),
// `type`, `value` (null where the annotators give none), and optionally `id`, `date`, `language`.

#include <filesystem>
#include <string>
#include <vector>

#include "casus/coder.h"
#include "casus/document.h"
#include "casus/result.h"

namespace casus {

struct GoldTime {
  std::uint32_t start = 0;  // bytes
  std::uint32_t end = 0;
  std::string type;
  std::string value;  // empty: none is given
};

struct TimeGold {
  Document document;  // text and what is known of it, no layers
  std::vector<GoldTime> times;
};

// A gold time that was not found or has another value, or one of ours that is none.
struct TimeMiss {
  std::string document_id;
  std::string words;
  std::string gold_value;
  std::string found_value;  // empty: not found
  std::string context;      // the words before and after it
};

struct TimeScores {
  std::uint64_t gold = 0;
  std::uint64_t found = 0;   // gold times that one of ours overlaps
  std::uint64_t valued = 0;  // of these, with a gold value
  std::uint64_t right_value = 0;
  std::uint64_t shared = 0;      // found by one of ours that found another gold time before
  std::uint64_t exact = 0;       // found with equal borders
  std::uint64_t right_type = 0;  // of the found
  std::uint64_t predicted = 0;   // ours
  std::uint64_t spurious = 0;    // ours that overlap no gold time
  std::vector<TimeMiss> misses;

  double recall() const;                    // found / gold, 0 to 1
  double value_accuracy() const;            // right_value / valued
  double f1_of(std::uint64_t right) const;  // of gold and predicted; ours count once
};

// The gold documents of a file. A broken line is an error that names it.
Result<std::vector<TimeGold>> read_time_gold(const std::filesystem::path& path);

// Adds the counts of one coded document. A gold time is compared with the one of ours that
// overlaps it and has its value, else with the first that overlaps it.
void score_times(const TimeGold& gold, const Document& coded, TimeScores& scores);

// Codes a gold file up to the times stage and scores it.
Result<TimeScores> evaluate_times(const Coder& coder, const std::filesystem::path& gold);

// A table for people; with the misses, a line each, where asked for.
std::string to_table(const TimeScores& scores, bool with_misses);

}  // namespace casus
