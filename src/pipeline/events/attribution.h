#pragma once

// Who says so: the chain of claimants above a trigger, the nearest first.

#include <vector>

#include "pipeline/events/participants.h"

namespace casus {

// Claims from reporting verbs above or beside the trigger's clause, "according to", accusations
// and adverbs ("allegedly": a claimant without words). Empty: the document's own voice.
std::vector<Attribution> find_attributions(const Tree& tree, const EntityAt& entity_at,
                                           TokenIndex trigger);

}  // namespace casus
