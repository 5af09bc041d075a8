#pragma once

// Trains the names model of a language on treebanks that mark entities in the MISC column
// ("Entity=(1-person-...", the notation of GUM).

#include <filesystem>
#include <string>
#include <vector>

#include "casus/result.h"
#include "pipeline/entities/entities_stage.h"
#include "resources/knowledge.h"

namespace casus {

struct NameTrainingOptions {
  std::vector<std::filesystem::path> treebanks;  // CoNLL-U with Entity in MISC
  int epochs = 12;
  std::uint64_t seed = 1;
};

struct NameTraining {
  std::string model;          // bytes of names.bin
  std::size_t stretches = 0;  // of words that can be names
  std::size_t names = 0;
};

// An averaged perceptron with exact decoding; the same model from the same data and seed. Minutes
// for a hundred thousand words. A file that cannot be read or follows another notation is an error.
Result<NameTraining> train_names(const EntityRules& rules, const Knowledge& knowledge,
                                 const NameTrainingOptions& options);

}  // namespace casus
