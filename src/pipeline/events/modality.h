#pragma once

// Whether a trigger's event happened: negated, still to come, supposed. Scope runs through the
// tree from the cue to the trigger; the cues are data (modality.txt).

#include <array>

#include "pipeline/events/tree.h"

namespace casus {

// By Auxiliary: the word that says so, or kNoToken.
struct Modality {
  std::array<TokenIndex, 4> cue = {kNoToken, kNoToken, kNoToken, kNoToken};

  bool has(Auxiliary auxiliary) const {
    return cue[static_cast<std::size_t>(auxiliary)] != kNoToken;
  }
  void set(Auxiliary auxiliary, TokenIndex token) {
    auto& at = cue[static_cast<std::size_t>(auxiliary)];
    if (at == kNoToken) at = token;
  }
};

// True for what somebody is kept from: "stopped soldiers from deserting".
bool is_prevented(const Tree& tree, TokenIndex trigger);

// Climbs from `trigger` to the top of what it depends on; bounded by kMaxClimb.
Modality find_modality(const Tree& tree, TokenIndex trigger);

}  // namespace casus
