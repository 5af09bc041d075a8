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

// "Status" of "was granted observer status", where the tree takes the thing for what somebody is
// called, as in "was elected president": a noun alone. Children must be linked.
bool is_noun_as_complement(const Document& document, TokenIndex t);

}  // namespace casus
