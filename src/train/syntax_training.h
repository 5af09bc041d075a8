#pragma once

// Makes a language's model.bin out of treebanks: `casus train syntax`. The same options on the
// same files give the same bytes (on one kind of processor: sums differ in their last bits
// between instruction sets). One thread; docs/models.md has times and results.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "casus/document.h"
#include "casus/result.h"
#include "train/syntax_network.h"

namespace casus {

struct SyntaxTrainingOptions {
  std::vector<std::filesystem::path> treebanks;  // CoNLL-U, not compressed
  // Trees that a program made, as many as one likes: each of 4 to 60 words is used in one epoch
  // alone, and teaches
  // tags and trees but no lemmas, no labels and no vocabulary.
  std::vector<std::filesystem::path> extra;
  std::vector<std::filesystem::path> parties;  // CoNLL-U of noun phrases, for variants
  std::filesystem::path dev;                   // CoNLL-U to measure on; may be empty
  std::filesystem::path vectors;               // of `casus train vectors`; may be empty
  std::filesystem::path output;                // the model file
  int epochs = 12;
  int variants = 0;  // told sentences, headlines ... to make anew each epoch: SentenceVariants
  float rate = 0.002F;
  int batch_words = 500;
  std::uint64_t seed = 1;
  DropoutShares dropout;
  NetworkShape shape;  // counts are set from the treebanks
};

// Attachment and labelling on gold sentences and words, in percent of words.
struct TreebankScores {
  double upos = 0, xpos = 0, feats = 0, lemmas = 0, uas = 0, las = 0;
};

struct SyntaxProgress {
  int epoch = 0;  // from 1
  int epochs = 0;
  double seconds = 0;  // that the epoch took
  SyntaxNetwork::Losses losses;
  bool has_scores = false;
  TreebankScores scores;  // on `dev`
  std::string to_string() const;
};

// Trains, calls `report` after each epoch and writes the model at the end. Errors name the file
// that cannot be read or written.
Result<void> train_syntax(const SyntaxTrainingOptions& options,
                          const std::function<void(const SyntaxProgress&)>& report);

// Parses the sentences of `gold` anew with the model in `bytes` and compares.
Result<TreebankScores> score_model(std::string_view model_bytes, const std::vector<Document>& gold);

}  // namespace casus
