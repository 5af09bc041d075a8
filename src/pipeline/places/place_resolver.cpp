#include "pipeline/places/place_resolver.h"

namespace casus {

namespace {

constexpr float kCountryWeight = 2.5F;  // at most, for candidates in a supported country
constexpr float kProvinceWeight = 2.0F;
constexpr float kAdjectiveSupport = 0.5F;
constexpr float kClearMargin = 1.5F;    // how far the best must lead to speak for its country
constexpr float kFarLessLikely = 4.5F;  // than the likeliest bearer of the name
constexpr float kContextOfCountry = 1.0F;
constexpr float kContextOfProvince = 1.0F;
constexpr int kRounds = 2;  // the second has what the first found out

class Resolver {
 public:
  Resolver(const Gazetteer& gazetteer, PlaceScratch& scratch)
      : gazetteer_(gazetteer), scratch_(scratch) {}

  void resolve() {
    scratch_.country_support.assign(gazetteer_.country_count(), 0);
    scratch_.province_support.assign(gazetteer_.province_count(), 0);
    for (const PlaceWord& word : scratch_.words) {
      if (word.adjective_of != kNoCountry) {
        scratch_.country_support[word.adjective_of] += kAdjectiveSupport;
      }
    }
    for (int round = 0; round < kRounds; ++round) {
      for (PlaceName& name : scratch_.names) choose(name);
      gather_support();
    }
    for (PlaceName& name : scratch_.names) choose(name);
    for (std::size_t i = scratch_.mentions.size(); i-- > 0;) choose_for(scratch_.mentions[i]);
    for (PlaceMention& mention : scratch_.mentions) mention.score += score_of_context(mention);
  }

 private:
  static float saturated(float support) { return support > 0 ? support / (support + 1) : 0; }

  float total(const PlaceName& name, const PlaceCandidate& candidate) const {
    float sum = candidate.prior + candidate.evidence + candidate.kind_evidence;
    const PlaceCandidate& own = scratch_.candidates[name.best];
    if (candidate.country != kNoCountry) {
      float support = scratch_.country_support[candidate.country];
      if (own.country == candidate.country) support -= name.support;
      sum += kCountryWeight * saturated(support);
    }
    const PlaceId province = candidate.province;
    if (province != kNoPlace && province < scratch_.province_support.size()) {
      float support = scratch_.province_support[province];
      if (own.province == province) support -= name.support;
      sum += kProvinceWeight * saturated(support);
    }
    return sum;
  }

  void choose(PlaceName& name) const {
    std::uint32_t best = name.first;
    float best_total = -1e9F;
    for (std::uint32_t i = name.first; i < name.last; ++i) {
      const float sum = total(name, scratch_.candidates[i]);
      if (sum <= best_total) continue;
      best_total = sum;
      best = i;
    }
    name.best = best;
  }

  // True where no candidate of another country comes near the best.
  bool is_clear(const PlaceName& name) const {
    const PlaceCandidate& best = scratch_.candidates[name.best];
    const float best_total = total(name, best);
    for (std::uint32_t i = name.first; i < name.last; ++i) {
      const PlaceCandidate& other = scratch_.candidates[i];
      if (other.country != best.country && total(name, other) > best_total - kClearMargin) {
        return false;
      }
    }
    return true;
  }

  void gather_support() {
    for (PlaceName& name : scratch_.names) {
      const PlaceCandidate& best = scratch_.candidates[name.best];
      add_support(best, -name.support);
      name.support = 0;
    }
    for (const PlaceMention& mention : scratch_.mentions) {
      if (mention.score <= 0) continue;
      PlaceName& name = scratch_.names[static_cast<std::size_t>(mention.name)];
      const PlaceCandidate& best = scratch_.candidates[name.best];
      if (best.country == kNoCountry) continue;
      float support = best.resolution == 1 ? 1.0F : 0.5F;
      if (!is_clear(name)) support = 0.1F;
      name.support += support;
    }
    for (const PlaceName& name : scratch_.names) {
      add_support(scratch_.candidates[name.best], name.support);
    }
  }

  void add_support(const PlaceCandidate& candidate, float support) {
    if (candidate.country != kNoCountry) scratch_.country_support[candidate.country] += support;
    const PlaceId province = candidate.resolution == 2 ? candidate.place : candidate.province;
    if (province < scratch_.province_support.size()) scratch_.province_support[province] += support;
  }

  // A small place is the likelier, the more the document is about its country and province.
  float score_of_context(const PlaceMention& mention) const {
    const PlaceName& name = scratch_.names[static_cast<std::size_t>(mention.name)];
    const PlaceCandidate& chosen = scratch_.candidates[mention.chosen];
    if (chosen.resolution < 3 || chosen.country == kNoCountry) return 0;
    const PlaceCandidate& own = scratch_.candidates[name.best];
    float support = scratch_.country_support[chosen.country];
    if (own.country == chosen.country) support -= name.support;
    float score = kContextOfCountry * saturated(support);
    if (chosen.province < scratch_.province_support.size()) {
      support = scratch_.province_support[chosen.province];
      if (own.province == chosen.province) support -= name.support;
      score += kContextOfProvince * saturated(support);
    }
    return score;
  }

  // Whether the mention's own words say that it is this candidate.
  bool is_said(const PlaceMention& mention, const PlaceCandidate& inner) const {
    if (is_of_kind(inner, mention.kind)) return true;
    if (mention.container == kNone) return false;
    const PlaceMention& container = scratch_.mentions[static_cast<std::size_t>(mention.container)];
    const PlaceCandidate& outer = scratch_.candidates[container.chosen];
    return inner.country == outer.country && inner.resolution > outer.resolution &&
           (outer.resolution == 1 || outer.feature_class != 'A' || inner.province == outer.place ||
            inner.province == outer.province);
  }

  // A mention takes its name's sense, unless it says of what kind it is, or where. Goes from the
  // last to the first, since what contains a place stands after it.
  void choose_for(PlaceMention& mention) const {
    const PlaceName& name = scratch_.names[static_cast<std::size_t>(mention.name)];
    mention.chosen = name.best;
    const float least = scratch_.candidates[name.first].prior - kFarLessLikely;
    float best_total = -1e9F;
    for (std::uint32_t i = name.first; i < name.last; ++i) {
      const PlaceCandidate& candidate = scratch_.candidates[i];
      if (candidate.prior < least || !is_said(mention, candidate)) continue;
      if (total(name, candidate) <= best_total) continue;
      best_total = total(name, candidate);
      mention.chosen = i;
    }
  }

  const Gazetteer& gazetteer_;
  PlaceScratch& scratch_;
};

}  // namespace

void resolve_names(const Gazetteer& gazetteer, PlaceScratch& scratch) {
  Resolver(gazetteer, scratch).resolve();
}

}  // namespace casus
