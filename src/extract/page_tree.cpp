#include "extract/page_tree.h"

#include "base/text_file.h"
#include "base/utf8.h"
#include "extract/markup_guard.h"

namespace casus {

void PageTree::Destroy::operator()(GumboOutput* output) const {
  gumbo_destroy_output(&kGumboDefaultOptions, output);
}

Result<PageTree> PageTree::parse(std::string_view html) {
  if (html.size() > kMaxPageBytes) {
    return Error{ErrorKind::kLimit, "is longer than a page may be (16 MiB)", "", 0,
                 "split it, or save its text"};
  }
  PageTree tree;
  tree.markup_ = std::make_unique<std::string>(guard_markup(html));
  tree.output_.reset(
      gumbo_parse_with_options(&kGumboDefaultOptions, tree.markup_->data(), tree.markup_->size()));
  tree.flatten(tree.output_->root);
  return tree;
}

void PageTree::flatten(const GumboNode* root) {
  struct Step {
    const GumboNode* node;
    NodeIndex parent;
    unsigned int next_child;
    NodeIndex index;
  };
  const auto add = [this](const GumboNode* node, NodeIndex parent) {
    Node flat;
    flat.parent = parent;
    flat.source = node;
    if (node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE) {
      flat.tag = node->v.element.tag;
    } else {
      flat.is_text = true;
      flat.text = node->type == GUMBO_NODE_COMMENT ? std::string_view() : node->v.text.text;
    }
    nodes_.push_back(flat);
    return static_cast<NodeIndex>(nodes_.size()) - 1;
  };
  std::vector<Step> path;
  path.push_back({root, kNoNode, 0, add(root, kNoNode)});
  while (!path.empty()) {
    Step& step = path.back();
    const bool is_element = !nodes_[static_cast<std::size_t>(step.index)].is_text;
    if (is_element && step.next_child < step.node->v.element.children.length) {
      const auto* child =
          static_cast<const GumboNode*>(step.node->v.element.children.data[step.next_child++]);
      const NodeIndex parent = step.index;
      path.push_back({child, parent, 0, add(child, parent)});
    } else {
      nodes_[static_cast<std::size_t>(step.index)].end = static_cast<NodeIndex>(nodes_.size());
      path.pop_back();
    }
  }
}

bool PageTree::has_attribute(NodeIndex node, const char* name) const {
  const Node& each = (*this)[node];
  return !each.is_text && gumbo_get_attribute(&each.source->v.element.attributes, name) != nullptr;
}

std::string_view PageTree::attribute(NodeIndex node, const char* name) const {
  const Node& each = (*this)[node];
  if (each.is_text) return {};
  const GumboAttribute* found = gumbo_get_attribute(&each.source->v.element.attributes, name);
  return found == nullptr ? std::string_view() : trim(found->value);
}

std::string PageTree::text_of(NodeIndex node) const {
  std::string text;
  for (NodeIndex i = node; i < (*this)[node].end; ++i) {
    const Node& each = (*this)[i];
    if (each.is_text) {
      append_collapsed(text, each.text);
    } else if (each.tag == GUMBO_TAG_BR) {
      append_collapsed(text, " ");
    }
  }
  while (text.ends_with(' ')) text.pop_back();
  return text;
}

NodeIndex PageTree::enclosing(NodeIndex node, GumboTag tag) const {
  while (node != kNoNode && !is(node, tag)) node = (*this)[node].parent;
  return node;
}

void append_collapsed(std::string& to, std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const CodePoint point = byte < 0x80 ? CodePoint{byte, 1} : decode_at(text, at);
    if (point.value == 0xAD || point.value == 0x200B || point.value == 0xFEFF) {
      // Soft hyphens and zero-width blanks are typesetting.
    } else if (point.value <= ' ' || (point.value > 0x7F && is_space(point.value))) {
      if (!to.empty() && to.back() != ' ' && to.back() != '\n') to += ' ';
    } else {
      to.append(text, at, point.size);
    }
    at += point.size;
  }
}

}  // namespace casus
