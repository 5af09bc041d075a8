#pragma once

// Aligns the syntactic words of two analyses of one text, as the CoNLL 2018 shared task does.

#include <utility>
#include <vector>

#include "casus/document.h"

namespace casus {

// Pairs of word numbers (gold, system), rising on both sides. Needs equal texts. Linear but for
// stretches of multiword tokens, which cost the product of their lengths.
std::vector<std::pair<TokenIndex, TokenIndex>> align_words(const Document& gold,
                                                           const Document& system);

}  // namespace casus
