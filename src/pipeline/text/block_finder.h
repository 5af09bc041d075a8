#pragma once

// Finds a text's blocks: paragraphs, headings, list items, page furniture. An empty line always
// ends a block. A single line break ends one too, unless the lines around it look hard-wrapped
// (README.md says how that is told). Linear; every line is looked at a bounded number of times.

#include <string_view>
#include <vector>

#include "casus/document.h"
#include "pipeline/text/text_rules.h"

namespace casus {

// A line of a text, blanks at its ends not counted.
struct TextLine {
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  bool is_after_empty = false;  // an empty line or the text's beginning stands before it
};

// Replaces `blocks` by those of `text`; `lines` is scratch.
void find_blocks(const TextRules& rules, std::string_view text, std::vector<TextLine>& lines,
                 std::vector<Block>& blocks);

}  // namespace casus
