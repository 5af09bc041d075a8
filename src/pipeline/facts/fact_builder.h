#pragma once

// Makes drafts of facts from the cues of one sentence.

#include <vector>

#include "pipeline/facts/clause.h"
#include "pipeline/facts/facts_stage.h"

namespace casus {

// Appends the drafts of `document.sentences[sentence]` to scratch.drafts (at most 64; further ones
// are dropped), and adds to those of scratch.kept what the sentence's cues tell of them.
void draft_facts(const FactRules& rules, const Document& document, std::int32_t sentence,
                 FactScratch& scratch);

// Gives a draft the date and place of its own words.
void set_circumstances(const FactRules& rules, const Clause& clause, const Document& document,
                       DraftFact& draft);

// Adds the claimants of drafts that others' statements tell.
void set_attributions(const Clause& clause, const Document& document,
                      std::vector<DraftFact>& drafts);

}  // namespace casus
