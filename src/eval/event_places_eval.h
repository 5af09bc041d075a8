#pragma once

// Scores when and where events are said to have been, on gold events that give a trigger, the
// first and last day, and the place.
//
// Gold is JSONL: `text`, `date`, optionally `id`, `language`, and `events`, each with `start`,
// `end` (code points, of the trigger), `date` and `enddate` (YYYY-MM-DD, YYYY-MM or YYYY; null),
// and `place`: null where the text gives none, else `name`, `country` (alpha-3, empty for
// borders and waters), `resolution`, `lat`, `lon`.
//
// An event of ours counts as the gold one where their triggers overlap. A date is right where
// first and last day are; a place, where country and resolution agree and the points lie near each
// other. Shares are of the gold events that were coded at all: how many are is the events stage's.

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "casus/coder.h"
#include "casus/result.h"

namespace casus {

struct EventPlaceScores {
  std::uint64_t gold = 0;
  std::uint64_t coded = 0;        // gold events that have one of ours
  std::uint64_t right_date = 0;   // of the coded
  std::uint64_t right_place = 0;  // of the coded, those without a place included
  std::uint64_t right_both = 0;
  std::uint64_t right_country = 0;  // of the coded: the place's country, whatever its resolution
  std::vector<std::string> misses;  // a line each
};

// Codes a gold file up to the events stage and scores it. A broken line is an error that names it.
Result<EventPlaceScores> evaluate_event_places(const Coder& coder,
                                               const std::filesystem::path& gold);

// A table for people; with the misses, a line each, where asked for.
std::string to_table(const EventPlaceScores& scores, bool with_misses);

}  // namespace casus
