#pragma once

// Tells how much a text looks like a language, by the language's commonest words and its letters.

#include <string_view>

#include "pipeline/text/text_rules.h"

namespace casus {

// The share of the words of `text` that are function words of the language, plus a tenth of the
// share of its letters that are the language's: 0 (nothing fits) to 1.1. Only the beginning is
// looked at (kDetectedBytes). 0 for a language whose rules list neither words nor letters.
double language_fit(const TextRules& rules, std::string_view text);

inline constexpr std::size_t kDetectedBytes = 4096;

}  // namespace casus
