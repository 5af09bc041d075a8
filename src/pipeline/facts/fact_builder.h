#pragma once

// Makes drafts of facts from the cues of one sentence.

#include <vector>

#include "pipeline/facts/clause.h"
#include "pipeline/facts/facts_stage.h"

namespace casus {

// Appends the drafts of `document.sentences[sentence]`. At most 64; further ones are dropped.
void draft_facts(const FactRules& rules, const Document& document, std::int32_t sentence,
                 std::vector<DraftFact>& drafts);

// The proper or quoted names beside a noun: "Operation “Harvest”", "operations such as X and Y".
std::vector<Clause::Extent> proper_names(const Clause& clause, const FactRules& rules,
                                         const Document& document, const Sentence& sentence,
                                         TokenIndex noun);

// Gives a draft the date and place of its own words.
void set_circumstances(const Clause& clause, const Document& document, DraftFact& draft);

// Adds the claimants of drafts that others' statements tell.
void set_attributions(const Clause& clause, const Document& document,
                      std::vector<DraftFact>& drafts);

}  // namespace casus
