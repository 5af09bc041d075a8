#pragma once

// Dependency trees over Document::tokens: the links from heads to children.

#include "casus/document.h"

namespace casus {

// Sets first_child and next_sibling of the tokens [first, last) from their heads, children from
// left to right. Heads must be kNoToken or within the range. Linear.
void link_children(Document& document, TokenIndex first, TokenIndex last);

// True where the tokens [first, last) have exactly one root, every head is within the range and
// no token is above itself. Linear.
bool is_tree(const Document& document, TokenIndex first, TokenIndex last);

}  // namespace casus
