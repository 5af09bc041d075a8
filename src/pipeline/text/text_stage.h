#pragma once

// The text stage: bytes to blocks, sentences and tokens with exact offsets.
// Reads Document::text; adds blocks, sentences, tokens (offsets, forms, space_after),
// multiword_tokens.

#include <vector>

#include "casus/document.h"
#include "casus/result.h"
#include "pipeline/text/block_finder.h"
#include "pipeline/text/text_rules.h"
#include "pipeline/text/tokenizer.h"

namespace casus {

// Buffers of one thread.
struct TextScratch {
  std::vector<TextLine> lines;
  std::vector<RawToken> tokens;
};

// Fills the text layers of `document`, which are empty. Forms view one copy of the text in the
// document's arena; a form leaves out zero-width characters, and is otherwise the text of its
// offsets. Every character that is seen is in one token, or in one multiword token. Linear in the
// text. Text past 4 GiB is an error (kLimit).
Result<void> find_tokens(const TextRules& rules, Document& document, TextScratch& scratch);

}  // namespace casus
