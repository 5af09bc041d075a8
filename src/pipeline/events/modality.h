#pragma once

// Whether a trigger's event happened: negated, still to come, supposed. Scope runs through the
// tree from the cue to the trigger; the cues are data (modality.txt).

#include <array>

#include "pipeline/events/tree.h"

namespace casus {

// By Auxiliary: the word that says so, or kNoToken.
struct Modality {
  std::array<TokenIndex, 4> cue = {kNoToken, kNoToken, kNoToken, kNoToken};
  bool is_purpose = false;  // an infinitive that says what something is for
  bool is_notion =
      false;  // asked ("did they attack?") or spoken of in general ("attacking is ...")

  bool has(Auxiliary auxiliary) const {
    return cue[static_cast<std::size_t>(auxiliary)] != kNoToken;
  }
  void set(Auxiliary auxiliary, TokenIndex token) {
    auto& at = cue[static_cast<std::size_t>(auxiliary)];
    if (at == kNoToken) at = token;
  }
};

// Climbs from `trigger` to the top of what it depends on; bounded by kMaxClimb.
// `is_act_of_words`: the trigger is a threat, a promise or the like, which is done though a
// condition stands with it.
Modality find_modality(const Tree& tree, TokenIndex trigger, bool is_act_of_words = false);

}  // namespace casus
