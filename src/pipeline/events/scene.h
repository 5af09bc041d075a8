#pragma once

// Where the words of a place stand in the tree, as far as it tells whether something happened
// there: "in Osh", "the suburbs of Tripoli", "shelled Goris", "Kano police".

#include <cstdint>

#include "pipeline/events/tree.h"

namespace casus {

// From the best reason to take a place for the scene to the worst.
enum class SceneLink : std::uint8_t {
  kLocative,  // "in Osh", "at the port of Beira"
  kGoal,      // "to Basra"
  kObject,    // "shelled Goris": the scene, if the event struck or took it
  kModifier,  // "Kano police", of no countries
  kNowhere,   // "ministers from Chile", "Moscow said", "talks with Cuba"
};

// How `place` hangs in the tree; `holder` (may be null) takes the verb or noun that it hangs on.
// Bounded work: climbs at most kMaxClimb words.
SceneLink scene_link(const Tree& tree, const Place& place, TokenIndex* holder = nullptr);

// The token after the dateline that begins the sentence ("BOGOTA, Sept 2 (Agency) - "); the
// sentence's first token where there is none. Linear in the dateline's few words.
TokenIndex dateline_end(const Document& document, const Sentence& sentence);

}  // namespace casus
