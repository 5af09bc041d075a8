#pragma once

// Finds the names that the knowledge base has, the longest at each place, and chooses what each
// stands for. Linear: at most kMaxNameWords steps in the name index a word.

#include "casus/document.h"
#include "pipeline/entities/entity_scratch.h"

namespace casus {

// Fills scratch.words, sentence_of: each token as the word lists know it.
void look_up_words(const AgentLexicon& lexicon, const Document& document, EntityScratch& scratch);

// Fills scratch.matches and match_at. Needs scratch.words and scratch.day.
void find_known_names(const Knowledge& knowledge, const Document& document, EntityScratch& scratch);

// The token of [first, last) whose head is outside: the name's syntactic head.
TokenIndex head_of_span(const Document& document, TokenIndex first, TokenIndex last);

}  // namespace casus
