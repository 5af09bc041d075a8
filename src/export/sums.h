#pragma once

// Sums over pairs of codes: what graphs and panels are made of.

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>

#include "export/export.h"

namespace casus {

struct Sums {
  std::uint64_t events = 0;
  std::uint64_t quads[5] = {};
  double scale = 0;
  std::map<std::string, std::uint64_t> categories;
};

using Pair = std::pair<std::string, std::string>;

// Of an event's pairs those whose codes were asked for: of one that several states took part in,
// the others' pairs are no answer to a question about two.
std::set<Pair> asked_pairs(const Event& event, const Query& query);
bool asks_for(const std::vector<ActorFilter>& filters, const std::string& code);

void add(Sums& sums, const Event& event);
std::string mean_text(const Sums& sums);  // of event_scale; "" for no events

// Calls `take` for the events that sums are made of: asserted ones, one a happening if so asked;
// false from it: the event has no pair. Events written and left out are counted in `context`.
Result<void> each_counted(ExportContext& context,
                          const std::function<bool(const EventRecord&)>& take);

}  // namespace casus
