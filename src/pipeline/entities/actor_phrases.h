#pragma once

// Writes readings into the document: every noun phrase as an ActorPhrase, every named mention with
// its ActorCode, both with a reason that people can read.

#include "casus/document.h"
#include "pipeline/entities/entity_scratch.h"

namespace casus {

// "the Uruguayan President" is the one who was it on the document's day.
void name_office_holders(const OfficeHolders& holders, const Knowledge& knowledge,
                         const Document& document, const Sentence& sentence,
                         EntityScratch& scratch);

// Appends the actor phrases of `sentence` and fills actor_at and the actors of its entities.
void write_actor_phrases(const Knowledge& knowledge, Document& document, const Sentence& sentence,
                         EntityScratch& scratch);

}  // namespace casus
