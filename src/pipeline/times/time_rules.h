#pragma once

// A language's words and patterns for times, read from `times/*.txt` and compiled to one trie over
// symbols. docs/formats/times.md describes the files.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "casus/result.h"
#include "pipeline/times/atoms.h"
#include "pipeline/times/time_fields.h"

namespace casus {

// A literal word, or a class of words. Symbols below kFirstLiteral are classes.
using TimeSymbol = std::uint16_t;

struct SymbolValue {
  TimeSymbol symbol = 0;
  std::int32_t value = 0;  // for classes: the field value of the word in this class
};

// All that the rules say of one word.
struct TimeWord {
  std::vector<SymbolValue> symbols;  // its literal, and every class that lists it
  bool is_shy = false;               // counts only with a capital and not alone ("May", "Sun")
};

enum class TimeRuleKind : std::uint8_t {
  kDate,
  kShift,
  kDuration,
  kSet,
  kPresent,
  kPast,
  kFuture,
  kNoTime,
};

// Conditions on a match's surroundings.
struct TimeGuards {
  bool needs_lead = false;    // a word of class `lead` must stand before it
  bool needs_close = false;   // what follows must be a sign, an end or a word of class `closed`
  bool is_final = false;      // what follows must be a sign or an end
  bool is_measure = false;    // what follows must be a word of class `measured`
  bool is_bare_year = false;  // must not be counted, numbered or measured
};

struct TimeCapture {
  std::uint8_t position = 0;  // which symbol of the pattern
  std::uint8_t part = 0;      // 0: the expression; 1: the second end of a range
  TimeField field = TimeField::kYear;
  std::int8_t offset = 0;  // added to the value: the 19th century is century 18
};

struct TimeAssignment {
  std::uint8_t part = 0;
  TimeField field = TimeField::kYear;
  std::int32_t value = 0;
};

// One way through a rule's options and alternatives: a leaf of the trie.
struct TimePath {
  TimeRuleKind kind = TimeRuleKind::kDate;
  TimeGuards guards;
  std::uint32_t order = 0;        // of its rule in the file: earlier wins among equally long
  std::uint8_t first_end = 0;     // symbols of the first part; 0: all
  std::uint8_t second_begin = 0;  // where the second part begins; 0: there is none
  std::vector<TimeCapture> captures;
  std::vector<TimeAssignment> assignments;
};

struct TrieNode {
  // Key: symbol * 2 + (1 where it must be glued to what is before). Sorted.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> children;
  std::int32_t path = -1;  // into TimeRules::paths
};

// The longest pattern, in symbols; a longer one is an error of its file.
inline constexpr std::size_t kMaxPatternSymbols = 24;
// The most ways through one rule's options and alternatives.
inline constexpr std::size_t kMaxRulePaths = 4096;

// Classes that the engine itself reads. Digits fill the numeric ones.
struct TimeClasses {
  TimeSymbol number, ordinal, day, month_number, year, early_year, any_year, short_year,
      decade_year, short_decade, century_year, hour, minute;
  TimeSymbol ordinal_suffix, lead, closed, not_year_before, not_year_after, future_cue, past_cue,
      range, between, link, number_link, ahead_cue, measured, same_past;
};

class TimeRules {
 public:
  // Reads `language_folder`/times/words.txt and rules.txt. A language without the folder has no
  // times. A damaged line is an error that names file, line and remedy.
  static Result<TimeRules> load(const std::filesystem::path& language_folder);
  // The same from the two files' contents; `name` stands for them in errors.
  static Result<TimeRules> parse(std::string_view words, std::string_view rules);

  bool is_empty() const { return nodes_.empty(); }
  // What the rules know of a folded word or sign; null: nothing. Valid as long as the rules.
  const TimeWord* find_word(std::string_view folded) const;
  const TimeClasses& classes() const { return classes_; }
  const TrieNode& root() const { return nodes_.front(); }
  const TrieNode& node(std::uint32_t index) const { return nodes_[index]; }
  const TimePath& path(std::int32_t index) const { return paths_[static_cast<std::size_t>(index)]; }
  std::size_t node_count() const { return nodes_.size(); }

 private:
  friend class TimeRuleCompiler;
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };
  std::unordered_map<std::string, TimeWord, Hash, std::equal_to<>> words_;
  std::vector<TrieNode> nodes_;
  std::vector<TimePath> paths_;
  TimeClasses classes_{};
};

// True where `word` is listed in the class; `value` (may be null) takes its value there.
bool has_symbol(const TimeWord* word, TimeSymbol symbol, std::int32_t* value = nullptr);

}  // namespace casus
