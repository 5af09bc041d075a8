#pragma once

// Tells whether two drafts are one fact told twice, and makes one of them.

#include "pipeline/facts/facts_stage.h"

namespace casus {

// "the meeting" after a named one; a headline and its lead; a repeated statement.
bool is_same_fact(const KindSettings& settings, const DraftFact& known, const DraftFact& again);

// Adds to `known` what `again` tells more.
void merge_fact(const KindSettings& settings, DraftFact& known, DraftFact&& again);

// Sets a field that the fact does not have; of a field that has an order, the later value stays.
void put_field(const KindSettings& settings, Fact& fact, const std::string& name,
               const std::string& value);

}  // namespace casus
