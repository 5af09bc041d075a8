#pragma once

// Whom "he", "we" and "you" stand for, who wrote a letter to whom, and the words of a statement.

#include <span>

#include "pipeline/facts/fact_participants.h"
#include "pipeline/facts/facts_stage.h"

namespace casus {

// The ends of a letter by its salutation and what stands under its closing words; no letter
// without a salutation. Linear in the blocks.
LetterEnds find_letter_ends(const FactRules& rules, const Document& document);

// Replaces the pronouns in the roles of `draft`, one of the sentence's `drafts`; `kept` is what
// was told before. Those that stand for nobody known leave their roles, but for speakers.
void resolve_pronouns(const FactParticipants& participants, const Clause& clause,
                      const Document& document, const LetterEnds& letter,
                      std::span<const DraftFact> drafts, const std::vector<DraftFact>& kept,
                      DraftFact& draft);

// True where `statement` tells what the word belongs to: "X said that ...", "..., X said".
bool tells(const Clause& clause, const DraftFact& statement, TokenIndex word);

// Gives a statement the field `words`: what its sentence has between quotation marks.
void set_words(const Document& document, DraftFact& draft);

}  // namespace casus
