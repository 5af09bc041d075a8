#pragma once

// What a text only names: the words of an event stand there, and nobody is said to do it.

#include <string_view>

#include "pipeline/events/tree.h"

namespace casus {

// Why `trigger` tells no event wherever it stands: somebody is kept from it, a law speaks of it in
// general, it is what a body is there for, or what is remembered. Empty where it may tell one.
// `is_deed`: the trigger's category is one of deeds that strike somebody.
std::string_view why_untold(const Tree& tree, TokenIndex trigger, bool is_deed);

// "The parties shall not impose quotas": what a treaty or law lays down for others, not "we shall".
bool is_laid_down(const Tree& tree, TokenIndex trigger);

// True in a heading that runs into its sentence: "Trafficking in Persons: The law ...".
bool is_in_heading(const Tree& tree, TokenIndex trigger);

}  // namespace casus
