#include "extract/article_body.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "extract/block_filter.h"
#include "extract/day_text.h"
#include "extract/page_furniture.h"
#include "extract/page_groups.h"
#include "extract/page_series.h"
#include "extract/page_thread.h"

namespace casus {

namespace {

// Children that hold this much running text beside the richest one are part of the article ...
constexpr double kSiblingShare = 0.06;
// ... where they are as dense as an article is.
constexpr double kArticleDensity = 0.6;
constexpr double kArticleLinks = 0.2;

class BodyFinder {
 public:
  BodyFinder(const PageTree& page, const PageFacts& facts, const BodyOptions& options,
             const std::vector<char>& dropped)
      : page_(page),
        facts_(facts),
        options_(options),
        dropped_(dropped),
        blocks_(find_blocks(page, options.root, dropped)),
        sums_(page, blocks_) {}

  std::vector<PageBlock> run();

 private:
  NodeIndex find_anchor() const;
  NodeIndex richest(NodeIndex root, bool (BodyFinder::*fits)(NodeIndex) const) const;
  NodeIndex stated_body() const;
  bool is_marked_body(NodeIndex i) const;
  bool is_named_body(NodeIndex i) const;
  bool is_article_element(NodeIndex i) const;
  bool is_main_element(NodeIndex i) const;
  bool stands_out(NodeIndex article, NodeIndex root) const;
  NodeIndex descend(NodeIndex root) const;
  std::vector<NodeIndex> children_with_prose(NodeIndex node) const;
  bool is_like_article(NodeIndex node) const;
  bool is_part_of_list(NodeIndex node) const;
  bool goes_with(NodeIndex child, NodeIndex best) const;
  bool is_named_lead(const PageBlock& block) const;
  bool may_lead(const PageBlock& block) const;
  std::vector<PageBlock> leads_before(NodeIndex body) const;
  std::vector<PageBlock> blocks_of(NodeIndex body) const;
  std::vector<PageBlock> thread_of(NodeIndex body) const;

  const PageTree& page_;
  const PageFacts& facts_;
  const BodyOptions& options_;
  const std::vector<char>& dropped_;
  std::vector<PageBlock> blocks_;
  BlockSums sums_;
};

bool BodyFinder::is_marked_body(NodeIndex i) const {
  return page_.attribute(i, "itemprop").find("articleBody") != std::string_view::npos;
}

bool BodyFinder::is_named_body(NodeIndex i) const {
  if (is_marked_body(i)) return true;
  if (options_.rules == nullptr || is_article_element(i)) return false;
  const std::string names = names_of(page_, i);
  return !names.empty() && options_.rules->marks_article(names);
}

bool BodyFinder::is_article_element(NodeIndex i) const { return page_.is(i, GUMBO_TAG_ARTICLE); }

bool BodyFinder::is_main_element(NodeIndex i) const {
  return page_.is(i, GUMBO_TAG_MAIN) || page_.attribute(i, "role") == "main";
}

// The fitting node with most running text; of nested ones that have all of it, the outermost.
NodeIndex BodyFinder::richest(NodeIndex root, bool (BodyFinder::*fits)(NodeIndex) const) const {
  NodeIndex best = kNoNode;
  for (NodeIndex i = root; i < page_[root].end; ++i) {
    if (page_[i].is_text || dropped_[static_cast<std::size_t>(i)] != 0) {
      i = page_[i].end - 1;
      continue;
    }
    if (sums_.prose(i) <= 0 || !(this->*fits)(i)) continue;
    if (best == kNoNode || sums_.prose(i) > sums_.prose(best)) best = i;
  }
  return best;
}

// The element that is marked as the article's body, or the <article> that holds the title: it is
// the one, even where comments or cookie notices are longer.
NodeIndex BodyFinder::stated_body() const {
  constexpr double kEnough = 150;
  const NodeIndex marked = richest(options_.root, &BodyFinder::is_marked_body);
  if (marked != kNoNode && sums_.prose(marked) >= kEnough) return marked;
  if (facts_.heading == kNoNode) return kNoNode;
  const NodeIndex article = page_.enclosing(facts_.heading, GUMBO_TAG_ARTICLE);
  if (article == kNoNode || article < options_.root || sums_.prose(article) < kEnough) {
    return kNoNode;
  }
  const NodeIndex named = richest(article, &BodyFinder::is_named_body);
  const bool is_whole = named != kNoNode && sums_.prose(named) >= 0.6 * sums_.prose(article);
  return is_whole ? named : article;
}

// Whether `article` holds most of what all <article>s below `root` hold: the entries of a live
// report are <article>s too, and none of them is the whole.
bool BodyFinder::stands_out(NodeIndex article, NodeIndex root) const {
  double all = 0;
  for (NodeIndex i = root; i < page_[root].end; ++i) {
    const bool is_dropped = !page_[i].is_text && dropped_[static_cast<std::size_t>(i)] != 0;
    if (!is_dropped && !is_article_element(i)) continue;
    if (!is_dropped) all += sums_.prose(i);
    i = page_[i].end - 1;
  }
  return sums_.prose(article) >= 0.7 * all;
}

// Where the page itself says that the article stands, if that holds a good part of its text.
NodeIndex BodyFinder::find_anchor() const {
  if (options_.site != nullptr && !options_.site->body.empty()) {
    const NodeIndex node = find_node(page_, options_.site->body);
    if (node != kNoNode) return node;
  }
  const NodeIndex stated = stated_body();
  if (stated != kNoNode) return stated;
  const double all = sums_.prose(options_.root);
  NodeIndex anchor = options_.root;
  const NodeIndex main = richest(options_.root, &BodyFinder::is_main_element);
  if (main != kNoNode && sums_.prose(main) >= 0.5 * all) anchor = main;
  const NodeIndex article = richest(anchor, &BodyFinder::is_article_element);
  if (article != kNoNode && sums_.prose(article) >= 0.4 * all && stands_out(article, anchor)) {
    anchor = article;
  }
  const NodeIndex named = richest(anchor, &BodyFinder::is_named_body);
  if (named != kNoNode && sums_.prose(named) >= 0.6 * sums_.prose(anchor)) anchor = named;
  return anchor;
}

std::vector<NodeIndex> BodyFinder::children_with_prose(NodeIndex node) const {
  std::vector<NodeIndex> children;
  for (NodeIndex i = node + 1; i < page_[node].end; i = page_[i].end) {
    if (!page_[i].is_text && sums_.prose(i) > 0) children.push_back(i);
  }
  return children;
}

bool BodyFinder::is_like_article(NodeIndex node) const {
  const double letters = sums_.letters(node);
  return letters > 0 && sums_.prose(node) / letters >= kArticleDensity &&
         sums_.link_share(node) <= kArticleLinks;
}

bool BodyFinder::is_part_of_list(NodeIndex node) const {
  constexpr double kListDensity = 0.25;
  return sums_.prose(node) >= kListDensity * sums_.letters(node) &&
         sums_.link_share(node) <= kArticleLinks;
}

// Whether a child is another part of the text whose largest part is `best`: a paragraph, or an
// element like it. Columns of a layout table and boxes of another name must hold more.
bool BodyFinder::goes_with(NodeIndex child, NodeIndex best) const {
  constexpr double kOtherBox = kSiblingShare;
  constexpr double kOtherColumn = 0.5;
  constexpr double kOtherRow = 0.2;
  if (child == best) return false;
  const bool is_alike = page_[child].tag == page_[best].tag &&
                        page_.attribute(child, "class") == page_.attribute(best, "class");
  // One of the same name may be a list with a line over it.
  const bool has_name = is_alike && !page_.attribute(child, "class").empty();
  if (!is_like_article(child) && !(has_name && is_part_of_list(child))) return false;
  if (page_.is(child, GUMBO_TAG_TD) && page_.is(best, GUMBO_TAG_TD)) {
    return sums_.prose(child) >= kOtherColumn * sums_.prose(best);
  }
  if (page_.is(child, GUMBO_TAG_TR) && page_.is(best, GUMBO_TAG_TR)) {
    return sums_.prose(child) >= kOtherRow * sums_.prose(best);
  }
  if (children_with_prose(child).empty()) return true;
  return is_alike || sums_.prose(child) >= kOtherBox * sums_.prose(best);
}

// From `root` down to the smallest element that still holds the article.
NodeIndex BodyFinder::descend(NodeIndex root) const {
  while (true) {
    const auto children = children_with_prose(root);
    if (children.empty()) return root;
    const NodeIndex best = *std::max_element(
        children.begin(), children.end(),
        [&](NodeIndex a, NodeIndex b) { return sums_.prose(a) < sums_.prose(b); });
    double others = sums_.prose(root);
    double alike = 0;
    for (const NodeIndex child : children) {
      others -= sums_.prose(child);
      if (goes_with(child, best)) alike += sums_.prose(child);
    }
    alike += others;  // text of the element itself
    const bool is_paragraph = children_with_prose(best).empty();
    if (is_paragraph || alike >= kSiblingShare * sums_.prose(best)) return root;
    root = best;
  }
}

// Whether an element around the block is named as leads are.
bool BodyFinder::is_named_lead(const PageBlock& block) const {
  constexpr int kMostSteps = 3;
  if (options_.rules == nullptr) return false;
  NodeIndex node = page_[block.node].parent;
  for (int step = 0; step < kMostSteps && node != kNoNode; ++step, node = page_[node].parent) {
    if (sums_.letters(node) > 600) return false;
    if (options_.rules->marks_lead(names_of(page_, node))) return true;
  }
  return false;
}

// Whether the line right below the title is a lead though it be no sentence: no author, no day.
bool BodyFinder::may_lead(const PageBlock& block) const {
  if (block.letters < 50 || block.letters >= 300 || block.kind == PageBlockKind::kTableRow) {
    return false;
  }
  if (find_day(block.text.substr(0, 160), facts_.language)) return false;
  const std::string lower = lower_utf8(block.text.substr(0, 160));
  return options_.rules == nullptr ||
         (!options_.rules->begins_furniture(lower, PhrasePlace::kByline) &&
          !options_.rules->begins_furniture(lower, PhrasePlace::kLine) &&
          !options_.rules->ends_with_credit(lower));
}

// Paragraphs between the title and the body: a lead that stands outside of it.
std::vector<PageBlock> BodyFinder::leads_before(NodeIndex body) const {
  constexpr std::uint32_t kLeastLetters = 30;
  constexpr std::size_t kMostLeads = 3;
  constexpr std::size_t kMostItems = 8;
  std::vector<PageBlock> leads;
  std::size_t items = 0;
  bool is_next = true;
  if (facts_.heading == kNoNode || facts_.heading > body) return leads;
  for (const PageBlock& block : blocks_) {
    if (block.node <= facts_.heading || block.node < page_[facts_.heading].end) continue;
    if (block.node >= body) break;
    const bool follows_title = is_next && may_lead(block);
    is_next = false;
    if (block.link_share() >= 0.2) continue;
    const bool is_named = block.letters >= 15 && (follows_title || is_named_lead(block));
    if (!is_named && (block.prose <= 0 || block.letters < kLeastLetters)) continue;
    leads.push_back(block);
    if (block.kind == PageBlockKind::kListItem) {
      ++items;
    } else if (is_named) {
      leads.back().prose = std::max(1.0, block.prose);  // no heading without a text, but a text
      leads.back().kind = PageBlockKind::kParagraph;
    }
  }
  // More is no lead but another text.
  if (leads.size() - items > kMostLeads || items > kMostItems) leads.clear();
  return leads;
}

std::vector<PageBlock> BodyFinder::blocks_of(NodeIndex body) const {
  // Children that are lists of links or teasers beside the text go as a whole.
  std::vector<char> dropped = dropped_;
  for (NodeIndex i = body + 1; i < page_[body].end; i = page_[i].end) {
    if (page_[i].is_text || sums_.letters(i) == 0) continue;
    const bool is_poor = sums_.prose(i) < 0.3 * sums_.letters(i);
    if (is_poor && sums_.link_share(i) > 0.35) dropped[static_cast<std::size_t>(i)] = 1;
  }
  return find_blocks(page_, body, dropped);
}

// The posts of a thread, where they are most of what `body` holds.
std::vector<PageBlock> BodyFinder::thread_of(NodeIndex body) const {
  constexpr double kMost = 0.6;
  NodeIndex richest_post = body;
  while (true) {
    NodeIndex best = kNoNode;
    for (const NodeIndex child : children_with_prose(richest_post)) {
      if (best == kNoNode || sums_.prose(child) > sums_.prose(best)) best = child;
    }
    if (best == kNoNode || children_with_prose(best).empty()) break;
    richest_post = best;
  }
  std::vector<PageBlock> thread;
  double prose = 0;
  for (const NodeIndex post : find_posts(page_, richest_post, facts_, options_, sums_, dropped_)) {
    prose += sums_.prose(post);
    for (PageBlock& block : blocks_of(post)) thread.push_back(std::move(block));
  }
  if (prose < kMost * sums_.prose(body)) thread.clear();
  return thread;
}

std::vector<PageBlock> BodyFinder::run() {
  if (sums_.prose(options_.root) <= 0) {
    return filter_blocks(blocks_, facts_, options_.rules);
  }
  const NodeIndex body = descend(find_anchor());
  if (auto thread = thread_of(body); !thread.empty()) {
    return filter_blocks(std::move(thread), facts_, options_.rules);
  }
  std::vector<PageBlock> blocks = leads_before(body);
  for (PageBlock& block : blocks_of(body)) blocks.push_back(std::move(block));
  return filter_blocks(std::move(blocks), facts_, options_.rules);
}

double prose_of(const std::vector<PageBlock>& blocks) {
  double sum = 0;
  for (const PageBlock& block : blocks) sum += block.prose;
  return sum;
}

}  // namespace

std::vector<PageBlock> find_body(const PageTree& page, const PageFacts& facts,
                                 const BodyOptions& options) {
  const auto all = find_blocks(page, options.root, {});
  const BlockSums sums(page, all);
  const NodeIndex first = find_first_of_articles(page, options.root, facts, sums);
  if (first != kNoNode) {
    BodyOptions within = options;
    within.root = first;
    return find_body(page, facts, within);
  }
  constexpr double kShortArticle = 80;
  const bool is_article = facts.is_article && facts.heading != kNoNode;
  std::vector<PageBlock> best;
  for (const bool uses_names : {true, false}) {
    const auto dropped = mark_furniture(page, sums, facts, options, uses_names);
    auto blocks = BodyFinder(page, facts, options, dropped).run();
    if (prose_of(blocks) > 3 * prose_of(best) || best.empty()) best = std::move(blocks);
    if (prose_of(best) > 0.1 * sums.prose(options.root) && prose_of(best) > 200) break;
    if (is_article && prose_of(best) >= kShortArticle) break;
  }
  return best;
}

std::vector<NodeIndex> find_article_roots(const PageTree& page, const PageFacts& facts,
                                          const PageRules* rules) {
  BodyOptions options;
  options.rules = rules;
  const auto all = find_blocks(page, 0, {});
  const BlockSums sums(page, all);
  if (facts.is_article) return {};
  constexpr double kLeastOfSeveral = 350;
  constexpr double kLeastBesideThem = 120;  // where longer ones say that the page holds articles
  std::vector<NodeIndex> roots;
  std::vector<NodeIndex> short_ones;
  double largest = 0;
  double together = 0;
  for (NodeIndex i = 0; i < page.size(); ++i) {
    if (!page.is(i, GUMBO_TAG_ARTICLE)) continue;
    const NodeIndex root = i;
    i = page[i].end - 1;
    if (sums.link_share(root) > 0.3 || first_heading(page, root) == kNoNode) continue;
    if (sums.prose(root) < kLeastOfSeveral) {
      const bool may_be_teaser = sums.links(root) > 0;
      if (sums.prose(root) >= kLeastBesideThem && !may_be_teaser) short_ones.push_back(root);
      continue;
    }
    if (facts.heading != kNoNode && root <= facts.heading && facts.heading < page[root].end) {
      return {};  // the page's title is this article's: the others go with it
    }
    roots.push_back(root);
    largest = std::max(largest, sums.prose(root));
    together += sums.prose(root);
  }
  const bool are_several =
      roots.size() >= 2 && largest <= 0.7 * together && together >= 0.6 * sums.prose(0);
  if (!are_several) return find_dated_articles(page, facts, all, sums);
  for (const NodeIndex each : short_ones) {
    if (page[each].parent == page[roots.front()].parent) roots.push_back(each);
  }
  std::sort(roots.begin(), roots.end());
  return roots;
}

std::string join_blocks(const std::vector<PageBlock>& blocks) {
  std::string text;
  const auto is_line = [](const PageBlock& block) {
    return block.kind == PageBlockKind::kListItem || block.kind == PageBlockKind::kTableRow;
  };
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (i > 0) {
      const bool is_next_line = is_line(blocks[i]) && blocks[i].kind == blocks[i - 1].kind;
      text += is_next_line ? "\n" : "\n\n";
    }
    if (blocks[i].kind == PageBlockKind::kListItem) text += "- ";
    text += blocks[i].text;
  }
  return text;
}

bool matches(const PageTree& page, NodeIndex node, const NodePattern& pattern) {
  if (page[node].is_text) return false;
  if (!pattern.tag.empty() && pattern.tag != gumbo_normalized_tagname(page[node].tag)) return false;
  if (!pattern.id.empty() && page.attribute(node, "id") != pattern.id) return false;
  const std::string classes = " " + std::string(page.attribute(node, "class")) + " ";
  for (const std::string& each : pattern.classes) {
    if (classes.find(" " + each + " ") == std::string::npos) return false;
  }
  if (pattern.attribute.empty()) return true;
  if (!page.has_attribute(node, pattern.attribute.c_str())) return false;
  return pattern.value.empty() || page.attribute(node, pattern.attribute.c_str()) == pattern.value;
}

NodeIndex find_node(const PageTree& page, const std::vector<NodePattern>& patterns) {
  for (const NodePattern& pattern : patterns) {
    for (NodeIndex i = 0; i < page.size(); ++i) {
      if (matches(page, i, pattern)) return i;
    }
  }
  return kNoNode;
}

}  // namespace casus
