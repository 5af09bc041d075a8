#include "extract/article.h"

#include <algorithm>
#include <span>
#include <unordered_set>

#include "base/utf8.h"
#include "extract/article_body.h"
#include "extract/block_filter.h"
#include "extract/charset.h"
#include "extract/day_text.h"
#include "extract/page_facts.h"
#include "extract/page_series.h"

namespace casus {

namespace {

void apply_site_rules(const PageTree& page, const SiteRules& site, PageFacts& facts) {
  const auto text_at = [&](const std::vector<NodePattern>& patterns) {
    const NodeIndex node = patterns.empty() ? kNoNode : find_node(page, patterns);
    if (node == kNoNode) return std::string();
    const std::string_view content = page.attribute(node, "content");
    return content.empty() ? page.text_of(node) : std::string(content);
  };
  if (auto text = text_at(site.title); !text.empty()) facts.title = text;
  if (auto text = text_at(site.author); !text.empty()) facts.author = text;
  if (auto text = text_at(site.section); !text.empty()) facts.section = text;
  if (auto day = find_day(text_at(site.date), facts.language)) facts.date = *day;
}

Article to_article(const PageFacts& facts, std::string text) {
  return {facts.title,   facts.date, facts.language, facts.author,
          facts.section, facts.url,  std::move(text)};
}

// Runs of three words, hashed.
std::unordered_set<std::size_t> shingles(std::string_view text) {
  std::unordered_set<std::size_t> found;
  std::vector<std::size_t> words;
  std::string word;
  const std::string lower = lower_utf8(text);
  const auto end_word = [&] {
    if (word.empty()) return;
    words.push_back(std::hash<std::string>()(word));
    word.clear();
    const std::size_t n = words.size();
    if (n < 3) return;
    found.insert((words[n - 3] * 31 + words[n - 2]) * 31 + words[n - 1]);
  };
  for (std::size_t at = 0; at < lower.size();) {
    const CodePoint point = decode_at(lower, at);
    if (is_letter(point.value) || is_digit(point.value)) {
      word.append(lower, at, point.size);
      if (point.value >= 0x3040) end_word();
    } else {
      end_word();
    }
    at += point.size;
  }
  end_word();
  return found;
}

// The share of `part`'s shingles that `whole` has too.
double share_within(const std::unordered_set<std::size_t>& part,
                    const std::unordered_set<std::size_t>& whole) {
  if (part.empty()) return 0;
  std::size_t common = 0;
  for (const std::size_t each : part) common += whole.contains(each) ? 1 : 0;
  return double(common) / double(part.size());
}

// The article's text as JSON-LD gives it, where the page's own blocks hold only a piece of it
// (pages that a script fills, or that fold the text away).
bool should_take_stated_body(const std::string& text, const std::string& stated) {
  if (stated.size() < 400) return false;
  const auto ours = shingles(text);
  const auto theirs = shingles(stated);
  if (share_within(theirs, ours) >= 0.6) return false;
  return stated.size() >= text.size() || share_within(ours, theirs) < 0.1;
}

// Where JSON-LD states the whole article and we have more than that, blocks of which it knows
// nothing are furniture that looked like text.
void drop_unstated(std::vector<PageBlock>& blocks, const std::string& stated) {
  const std::string text = join_blocks(blocks);
  if (stated.size() < 600 || 2 * stated.size() < text.size()) return;
  const auto theirs = shingles(stated);
  if (share_within(theirs, shingles(text)) < 0.85) return;
  std::erase_if(blocks, [&](const PageBlock& block) {
    return block.kind == PageBlockKind::kParagraph && block.letters >= 20 &&
           share_within(shingles(block.text), theirs) < 0.2;
  });
}

// Runs of list items that are short links and nothing else ("edit", "history").
void drop_menus(std::vector<PageBlock>& blocks) {
  constexpr std::uint32_t kMenuLetters = 12;
  std::vector<PageBlock> kept;
  for (std::size_t i = 0; i < blocks.size();) {
    std::size_t end = i;
    bool is_menu = true;
    while (end < blocks.size() && blocks[end].kind == PageBlockKind::kListItem) {
      is_menu = is_menu && blocks[end].letters <= kMenuLetters && blocks[end].link_share() > 0.9;
      ++end;
    }
    const bool is_list = end > i;
    end = std::max(end, i + 1);
    for (; i < end; ++i) {
      if (!is_list || !is_menu) kept.push_back(std::move(blocks[i]));
    }
  }
  blocks = std::move(kept);
}

constexpr NodeIndex kAroundBody = 12;  // nodes before the body's first block: its heading and day

// The articles of a body that only headings with days part: each with what of it is in the body.
std::vector<Article> split_series(std::span<const PageBlock> all,
                                  const std::vector<SeriesStart>& starts,
                                  const std::vector<PageBlock>& body, PageFacts facts) {
  std::vector<Article> articles;
  facts.author.clear();
  for (std::size_t part = 0; part < starts.size(); ++part) {
    const NodeIndex heading = all[starts[part].heading].node;
    const NodeIndex end =
        part + 1 < starts.size() ? all[starts[part + 1].first].node : NodeIndex(kNoNode);
    std::vector<PageBlock> own;
    for (const PageBlock& block : body) {
      const bool is_own = block.node > heading && (end == kNoNode || block.node < end);
      if (is_own && !is_day_line(block, facts.language)) own.push_back(block);
    }
    facts.title = all[starts[part].heading].text;
    facts.date = starts[part].day;
    articles.push_back(to_article(facts, join_blocks(own)));
  }
  return articles;
}

Article article_of(const PageFacts& facts, std::vector<PageBlock> body) {
  drop_unstated(body, facts.body);
  std::string text = join_blocks(body);
  if (should_take_stated_body(text, facts.body)) text = facts.body;
  return to_article(facts, std::move(text));
}

// The one article of the page, or those that only headings with days part.
std::vector<Article> extract_body(const PageTree& page, const PageFacts& facts,
                                  const BodyOptions& options) {
  auto body = find_body(page, facts, options);
  if (!facts.is_article && !body.empty()) {
    const auto all = find_blocks(page, options.root, {});
    // The body, with the lines between its blocks that it left out.
    const auto first = std::find_if(all.begin(), all.end(), [&](const PageBlock& block) {
      return block.node >= body.front().node - kAroundBody;
    });
    const auto last = std::find_if(
        first, all.end(), [&](const PageBlock& block) { return block.node > body.back().node; });
    const std::span<const PageBlock> around(first, last);
    const auto starts = find_dated_headings(around, facts.language);
    if (!starts.empty()) return split_series(around, starts, body, facts);
  }
  return {article_of(facts, std::move(body))};
}

std::vector<Article> extract_several(const PageTree& page, const PageFacts& page_facts,
                                     const std::vector<NodeIndex>& roots, BodyOptions options) {
  std::vector<Article> articles;
  for (const NodeIndex root : roots) {
    PageFacts facts = page_facts;
    facts.heading = first_heading(page, root);
    facts.title = page.text_of(facts.heading);
    std::string day = day_below(page, root, facts.language);
    if (day.empty()) day = day_line_below(page, root, facts.language);
    if (!day.empty()) facts.date = day;
    facts.author.clear();
    facts.body.clear();
    options.root = root;
    articles.push_back(article_of(facts, find_body(page, facts, options)));
  }
  return articles;
}

}  // namespace

Result<std::vector<Article>> extract_articles(std::string_view bytes, std::string_view content_type,
                                              std::string_view url, const PageRules* rules) {
  if (bytes.size() > kMaxPageBytes) {
    return Error{ErrorKind::kLimit, "is longer than a page may be (16 MiB)", "", 0,
                 "split it, or save its text"};
  }
  auto page = PageTree::parse(decode_page(bytes, content_type));
  if (!page) return page.error();
  PageFacts facts = find_page_facts(*page, url);
  BodyOptions options;
  options.rules = rules;
  if (rules != nullptr) options.site = rules->site(facts.url.empty() ? url : facts.url);
  if (options.site != nullptr) apply_site_rules(*page, *options.site, facts);
  const auto roots = find_article_roots(*page, facts, rules);
  std::vector<Article> articles = roots.empty() ? extract_body(*page, facts, options)
                                                : extract_several(*page, facts, roots, options);
  std::erase_if(articles, [](const Article& article) { return article.text.empty(); });
  if (articles.empty()) {
    return Error{ErrorKind::kInvalidInput, "is a web page without an article", "", 0,
                 "if a script fills it, save the page from a browser"};
  }
  return articles;
}

std::string text_of_fragment(std::string_view html, const PageRules* rules) {
  auto page = PageTree::parse(html.substr(0, kMaxPageBytes));
  if (!page) return {};
  auto blocks = find_blocks(*page, 0, {});
  drop_menus(blocks);
  std::erase_if(blocks, [&](const PageBlock& block) {
    return block.text.size() < 80 && letters_only(block.text).empty();
  });
  if (rules != nullptr) {
    std::erase_if(blocks, [&](const PageBlock& block) {
      return block.letters < 160 &&
             rules->begins_furniture(lower_utf8(block.text), PhrasePlace::kLine);
    });
  }
  return join_blocks(blocks);
}

}  // namespace casus
