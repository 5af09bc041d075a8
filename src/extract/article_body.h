#pragma once

// Finds the blocks of a page that are its article's text.

#include <string>
#include <vector>

#include "extract/page_blocks.h"
#include "extract/page_facts.h"
#include "extract/page_rules.h"
#include "extract/page_tree.h"

namespace casus {

struct BodyOptions {
  const PageRules* rules = nullptr;
  const SiteRules* site = nullptr;
  NodeIndex root = 0;  // where to look
};

// The article's blocks in reading order; empty where there is no text. Linear.
std::vector<PageBlock> find_body(const PageTree& page, const PageFacts& facts,
                                 const BodyOptions& options);

// Roots of the articles of a page that holds several whole ones; empty for a page of one.
std::vector<NodeIndex> find_article_roots(const PageTree& page, const PageFacts& facts,
                                          const PageRules* rules);

// Blocks as text: paragraphs parted by an empty line, items and rows of one list by a line break.
std::string join_blocks(const std::vector<PageBlock>& blocks);

bool matches(const PageTree& page, NodeIndex node, const NodePattern& pattern);
// The first node that one of the patterns fits; kNoNode for none.
NodeIndex find_node(const PageTree& page, const std::vector<NodePattern>& patterns);

}  // namespace casus
