#include "pipeline/entities/towns.h"

#include <algorithm>

#include "resources/place_name.h"

namespace casus {

std::string_view country_of_town(const Gazetteer& gazetteer, std::string_view name,
                                 EntityScratch& scratch) {
  constexpr std::uint64_t kMinPeople = 30000;
  constexpr std::uint64_t kTimesGreater = 5;
  scratch.towns.clear();
  gazetteer.find(fold_place_name(name), scratch.towns);
  GazetteerEntry greatest;
  std::uint64_t others = 0;  // people in the greatest place of any other country
  for (const Gazetteer::Candidate& candidate : scratch.towns) {
    if (candidate.needs_capitals) continue;
    const GazetteerEntry entry = gazetteer.entry(candidate.place);
    if (entry.feature_class != 'P' || entry.country_code.empty()) continue;
    if (entry.population > greatest.population) {
      if (entry.country != greatest.country) {
        others = std::max<std::uint64_t>(others, greatest.population);
      }
      greatest = entry;
    } else if (entry.country != greatest.country) {
      others = std::max<std::uint64_t>(others, entry.population);
    }
  }
  const bool is_clear =
      greatest.population >= kMinPeople && greatest.population >= kTimesGreater * others;
  return is_clear ? greatest.country_code : std::string_view();
}

}  // namespace casus
