#pragma once

// Who speaks in a whole text, told at its beginning: "Statement by the President of Chad", "Joint
// statement of Chad and Mali", "We, the leaders of the Group of Seven,".

#include <vector>

#include "pipeline/events/participants.h"

namespace casus {

// The authors that the sentence tells; empty where it tells none, or not who they are. Each code
// once. Linear in the sentence.
std::vector<Participant> find_authors(const Tree& tree, const EntityAt& entity_at,
                                      const EventSchema& schema, const Sentence& sentence);

}  // namespace casus
