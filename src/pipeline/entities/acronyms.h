#pragma once

// Short forms that a text gives in brackets right behind a name: "General Confederation of Workers
// (CGT)". They are mentions, too.

#include "casus/document.h"
#include "pipeline/entities/entity_scratch.h"

namespace casus {

// The acronym in brackets behind `entity`; kNoToken: there is none. Constant time.
TokenIndex bracketed_acronym(const Document& document, const Entity& entity,
                             const EntityScratch& scratch);

// Adds the acronyms that no mention covers yet, each of its name's type, and keeps
// Document::entities in the order of the text. Linear in the mentions.
void add_bracketed_acronyms(Document& document, EntityScratch& scratch);

}  // namespace casus
