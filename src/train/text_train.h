#pragma once

// Trains the classifier of sentence breaks (src/pipeline/text/sentence_breaker.h): logistic
// regression by stochastic gradient descent, weights averaged over the steps. The same documents
// in the same order give the same weights.

#include <span>
#include <string>

#include "casus/document.h"
#include "casus/result.h"
#include "pipeline/text/text_rules.h"

namespace casus {

// What a training run saw.
struct BreakTraining {
  std::string model_text;    // contents of breaks.model
  std::uint64_t places = 0;  // candidate places
  std::uint64_t breaks = 0;  // those that are breaks
  std::uint64_t missed = 0;  // breaks of the treebank that no candidate place is at
  std::uint64_t wrong = 0;   // places that the weights get wrong on the training documents
};

// `gold` holds texts with their sentences (read_conllu). An error where there is none.
Result<BreakTraining> train_sentence_breaks(const TextRules& rules, std::span<const Document> gold);

}  // namespace casus
