#include "store/happening.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>

#include "store/records.h"

namespace casus {

namespace {

constexpr char kBetween = '\x1f';

void append_side(const std::vector<Participant>& side, std::string& key) {
  std::vector<std::string> parties;
  for (const Participant& each : side) parties.push_back(each.actor.code + "/" + each.actor.sector);
  std::sort(parties.begin(), parties.end());
  parties.erase(std::unique(parties.begin(), parties.end()), parties.end());
  for (const std::string& party : parties) key += party + kBetween;
  key += kBetween;
}

void append_place(const Place* place, LinkRule rule, std::string& key) {
  if (place == nullptr || rule == LinkRule::kParties) return;
  key += place->country_code;
  if (rule == LinkRule::kCountry) return;
  key += kBetween + place->province + kBetween + place->city + kBetween;
  if (place->resolution > 1 && place->province.empty() && place->city.empty()) key += place->name;
}

bool has_code(const std::vector<Participant>& side) {
  return std::any_of(side.begin(), side.end(),
                     [](const Participant& each) { return !each.actor.code.empty(); });
}

}  // namespace

std::optional<std::int64_t> happening_key(const Event& event, const Place* place, LinkRule rule) {
  const bool has_place = place != nullptr && place->resolution > 1 && rule != LinkRule::kParties;
  if (packed_date(event.date) % 100 == 0) return std::nullopt;
  if (!has_code(event.actors) && !has_code(event.recipients) && !has_place) return std::nullopt;
  std::string key = event.category + kBetween;
  for (const std::string& each : event.auxiliary) key += each + kBetween;
  key += kBetween;
  append_side(event.actors, key);
  append_side(event.recipients, key);
  append_place(place, rule, key);
  return static_cast<std::int64_t>(XXH3_64bits(key.data(), key.size()));
}

std::string link_name(std::int64_t key, std::int64_t date) {
  return fmt::format("{:016x}-{:08}", static_cast<std::uint64_t>(key), date);
}

}  // namespace casus
