// Two parties through time: what each does to the other, and what was to be expected.

#include <algorithm>
#include <cmath>

#include "serve/api.h"
#include "serve/items.h"

namespace casus::serve {

namespace {

// What is compared with a period: so many before it.
std::size_t window_of(Period period) {
  switch (period) {
    case Period::kDay:
      return 60;
    case Period::kWeek:
      return 26;
    case Period::kMonth:
      return 12;
    default:
      return 5;
  }
}

enum Direction { kForth, kBack, kMutual, kDirections };
constexpr const char* kDirectionNames[] = {"forth", "back", "mutual"};

struct PeriodSums {
  Summary of[kDirections];
  std::int64_t events() const { return of[kForth].events + of[kBack].events + of[kMutual].events; }
  double scale() const { return of[kForth].scale + of[kBack].scale + of[kMutual].scale; }
  double mean_scale() const { return scale() / static_cast<double>(events()); }
};

// Mean and standard deviation of what was added.
class Spread {
 public:
  void add(double value) {
    ++count_;
    sum_ += value;
    squares_ += value * value;
  }
  std::size_t count() const { return count_; }
  double low() const { return mean() - 2 * deviation(); }
  double high() const { return mean() + 2 * deviation(); }

 private:
  double mean() const { return sum_ / static_cast<double>(count_); }
  double deviation() const {
    return std::sqrt(std::max(0.0, squares_ / static_cast<double>(count_) - mean() * mean()));
  }
  std::size_t count_ = 0;
  double sum_ = 0;
  double squares_ = 0;
};

// Null where less than half of the window lies behind `at`.
Json expected_at(const std::vector<PeriodSums>& sums, std::size_t at, std::size_t window) {
  const std::size_t first = at < window ? 0 : at - window;
  if (2 * (at - first) < window) return nullptr;
  Spread events;
  Spread scale;
  for (std::size_t i = first; i < at; ++i) {
    events.add(static_cast<double>(sums[i].events()));
    if (sums[i].events() > 0) scale.add(sums[i].mean_scale());
  }
  Json json;
  json["events_low"] = rounded(std::max(0.0, events.low()));
  json["events_high"] = rounded(events.high());
  json["scale_low"] = scale.count() == 0 ? Json(nullptr) : Json(rounded(scale.low()));
  json["scale_high"] = scale.count() == 0 ? Json(nullptr) : Json(rounded(scale.high()));
  return json;
}

// A selection like `from` whose actors do something to its recipients, or to whom that is done.
Selection directed(const Selection& from, bool forth) {
  Selection selection = from;
  selection.query.is_dyad_directed = true;
  if (!forth) std::swap(selection.query.actors, selection.query.recipients);
  selection.key += forth ? "forth" : "back";
  return selection;
}

struct DyadRows {
  std::shared_ptr<const Bitset> forth;
  std::shared_ptr<const Bitset> back;
};

struct DyadTable {
  std::vector<std::int64_t> periods;  // without gaps
  std::vector<PeriodSums> sums;       // by period
  PeriodSums total;
  std::int64_t undated = 0;
};

Result<DyadTable> dyad_table(const Table& table, const DyadRows& rows, Period period) {
  DyadTable dyad;
  const std::vector<std::int64_t> period_of = periods_of(table, period);
  std::int64_t first = 0;
  std::int64_t last = 0;
  const auto each_row = [&](auto take) {
    rows.forth->each([&](std::size_t row) { take(row, rows.back->test(row) ? kMutual : kForth); });
    rows.back->each([&](std::size_t row) {
      if (!rows.forth->test(row)) take(row, kBack);
    });
  };
  each_row([&](std::size_t row, Direction direction) {
    dyad.total.of[direction].add(table, row);
    const std::int64_t at = period_of[table.day[row]];
    if (at == 0) ++dyad.undated;
    if (at != 0 && (first == 0 || at < first)) first = at;
    last = std::max(last, at);
  });
  auto periods = periods_between(first, last, period);
  if (!periods) return periods.error();
  dyad.periods = *std::move(periods);
  dyad.sums.resize(dyad.periods.size());
  each_row([&](std::size_t row, Direction direction) {
    const auto found =
        std::lower_bound(dyad.periods.begin(), dyad.periods.end(), period_of[table.day[row]]);
    if (period_of[table.day[row]] == 0) return;
    const auto at = static_cast<std::size_t>(found - dyad.periods.begin());
    dyad.sums[at].of[direction].add(table, row);
  });
  return dyad;
}

void set_directions(const PeriodSums& sums, Json& json) {
  for (int i = 0; i < kDirections; ++i) set_summary(sums.of[i], json[kDirectionNames[i]]);
}

Json items_of(const DyadTable& dyad, Period period) {
  Json items = Json::array();
  const std::size_t window = window_of(period);
  for (std::size_t i = 0; i < dyad.periods.size(); ++i) {
    const PeriodSums& sums = dyad.sums[i];
    Json item;
    item["period"] = period_text(dyad.periods[i]);
    set_directions(sums, item);
    item["events"] = sums.events();
    item["mean_scale"] = sums.events() == 0 ? Json(nullptr) : Json(rounded(sums.mean_scale()));
    item["expected"] = expected_at(dyad.sums, i, window);
    items.push_back(std::move(item));
  }
  return items;
}

std::string written(const ActorFilter& actor) {
  if (!actor.identifier.empty()) return actor.identifier;
  if (!actor.name.empty()) return actor.name;
  return actor.sector.empty() ? actor.code : actor.code + "/" + actor.sector;
}

void set_party(const Call& call, const char* name, const ActorFilter& actor, Json& json) {
  json[name] = written(actor);
  const bool is_code = !actor.code.empty() && actor.sector.empty();
  json[std::string(name) + "_label"] =
      is_code ? call.archive().labels().text("code", actor.code) : written(actor);
}

}  // namespace

Response get_dyad(Call& call) {
  const Query& query = call.selection.query;
  if (query.actors.size() != 1 || query.recipients.size() != 1) {
    return problem(400, "The request is wrong", "it does not name two parties; write dyad=A,B",
                   "dyad");
  }
  const Period period = period_or_month(call.find("by"));
  auto store = call.archive().lease();
  auto forth = call.snapshot->rows(Subject::kEvents, directed(call.selection, true), *store);
  if (!forth) return problem_of(forth.error());
  auto back = call.snapshot->rows(Subject::kEvents, directed(call.selection, false), *store);
  if (!back) return problem_of(back.error());
  auto dyad = dyad_table(call.index().events, {*forth, *back}, period);
  if (!dyad) return problem_of(dyad.error());
  Json json;
  set_party(call, "actor", query.actors.front(), json);
  set_party(call, "recipient", query.recipients.front(), json);
  json["by"] = call.find("by") == nullptr ? "month" : *call.find("by");
  set_directions(dyad->total, json);
  json["events"] = dyad->total.events();
  json["undated"] = dyad->undated;
  json["items"] = items_of(*dyad, period);
  return items_response(
      call.page.format,
      {"period", "forth.events", "back.events", "mutual.events", "events", "mean_scale",
       "expected.events_low", "expected.events_high", "expected.scale_low", "expected.scale_high"},
      json);
}

}  // namespace casus::serve
