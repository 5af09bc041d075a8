#pragma once

// A page's text as blocks: what a browser sets apart by line breaks, in reading order, each with
// what speaks for or against its being an article's text. Two line breaks in a row part blocks as
// paragraphs do; a data table is a block a row, a layout table no table at all.

#include <cstdint>
#include <string>
#include <vector>

#include "extract/page_tree.h"

namespace casus {

enum class PageBlockKind : std::uint8_t { kParagraph, kHeading, kListItem, kTableRow };

struct PageBlock {
  PageBlockKind kind = PageBlockKind::kParagraph;
  int level = 0;              // of a heading, 1 to 6
  std::string text;           // white space collapsed, single line breaks kept
  std::uint32_t letters = 0;  // code points that are no blanks; characters of Chinese count twice
  std::uint32_t link_letters = 0;
  NodeIndex node = kNoNode;  // of the block's first text
  NodeIndex box = kNoNode;   // the block-level element around it
  double prose = 0;          // weight as running text, 0 for what is none

  double link_share() const { return letters == 0 ? 0 : double(link_letters) / double(letters); }
};

// Blocks of the subtree of `root` without the subtrees that `dropped` marks (a flag a node; may
// be empty). Linear in the subtree.
std::vector<PageBlock> find_blocks(const PageTree& page, NodeIndex root,
                                   const std::vector<char>& dropped);

// Whether text ends as sentences do: . ! ? 。 ؟ and closing quotes after them.
bool ends_sentence(std::string_view text);

// Sums over the blocks of any subtree in constant time.
class BlockSums {
 public:
  BlockSums(const PageTree& page, const std::vector<PageBlock>& blocks);
  double prose(NodeIndex node) const { return range(prose_, node); }
  double letters(NodeIndex node) const { return range(letters_, node); }
  double links(NodeIndex node) const { return range(links_, node); }
  double blocks(NodeIndex node) const { return range(blocks_, node); }
  double link_share(NodeIndex node) const;

 private:
  double range(const std::vector<double>& sums, NodeIndex node) const;
  const PageTree& page_;
  std::vector<double> prose_;
  std::vector<double> letters_;
  std::vector<double> links_;
  std::vector<double> blocks_;
};

}  // namespace casus
