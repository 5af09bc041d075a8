#pragma once

// Decides between which tokens of a block a sentence ends: a linear classifier over the candidate
// places, with weights from BreakModel, or, for a language that has none, the plain rule "full
// stop, then a capital". Constant time a token.

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "pipeline/text/text_rules.h"
#include "pipeline/text/tokenizer.h"

namespace casus {

// No sentence is longer, in tokens: a longer one is cut, best after ; or :, else after a comma or
// a dash, else where it must be.
inline constexpr std::size_t kMaxSentenceTokens = 1000;
// How many tokens after a place are looked at before it is decided.
inline constexpr std::size_t kBreakLookAhead = 4;

inline constexpr std::size_t kBreakFeatures = 19;
using BreakFeatures = std::array<std::uint32_t, kBreakFeatures>;

class SentenceBreaker {
 public:
  explicit SentenceBreaker(const TextRules& rules) : rules_(rules) {}

  // A new block begins: nothing is open.
  void begin_block();
  // A sentence begins at this token.
  void begin_sentence(std::size_t first) { first_ = first; }
  // Takes notice of tokens[i], which continues the sentence.
  void advance(const RawToken& token);

  // Whether a sentence may end before tokens[i], i > 0.
  static bool is_candidate(std::span<const RawToken> tokens, std::size_t i);
  // What the classifier sees at candidate i; keys of BreakModel.
  BreakFeatures features(std::span<const RawToken> tokens, std::size_t i) const;
  // The decision at candidate i.
  bool breaks(std::span<const RawToken> tokens, std::size_t i) const;

 private:
  bool breaks_by_rule(std::span<const RawToken> tokens, std::size_t i) const;

  const TextRules& rules_;
  std::size_t first_ = 0;  // of the sentence
  int open_brackets_ = 0;
  bool quote_is_open_ = false;
};

// How many tokens the marker at a list item's beginning takes ("•", "2.", "(a)").
std::size_t list_marker_tokens(std::span<const RawToken> tokens);

// Where to cut tokens[first, first + kMaxSentenceTokens), relative to `tokens`.
std::size_t best_cut(std::span<const RawToken> tokens, std::size_t first);

}  // namespace casus
