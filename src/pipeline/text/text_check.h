#pragma once

// The invariants of the text layers, for tests and fuzzing.

#include <string>

#include "casus/document.h"

namespace casus {

// What is wrong with the text layers of `document`; empty where all holds: offsets rise and lie on
// code point boundaries; forms are the text of their offsets but for unseen characters; blocks,
// sentences and tokens nest; every character that is seen is in exactly one token, words of a
// multiword token lying within it; no sentence is longer than kMaxSentenceTokens.
std::string find_text_fault(const Document& document);

}  // namespace casus
