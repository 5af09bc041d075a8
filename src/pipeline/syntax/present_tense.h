#pragma once

// Mends clauses whose verb in the present tense the network took for a noun, and whose subject for
// a part of that noun's name: "Thai police arrest a mayor", "Chad orders its troops to leave". Only
// what the tree itself contradicts is changed: a noun that has an object, or a subject without a
// copula, or behind a plural the only verb that there can be.

#include "pipeline/syntax/syntax_model.h"

namespace casus {

// Changes tags, lemmas and relations of `sentence`, whose children are linked; links them anew.
// It stays one tree. Linear in its tokens.
void mend_present_tense(const SyntaxModel::Content& model, const Sentence& sentence,
                        Document& document, SyntaxScratch& scratch);

}  // namespace casus
