#pragma once

// The text stage: bytes to blocks, sentences and tokens with exact offsets.
// Reads Document::text; adds blocks, sentences, tokens (offsets and forms), multiword_tokens.

#include <filesystem>

#include "casus/document.h"
#include "casus/result.h"

namespace casus {

// What a language says about its writing: abbreviations, contractions, page furniture.
class TextRules {
 public:
  // Reads `language_folder`/text.
  static Result<TextRules> load(const std::filesystem::path& language_folder);
};

struct TextScratch {};

Result<void> find_tokens(const TextRules& rules, Document& document, TextScratch& scratch);

}  // namespace casus
