#pragma once

// Says how far a word reaches: which dots, hyphens, slashes, commas and apostrophes belong to it.
// All look-ahead ends at the chunk's end, and at most kLookAhead bytes on.

#include <string_view>

#include "pipeline/text/chars.h"
#include "pipeline/text/text_rules.h"

namespace casus {

class WordScanner {
 public:
  // `end`: of the chunk that the word is in; `block_end`: how far the next word may be looked for.
  WordScanner(const TextRules& rules, std::string_view text, std::size_t end, std::size_t block_end)
      : rules_(rules), text_(text), end_(end), block_end_(block_end) {}

  // The end of the word that begins at `start`, the full stop of an abbreviation included.
  // `is_after_name`: a capitalised word stands before, so that a capital is an initial.
  std::size_t word_end(std::size_t start, bool is_after_name = false);
  // Of the last word: whether the full stop at its end is an abbreviation's.
  bool took_stop() const { return took_stop_; }

  // Letters, digits and unseen characters from `at` on.
  std::size_t segment_end(std::size_t at) const;

 private:
  bool joins(std::size_t start, std::size_t segment, std::size_t at, const Char& mark) const;
  bool joins_at_dot(std::size_t segment, std::size_t at) const;
  bool joins_at_hyphen(std::size_t start, std::size_t segment, std::size_t at,
                       std::size_t after) const;
  bool is_number_with_hyphens(std::size_t start) const;
  bool is_acronym_dot(std::size_t segment, std::size_t at) const;
  bool is_address_dot(std::size_t segment, std::size_t at) const;
  bool keeps_stop(std::size_t start, std::size_t at) const;
  bool keeps_initial_stop(const Char& letter, std::size_t start, std::size_t after) const;
  Char next_visible(std::size_t at) const;
  bool next_word_is_functional(std::size_t at) const;
  std::uint16_t traits(std::size_t start, std::size_t end) const;

  const TextRules& rules_;
  std::string_view text_;
  std::size_t end_;
  std::size_t block_end_;
  bool took_stop_ = false;
  bool is_after_name_ = false;
};

}  // namespace casus
