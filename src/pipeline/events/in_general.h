#pragma once

// What holds in general and is told of nobody at any time: what a law or rule permits, demands or
// forbids, and which people are meant. The words are data
// (grammar.txt).

#include <string_view>

#include "pipeline/events/tree.h"

namespace casus {

// Why `trigger` tells no event, whoever takes part: a rule lays it down ("regulations banning
// masks"), or it says which people are meant ("soldiers who are killed on duty"). Empty where it
// may tell one.
std::string_view why_general(const Tree& tree, TokenIndex trigger);

// "The police may detain suspects", "if a court finds", "the ministry requires": told of bodies and
// unnamed people of one country, this is a rule and no event.
bool is_worded_as_rule(const Tree& tree, TokenIndex trigger);

// "A detainee", "residents": nobody whom the text has named or counted.
bool is_anybody(const Tree& tree, TokenIndex noun);

}  // namespace casus
