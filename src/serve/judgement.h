#pragma once

// A reviewer's judgement as a request's body states it (docs/api.md), checked before it is stored.

#include <string>
#include <string_view>

#include "casus/result.h"
#include "output/json.h"
#include "serve/labels.h"

namespace casus::serve {

struct Judgement {
  std::string verdict;     // accept, correct, reject
  std::string reason;      // may be empty
  std::string correction;  // a JSON object; empty: none
};

// `category` is the event's as coded: modes must be its, where the correction names no other. An
// error's `file` is the field that is wrong: "correction.mode".
Result<Judgement> read_judgement(const std::string& body, const std::string& category,
                                 const Labels& labels);

// 1 to 64 letters, digits, blanks or "._-@", no blank at an end.
bool is_reviewer_name(std::string_view name);

}  // namespace casus::serve
