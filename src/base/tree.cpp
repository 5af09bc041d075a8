#include "base/tree.h"

#include <vector>

namespace casus {

void link_children(Document& document, TokenIndex first, TokenIndex last) {
  auto& tokens = document.tokens;
  for (TokenIndex i = first; i < last; ++i) {
    tokens[i].first_child = kNoToken;
    tokens[i].next_sibling = kNoToken;
  }
  // From right to left, so that pushing in front leaves each list in the order of the text.
  for (TokenIndex i = last - 1; i >= first; --i) {
    const TokenIndex head = tokens[i].head;
    if (head == kNoToken) continue;
    tokens[i].next_sibling = tokens[head].first_child;
    tokens[head].first_child = i;
  }
}

bool is_tree(const Document& document, TokenIndex first, TokenIndex last) {
  const auto& tokens = document.tokens;
  std::vector<TokenIndex> seen_from(static_cast<std::size_t>(last - first), kNoToken);
  int roots = 0;
  for (TokenIndex i = first; i < last; ++i) {
    if (tokens[i].head == kNoToken) ++roots;
    for (TokenIndex at = i; at != kNoToken; at = tokens[at].head) {
      if (at < first || at >= last) return false;
      TokenIndex& seen = seen_from[at - first];
      if (seen == i) return false;  // came back to where this walk had been
      if (seen != kNoToken) break;  // joins an earlier walk, which ended at the root
      seen = i;
    }
  }
  return first == last || roots == 1;
}

bool is_noun_as_complement(const Document& document, TokenIndex t) {
  const auto token = [&](TokenIndex i) -> const Token& {
    return document.tokens[static_cast<std::size_t>(i)];
  };
  if (token(t).relation != Relation::kXcomp || token(t).upos != Upos::kNoun) return false;
  for (TokenIndex c = token(t).first_child; c != kNoToken; c = token(c).next_sibling) {
    const Relation relation = token(c).relation;
    if (relation == Relation::kMark || relation == Relation::kCop) return false;
  }
  return true;
}

}  // namespace casus
