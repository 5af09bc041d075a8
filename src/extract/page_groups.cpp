#include "extract/page_groups.h"

#include <algorithm>
#include <unordered_map>

namespace casus {

namespace {

constexpr double kTeaserLetters = 500;
constexpr double kTeaserBlocks = 6;
constexpr double kHeadlineLetters = 10;
constexpr double kMostTeasers = 0.75;  // of all running text

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

// Whether the first words below `i` are a link's that leads elsewhere.
bool begins_with_link(const PageTree& page, NodeIndex i) {
  NodeIndex link_end = kNoNode;
  for (NodeIndex j = i; j < page[i].end; ++j) {
    if (page.is(j, GUMBO_TAG_A)) {
      const std::string_view target = page.attribute(j, "href");
      if (!target.empty() && !target.starts_with('#')) link_end = page[j].end;
    }
    if (page[j].is_text && !is_blank(page[j].text)) return j < link_end;
  }
  return false;
}

bool is_teaser(const PageTree& page, NodeIndex i, const BlockSums& sums) {
  const GumboTag tag = page[i].tag;
  if (page[i].is_text || tag == GUMBO_TAG_P || tag == GUMBO_TAG_BLOCKQUOTE) return false;
  if (sums.letters(i) > kTeaserLetters || sums.links(i) < kHeadlineLetters) return false;
  if (sums.blocks(i) < 2 || sums.blocks(i) > kTeaserBlocks) return false;
  return begins_with_link(page, i);
}

class SectionFinder {
 public:
  SectionFinder(const PageTree& page, const BlockSums& sums, GumboTag heading)
      : page_(page), sums_(sums), headings_(static_cast<std::size_t>(page.size()) + 1, 0) {
    for (NodeIndex i = 0; i < page.size(); ++i) {
      const auto at = static_cast<std::size_t>(i);
      headings_[at + 1] = headings_[at] + (page.is(i, heading) ? 1 : 0);
    }
  }

  bool is_article(NodeIndex i) const {
    constexpr double kLeastProse = 200;
    const int headings =
        headings_[static_cast<std::size_t>(page_[i].end)] - headings_[static_cast<std::size_t>(i)];
    return headings == 1 && sums_.prose(i) >= kLeastProse && sums_.link_share(i) < 0.3;
  }

 private:
  const PageTree& page_;
  const BlockSums& sums_;
  std::vector<int> headings_;
};

}  // namespace

std::string look_of(const PageTree& page, NodeIndex i) {
  return std::to_string(int(page[i].tag)) + " " + std::string(page.attribute(i, "class"));
}

void mark_teasers(const PageTree& page, NodeIndex root, const PageFacts& facts,
                  const BlockSums& sums, std::vector<char>& flags) {
  std::vector<NodeIndex> teasers;
  double prose = 0;
  for (NodeIndex i = root; i < page[root].end; ++i) {
    if (flags[static_cast<std::size_t>(i)] != 0) {
      i = page[i].end - 1;
      continue;
    }
    if (page[i].is_text || sums.links(i) < 2 * kHeadlineLetters) continue;
    std::unordered_map<std::string, std::vector<NodeIndex>> alike;
    for (NodeIndex child = i + 1; child < page[i].end; child = page[child].end) {
      const bool is_title =
          facts.heading != kNoNode && child <= facts.heading && facts.heading < page[child].end;
      if (!is_title && is_teaser(page, child, sums)) alike[look_of(page, child)].push_back(child);
    }
    for (const auto& [look, group] : alike) {
      if (group.size() < 2) continue;
      for (const NodeIndex each : group) prose += sums.prose(each);
      teasers.insert(teasers.end(), group.begin(), group.end());
    }
  }
  if (prose > kMostTeasers * sums.prose(root)) return;
  for (const NodeIndex each : teasers) flags[static_cast<std::size_t>(each)] = 1;
}

NodeIndex find_first_of_articles(const PageTree& page, NodeIndex root, const PageFacts& facts,
                                 const BlockSums& sums) {
  if (facts.heading == kNoNode || facts.heading <= root || facts.heading >= page[root].end) {
    return kNoNode;
  }
  // Sections of one article may have headings of their own; a second main heading is another's.
  const bool is_main_heading = page.is(facts.heading, GUMBO_TAG_H1);
  const SectionFinder sections(page, sums, page[facts.heading].tag);
  NodeIndex found = kNoNode;
  for (NodeIndex i = page[facts.heading].parent; i != kNoNode && i > root; i = page[i].parent) {
    const bool has_name =
        page.is(i, GUMBO_TAG_ARTICLE) || (is_main_heading && !page.attribute(i, "class").empty());
    if (!has_name || !sections.is_article(i)) continue;
    const std::string look = look_of(page, i);
    const NodeIndex parent = page[i].parent;
    for (NodeIndex other = page[i].end; other < page[parent].end; other = page[other].end) {
      if (page[other].is_text || page[other].tag != page[i].tag) continue;
      if (look_of(page, other) == look && sections.is_article(other)) found = i;
    }
  }
  return found;
}

}  // namespace casus
