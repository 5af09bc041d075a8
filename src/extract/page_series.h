#pragma once

// Articles that stand one below the other on a page without <article>: siblings that look alike,
// each with one heading, a line that is a day, and a text of its own.

#include <span>
#include <string>
#include <vector>

#include "extract/page_blocks.h"
#include "extract/page_facts.h"

namespace casus {

// Their roots in reading order; empty where there are none, or where they are not most of what
// there is to read. Linear.
std::vector<NodeIndex> find_dated_articles(const PageTree& page, const PageFacts& facts,
                                           const std::vector<PageBlock>& blocks,
                                           const BlockSums& sums);

// Where one of several articles begins that nothing on the page parts but their headings.
struct SeriesStart {
  std::size_t heading = 0;  // of the blocks
  std::size_t first = 0;    // its first block: the heading, or the day before it
  std::string day;
};

// The headings of one level that stand beside a line that is a day, where these part nearly all of
// `blocks` (a page's or a body's, in reading order); empty for one article. Linear.
std::vector<SeriesStart> find_dated_headings(std::span<const PageBlock> blocks,
                                             std::string_view language);

// Whether a block is a day and hardly anything else.
bool is_day_line(const PageBlock& block, std::string_view language);

// The day that a line of the subtree consists of, as YYYY-MM-DD; empty where there is none.
std::string day_line_below(const PageTree& page, NodeIndex root, std::string_view language);

}  // namespace casus
