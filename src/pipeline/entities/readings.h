#pragma once

// What each noun phrase says of an actor: code, sectors and why, composed through the tree from
// the leaves up. Every token hands its reading to its head; a head takes its sectors from its
// agent word and modifiers and its code from the dependent that identifies it best: a known person
// or organisation it is, a nationality or name before it, a possessor, an "of" phrase, a place.
// Linear: each edge of the tree is looked at a constant number of times.

#include "casus/document.h"
#include "pipeline/entities/entity_scratch.h"

namespace casus {

// Fills scratch.readings, begin_of and end_of for the tokens of `sentence`. Needs words, matches,
// entities with their chains up to this sentence. Remembers in scratch.referents what it learns.
void read_phrases(const AgentLexicon& lexicon, const Knowledge& knowledge,
                  const OfficeHolders& holders, const Gazetteer* gazetteer,
                  const Document& document, const Sentence& sentence, EntityScratch& scratch);

}  // namespace casus
