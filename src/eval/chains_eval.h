#pragma once

// Scores chains by pairs of mentions: two mentions of one chain are a pair.
//
// Gold is text with its mentions marked (tests/sets/README.md): "=== NAME DATE" opens a text,
// "[3 the ministry]" is a mention of chain 3; mentions nest. All mentions of a chain that has two
// or more are marked. Lines before the first text that start with "#" are comments.
//
// A mention of ours (a named one, or a pronoun or short form that joined a chain) is the gold
// mention that shares most of its characters with it, and at least two fifths of those of both.
// One that is no gold mention makes its pairs wrong.

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "casus/coder.h"
#include "casus/document.h"
#include "casus/result.h"

namespace casus {

struct GoldMention {
  std::uint32_t start = 0;  // bytes
  std::uint32_t end = 0;
  int chain = 0;
};

struct ChainGold {
  Document document;  // id, date and text, no layers
  std::vector<GoldMention> mentions;
};

struct ChainScores {
  std::uint64_t right = 0;          // pairs that both have
  std::uint64_t missed = 0;         // pairs of gold only
  std::uint64_t wrong = 0;          // pairs of ours only
  std::vector<std::string> misses;  // a line each: text, what, the two mentions

  double precision() const;  // 0 to 1
  double recall() const;
};

// The texts of a file. A broken mark is an error that names its line.
Result<std::vector<ChainGold>> read_chain_gold(const std::filesystem::path& path);

// Adds the pairs of one coded document.
void score_chains(const ChainGold& gold, const Document& coded, ChainScores& scores);

// Codes each text of a file up to the entities stage and scores it.
Result<ChainScores> evaluate_chains(const Coder& coder, const std::filesystem::path& path);

// A table for people; with the misses, one a line, where asked for.
std::string to_table(const ChainScores& scores, bool with_misses);

}  // namespace casus
