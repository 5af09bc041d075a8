#pragma once

// Small questions that the files of EventBuilder share.

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

}  // namespace casus
