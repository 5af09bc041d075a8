#pragma once

// The times stage: TIMEX3 expressions and the days that they mean.
// Reads text, syntax and the document's date; adds times.

#include <filesystem>

#include "casus/document.h"
#include "casus/result.h"

namespace casus {

// A language's words and patterns for times: `language_folder`/times.
class TimeRules {
 public:
  static Result<TimeRules> load(const std::filesystem::path& language_folder);
};

struct TimeScratch {};

Result<void> find_times(const TimeRules& rules, Document& document, TimeScratch& scratch);

}  // namespace casus
