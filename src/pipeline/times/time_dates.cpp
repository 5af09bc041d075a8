// Dates that name their parts. Dates without a year take the one that the passage speaks of: in a
// narrative, or after a date of the same paragraph that names its year, the nearest to that date;
// else the nearest to the publication date, where the tense makes one side dearer.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "pipeline/times/time_resolution.h"

namespace casus {

namespace {

using Field = TimeField;

// Narratives move forward: "December 2012 ... On July 6" is the July after it.
constexpr int kNarrativeBackwardCost = 3;
// How much dearer a day is on the side that the tense speaks against.
constexpr int kAgainstTense = 6;
constexpr int kAgainstPresent = 2;
constexpr int kFarAway = 1 << 20;  // a side that is shut

int first_month_of(TimeSeason season) {
  constexpr std::array<int, 4> kFirst = {3, 6, 9, 12};
  return kFirst[static_cast<std::size_t>(season)];
}

}  // namespace

std::optional<Day> valid_day(int year, int month, int day) {
  if (!is_valid_date(year, month, day)) return std::nullopt;
  return day_of(year, month, day);
}

void TimeResolution::set_span(std::string value, DaySpan span, TimeUnit grain) {
  result_.value = std::move(value);
  result_.span = span;
  result_.grain = grain;
  result_.is_point = true;
}

// "early", "mid", "late": a third of the stretch.
void TimeResolution::narrow_to_mod() {
  if (!result_.span || !has(Field::kMod)) return;
  const DaySpan whole = *result_.span;
  const int days = whole.finish - whole.begin + 1;
  const int third = days / 3;
  if (third == 0) return;
  switch (static_cast<TimeMod>(get(Field::kMod))) {
    case TimeMod::kStart:
      result_.span = DaySpan{whole.begin, whole.begin + third - 1};
      break;
    case TimeMod::kMid:
      result_.span = DaySpan{whole.begin + third, whole.begin + 2 * third - 1};
      break;
    case TimeMod::kEnd:
      result_.span = DaySpan{whole.begin + 2 * third, whole.finish};
      break;
    case TimeMod::kFirstHalf:
      result_.span = DaySpan{whole.begin, whole.begin + days / 2 - 1};
      break;
    case TimeMod::kSecondHalf:
      result_.span = DaySpan{whole.begin + days / 2, whole.finish};
      break;
  }
}

// "T10:30Z", "TMO": after the day, where hour or part of day are told.
void TimeResolution::add_clock() {
  if (has(Field::kHour)) {
    int hour = get(Field::kHour);
    if (has(Field::kAmpm)) hour = hour % 12 + 12 * get(Field::kAmpm);
    result_.minute = hour * 60 + fields_.get_or(Field::kMinute, 0);
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

ResolvedTime TimeResolution::date() {
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
  } else {
    dated_by_part_of_year();
  }
  narrow_to_mod();
  add_clock();
  return std::move(result_);
}

// "July 12", "the second quarter", "Easter", "Monday", "the 17th", "10 a.m.".
void TimeResolution::dated_by_part_of_year() {
  if (has_feast() || has(Field::kMonth) || has(Field::kSeason) || has(Field::kQuarter) ||
      has(Field::kHalf)) {
    const auto year = inferred_year();
    year ? dated(*year) : undated();
  } else if (has(Field::kWeekday) && has(Field::kDay)) {
    dated_by_weekday_and_day();
  } else if (has(Field::kWeekday)) {
    dated_by_weekday();
  } else if (has(Field::kDay)) {
    dated_by_day();
  } else {
    take_base_day();
  }
}

// A feast's day: so many days from Easter, or "the fourth Thursday of November" (the fifth is the
// last one, wherever it is).
std::optional<Day> TimeResolution::feast_day(int year) const {
  if (has(Field::kEaster)) return easter_of(year) + get(Field::kEaster);
  if (!has(Field::kNth) || !has(Field::kMonth) || !has(Field::kWeekday)) return std::nullopt;
  const DaySpan month = month_span(year, get(Field::kMonth));
  const int ahead = (get(Field::kWeekday) - weekday_of(month.begin) + 7) % 7;
  Day day = month.begin + ahead + 7 * (get(Field::kNth) - 1);
  while (day > month.finish) day -= 7;
  return day;
}

// The year that the words name: "2019", "'98", "this year".
std::optional<int> TimeResolution::told_year() {
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
void TimeResolution::dated(int year) {
  if (year < 1 || year > 9998) return undated();
  if (fields_.get_or(Field::kEra, 0) == 1) {
    result_.value = fmt::format("BC{:04}", year);
    return;
  }
  if (const auto feast = feast_day(year)) {
    return set_span(format_day(*feast), {*feast, *feast}, TimeUnit::kDay);
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

void TimeResolution::at_month_of(int year) {
  const int month = get(Field::kMonth);
  if (!has(Field::kDay)) {
    return set_span(format_month(year, month), month_span(year, month), TimeUnit::kMonth);
  }
  const auto day = valid_day(year, month, get(Field::kDay));
  if (!day) return undated();
  set_span(format_day(*day), {*day, *day}, TimeUnit::kDay);
}

// Days of month, season, quarter or half in a year; nothing where the fields name none.
std::optional<DaySpan> TimeResolution::span_in(int year) const {
  if (const auto feast = feast_day(year)) return DaySpan{*feast, *feast};
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

// The year in which the fields' dates lie nearest to `around`. A day after it counts as
// `forward_cost` days, one before it as `backward_cost`.
int TimeResolution::year_near(const DaySpan& around, int forward_cost, int backward_cost) const {
  const int middle = civil_of(around.begin).year;
  int best = middle;
  std::int64_t best_distance = -1;
  for (int year = std::max(middle - 4, 1); year <= middle + 4; ++year) {
    const auto span = span_in(year);
    if (!span) continue;
    std::int64_t distance = 0;
    if (span->begin > around.finish) {
      distance = std::int64_t{forward_cost} * (span->begin - around.finish);
    }
    if (span->finish < around.begin) {
      distance = std::int64_t{backward_cost} * (around.begin - span->finish);
    }
    if (best_distance >= 0 && distance >= best_distance) continue;
    best = year;
    best_distance = distance;
  }
  return best;
}

// Whether the passage still speaks of the year that was told last: in a narrative, or in the same
// paragraph after a day or month of a year gone by, unless the words look forward.
bool TimeResolution::speaks_of(const TimeReference& told) const {
  if (context_.is_narrative) return true;
  if (told.block != block_ || told.grain > TimeUnit::kMonth || !context_.now) return false;
  if (tense_ == Tense::kFuture || told.span.begin > context_.now->day) return false;
  return civil_of(told.span.begin).year != civil_of(context_.now->day).year;
}

// The year of "July 12", "last June" or "the second quarter".
std::optional<int> TimeResolution::inferred_year() {
  if (context_.year_here && tense_ != Tense::kFuture && !has(Field::kWhich)) {
    result_.anchor = TimeAnchor::kPassage;
    return context_.year_here;
  }
  const auto& told = context_.last_with_year;
  if (!has(Field::kWhich) && told && speaks_of(*told)) {
    result_.anchor = TimeAnchor::kPassage;
    if (told->grain >= TimeUnit::kYear) return civil_of(told->span.begin).year;
    return year_near(told->span, 1, kNarrativeBackwardCost);
  }
  if (!context_.now) return std::nullopt;
  result_.anchor = context_.now->source;
  return count_years(*context_.now);
}

int TimeResolution::count_years(const TimeBase& base) const {
  const DaySpan today{base.day, base.day};
  if (!has(Field::kWhich)) {
    const int backward = tense_ == Tense::kFuture    ? kAgainstTense
                         : tense_ == Tense::kPresent ? kAgainstPresent
                                                     : 1;
    return year_near(today, tense_ == Tense::kPast ? kAgainstTense : 1, backward);
  }
  const int which = get(Field::kWhich);
  if (which == 0) return civil_of(base.day).year;
  const int year = which < 0 ? year_near(today, kFarAway, 1) : year_near(today, 1, kFarAway);
  const auto span = span_in(year);
  const bool is_running = span && span->begin <= base.day && span->finish >= base.day;
  return is_running ? year + which : year;
}

void TimeResolution::dated_by_weekday() {
  const int weekday = get(Field::kWeekday);
  const auto base = base_for(TimeUnit::kDay);
  if (!base) {
    result_.value = fmt::format("XXXX-WXX-{}", weekday);
    return;
  }
  result_.anchor = base->source;
  const int ahead = (weekday - weekday_of(base->day) + 7) % 7;
  Day day = base->day + ahead;  // today or later
  const bool looks_ahead = tense_ == Tense::kFuture || tense_ == Tense::kPresent;
  const int which = fields_.get_or(Field::kWhich, looks_ahead ? 0 : -2);
  if (which == -2 && ahead != 0) day -= 7;  // today or earlier
  if (which == -1) day -= 7;
  if (which == 1 && ahead == 0) day += 7;
  if (which == 0 && has(Field::kWhich) && tense_ == Tense::kPast && ahead != 0) day -= 7;
  set_span(format_day(day), {day, day}, TimeUnit::kDay);
}

// "Friday the 13th": the nearest month that has it, on the side that the tense says.
void TimeResolution::dated_by_weekday_and_day() {
  const auto base = base_for(TimeUnit::kDay);
  if (!base) return undated();
  const CivilDate date = civil_of(base->day);
  const int step = tense_ == Tense::kFuture ? 1 : -1;
  int month = month_index(date.year, date.month);
  for (int tried = 0; tried < 3 * kMonthsInYear && month >= kMonthsInYear; ++tried, month += step) {
    const auto day = valid_day(month / kMonthsInYear, month % kMonthsInYear + 1, get(Field::kDay));
    if (!day || weekday_of(*day) != get(Field::kWeekday)) continue;
    if ((*day - base->day) * step < 0) continue;
    result_.anchor = base->source;
    return set_span(format_day(*day), {*day, *day}, TimeUnit::kDay);
  }
  undated();
}

// "the 17th": of the month that the passage speaks of.
void TimeResolution::dated_by_day() {
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
void TimeResolution::take_base_day() {
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
void TimeResolution::undated() {
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

}  // namespace casus
