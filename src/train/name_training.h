#pragma once

// Trains the names model of a language (pipeline/entities/name_model.h) on documents with marked
// names, and makes its word table from plain text, word vectors and the knowledge base.

#include <filesystem>
#include <string>
#include <vector>

#include "casus/result.h"
#include "pipeline/entities/agent_lexicon.h"
#include "resources/gazetteer.h"
#include "resources/knowledge.h"
#include "train/name_corpus.h"

namespace casus {

struct NameTrainingOptions {
  int epochs = 12;
  double rate = 0.1;    // of AdaGrad
  double decay = 1e-5;  // of weights, each time they are changed
  double drop = 0.2;    // share of features that are left out at each step
  double recall = 0;    // taken from the score of words outside names: more names, more wrong ones
  std::uint64_t seed = 1;
};

struct NameTraining {
  std::string model;          // bytes of names.bin
  std::size_t stretches = 0;  // of words that can be names
  std::size_t names = 0;
};

// A conditional random field by stochastic gradients (AdaGrad: Duchi et al., JMLR 2011); the same
// model from the same examples and seed. A minute for a hundred thousand words. `words` is a word
// table of build_word_table(). Examples without names are an error.
Result<NameTraining> train_names(const AgentLexicon& lexicon, const Knowledge& knowledge,
                                 const Gazetteer& gazetteer,
                                 const std::vector<NameExample>& examples, const std::string& words,
                                 const NameTrainingOptions& options);

}  // namespace casus
