#pragma once

// Finds the longest rule that matches at an atom, by walking the rules' trie. The work at one atom
// is bounded by the trie, so a sentence costs time linear in its length, whatever it holds.

#include <array>
#include <cstdint>
#include <optional>
#include <span>

#include "casus/document.h"
#include "pipeline/times/atoms.h"
#include "pipeline/times/time_fields.h"
#include "pipeline/times/time_rules.h"

namespace casus {

struct TimeMatch {
  const TimePath* path = nullptr;
  std::uint32_t end = 0;           // atoms [start, end)
  std::uint32_t first_end = 0;     // the first part ends here
  std::uint32_t second_begin = 0;  // the second begins here; 0: there is none
  std::array<TimeFields, 2> parts;
};

// Matches within one sentence's atoms. Keeps views of all arguments; allocates nothing.
class TimeMatcher {
 public:
  TimeMatcher(const TimeRules& rules, const Document& document, std::span<const Atom> atoms)
      : rules_(rules), document_(document), atoms_(atoms) {}

  // The longest match that begins at atom `at`; among equally long ones the earliest rule's.
  std::optional<TimeMatch> longest_at(std::uint32_t at);

 private:
  struct SymbolMatch {
    TimeSymbol symbol = 0;
    std::int32_t value = 0;
    std::uint32_t next = 0;  // the atom after it
  };
  struct SymbolMatches {
    std::array<SymbolMatch, 24> items;
    std::size_t size = 0;
    void add(TimeSymbol symbol, std::int32_t value, std::uint32_t next) {
      if (size < items.size()) items[size++] = {symbol, value, next};
    }
  };
  struct Taken {
    std::int32_t value = 0;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
  };

  void walk(const TrieNode& node, std::uint32_t at, std::size_t depth);
  void consider(const TimePath& path, std::uint32_t end, std::size_t depth);
  TimeMatch build_match() const;

  SymbolMatches symbols_at(std::uint32_t at) const;
  void add_digit_symbols(std::uint32_t at, SymbolMatches& found) const;
  void add_number(std::uint32_t at, SymbolMatches& found) const;
  void add_ordinal(std::uint32_t at, SymbolMatches& found) const;

  bool begins_cleanly(std::uint32_t at) const;
  bool ends_cleanly(std::uint32_t end) const;
  bool fits(const TimeGuards& guards, std::uint32_t end) const;
  bool reads_as_year(std::uint32_t end) const;
  bool shy_words_fit(std::uint32_t end) const;
  bool follows(TimeSymbol symbol) const;
  const Atom* before() const { return start_ > 0 ? &atoms_[start_ - 1] : nullptr; }
  const Atom* at(std::uint32_t index) const {
    return index < atoms_.size() ? &atoms_[index] : nullptr;
  }

  const TimeRules& rules_;
  const Document& document_;
  std::span<const Atom> atoms_;
  std::uint32_t start_ = 0;
  std::array<Taken, kMaxPatternSymbols> taken_;
  const TimePath* best_ = nullptr;
  std::uint32_t best_end_ = 0;
  std::size_t best_depth_ = 0;
  std::array<Taken, kMaxPatternSymbols> best_taken_;
};

}  // namespace casus
