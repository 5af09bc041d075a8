#pragma once

// Whether the clause around a time expression tells of the past or of what is to come.

#include <span>

#include "casus/document.h"
#include "pipeline/times/atoms.h"
#include "pipeline/times/time_resolver.h"
#include "pipeline/times/time_rules.h"

namespace casus {

// The tense of the clause that token `at` stands in: from the tree where there is one (the nearest
// verb above, its auxiliaries and tense), else from the rules' cue words nearest before it, or
// after it, in the sentence's atoms. Looks at most at a fixed number of ancestors and atoms.
Tense tense_at(const TimeRules& rules, const Document& document, std::span<const Atom> atoms,
               std::uint32_t atom);

}  // namespace casus
