#pragma once

// Joins the mentions of one entity into chains. A mention joins a chain by its knowledge entry, by
// its name, by an acronym that was given in brackets, or as a surname, with or without initials, of
// the only person who bears it so far. "the Organization" and pronouns join only where one
// antecedent fits: a wrong chain costs more than a missing one.

#include "casus/document.h"
#include "pipeline/entities/entity_scratch.h"
#include "resources/office_holders.h"

namespace casus {

// Forgets the chains of the document before.
void clear_chains(EntityScratch& scratch);

// Gives the entity a chain, and opens one where it needs. To be called in text order. Amortised
// constant time.
void chain_entity(const AgentLexicon& lexicon, const Knowledge& knowledge,
                  const OfficeHolders& holders, Document& document, std::int32_t entity,
                  EntityScratch& scratch);

// The chain that "the Organization" at `head` resumes, that of the one organisation named so far
// whose name has that word; kNone: none or several. Looks at the last 32 organisations.
std::int32_t chain_of_short_form(const Document& document, TokenIndex head,
                                 const EntityScratch& scratch);

// The person whom the pronoun stands for: the only one, or the only subject, in its sentence before
// it, else in the nearest of the two sentences before; never its own verb's subject where it is an
// object. kNone: nobody for sure. Remembers what it found. Looks at the last 24 mentions.
std::int32_t chain_of_person_pronoun(const Document& document, TokenIndex pronoun,
                                     EntityScratch& scratch);

// The person named before who holds the office that `title` says on the document's day ("the
// Foreign Secretary"); kNone: nobody, or several.
std::int32_t chain_of_office(std::string_view title, const Knowledge& knowledge,
                             const EntityScratch& scratch);

// "the cardinal": the chain of the only person named with this title so far; kNone: none or
// several. Looks at the last 64 chains.
std::int32_t chain_of_title(TokenIndex head, const EntityScratch& scratch);

// "the Republic": the chain of the only state named in this sentence and the one before; kNone:
// none or several.
std::int32_t chain_of_state(const Document& document, TokenIndex head, const Knowledge& knowledge,
                            const EntityScratch& scratch);

}  // namespace casus
