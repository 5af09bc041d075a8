#include "pipeline/times/time_resolver.h"

#include "pipeline/times/time_resolution.h"

namespace casus {

TimeUnit grain_of(const TimeFields& fields) {
  if (fields.has(TimeField::kDay) || fields.has(TimeField::kWeekday) ||
      fields.has(TimeField::kEaster)) {
    return TimeUnit::kDay;
  }
  if (fields.has(TimeField::kMonth)) return TimeUnit::kMonth;
  if (fields.has(TimeField::kQuarter) || fields.has(TimeField::kHalf)) return TimeUnit::kQuarter;
  if (fields.has(TimeField::kSeason)) return TimeUnit::kSeason;
  if (fields.has(TimeField::kDecade)) return TimeUnit::kDecade;
  if (fields.has(TimeField::kCentury)) return TimeUnit::kCentury;
  return TimeUnit::kYear;
}

ResolvedTime resolve_time(TimeRuleKind kind, const TimeFields& fields, Tense tense,
                          std::int32_t block, const TimeContext& context) {
  TimeResolution resolver(fields, tense, block, context);
  switch (kind) {
    case TimeRuleKind::kDate:
      return resolver.date();
    case TimeRuleKind::kShift:
      return resolver.shift();
    case TimeRuleKind::kDuration:
      return resolver.duration();
    case TimeRuleKind::kSet:
      return resolver.set();
    default:
      return resolver.reference(kind);
  }
}

}  // namespace casus
