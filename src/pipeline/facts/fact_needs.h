#pragma once

// Whether a draft has what its cues need to be a fact.

#include "pipeline/facts/facts_stage.h"

namespace casus {

bool is_complete(const DraftFact& draft);

}  // namespace casus
