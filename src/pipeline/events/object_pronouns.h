#pragma once

// Whom an object pronoun of the third person stands for: "the court sentenced him", "beat them",
// "seized their vehicles".

#include <vector>

#include "pipeline/events/participants.h"

namespace casus {

// Adds those whom `pronoun` stands for: of its own sentence whom an earlier verb of the row or a
// clause above has as object or subject; else of the two sentences of the block before. Nobody of
// `actors` is meant. `sentence` is that of the pronoun. Nothing is added where nobody fits.
void add_antecedents(const Tree& tree, const EntityAt& entity_at, TokenIndex pronoun,
                     std::int32_t sentence, const std::vector<Participant>& actors,
                     std::vector<Participant>& list);

}  // namespace casus
