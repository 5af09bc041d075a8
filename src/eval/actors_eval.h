#pragma once

// Scores the actors of phrases: code, sectors, and both, as `casus resolve` gives them.
//
// Gold is one phrase a line (tests/sets/README.md): date, phrase, code and sectors, with tabs
// between; "-" for none, "|" between right answers, the primary sector first. Lines that start with
// "#" are comments.

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "casus/coder.h"
#include "casus/document.h"
#include "casus/result.h"

namespace casus {

struct ActorGold {
  std::string date;
  std::string phrase;
  std::vector<std::string> codes;    // right ones; "" for none
  std::vector<std::string> sectors;  // right ones, each like "GOV MIL"; "" for none
};

// A phrase that is not fully right.
struct ActorMiss {
  std::string date;
  std::string phrase;
  std::string expected;  // "UKR GOV"
  std::string given;
  std::string reason;  // why casus says so
};

struct ActorScores {
  std::uint64_t phrases = 0;
  std::uint64_t right_codes = 0;
  std::uint64_t right_primaries = 0;  // primary sector
  std::uint64_t right_sectors = 0;    // primary sector, and the same others in any order
  std::uint64_t fully_right = 0;      // code and sectors
  std::uint64_t first_answers = 0;    // fully right by the first of several right answers
  std::vector<ActorMiss> misses;
};

// The phrases of a file. A broken line is an error that names it.
Result<std::vector<ActorGold>> read_actor_gold(const std::filesystem::path& path);

// Adds one answer; an empty code or sector is none.
void score_actor(const ActorGold& gold, const ActorCode& given, ActorScores& scores);

// Resolves each phrase of a file on its day as a document of its own.
Result<ActorScores> evaluate_actors(const Coder& coder, const std::filesystem::path& path);

// A table for people; with the misses, one a line, where asked for.
std::string to_table(const ActorScores& scores, bool with_misses);

}  // namespace casus
