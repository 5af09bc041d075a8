#include "pipeline/places/places_stage.h"

#include <algorithm>
#include <limits>

#include "pipeline/places/place_finder.h"
#include "pipeline/places/place_judge.h"
#include "pipeline/places/place_resolver.h"

namespace casus {

namespace {

constexpr int kDistrict = 3;
constexpr int kCity = 4;

Place place_at(const Document& document, TokenIndex first, TokenIndex last) {
  Place place;
  place.first = first;
  place.last = last;
  place.start = document.tokens[static_cast<std::size_t>(first)].start;
  place.end = document.tokens[static_cast<std::size_t>(last - 1)].end;
  return place;
}

void fill(const Gazetteer& gazetteer, PlaceId id, Place& place) {
  const GazetteerEntry entry = gazetteer.entry(id);
  place.name = entry.name;
  place.country_code = entry.country_code;
  place.feature_class = std::string(1, entry.feature_class);
  place.feature_code = entry.feature_code;
  place.latitude = entry.latitude;
  place.longitude = entry.longitude;
  place.geonameid = entry.geonameid;
  place.resolution = entry.resolution;
  if (entry.province != kNoPlace) place.province = gazetteer.entry(entry.province).name;
  if (entry.district != kNoPlace) place.district = gazetteer.entry(entry.district).name;
  if (entry.resolution == 2) place.province = entry.name;
  if (entry.resolution == kDistrict) place.district = entry.name;
  if (entry.resolution >= kCity) place.city = entry.name;
}

// "Moscow said": a capital that is the subject of a verb of saying or deciding, or that the
// entities stage took for its government.
bool is_metonym(const PlaceRules& rules, const Document& document, const PlaceMention& mention,
                const PlaceCandidate& chosen) {
  if (!chosen.is_capital) return false;
  for (TokenIndex i = mention.first; i < mention.last; ++i) {
    const Token& token = document.tokens[static_cast<std::size_t>(i)];
    if (token.relation != Relation::kNsubj || token.head == kNoToken) continue;
    if (token.head >= mention.first && token.head < mention.last) continue;
    const Token& verb = document.tokens[static_cast<std::size_t>(token.head)];
    if (verb.upos == Upos::kVerb && rules.cues(verb.lemma).has(Cue::kSaying)) return true;
  }
  return false;
}

// "20 km north of Donetsk", "5 km from Osh": near the town, and not in it.
bool is_beside(const PlaceScratch& scratch, const Document& document, const PlaceMention& mention) {
  if (mention.first < 2) return false;
  const auto& words = scratch.words;
  const auto at = static_cast<std::size_t>(mention.first);
  const Cues before = words[at - 1].cues;
  if (words[at - 2].cues.has(Cue::kDistance)) return before.has(Cue::kLocative);
  const bool is_joined = before.has(Cue::kLinking) || before.has(Cue::kLocative);
  if (!is_joined || !words[at - 2].cues.has(Cue::kCompass) || mention.first < 3) return false;
  const Token& direction = document.tokens[at - 2];
  return words[at - 3].cues.has(Cue::kDistance) || direction.upos == Upos::kAdv;
}

// The middle between the two provinces of the two countries that are nearest to each other.
void fill_border(const Gazetteer& gazetteer, const BorderMention& border, Place& place) {
  const auto first = gazetteer.provinces_of(border.countries[0]);
  const auto second = gazetteer.provinces_of(border.countries[1]);
  double least = std::numeric_limits<double>::max();
  for (const PlaceId a : first) {
    const GazetteerEntry one = gazetteer.entry(a);
    for (const PlaceId b : second) {
      const GazetteerEntry other = gazetteer.entry(b);
      const double km = distance_km(one.latitude, one.longitude, other.latitude, other.longitude);
      if (km >= least) continue;
      least = km;
      place.latitude = (one.latitude + other.latitude) / 2;
      place.longitude = (one.longitude + other.longitude) / 2;
    }
  }
  for (const std::uint16_t country : border.countries) {
    const GazetteerEntry entry = gazetteer.entry(gazetteer.country_place(country));
    place.name += place.name.empty() ? std::string(entry.name) : "-" + std::string(entry.name);
  }
  place.feature_class = "L";
  place.feature_code = "RGN";
  place.resolution = 1;
}

}  // namespace

Result<void> find_places(const PlaceRules& rules, const Knowledge& knowledge,
                         const Gazetteer& gazetteer, Document& document, PlaceScratch& scratch) {
  look_up_place_words(rules, knowledge, gazetteer, document, scratch);
  find_place_names(rules, gazetteer, document, scratch);
  judge_mentions(gazetteer, document, scratch);
  resolve_names(gazetteer, scratch);
  for (const PlaceMention& mention : scratch.mentions) {
    if (mention.score <= 0) continue;
    const PlaceCandidate& chosen = scratch.candidates[mention.chosen];
    if (is_metonym(rules, document, mention, chosen)) continue;
    Place place = place_at(document, mention.first, mention.last);
    fill(gazetteer, chosen.place, place);
    if (place.resolution >= kCity && is_beside(scratch, document, mention)) {
      place.resolution = kDistrict;
      place.city.clear();
    }
    document.places.push_back(std::move(place));
  }
  for (const BorderMention& border : scratch.borders) {
    Place place = place_at(document, border.first, border.last);
    fill_border(gazetteer, border, place);
    document.places.push_back(std::move(place));
  }
  std::sort(document.places.begin(), document.places.end(),
            [](const Place& a, const Place& b) { return a.start < b.start; });
  return {};
}

}  // namespace casus
