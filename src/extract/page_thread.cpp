#include "extract/page_thread.h"

#include "base/utf8.h"
#include "extract/page_furniture.h"

namespace casus {

namespace {

constexpr double kLeastProse = 40;
constexpr double kMostLinks = 0.4;

class PostFinder {
 public:
  PostFinder(const PageTree& page, NodeIndex body, const PageFacts& facts,
             const BodyOptions& options, const BlockSums& sums, const std::vector<char>& dropped)
      : page_(page),
        body_(body),
        facts_(facts),
        options_(options),
        sums_(sums),
        dropped_(dropped),
        title_(letters_only(facts.title)),
        alike_(static_cast<std::size_t>(page.size()) + 1, 0) {
    for (NodeIndex i = 0; i < page.size(); ++i) {
      const auto at = static_cast<std::size_t>(i);
      alike_[at + 1] = alike_[at] + (is_alike(i) ? 1 : 0);
    }
  }

  std::vector<NodeIndex> run() const {
    if (options_.rules == nullptr || page_.attribute(body_, "class").empty() || title_.empty()) {
      return {};
    }
    std::vector<NodeIndex> posts;
    bool has_body = false;
    for (NodeIndex i = options_.root; i < page_[options_.root].end; ++i) {
      const bool is_dropped = !page_[i].is_text && dropped_[static_cast<std::size_t>(i)] != 0;
      if (!is_dropped && !is_alike(i)) continue;
      if (!is_dropped && is_post(i)) {
        posts.push_back(i);
        has_body = has_body || i == body_;
      }
      i = page_[i].end - 1;
    }
    return has_body && posts.size() > 1 ? posts : std::vector<NodeIndex>();
  }

 private:
  bool is_alike(NodeIndex i) const {
    return !page_[i].is_text && page_[i].tag == page_[body_].tag &&
           page_.attribute(i, "class") == page_.attribute(body_, "class");
  }

  // A text in an element that is named as posts are, without a title but that of the thread.
  bool is_post(NodeIndex i) const {
    if (sums_.prose(i) < kLeastProse || sums_.link_share(i) > kMostLinks) return false;
    const NodeIndex around = post_around(i);
    return around != kNoNode && !has_other_title(around);
  }

  // The outermost element around `i` that is named so and holds no other text that looks alike.
  NodeIndex post_around(NodeIndex i) const {
    constexpr int kMostSteps = 8;
    NodeIndex found = kNoNode;
    NodeIndex node = i;
    for (int step = 0; step < kMostSteps && node > options_.root; ++step) {
      const int inside = alike_[static_cast<std::size_t>(page_[node].end)] -
                         alike_[static_cast<std::size_t>(node)];
      if (inside > 1) break;
      if (options_.rules->marks_post(names_of(page_, node))) found = node;
      node = page_[node].parent;
    }
    return found;
  }

  // "Re: How do I ..." repeats the thread's title.
  bool has_other_title(NodeIndex around) const {
    for (NodeIndex j = around; j < page_[around].end; ++j) {
      if (page_[j].is_text || page_[j].tag < GUMBO_TAG_H1 || page_[j].tag > GUMBO_TAG_H3) continue;
      const std::string letters = letters_only(page_.text_of(j));
      if (letters.size() >= 12 && letters.find(title_) == std::string::npos &&
          title_.find(letters) == std::string::npos) {
        return true;
      }
      j = page_[j].end - 1;
    }
    return false;
  }

  const PageTree& page_;
  NodeIndex body_;
  const PageFacts& facts_;
  const BodyOptions& options_;
  const BlockSums& sums_;
  const std::vector<char>& dropped_;
  std::string title_;
  std::vector<int> alike_;  // before each node, in document order
};

}  // namespace

std::vector<NodeIndex> find_posts(const PageTree& page, NodeIndex body, const PageFacts& facts,
                                  const BodyOptions& options, const BlockSums& sums,
                                  const std::vector<char>& dropped) {
  return PostFinder(page, body, facts, options, sums, dropped).run();
}

}  // namespace casus
