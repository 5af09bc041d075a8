#pragma once

// Recognises names that the knowledge base lacks, by rules over capitals, tags, the tree and word
// lists, and puts every named mention, known or not, into Document::entities in text order.
//
// A run of capitalised words is an organisation where it has an organisation's head ("Ministry of
// Hydrocarbons"), a place where it has a place's head ("Panjshir Valley"); what follows a title or
// starts with a first name is a person. Without such a sign, the names model decides; where the
// language has none, the tree may tell (flat names are persons, "in X" is a place); otherwise the
// run stays no mention. Linear.

#include "casus/document.h"
#include "pipeline/entities/entity_scratch.h"
#include "pipeline/entities/name_model.h"

namespace casus {

// Fills document.entities (without chains and actors), scratch.entity_at and matches' entity.
// Matches that turn out to be a part of another name ("Michael Jordan") are dropped.
void find_mentions(const AgentLexicon& lexicon, const NameModel& names, const Knowledge& knowledge,
                   Document& document, EntityScratch& scratch);

}  // namespace casus
