#pragma once

// The facts stage: registers of meetings, statements and what else a record-keeper files.
// Reads all earlier layers; adds facts.

#include <filesystem>

#include "casus/document.h"
#include "casus/result.h"

namespace casus {

// A language's cues for facts: `language_folder`/facts.
class FactRules {
 public:
  static Result<FactRules> load(const std::filesystem::path& language_folder);
};

struct FactScratch {};

Result<void> find_facts(const FactRules& rules, Document& document, FactScratch& scratch);

}  // namespace casus
