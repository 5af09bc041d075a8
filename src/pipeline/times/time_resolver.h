#pragma once

// Gives a time expression its value, its days and its anchor. Pure calendar arithmetic over
// fields: what a language's words mean is settled before.

#include <cstdint>
#include <optional>
#include <string>

#include "casus/document.h"
#include "pipeline/times/calendar.h"
#include "pipeline/times/time_fields.h"
#include "pipeline/times/time_rules.h"

namespace casus {

// kPresent: a finite verb in the present, which with a date mostly looks ahead ("starts on
// Friday").
enum class Tense : std::uint8_t { kUnknown, kPast, kPresent, kFuture };

// A day to reckon from, and where it was found.
struct TimeBase {
  Day day = 0;
  TimeAnchor source = TimeAnchor::kNothing;
  bool is_dateline = false;  // the text says of itself that it is of that day
};

// A time told before, that "the following month" and "July 12" look back to.
struct TimeReference {
  DaySpan span;
  TimeUnit grain = TimeUnit::kDay;
  std::int32_t block = kNone;
  std::optional<int> minute;  // of the day, where its hour was told
};

// What is known at one point of a document.
struct TimeContext {
  std::optional<TimeBase> now;                  // publication date, dateline; nothing: unknown
  std::optional<TimeReference> last;            // the last resolved time
  std::optional<TimeReference> last_with_year;  // the last one that told its year
  std::optional<int> year_here;  // told in the sentence: "four years ago ... on 27 December"
  bool is_narrative = false;     // the text tells of other years than its own
};

struct ResolvedTime {
  TimeType type = TimeType::kDate;
  std::string value;
  std::optional<DaySpan> span;
  TimeAnchor anchor = TimeAnchor::kNothing;
  TimeUnit grain = TimeUnit::kDay;
  std::optional<int> minute;  // of the day, where the hour is told
  bool tells_year = false;    // its words name the year
  bool is_point = false;      // later expressions may look back to it
};

// The value of one expression. `block` is the block that it stands in. Constant time.
ResolvedTime resolve_time(TimeRuleKind kind, const TimeFields& fields, Tense tense,
                          std::int32_t block, const TimeContext& context);

// Grain of a date's fields: kDay for "12 July", kYear for "2019".
TimeUnit grain_of(const TimeFields& fields);

}  // namespace casus
