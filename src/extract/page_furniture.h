#pragma once

// Marks what is no article on a page: by element (nav, footer, figure), by the words of class
// names, by being hidden, and by the site's rules. What holds half of the page's running text is
// never furniture, whatever its class says ("layout has-sidebar").

#include <vector>

#include "extract/article_body.h"

namespace casus {

// A flag a node; flagged nodes take their subtrees with them. `uses_names` false: class names are
// not looked at (a second try where the first left nothing).
std::vector<char> mark_furniture(const PageTree& page, const BlockSums& sums,
                                 const PageFacts& facts, const BodyOptions& options,
                                 bool uses_names);

// Class, id and what else names a node's part in the page.
std::string names_of(const PageTree& page, NodeIndex node);

}  // namespace casus
