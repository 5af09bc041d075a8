#include "pipeline/times/time_links.h"

#include <algorithm>

namespace casus {

namespace {

using Field = TimeField;

bool has_clock(const FoundTime& time) {
  return time.fields.has(Field::kHour) || time.fields.has(Field::kDaypart);
}

// A single day without a clock time.
bool is_plain_day(const FoundTime& time) {
  if (has_clock(time)) return false;
  if (time.kind == TimeRuleKind::kDate) return grain_of(time.fields) == TimeUnit::kDay;
  return time.kind == TimeRuleKind::kShift && time.fields.unit() == TimeUnit::kDay;
}

bool is_clock_only(const FoundTime& time) {
  if (time.kind != TimeRuleKind::kDate || !has_clock(time)) return false;
  for (const Field field : {Field::kYear, Field::kMonth, Field::kDay, Field::kWeekday}) {
    if (time.fields.has(field)) return false;
  }
  return true;
}

void take_clock(TimeFields& fields, const TimeFields& clock) {
  for (const Field field :
       {Field::kHour, Field::kMinute, Field::kAmpm, Field::kZone, Field::kDaypart}) {
    fields.take_missing(field, clock);
  }
}

class Linker {
 public:
  Linker(const TimeRules& rules, std::span<const Atom> atoms) : rules_(rules), atoms_(atoms) {}

  // "Monday at 10 a.m.", "10 a.m. on Monday": only link words and commas between them.
  bool joins_clock(const FoundTime& left, const FoundTime& right) const {
    if (right.first_atom - left.last_atom > 3) return false;
    for (std::uint32_t i = left.last_atom; i < right.first_atom; ++i) {
      if (!has_symbol(atoms_[i].word, rules_.classes().link)) return false;
    }
    return (is_plain_day(left) && is_clock_only(right)) ||
           (is_clock_only(left) && is_plain_day(right));
  }

  // "3 June - 5 July", "between May and August": one range word between two dates.
  bool joins_range(const FoundTime& left, const FoundTime& right) const {
    if (left.begins_range || left.kind != TimeRuleKind::kDate ||
        right.kind != TimeRuleKind::kDate || right.first_atom != left.last_atom + 1) {
      return false;
    }
    const TimeWord* word = atoms_[left.last_atom].word;
    if (has_symbol(word, rules_.classes().range)) return true;
    const bool is_between = left.first_atom > 0 &&
                            has_symbol(atoms_[left.first_atom - 1].word, rules_.classes().between);
    return is_between && has_symbol(word, rules_.classes().link);
  }

 private:
  const TimeRules& rules_;
  std::span<const Atom> atoms_;
};

void merge(FoundTime& left, const FoundTime& right) {
  if (is_plain_day(left)) {
    take_clock(left.fields, right.fields);
  } else {
    TimeFields day = right.fields;
    take_clock(day, left.fields);
    left.fields = day;
    left.kind = right.kind;
  }
  left.last_atom = right.last_atom;
  left.end = right.end;
  left.last = right.last;
}

}  // namespace

void share_range_fields(TimeFields& first, TimeFields& second) {
  if (second.has(Field::kShortYear) && !second.has(Field::kYear) && first.has(Field::kYear)) {
    const int century = first.get(Field::kYear) / 100 * 100;
    const int year = century + second.get(Field::kShortYear);
    second.set(Field::kYear, year < first.get(Field::kYear) ? year + 100 : year);
  }
  const bool is_same_kind =
      grain_of(first) == grain_of(second) || first.has(Field::kMonth) || second.has(Field::kMonth);
  if (!is_same_kind) return;
  if (!first.has(Field::kMonth) && first.has(Field::kDay))
    first.take_missing(Field::kMonth, second);
  if (!second.has(Field::kMonth) && second.has(Field::kDay)) {
    second.take_missing(Field::kMonth, first);
  }
  const bool needs_year = first.has(Field::kMonth) || first.has(Field::kSeason) ||
                          first.has(Field::kQuarter) || first.has(Field::kHalf);
  if (needs_year && !first.has(Field::kYear) && second.has(Field::kYear)) {
    const bool turns_year = first.has(Field::kMonth) && second.has(Field::kMonth) &&
                            first.get(Field::kMonth) > second.get(Field::kMonth);
    first.set(Field::kYear, second.get(Field::kYear) - (turns_year ? 1 : 0));
  } else if (first.has(Field::kYear) && !second.has(Field::kYear) &&
             grain_of(second) < TimeUnit::kYear) {
    const bool turns_year = first.has(Field::kMonth) && second.has(Field::kMonth) &&
                            first.get(Field::kMonth) > second.get(Field::kMonth);
    second.set(Field::kYear, first.get(Field::kYear) + (turns_year ? 1 : 0));
  }
  first.take_missing(Field::kYearBy, second);
  first.take_missing(Field::kBase, second);
}

void link_times(const TimeRules& rules, std::span<const Atom> atoms, std::size_t from,
                std::vector<FoundTime>& found) {
  const Linker linker(rules, atoms);
  std::size_t kept = from;  // found[from, kept) is done
  for (std::size_t i = from; i < found.size(); ++i) {
    if (kept > from && linker.joins_clock(found[kept - 1], found[i])) {
      merge(found[kept - 1], found[i]);
      continue;
    }
    if (kept > from && linker.joins_range(found[kept - 1], found[i])) {
      found[kept - 1].begins_range = true;
      share_range_fields(found[kept - 1].fields, found[i].fields);
    }
    if (kept != i) found[kept] = found[i];
    ++kept;
  }
  found.resize(kept);
}

}  // namespace casus
