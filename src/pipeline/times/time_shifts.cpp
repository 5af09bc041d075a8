// Times that are reckoned from another one, durations and sets. Values follow TIMEX3 (TimeML
// 1.2.1): "198" is a decade, "19" a century, X stands for the unknown.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "pipeline/times/time_resolution.h"

namespace casus {

namespace {

using Field = TimeField;

constexpr std::array<std::string_view, 12> kPeriodSuffix = {"S", "M", "H",  "D", "WE", "W",
                                                            "M", "Q", "SE", "Y", "DE", "CE"};
constexpr int kMinutesInDay = 24 * 60;

}  // namespace

// ---- reckoned dates -----------------------------------------------------------------------------

// The day to count from: "then" is the last time told that is at least as fine as a year.
std::optional<TimeBase> TimeResolution::base_for(TimeUnit unit) {
  if (fields_.get_or(Field::kBase, 0) == 1 && context_.last &&
      (context_.last->grain <= TimeUnit::kYear || unit > TimeUnit::kYear)) {
    return TimeBase{context_.last->span.begin, TimeAnchor::kPassage};
  }
  return context_.now;
}

ResolvedTime TimeResolution::shift() {
  const TimeUnit unit = fields_.unit();
  const int number = fields_.get_or(Field::kNumber, 1);
  const int by = fields_.get_or(Field::kBy, 1);
  if (number == kVagueNumber) {
    result_.value = by < 0 ? "PAST_REF" : "FUTURE_REF";
    return std::move(result_);
  }
  const auto base = base_for(unit);
  if (!base) {
    result_.value = by == 0 ? "PRESENT_REF" : by < 0 ? "PAST_REF" : "FUTURE_REF";
    return std::move(result_);
  }
  result_.anchor = base->source;
  if (shift_clock(*base, unit, by * number)) return std::move(result_);
  if (has(Field::kExact)) {
    shift_exactly(*base, unit, by * number);
  } else {
    shift_from(*base, unit, by * number);
  }
  narrow_to_mod();
  add_clock();
  return std::move(result_);
}

// "An hour later", where the last time told had its hour.
bool TimeResolution::shift_clock(const TimeBase& base, TimeUnit unit, int amount) {
  const bool is_short = unit == TimeUnit::kHour || unit == TimeUnit::kMinute;
  if (!is_short || base.source != TimeAnchor::kPassage || !context_.last ||
      !context_.last->minute || std::abs(amount) > kMinutesInDay) {
    return false;
  }
  int minute = *context_.last->minute + amount * (unit == TimeUnit::kHour ? 60 : 1);
  Day day = base.day;
  for (; minute < 0; minute += kMinutesInDay) --day;
  for (; minute >= kMinutesInDay; minute -= kMinutesInDay) ++day;
  set_span(format_day(day), {day, day}, TimeUnit::kDay);
  result_.type = TimeType::kTime;
  result_.minute = minute;
  result_.value += fmt::format("T{:02}:{:02}", minute / 60, minute % 60);
  return true;
}

// "A year ago today": the very day.
void TimeResolution::shift_exactly(const TimeBase& base, TimeUnit unit, int amount) {
  const CivilDate date = civil_of(base.day);
  if (unit == TimeUnit::kWeek) return take_unit(base.day + 7 * amount, TimeUnit::kDay);
  if (unit != TimeUnit::kMonth && unit != TimeUnit::kYear) return shift_from(base, unit, amount);
  if (std::abs(amount) > 5000) return undated();
  const int month =
      month_index(date.year, date.month) + amount * (unit == TimeUnit::kYear ? kMonthsInYear : 1);
  if (month < kMonthsInYear) return undated();
  const auto day = valid_day(month / kMonthsInYear, month % kMonthsInYear + 1, date.day);
  if (!day) return shift_from(base, unit, amount);
  set_span(format_day(*day), {*day, *day}, TimeUnit::kDay);
}

// "The weekend" that is running or was last; in the future tense, the coming one.
void TimeResolution::take_weekend(Day day) {
  const bool is_running = weekday_of(day) >= 6;
  const bool is_past = tense_ != Tense::kFuture && tense_ != Tense::kPresent;
  take_unit(is_running || !is_past ? day : day - 7, TimeUnit::kWeekend);
}

void TimeResolution::shift_from(const TimeBase& base, TimeUnit unit, int amount) {
  const CivilDate date = civil_of(base.day);
  if (std::abs(amount) > 5000 && unit >= TimeUnit::kYear) {
    result_.value = amount < 0 ? "PAST_REF" : "FUTURE_REF";
    return;
  }
  switch (unit) {
    case TimeUnit::kSecond:
    case TimeUnit::kMinute:
      return take_unit(base.day, TimeUnit::kDay);
    case TimeUnit::kHour:
      return take_unit(base.day + amount / 24, TimeUnit::kDay);
    case TimeUnit::kDay:
      return take_unit(base.day + amount, unit);
    case TimeUnit::kWeekend:
      if (has(Field::kWhich)) return take_weekend(base.day);
      [[fallthrough]];
    case TimeUnit::kWeek:
      return take_unit(base.day + 7 * amount, unit);
    case TimeUnit::kMonth:
    case TimeUnit::kQuarter: {
      const int months = unit == TimeUnit::kMonth ? amount : 3 * amount;
      const int month = month_index(date.year, date.month) + months;
      if (month < kMonthsInYear) return undated();
      return take_unit(day_of(month / kMonthsInYear, month % kMonthsInYear + 1, 1), unit);
    }
    default:
      return take_long_unit(date.year, unit, amount);
  }
}

// The day, week, weekend, month or quarter that holds `day`.
void TimeResolution::take_unit(Day day, TimeUnit unit) {
  const CivilDate date = civil_of(day);
  if (date.year < 1 || date.year > 9998) return undated();
  const Day monday = monday_of(day);
  switch (unit) {
    case TimeUnit::kWeek:
      return set_span(format_week(day), {monday, monday + 6}, unit);
    case TimeUnit::kWeekend:
      return set_span(format_week(day) + "-WE", {monday + 5, monday + 6}, unit);
    case TimeUnit::kMonth:
      return set_span(format_month(date.year, date.month), month_span(date.year, date.month), unit);
    case TimeUnit::kQuarter: {
      const int quarter = (date.month + 2) / 3;
      return set_span(fmt::format("{:04}-Q{}", date.year, quarter),
                      months_span(date.year, quarter * 3 - 2, 3), unit);
    }
    default:
      return set_span(format_day(day), {day, day}, TimeUnit::kDay);
  }
}

void TimeResolution::take_long_unit(int year, TimeUnit unit, int amount) {
  // "a decade ago" is a year; "the last decade" is reckoned by its own rule as a duration.
  if (unit == TimeUnit::kDecade && has(Field::kNumber)) year += 10 * amount;
  if (unit == TimeUnit::kCentury && has(Field::kNumber)) year += 100 * amount;
  if (unit == TimeUnit::kYear || unit == TimeUnit::kSeason) year += amount;
  if (year < 1 || year > 9000) {
    result_.value = amount < 0 ? "PAST_REF" : "FUTURE_REF";
    return;
  }
  if (unit == TimeUnit::kDecade && !has(Field::kNumber)) {
    const int decade = year / 10 + amount;
    return set_span(fmt::format("{:03}", decade),
                    {day_of(decade * 10, 1, 1), day_of(decade * 10 + 9, 12, 31)}, unit);
  }
  if (unit == TimeUnit::kCentury && !has(Field::kNumber)) {
    const int century = year / 100 + amount;
    return set_span(fmt::format("{:02}", century),
                    {day_of(century * 100, 1, 1), day_of(century * 100 + 99, 12, 31)}, unit);
  }
  set_span(format_year(year), year_span(year), TimeUnit::kYear);
}

// ---- durations, sets, references
// ------------------------------------------------------------------

// "P3W", "PT2H", "PXY".
std::string TimeResolution::period() const {
  const TimeUnit unit = fields_.unit();
  const int number = fields_.get_or(Field::kNumber, 1);
  const std::string_view suffix = kPeriodSuffix[static_cast<std::size_t>(unit)];
  const char* clock = unit <= TimeUnit::kHour ? "T" : "";
  if (number == kVagueNumber) return fmt::format("P{}X{}", clock, suffix);
  return fmt::format("P{}{}{}", clock, number, suffix);
}

ResolvedTime TimeResolution::duration() {
  result_.type = TimeType::kDuration;
  const int number = fields_.get_or(Field::kNumber, 1);
  if (has(Field::kBy) && context_.now && number != kVagueNumber && number < 5000) {
    TimeResolution other(fields_, tense_, block_, context_);
    other.shift_from(*context_.now, fields_.unit(), get(Field::kBy) * number);
    if (const auto span = other.result_.span) {
      const Day now = context_.now->day;
      result_.span = get(Field::kBy) < 0 ? DaySpan{std::min(span->begin, now), now}
                                         : DaySpan{now, std::max(span->finish, now)};
      result_.anchor = context_.now->source;
    }
  }
  result_.value = period();
  return std::move(result_);
}

// "every Monday": XXXX-WXX-1; "every July": XXXX-07; "every two years": P2Y.
std::string TimeResolution::every() const {
  if (has(Field::kUnit)) return period();
  if (has(Field::kWeekday)) return fmt::format("XXXX-WXX-{}", get(Field::kWeekday));
  if (has(Field::kMonth) && has(Field::kDay)) {
    return fmt::format("XXXX-{:02}-{:02}", get(Field::kMonth), get(Field::kDay));
  }
  if (has(Field::kMonth)) return fmt::format("XXXX-{:02}", get(Field::kMonth));
  if (has(Field::kSeason)) {
    return fmt::format("XXXX-{}", season_code(static_cast<TimeSeason>(get(Field::kSeason))));
  }
  return "XXXX-XX-XX";
}

ResolvedTime TimeResolution::set() {
  result_.value = every();
  add_clock();
  result_.type = TimeType::kSet;
  return std::move(result_);
}

ResolvedTime TimeResolution::reference(TimeRuleKind kind) {
  if (kind == TimeRuleKind::kPast) result_.value = "PAST_REF";
  if (kind == TimeRuleKind::kFuture) result_.value = "FUTURE_REF";
  if (kind == TimeRuleKind::kPresent) {
    result_.value = "PRESENT_REF";
    if (context_.now) {
      result_.span = DaySpan{context_.now->day, context_.now->day};
      result_.anchor = context_.now->source;
    }
  }
  return std::move(result_);
}

}  // namespace casus
