#pragma once

// What a page repeats: teasers of other articles side by side, and whole articles one below the
// other. Both are told by siblings that look alike.

#include <string>
#include <vector>

#include "extract/page_blocks.h"
#include "extract/page_facts.h"

namespace casus {

// What siblings that look alike share.
std::string look_of(const PageTree& page, NodeIndex i);

// Marks (a flag a node) the teasers among `flags`: two or more siblings of one name, each a link as
// a headline with a line or two. Nothing is marked where they hold nearly all that there is to read
// (a digest, a live report). Linear.
void mark_teasers(const PageTree& page, NodeIndex root, const PageFacts& facts,
                  const BlockSums& sums, std::vector<char>& flags);

// The largest element around the page's title beside which stands another of its name that has a
// heading and a text as well: the first article of a page that goes on with others. kNoNode where
// the page has one article.
NodeIndex find_first_of_articles(const PageTree& page, NodeIndex root, const PageFacts& facts,
                                 const BlockSums& sums);

}  // namespace casus
