#pragma once

// Threads: a question with its answers, a topic with its replies. Each is a post in an element that
// looks like the others, and all of them together are the page's text.

#include <vector>

#include "extract/article_body.h"
#include "extract/page_blocks.h"
#include "extract/page_facts.h"

namespace casus {

// The posts' texts in document order, where `body`, the text that was found, is one of several;
// none where it is a text of its own: further articles below one another have titles of their own.
// `dropped` flags furniture. Linear in the page but for the depth of `body`.
std::vector<NodeIndex> find_posts(const PageTree& page, NodeIndex body, const PageFacts& facts,
                                  const BodyOptions& options, const BlockSums& sums,
                                  const std::vector<char>& dropped);

}  // namespace casus
