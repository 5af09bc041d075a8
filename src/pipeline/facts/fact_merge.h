#pragma once

// Tells whether two drafts are one fact told twice, and makes one of them.

#include "pipeline/facts/facts_stage.h"

namespace casus {

// "the meeting" after a named one; a headline and its lead; a repeated statement.
bool is_same_fact(const DraftFact& known, const DraftFact& again);

// Adds to `known` what `again` tells more.
void merge_fact(DraftFact& known, DraftFact&& again);

}  // namespace casus
