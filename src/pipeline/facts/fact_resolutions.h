#pragma once

// Resolutions and communiqués: "The Council," on a line of its own, then "1. Condemns ...".

#include "pipeline/facts/fact_participants.h"
#include "pipeline/facts/facts_stage.h"

namespace casus {

// Sets `body` where the sentence is no more than a name and a comma.
void find_resolving_body(const FactParticipants& participants, const Clause& clause,
                         const Document& document, const Sentence& sentence, Participant& body);

// Makes `body` the speaker of a statement without one whose sentence begins with its verb.
void add_resolving_body(const Clause& clause, const Document& document, const Participant& body,
                        DraftFact& draft);

}  // namespace casus
