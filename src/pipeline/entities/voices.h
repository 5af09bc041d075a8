#pragma once

// Who speaks: "we", "I" and "our troops" stand for whoever says so. That is the subject of the verb
// of speaking beside a quotation, the speaker whose label the passage has ("MR. PRICE:"), or who
// made the statement that the document is ("Statement by the Minister"). Where none is sure, the
// pronouns stay nobody's.

#include "casus/document.h"
#include "pipeline/entities/entity_scratch.h"

namespace casus {

// Reads the first person in `sentence`, whose other phrases are read, and remembers who speaks in
// it. To be called in text order; scratch.voices is reset with the chains. Linear in its tokens.
void hear_voices(const Codes& codes, const Document& document, const Sentence& sentence,
                 EntityScratch& scratch);

}  // namespace casus
