#pragma once

// What "it", "its" and "the company" resume: organisations and states named before. Like the chains
// of persons, only where one antecedent is sure.

#include "casus/document.h"
#include "pipeline/entities/entity_scratch.h"

namespace casus {

// "the party", "the airline" at `head`, whose own phrase is of `sectors` (empty: of any): the only
// organisation of that kind in this sentence before it, else in the nearer of the two sentences
// before. kNone: none or several. Looks at the last 24 mentions.
std::int32_t chain_of_kind(const Document& document, TokenIndex head, const SectorList& sectors,
                           const Knowledge& knowledge, const EntityScratch& scratch);

// "it", "its": the subject of the verb that reports the pronoun's clause ("Nigeria said that it
// ...") or that has it in its object ("Chad closed its border"); at the start of a sentence the
// subject of the sentence before. kNone: none of them is an organisation or a state.
std::int32_t chain_of_thing_pronoun(const Document& document, TokenIndex pronoun,
                                    const EntityScratch& scratch);

}  // namespace casus
