#pragma once

// Takes out of an article's stretch of blocks what is not its text: link lists, "read also" lines,
// bylines before the first paragraph, headings over nothing, what is said twice.

#include <vector>

#include "extract/page_blocks.h"
#include "extract/page_facts.h"
#include "extract/page_rules.h"

namespace casus {

std::vector<PageBlock> filter_blocks(std::vector<PageBlock> blocks, const PageFacts& facts,
                                     const PageRules* rules);

}  // namespace casus
