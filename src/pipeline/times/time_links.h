#pragma once

// Joins what belongs together among one sentence's expressions: a clock time and its date become
// one ("10 a.m. on Monday"), the ends of a range fill each other's gaps ("from March to June
// 2011").

#include <span>
#include <vector>

#include "pipeline/times/times_stage.h"

namespace casus {

// Works on found[from...], the expressions of the sentence with these atoms.
void link_times(const TimeRules& rules, std::span<const Atom> atoms, std::size_t from,
                std::vector<FoundTime>& found);

// Gives both ends of a range what only one of them says: the year, the month.
void share_range_fields(TimeFields& first, TimeFields& second);

}  // namespace casus
