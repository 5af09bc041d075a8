#include "export/sums.h"

#include <fmt/format.h>

#include <algorithm>

namespace casus {

namespace {

std::set<Pair> pairs_of(const Event& event) {
  std::set<Pair> pairs;
  if (event.recipients.empty()) {
    for (const Participant& a : event.actors) {
      for (const Participant& b : event.actors) {
        if (a.actor.code != b.actor.code) pairs.emplace(a.actor.code, b.actor.code);
      }
    }
  }
  for (const Participant& a : event.actors) {
    for (const Participant& b : event.recipients) pairs.emplace(a.actor.code, b.actor.code);
  }
  return pairs;
}

}  // namespace

bool asks_for(const std::vector<ActorFilter>& filters, const std::string& code) {
  return filters.empty() || std::any_of(filters.begin(), filters.end(), [&](const auto& filter) {
           return filter.code.empty() || filter.code == code;
         });
}

std::set<Pair> asked_pairs(const Event& event, const Query& query) {
  auto pairs = pairs_of(event);
  std::erase_if(pairs, [&](const Pair& pair) {
    const auto& [a, b] = pair;
    if (asks_for(query.actors, a) && asks_for(query.recipients, b)) return false;
    return query.is_dyad_directed || !asks_for(query.actors, b) || !asks_for(query.recipients, a);
  });
  return pairs;
}

void add(Sums& sums, const Event& event) {
  ++sums.events;
  ++sums.quads[event.quad_code];
  sums.scale += event.event_scale;
  ++sums.categories[event.category];
}

std::string mean_text(const Sums& sums) {
  if (sums.events == 0) return {};
  return fmt::format("{:.3f}", sums.scale / static_cast<double>(sums.events));
}

Result<void> each_counted(ExportContext& context,
                          const std::function<bool(const EventRecord&)>& take) {
  std::unordered_map<std::int64_t, Reports> reports;
  if (context.options.one_per_happening) {
    auto counted = count_reports(context.store, context.options);
    if (!counted) return counted.error();
    reports = *std::move(counted);
  }
  return context.store.read_events(context.options.query, [&](const EventRecord& record) {
    const auto found = reports.find(record.number);
    if (found != reports.end() && found->second.first != record.number) {
      ++context.losses.repeated;
      return true;
    }
    if (!record.event.auxiliary.empty() && !context.options.with_auxiliary) {
      ++context.losses.auxiliary;
      return true;
    }
    if (take(record)) {
      ++context.events;
    } else {
      ++context.losses.no_parties;
    }
    return true;
  });
}

}  // namespace casus
