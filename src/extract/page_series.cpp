#include "extract/page_series.h"

#include <algorithm>
#include <unordered_map>

#include "extract/day_text.h"
#include "extract/page_groups.h"

namespace casus {

namespace {

constexpr std::uint32_t kMostDayLetters = 32;  // "Wednesday, 21 September 2020 10:15"

std::optional<std::string> day_of_line(const PageBlock& block, std::string_view language) {
  const bool is_line = block.kind != PageBlockKind::kHeading && !ends_sentence(block.text);
  if (!is_line || block.letters > kMostDayLetters) return std::nullopt;
  return find_day(block.text, language);
}

// Posts of a thread: "Where does it stop?", "Re: Where does it stop?".
bool is_repeated(std::string_view title, std::string_view next) {
  return title.ends_with(next) || next.ends_with(title);
}

class SeriesFinder {
 public:
  SeriesFinder(const PageTree& page, const PageFacts& facts, const std::vector<PageBlock>& blocks,
               const BlockSums& sums)
      : page_(page), facts_(facts), sums_(sums) {
    const auto size = static_cast<std::size_t>(page.size()) + 1;
    headings_.assign(size, 0);
    days_.assign(size, 0);
    for (const PageBlock& block : blocks) {
      const auto at = static_cast<std::size_t>(block.node) + 1;
      if (block.kind == PageBlockKind::kHeading && block.level <= 4) ++headings_[at];
      if (day_of_line(block, facts.language)) ++days_[at];
    }
    for (std::size_t i = 1; i < size; ++i) {
      headings_[i] += headings_[i - 1];
      days_[i] += days_[i - 1];
    }
  }

  std::vector<NodeIndex> run() const {
    for (NodeIndex i = 0; i < page_.size(); ++i) {
      if (page_[i].is_text || count(headings_, i) < 2 || count(days_, i) < 2) continue;
      std::vector<NodeIndex> found = largest_group(i);
      if (is_page(found)) return found;
    }
    return {};
  }

 private:
  int count(const std::vector<int>& sums, NodeIndex i) const {
    return sums[static_cast<std::size_t>(page_[i].end)] - sums[static_cast<std::size_t>(i)];
  }

  bool is_article(NodeIndex i) const {
    constexpr double kLeastProse = 120;
    return !page_[i].is_text && count(headings_, i) == 1 && count(days_, i) >= 1 &&
           sums_.prose(i) >= kLeastProse && sums_.link_share(i) < 0.3;
  }

  std::vector<NodeIndex> largest_group(NodeIndex parent) const {
    std::unordered_map<std::string, std::vector<NodeIndex>> alike;
    for (NodeIndex child = parent + 1; child < page_[parent].end; child = page_[child].end) {
      if (!is_article(child)) continue;
      alike[look_of(page_, child)].push_back(child);
    }
    std::vector<NodeIndex> largest;
    for (auto& [look, group] : alike) {
      const bool is_larger = group.size() > largest.size() ||
                             (group.size() == largest.size() && !group.empty() && group < largest);
      if (is_larger) largest = std::move(group);
    }
    return largest;
  }

  // Where the page's own title stands in one of them, that is its article.
  bool is_page(const std::vector<NodeIndex>& roots) const {
    constexpr double kLeastShare = 0.6;
    constexpr double kMostOfOne = 0.8;
    double largest = 0, together = 0;
    for (const NodeIndex root : roots) {
      const bool has_title =
          facts_.heading != kNoNode && root <= facts_.heading && facts_.heading < page_[root].end;
      if (has_title && page_.is(facts_.heading, GUMBO_TAG_H1)) return false;
      largest = std::max(largest, sums_.prose(root));
      together += sums_.prose(root);
    }
    return roots.size() >= 2 && largest <= kMostOfOne * together &&
           together >= kLeastShare * sums_.prose(0) &&
           !is_repeated(page_.text_of(first_heading(page_, roots[0])),
                        page_.text_of(first_heading(page_, roots[1])));
  }

  const PageTree& page_;
  const PageFacts& facts_;
  const BlockSums& sums_;
  std::vector<int> headings_;  // sums over the nodes before
  std::vector<int> days_;
};

}  // namespace

std::vector<NodeIndex> find_dated_articles(const PageTree& page, const PageFacts& facts,
                                           const std::vector<PageBlock>& blocks,
                                           const BlockSums& sums) {
  return SeriesFinder(page, facts, blocks, sums).run();
}

std::vector<SeriesStart> find_dated_headings(std::span<const PageBlock> blocks,
                                             std::string_view language) {
  constexpr double kMostOutside = 0.1;
  constexpr double kMostOfOne = 0.8;
  std::vector<SeriesStart> starts;
  int level = 0;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (blocks[i].kind != PageBlockKind::kHeading || (level != 0 && blocks[i].level != level)) {
      continue;
    }
    const auto before = i > 0 ? day_of_line(blocks[i - 1], language) : std::nullopt;
    const auto after =
        !before && i + 1 < blocks.size() ? day_of_line(blocks[i + 1], language) : std::nullopt;
    if (!before && !after) {
      if (level != 0) return {};  // a section of an article
      continue;
    }
    level = blocks[i].level;
    starts.push_back({i, before ? i - 1 : i, before ? *before : *after});
  }
  const bool are_titles = starts.size() >= 2 && !is_repeated(blocks[starts[0].heading].text,
                                                             blocks[starts[1].heading].text);
  if (!are_titles) return {};
  double all = 0, outside = 0, largest = 0;
  std::vector<double> prose(starts.size(), 0);
  for (std::size_t i = 0, part = 0; i < blocks.size(); ++i) {
    while (part < starts.size() && i >= starts[part].first) ++part;
    (part == 0 ? outside : prose[part - 1]) += blocks[i].prose;
    all += blocks[i].prose;
  }
  for (const double each : prose) largest = std::max(largest, each);
  const bool are_several = outside <= kMostOutside * all && largest <= kMostOfOne * all;
  return are_several ? starts : std::vector<SeriesStart>();
}

bool is_day_line(const PageBlock& block, std::string_view language) {
  return day_of_line(block, language).has_value();
}

std::string day_line_below(const PageTree& page, NodeIndex root, std::string_view language) {
  for (const PageBlock& block : find_blocks(page, root, {})) {
    if (const auto day = day_of_line(block, language)) return *day;
  }
  return {};
}

}  // namespace casus
