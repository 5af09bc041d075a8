#pragma once

// The syntax stage: tags, features, lemmas and dependency trees.
// Reads sentences and tokens; fills the tokens' remaining fields, children links included.

#include <filesystem>

#include "casus/document.h"
#include "casus/result.h"

namespace casus {

// Trained weights of one language, mapped from `language_folder`/model.bin.
class SyntaxModel {
 public:
  static Result<SyntaxModel> load(const std::filesystem::path& language_folder);
};

struct SyntaxScratch {};

Result<void> parse_sentences(const SyntaxModel& model, Document& document, SyntaxScratch& scratch);

}  // namespace casus
