#pragma once

// Small questions about events that the files of EventBuilder and of the wording share.

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "casus/document.h"

namespace casus {

inline constexpr TokenIndex kMaxTokens = 256;  // of a sentence, looked at

inline bool is_in(const std::vector<std::string>& list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

inline bool has_auxiliary(const Event& event, std::string_view name) {
  return is_in(event.auxiliary, name);
}

// True where two parties have different codes.
inline bool are_of_two_states(const Event& event) {
  const std::string* first = nullptr;
  for (const auto* side : {&event.actors, &event.recipients}) {
    for (const Participant& party : *side) {
      if (party.actor.code.empty()) continue;
      if (first != nullptr && *first != party.actor.code) return true;
      first = &party.actor.code;
    }
  }
  return false;
}

}  // namespace casus
