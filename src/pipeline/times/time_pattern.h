#pragma once

// Reads one pattern of a rule file and spells out the ways through its options and alternatives.
//
//   pattern  := item*                    item := element '?'?
//   element  := word | '{' class (':' field)? '}' | '<' field '=' value '>' | '@' name
//             | '(' pattern ('|' pattern)* ')' | '~'
//
// Two symbols that are written together must stand together in the text.

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casus/result.h"
#include "pipeline/times/time_fields.h"

namespace casus {

// One step of a way through a pattern.
struct PatternStep {
  enum class Kind : std::uint8_t { kLiteral, kClass, kAssign, kSplit };
  Kind kind = Kind::kLiteral;
  bool glued = false;
  bool captures = false;  // kClass: its value goes to `field`
  TimeField field = TimeField::kYear;
  std::int32_t value = 0;  // kAssign
  std::string name;        // kLiteral: the folded word; kClass: the class
};
using PatternPath = std::vector<PatternStep>;

// Named patterns, already spelled out.
using PatternFragments = std::map<std::string, std::vector<PatternPath>, std::less<>>;

// Deepest nesting of brackets.
inline constexpr int kMaxPatternDepth = 16;
// Most steps of a way, assignments included.
inline constexpr std::size_t kMaxPatternSteps = 48;

// Every way through `pattern`. `field_of_class` gives the field that a class fills by itself, or
// nothing for a class without values. Fails on a slip of syntax, an unknown name, and more than
// kMaxRulePaths ways. The error has no file or line; the caller adds them.
Result<std::vector<PatternPath>> expand_pattern(
    std::string_view pattern, const PatternFragments& fragments,
    const std::function<Result<std::optional<TimeField>>(std::string_view)>& field_of_class);

}  // namespace casus
