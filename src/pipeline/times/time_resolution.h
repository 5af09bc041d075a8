#pragma once

// TimeResolution turns one expression's fields into a value and days. time_dates.cpp has the dates
// that name their parts, time_shifts.cpp those that are reckoned, durations and sets. Only
// time_resolver.cpp and these use it.

#include <optional>
#include <string>

#include "pipeline/times/time_resolver.h"

namespace casus {

class TimeResolution {
 public:
  TimeResolution(const TimeFields& fields, Tense tense, std::int32_t block,
                 const TimeContext& context)
      : fields_(fields), tense_(tense), block_(block), context_(context) {}

  ResolvedTime date();
  ResolvedTime shift();
  ResolvedTime duration();
  ResolvedTime set();
  ResolvedTime reference(TimeRuleKind kind);

 private:
  using Field = TimeField;

  bool has(Field field) const { return fields_.has(field); }
  int get(Field field) const { return fields_.get(field); }

  bool has_feast() const { return has(Field::kEaster) || has(Field::kNth); }
  std::optional<Day> feast_day(int year) const;
  void dated(int year);
  void dated_by_weekday();
  void dated_by_day();
  void dated_by_weekday_and_day();
  void dated_by_part_of_year();
  void take_base_day();
  void undated();
  void at_month_of(int year);
  std::optional<int> told_year();
  std::optional<int> inferred_year();
  std::optional<DaySpan> span_in(int year) const;
  bool speaks_of(const TimeReference& told) const;
  int year_near(const DaySpan& around, int forward_cost, int backward_cost) const;
  int count_years(const TimeBase& base) const;
  std::optional<TimeBase> base_for(TimeUnit unit);
  void shift_from(const TimeBase& base, TimeUnit unit, int amount);
  bool shift_clock(const TimeBase& base, TimeUnit unit, int amount);
  void shift_exactly(const TimeBase& base, TimeUnit unit, int amount);
  void take_weekend(Day day);
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

// A day of a month that may be too short for it.
std::optional<Day> valid_day(int year, int month, int day);

inline constexpr int kMonthsInYear = 12;

}  // namespace casus
