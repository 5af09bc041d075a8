#pragma once

// A parsed page as a flat array of nodes in document order: a node's subtree is the range
// [index, Node::end). Parsing follows HTML5 (gumbo) after guard_markup has bounded the shape.

#include <gumbo.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "casus/result.h"

namespace casus {

using NodeIndex = std::int32_t;
inline constexpr NodeIndex kNoNode = -1;

// Longer pages are refused: the longest human rights reports and court rulings have 4 MiB.
inline constexpr std::size_t kMaxPageBytes = 16 << 20;

class PageTree {
 public:
  struct Node {
    GumboTag tag = GUMBO_TAG_UNKNOWN;  // of an element
    bool is_text = false;
    NodeIndex parent = kNoNode;
    NodeIndex end = 0;  // one past the last node of the subtree
    std::string_view text;
    const GumboNode* source = nullptr;
  };

  // `html` is UTF-8 (charset.h). An error where it is longer than kMaxPageBytes.
  static Result<PageTree> parse(std::string_view html);

  const std::vector<Node>& nodes() const { return nodes_; }
  const Node& operator[](NodeIndex index) const { return nodes_[static_cast<std::size_t>(index)]; }
  NodeIndex size() const { return static_cast<NodeIndex>(nodes_.size()); }

  // The attribute's value; empty where there is none.
  std::string_view attribute(NodeIndex node, const char* name) const;
  bool has_attribute(NodeIndex node, const char* name) const;
  // All text below the node, white space collapsed.
  std::string text_of(NodeIndex node) const;
  bool is(NodeIndex node, GumboTag tag) const {
    return !(*this)[node].is_text && (*this)[node].tag == tag;
  }
  // The nearest ancestor or the node itself with this tag; kNoNode for none.
  NodeIndex enclosing(NodeIndex node, GumboTag tag) const;

 private:
  struct Destroy {
    void operator()(GumboOutput* output) const;
  };
  void flatten(const GumboNode* root);

  std::unique_ptr<std::string> markup_;  // gumbo's nodes point into it
  std::unique_ptr<GumboOutput, Destroy> output_;
  std::vector<Node> nodes_;
};

// Appends `text`, with every run of white space as one blank and none at the start.
void append_collapsed(std::string& to, std::string_view text);

}  // namespace casus
