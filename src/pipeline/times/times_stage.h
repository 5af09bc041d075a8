#pragma once

// The times stage: TIMEX3 expressions and the days that they mean.
// Reads text, syntax and the document's date; adds times. Works on text without syntax too: tags
// and trees only settle doubtful words and tense.

#include <cstdint>
#include <vector>

#include "casus/document.h"
#include "casus/result.h"
#include "pipeline/times/atoms.h"
#include "pipeline/times/time_resolver.h"
#include "pipeline/times/time_rules.h"

namespace casus {

// An expression with its fields, before it is resolved.
struct FoundTime {
  std::uint32_t first_atom = 0;  // of its sentence: [first_atom, last_atom)
  std::uint32_t last_atom = 0;
  std::uint32_t start = 0;  // bytes
  std::uint32_t end = 0;
  TokenIndex first = 0;
  TokenIndex last = 0;
  std::int32_t block = kNone;
  TimeRuleKind kind = TimeRuleKind::kDate;
  Tense tense = Tense::kUnknown;
  bool begins_range = false;  // the next one is its end
  TimeFields fields;
};

// A thread's buffers.
struct TimeScratch {
  std::vector<Atom> atoms;
  std::vector<FoundTime> found;
};

// Appends Document::times in text order. Both ends of a range are times of their own, as TIMEX3
// has it ("May 16" and "17, 2019"); their begin and finish are those of the whole range. Linear in
// the text; allocates only for what it finds. Shares `rules` with all threads.
Result<void> find_times(const TimeRules& rules, Document& document, TimeScratch& scratch);

}  // namespace casus
