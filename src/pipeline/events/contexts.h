#pragma once

// Contexts of events from the cue words around them (contexts.txt), each with its evidence.

#include <vector>

#include "pipeline/events/tree.h"

namespace casus {

// A cue in the document.
struct ContextHit {
  std::int32_t sentence = kNone;
  std::int32_t context = kNone;  // into EventSchema::contexts()
  std::uint32_t start = 0;
  std::uint32_t end = 0;
};

// All cues, in the order of the text. Linear in the tokens.
void find_context_hits(const Tree& tree, std::vector<ContextHit>& hits);

// Adds to `event` the contexts that its sentence speaks of; where there is none, those of its
// block. `names` are EventSchema::contexts(). At most one of each.
void add_contexts(const Document& document, const std::vector<ContextHit>& hits,
                  const std::vector<std::string>& names, Event& event);

}  // namespace casus
