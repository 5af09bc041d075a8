// Dates without a year take the one that the passage speaks of: in a narrative, or after a date of
// the same paragraph that names its year, the nearest to that date; else, reckoned from the
// publication date, the last one (past tense), the next one (future tense) or the nearest one.
// Values follow TIMEX3 (TimeML 1.2.1): "198" is a decade, "19" a century, X stands for the unknown.

#include "pipeline/times/time_resolver.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>

namespace casus {

namespace {

using Field = TimeField;

constexpr std::array<std::string_view, 12> kPeriodSuffix = {"S", "M", "H",  "D", "WE", "W",
                                                            "M", "Q", "SE", "Y", "DE", "CE"};
constexpr int kMonthsInYear = 12;
// Narratives move forward: "December 2012 ... On July 6" is the July after it.
constexpr int kNarrativeBackwardCost = 3;

int first_month_of(TimeSeason season) {
  constexpr std::array<int, 4> kFirst = {3, 6, 9, 12};
  return kFirst[static_cast<std::size_t>(season)];
}

// A day of a month that may be too short for it.
std::optional<Day> valid_day(int year, int month, int day) {
  if (!is_valid_date(year, month, day)) return std::nullopt;
  return day_of(year, month, day);
}

class Resolver {
 public:
  Resolver(const TimeFields& fields, Tense tense, std::int32_t block, const TimeContext& context)
      : fields_(fields), tense_(tense), block_(block), context_(context) {}

  ResolvedTime date();
  ResolvedTime shift();
  ResolvedTime duration();
  ResolvedTime set();
  ResolvedTime reference(TimeRuleKind kind);

 private:
  bool has(Field field) const { return fields_.has(field); }
  int get(Field field) const { return fields_.get(field); }

  void dated(int year);
  void dated_by_weekday();
  void dated_by_day();
  void take_base_day();
  void undated();
  void at_month_of(int year);
  std::optional<int> told_year();
  std::optional<int> inferred_year();
  std::optional<DaySpan> span_in(int year) const;
  int year_near(const DaySpan& around, Tense tense, int backward_cost) const;
  int count_years(const TimeBase& base) const;
  std::optional<TimeBase> base_for(TimeUnit unit);
  void shift_from(const TimeBase& base, TimeUnit unit, int amount);
  void take_unit(Day day, TimeUnit unit);
  void take_long_unit(int year, TimeUnit unit, int amount);
  void set_span(std::string value, DaySpan span, TimeUnit grain);
  void narrow_to_mod();
  void add_clock();
  std::string period() const;
  std::string every() const;

  const TimeFields& fields_;
  Tense tense_;
  std::int32_t block_;
  const TimeContext& context_;
  ResolvedTime result_;
};

void Resolver::set_span(std::string value, DaySpan span, TimeUnit grain) {
  result_.value = std::move(value);
  result_.span = span;
  result_.grain = grain;
  result_.is_point = true;
}

// "early", "mid", "late": a third of the stretch.
void Resolver::narrow_to_mod() {
  if (!result_.span || !has(Field::kMod)) return;
  const DaySpan whole = *result_.span;
  const int third = (whole.finish - whole.begin + 1) / 3;
  if (third == 0) return;
  switch (static_cast<TimeMod>(get(Field::kMod))) {
    case TimeMod::kStart:
      result_.span = DaySpan{whole.begin, whole.begin + third - 1};
      break;
    case TimeMod::kMid:
      result_.span = DaySpan{whole.begin + third, whole.finish - third};
      break;
    case TimeMod::kEnd:
      result_.span = DaySpan{whole.finish - third + 1, whole.finish};
      break;
  }
}

// "T10:30Z", "TMO": after the day, where hour or part of day are told.
void Resolver::add_clock() {
  if (has(Field::kHour)) {
    int hour = get(Field::kHour);
    if (has(Field::kAmpm)) hour = hour % 12 + 12 * get(Field::kAmpm);
    result_.type = TimeType::kTime;
    result_.value += fmt::format("T{:02}:{:02}", hour, fields_.get_or(Field::kMinute, 0));
    if (!has(Field::kZone)) return;
    const int zone = get(Field::kZone);
    if (zone == 0) {
      result_.value += 'Z';
    } else {
      result_.value += fmt::format("{}{:02}:{:02}", zone < 0 ? '-' : '+', std::abs(zone) / 60,
                                   std::abs(zone) % 60);
    }
  } else if (has(Field::kDaypart)) {
    result_.type = TimeType::kTime;
    result_.value += 'T';
    result_.value += daypart_code(static_cast<TimeDaypart>(get(Field::kDaypart)));
  }
}

// ---- dates ------------------------------------------------------------------------------------

ResolvedTime Resolver::date() {
  if (const auto told = told_year()) {
    dated(*told);
  } else if (has(Field::kCentury)) {
    const int century = get(Field::kCentury);
    set_span(fmt::format("{:02}", century),
             {day_of(std::max(century * 100, 1), 1, 1), day_of(century * 100 + 99, 12, 31)},
             TimeUnit::kCentury);
  } else if (has(Field::kDecade)) {
    const int spoken = get(Field::kDecade);
    const int decade = spoken < 10 ? 190 + spoken : spoken;
    set_span(fmt::format("{:03}", decade),
             {day_of(decade * 10, 1, 1), day_of(decade * 10 + 9, 12, 31)}, TimeUnit::kDecade);
  } else if (has(Field::kMonth) || has(Field::kSeason) || has(Field::kQuarter) ||
             has(Field::kHalf)) {
    const auto year = inferred_year();
    year ? dated(*year) : undated();
  } else if (has(Field::kWeekday)) {
    dated_by_weekday();
  } else if (has(Field::kDay)) {
    dated_by_day();
  } else {
    take_base_day();
  }
  narrow_to_mod();
  add_clock();
  return std::move(result_);
}

// The year that the words name: "2019", "'98", "this year".
std::optional<int> Resolver::told_year() {
  if (has(Field::kYear)) {
    result_.tells_year = true;
    return get(Field::kYear);
  }
  if (has(Field::kShortYear)) {
    result_.tells_year = true;
    const int now = context_.now ? civil_of(context_.now->day).year : 2020;
    const int year = now / 100 * 100 + get(Field::kShortYear);
    return year > now + 20 ? year - 100 : year;
  }
  if (!has(Field::kYearBy)) return std::nullopt;
  const auto base = base_for(TimeUnit::kYear);
  if (!base) return std::nullopt;
  result_.anchor = base->source;
  return civil_of(base->day).year + get(Field::kYearBy);
}

// A date of a known year, as fine as the fields are.
void Resolver::dated(int year) {
  if (year < 1 || year > 9998) return undated();
  if (fields_.get_or(Field::kEra, 0) == 1) {
    result_.value = fmt::format("BC{:04}", year);
    return;
  }
  if (has(Field::kMonth)) return at_month_of(year);
  if (const auto span = span_in(year)) {
    std::string value = format_year(year);
    TimeUnit grain = TimeUnit::kQuarter;
    if (has(Field::kSeason)) {
      value += fmt::format("-{}", season_code(static_cast<TimeSeason>(get(Field::kSeason))));
      grain = TimeUnit::kSeason;
    } else if (has(Field::kQuarter)) {
      value += fmt::format("-Q{}", get(Field::kQuarter));
    } else {
      value += fmt::format("-H{}", get(Field::kHalf));
    }
    return set_span(std::move(value), *span, grain);
  }
  set_span(format_year(year), year_span(year), TimeUnit::kYear);
}

void Resolver::at_month_of(int year) {
  const int month = get(Field::kMonth);
  if (!has(Field::kDay)) {
    return set_span(format_month(year, month), month_span(year, month), TimeUnit::kMonth);
  }
  const auto day = valid_day(year, month, get(Field::kDay));
  if (!day) return undated();
  set_span(format_day(*day), {*day, *day}, TimeUnit::kDay);
}

// Days of month, season, quarter or half in a year; nothing where the fields name none.
std::optional<DaySpan> Resolver::span_in(int year) const {
  if (has(Field::kMonth)) {
    const int month = get(Field::kMonth);
    if (!has(Field::kDay)) return month_span(year, month);
    const auto day = valid_day(year, month, get(Field::kDay));
    if (!day) return std::nullopt;
    return DaySpan{*day, *day};
  }
  if (has(Field::kSeason)) {
    return months_span(year, first_month_of(static_cast<TimeSeason>(get(Field::kSeason))), 3);
  }
  if (has(Field::kQuarter)) {
    return months_span(year, std::clamp(get(Field::kQuarter), 1, 4) * 3 - 2, 3);
  }
  if (has(Field::kHalf)) return months_span(year, get(Field::kHalf) == 2 ? 7 : 1, 6);
  return std::nullopt;
}

// The year in which the fields' dates lie nearest to `around`, on the side that `tense` says. A
// day before it counts as `backward_cost` days.
int Resolver::year_near(const DaySpan& around, Tense tense, int backward_cost) const {
  const int middle = civil_of(around.begin).year;
  int best = middle;
  int best_distance = -1;
  for (int year = std::max(middle - 4, 1); year <= middle + 4; ++year) {
    const auto span = span_in(year);
    if (!span) continue;
    if (tense == Tense::kPast && span->begin > around.finish) continue;
    if (tense == Tense::kFuture && span->finish < around.begin) continue;
    int distance = 0;
    if (span->begin > around.finish) distance = span->begin - around.finish;
    if (span->finish < around.begin) distance = backward_cost * (around.begin - span->finish);
    if (best_distance >= 0 && distance >= best_distance) continue;
    best = year;
    best_distance = distance;
  }
  return best;
}

// The year of "July 12", "last June" or "the second quarter".
std::optional<int> Resolver::inferred_year() {
  const auto& told = context_.last_with_year;
  const bool in_passage =
      told && (context_.is_narrative ||
               (told->block == block_ && told->grain <= TimeUnit::kMonth && context_.now &&
                civil_of(told->span.begin).year != civil_of(context_.now->day).year));
  if (!has(Field::kWhich) && in_passage) {
    result_.anchor = TimeAnchor::kPassage;
    if (told->grain >= TimeUnit::kYear) return civil_of(told->span.begin).year;
    return year_near(told->span, Tense::kUnknown, kNarrativeBackwardCost);
  }
  if (!context_.now) return std::nullopt;
  result_.anchor = context_.now->source;
  return count_years(*context_.now);
}

int Resolver::count_years(const TimeBase& base) const {
  const DaySpan today{base.day, base.day};
  if (!has(Field::kWhich)) return year_near(today, tense_, 1);
  const int which = get(Field::kWhich);
  if (which == 0) return civil_of(base.day).year;
  const int year = year_near(today, which < 0 ? Tense::kPast : Tense::kFuture, 1);
  const auto span = span_in(year);
  const bool is_running = span && span->begin <= base.day && span->finish >= base.day;
  return is_running ? year + which : year;
}

void Resolver::dated_by_weekday() {
  const int weekday = get(Field::kWeekday);
  const auto base = base_for(TimeUnit::kDay);
  if (!base) {
    result_.value = fmt::format("XXXX-WXX-{}", weekday);
    return;
  }
  result_.anchor = base->source;
  const int ahead = (weekday - weekday_of(base->day) + 7) % 7;
  Day day = base->day + ahead;  // today or later
  const int which = fields_.get_or(Field::kWhich, tense_ == Tense::kFuture ? 0 : -2);
  if (which == -2 && ahead != 0) day -= 7;  // today or earlier
  if (which == -1) day -= 7;
  if (which == 1 && ahead == 0) day += 7;
  if (which == 0 && has(Field::kWhich) && tense_ == Tense::kPast && ahead != 0) day -= 7;
  set_span(format_day(day), {day, day}, TimeUnit::kDay);
}

// "the 17th": of the month that the passage speaks of.
void Resolver::dated_by_day() {
  const int wanted = get(Field::kDay);
  std::optional<TimeBase> base = context_.now;
  if (context_.last && context_.last->grain <= TimeUnit::kMonth &&
      (context_.last->block == block_ || !base)) {
    base = TimeBase{context_.last->span.begin, TimeAnchor::kPassage};
  }
  if (!base) {
    result_.value = fmt::format("XXXX-XX-{:02}", wanted);
    return;
  }
  result_.anchor = base->source;
  const CivilDate date = civil_of(base->day);
  int month = month_index(date.year, date.month);
  if (base->source != TimeAnchor::kPassage && tense_ == Tense::kPast && wanted > date.day) --month;
  if (base->source != TimeAnchor::kPassage && tense_ == Tense::kFuture && wanted < date.day)
    ++month;
  const auto day = valid_day(month / kMonthsInYear, month % kMonthsInYear + 1, wanted);
  if (day) return set_span(format_day(*day), {*day, *day}, TimeUnit::kDay);
  result_.value = fmt::format("XXXX-XX-{:02}", wanted);
}

// A clock time or part of a day by itself: on the day that the passage speaks of.
void Resolver::take_base_day() {
  std::optional<TimeBase> base = context_.now;
  if (context_.last && context_.last->block == block_ && context_.last->grain == TimeUnit::kDay) {
    base = TimeBase{context_.last->span.begin, TimeAnchor::kPassage};
  }
  if (!base) {
    result_.value = "XXXX-XX-XX";
    return;
  }
  result_.anchor = base->source;
  result_.value = format_day(base->day);
  result_.span = DaySpan{base->day, base->day};
}

// A date whose year nobody told.
void Resolver::undated() {
  result_.anchor = TimeAnchor::kNothing;
  result_.value = "XXXX";
  if (has(Field::kMonth)) {
    result_.value += fmt::format("-{:02}", get(Field::kMonth));
    if (has(Field::kDay)) result_.value += fmt::format("-{:02}", get(Field::kDay));
  } else if (has(Field::kSeason)) {
    result_.value += fmt::format("-{}", season_code(static_cast<TimeSeason>(get(Field::kSeason))));
  } else if (has(Field::kQuarter)) {
    result_.value += fmt::format("-Q{}", get(Field::kQuarter));
  } else if (has(Field::kHalf)) {
    result_.value += fmt::format("-H{}", get(Field::kHalf));
  }
}

// ---- reckoned dates -----------------------------------------------------------------------------

// The day to count from: "then" is the last time told that is at least as fine as a year.
std::optional<TimeBase> Resolver::base_for(TimeUnit unit) {
  if (fields_.get_or(Field::kBase, 0) == 1 && context_.last &&
      (context_.last->grain <= TimeUnit::kYear || unit > TimeUnit::kYear)) {
    return TimeBase{context_.last->span.begin, TimeAnchor::kPassage};
  }
  return context_.now;
}

ResolvedTime Resolver::shift() {
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
  shift_from(*base, unit, by * number);
  narrow_to_mod();
  add_clock();
  return std::move(result_);
}

void Resolver::shift_from(const TimeBase& base, TimeUnit unit, int amount) {
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
void Resolver::take_unit(Day day, TimeUnit unit) {
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

void Resolver::take_long_unit(int year, TimeUnit unit, int amount) {
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
std::string Resolver::period() const {
  const TimeUnit unit = fields_.unit();
  const int number = fields_.get_or(Field::kNumber, 1);
  const std::string_view suffix = kPeriodSuffix[static_cast<std::size_t>(unit)];
  const char* clock = unit <= TimeUnit::kHour ? "T" : "";
  if (number == kVagueNumber) return fmt::format("P{}X{}", clock, suffix);
  return fmt::format("P{}{}{}", clock, number, suffix);
}

ResolvedTime Resolver::duration() {
  result_.type = TimeType::kDuration;
  const int number = fields_.get_or(Field::kNumber, 1);
  if (has(Field::kBy) && context_.now && number != kVagueNumber && number < 5000) {
    Resolver other(fields_, tense_, block_, context_);
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
std::string Resolver::every() const {
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

ResolvedTime Resolver::set() {
  result_.value = every();
  add_clock();
  result_.type = TimeType::kSet;
  return std::move(result_);
}

ResolvedTime Resolver::reference(TimeRuleKind kind) {
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

}  // namespace

TimeUnit grain_of(const TimeFields& fields) {
  if (fields.has(Field::kDay) || fields.has(Field::kWeekday)) return TimeUnit::kDay;
  if (fields.has(Field::kMonth)) return TimeUnit::kMonth;
  if (fields.has(Field::kQuarter) || fields.has(Field::kHalf)) return TimeUnit::kQuarter;
  if (fields.has(Field::kSeason)) return TimeUnit::kSeason;
  if (fields.has(Field::kDecade)) return TimeUnit::kDecade;
  if (fields.has(Field::kCentury)) return TimeUnit::kCentury;
  return TimeUnit::kYear;
}

ResolvedTime resolve_time(TimeRuleKind kind, const TimeFields& fields, Tense tense,
                          std::int32_t block, const TimeContext& context) {
  Resolver resolver(fields, tense, block, context);
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
