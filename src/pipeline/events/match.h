#pragma once

// Which lexicon entries hold at a word: the most specific ones, anti-entries included.

#include <array>
#include <vector>

#include "pipeline/events/tree.h"

namespace casus {

// An entry that holds at `head`, and the words that met its conditions.
struct Match {
  std::int32_t entry = kNone;
  TokenIndex head = kNoToken;
  int specificity = 0;
  int run_length = 0;                    // words of an "/i" pattern, else 0
  std::array<TokenIndex, 8> bound = {};  // by condition; kNoToken for forbidden ones
};

// A word that a match requires: no trigger of its own where the match gives an event.
struct BoundWord {
  TokenIndex token = kNoToken;
  std::int32_t match = kNone;  // into the sentence's matches
};

// Whom the token belongs to, filled once a document: index into Document::entities or kNone.
using EntityAt = std::vector<std::int32_t>;

// Appends the winners among the entries at `token` to `found`. `anti` gets the index of the entry
// that forbade them, where one did. Cost: the entries of one word, a constant of the lexicon.
void find_matches(const Tree& tree, TokenIndex token, std::vector<Match>& found,
                  std::int32_t& anti);

}  // namespace casus
