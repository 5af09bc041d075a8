#include "pipeline/places/place_judge.h"

#include <algorithm>

namespace casus {

namespace {

// What speaks for and against; the sum decides, above zero is a place. Set by hand, and checked
// with `casus eval --layer places`.
constexpr float kLocativeBefore = 2.0F;
constexpr float kKindBeside = 3.0F;       // "the city of", "province"
constexpr float kContainerBeside = 3.0F;  // "Paris, Texas"
constexpr float kListBeside = 1.0F;
constexpr float kPossessive = 0.5F;
constexpr float kLocationEntity = 2.5F;
constexpr float kOtherEntity = -6.0F;
constexpr float kDoubtfulPerson = -2.5F;  // a large place's whole name, taken for a person
constexpr float kInLongerName = -4.5F;
constexpr float kBeforeLongerName = -2.5F;
constexpr float kOfLongerName = -3.0F;  // "University of Georgia"
constexpr float kTitleBefore = -4.0F;   // "President Lincoln"
constexpr float kPersonsName = -4.0F;
constexpr float kNoProperNoun = -3.0F;
constexpr float kSentenceStart = -0.7F;
constexpr float kTitleCase = -0.7F;
constexpr float kOtherLevel =
    0.6F;  // of that evidence, where the country calls its levels otherwise
constexpr float kNotThere = -6.0F;       // "the village of X in Y district": Y has no such X
constexpr float kDescription = 3.0F;     // "the Libyan capital"
constexpr float kEvidenceOfKind = 2.0F;  // for all mentions; see place_resolver.cpp for its own
constexpr float kFarLessLikely = 4.5F;
constexpr float kOfOneList = 1.2F;  // "Utah, Washington and Wisconsin"
constexpr float kInside = 6.0F;     // the candidate lies in the place named after it

class Judge {
 public:
  Judge(const Gazetteer& gazetteer, const Document& document, PlaceScratch& scratch)
      : gazetteer_(gazetteer), document_(document), scratch_(scratch) {}

  void find_containers() {
    for (std::size_t i = 0; i + 1 < scratch_.mentions.size(); ++i) {
      if (stand_in_list(scratch_.mentions[i], scratch_.mentions[i + 1])) weigh_list(i);
      find_container(i);
    }
  }

  void judge(std::size_t index) {
    PlaceMention& mention = scratch_.mentions[index];
    const Sentence& sentence = sentence_of(mention.first);
    if (mention.is_description) {
      mention.score = kDescription;
      return;
    }
    mention.score = mention.doubt + score_of_name(mention) + score_before(mention, sentence) +
                    score_after(mention, sentence) + score_of_layers(mention);
    if (mention.container != kNone) mention.score += kContainerBeside;
    if (index > 0 && scratch_.mentions[index - 1].container == static_cast<std::int32_t>(index)) {
      mention.score += kContainerBeside;
    }
    weigh_kind(mention, kind_beside(mention, sentence));
  }

 private:
  PlaceWord& word(TokenIndex token) { return scratch_.words[static_cast<std::size_t>(token)]; }
  const Token& token(TokenIndex index) const {
    return document_.tokens[static_cast<std::size_t>(index)];
  }
  PlaceName& name(const PlaceMention& mention) {
    return scratch_.names[static_cast<std::size_t>(mention.name)];
  }

  // Mentions come in the order of the text, so the sentence is at most a step further.
  const Sentence& sentence_of(TokenIndex index) {
    while (sentence_ + 1 < document_.sentences.size() &&
           document_.sentences[sentence_].last <= index) {
      ++sentence_;
    }
    return document_.sentences[sentence_];
  }

  float score_of_name(const PlaceMention& mention) {
    const PlaceCandidate& best = scratch_.candidates[name(mention).first];
    float score = -0.5F;
    if (best.resolution == 1) {
      score = 3.0F;
    } else if (best.feature_class != 'P') {
      score = best.prior >= 4.5F ? 1.5F : -0.5F;
    } else if (best.prior >= 6.0F) {
      score = 2.0F;
    } else if (best.prior >= 5.0F) {
      score = 1.0F;
    } else if (best.prior < 3.8F) {
      score = -1.5F;
    }
    const PlaceWord& first = word(mention.first);
    if (is_persons_name(mention) && best.resolution > 1) score += kPersonsName;
    if (mention.last - mention.first == 1 && !first.cues.empty() && best.resolution > 1) score -= 1;
    if (mention.last - mention.first > 1) score += 0.7F;
    if (first.in_title_case) score += kTitleCase;
    return score;
  }

  bool is_persons_name(const PlaceMention& mention) {
    return mention.last - mention.first == 1 && word(mention.first).cues.has(Cue::kPerson);
  }

  bool stands_apart(TokenIndex left, TokenIndex right) const {
    return token(right).start > token(left).end + 2;
  }

  // A capitalised word beside a name that makes it part of a longer name.
  bool joins_name(TokenIndex index) {
    const PlaceWord& beside = word(index);
    if (!beside.has_capital || beside.is_time || beside.in_title_case) return false;
    if (beside.mention != kNone || beside.adjective_of != kNoCountry) return false;
    if (beside.cues.has(Cue::kCompass) || beside.cues.names_kind()) return false;
    return true;
  }

  bool is_function_word(TokenIndex index) {
    const PlaceWord& beside = word(index);
    return beside.cues.has(Cue::kLocative) || beside.cues.has(Cue::kLinking) ||
           beside.cues.has(Cue::kNever) ||
           (scratch_.is_tagged && token(index).upos != Upos::kPropn &&
            token(index).upos != Upos::kNoun && token(index).upos != Upos::kAdj);
  }

  float score_before(const PlaceMention& mention, const Sentence& sentence) {
    TokenIndex left = mention.first - 1;
    if (left < sentence.first) return mention.last - mention.first == 1 ? kSentenceStart : 0;
    if (stands_apart(left, mention.first)) return 0;
    const bool is_first = left == sentence.first;
    if (token(left).form == "/" && token(left).end == token(mention.first).start) {
      return kInLongerName;  // "A/California/7/2009"
    }
    if (ends_hyphened_name(left, sentence)) return kInLongerName;
    if (word(left).has_capital) {
      if (is_first && is_function_word(left)) return score_of_preposition(left, sentence);
      if (word(left).cues.has(Cue::kTitle)) return kTitleBefore;
      if (joins_name(left) && !word(left).cues.has(Cue::kDescriptor)) {
        return is_first && !looks_like_name(left) ? 0 : kInLongerName;
      }
    }
    if (word(left).cues.has(Cue::kTitle) && !word(left).is_all_capitals && is_name_title(left)) {
      return kTitleBefore;
    }
    return score_of_preposition(left, sentence);
  }

  // "Mr. Lincoln", "Dr Lincoln": abbreviations end in a point.
  bool is_name_title(TokenIndex index) {
    return word(index).has_capital || token(index).form.ends_with('.');
  }

  bool looks_like_name(TokenIndex index) {
    return !scratch_.is_tagged || token(index).upos == Upos::kPropn;
  }

  // What stands before the name, passing over "the", compass words and the like.
  float score_of_preposition(TokenIndex left, const Sentence& sentence) {
    for (int steps = 0; left >= sentence.first && steps < 4; --left, ++steps) {
      const PlaceWord& before = word(left);
      if (before.cues.has(Cue::kLocative)) return kLocativeBefore;
      const bool is_of = token(left).form == "of" || before.cues.names_kind();
      if (before.mention != kNone || !before.is_word) return is_list(left) ? kListBeside : 0;
      if (steps == 0 && is_longer_name_of(left, sentence)) return kOfLongerName;
      if (!before.cues.has(Cue::kLinking) && !before.cues.has(Cue::kCompass) && !is_of &&
          before.adjective_of == kNoCountry && !is_plain_adjective(left)) {
        return 0;
      }
    }
    return 0;
  }

  bool is_plain_adjective(TokenIndex index) const {
    return scratch_.is_tagged && token(index).upos == Upos::kAdj;
  }

  // "Lagos, Kano and Abuja": the word before the comma is a place.
  bool is_list(TokenIndex index) {
    return index > 0 && token(index).form == "," && word(index - 1).mention != kNone;
  }

  // "University of Georgia": a linking word after a capitalised one that is no kind of place.
  bool is_longer_name_of(TokenIndex link, const Sentence& sentence) {
    TokenIndex before = link - 1;
    if (!word(link).cues.has(Cue::kLinking) || before < sentence.first) return false;
    if (token(link).form != "of") return false;
    if (before == sentence.first && !looks_like_name(before)) return false;
    return joins_name(before) && !word(before).cues.has(Cue::kTitle) &&
           !(before == sentence.first && is_function_word(before));
  }

  float score_after(const PlaceMention& mention, const Sentence& sentence) {
    const TokenIndex right = mention.last;
    if (right >= sentence.last || stands_apart(mention.last - 1, right)) return 0;
    const std::string_view form = token(right).form;
    if (form.starts_with('\'') || form.starts_with("\xE2\x80\x99")) return kPossessive;
    if (is_hyphened_name(right, sentence)) return kInLongerName;
    if (!joins_name(right)) return 0;
    if (word(right).cues.has(Cue::kTitle) || word(right).cues.has(Cue::kDescriptor)) {
      return is_known_well(mention) ? 0 : -1;
    }
    return is_country(mention) && !is_persons_name(mention) ? kBeforeLongerName : kInLongerName;
  }

  // "France-Presse", and not "Texas-based" or "UK-Algerian".
  bool is_hyphened_name(TokenIndex hyphen, const Sentence& sentence) {
    return token(hyphen).form == "-" && hyphen + 1 < sentence.last &&
           token(hyphen).start == token(hyphen - 1).end &&
           token(hyphen).end == token(hyphen + 1).start && joins_name(hyphen + 1);
  }

  // "Kok-Terek", where nobody knows a Kok, is no Terek; "Kabul-Herat" is two towns.
  bool ends_hyphened_name(TokenIndex hyphen, const Sentence& sentence) {
    return token(hyphen).form == "-" && hyphen > sentence.first &&
           token(hyphen).start == token(hyphen - 1).end &&
           token(hyphen).end == token(hyphen + 1).start && joins_name(hyphen - 1);
  }

  // "the U.S. Army": a country before a name mostly is itself.
  bool is_country(const PlaceMention& mention) {
    return scratch_.candidates[name(mention).first].resolution == 1;
  }

  bool is_known_well(const PlaceMention& mention) {
    return scratch_.candidates[name(mention).first].prior >= 5.5F;
  }

  float score_of_layers(const PlaceMention& mention) {
    float score = 0;
    const TokenIndex last = mention.last - 1;
    if (scratch_.is_tagged && !word(last).in_title_case) {
      const bool is_proper =
          token(last).upos == Upos::kPropn || token(mention.first).upos == Upos::kPropn;
      if (!is_proper) score += kNoProperNoun;
    }
    const std::int32_t number = word(last).entity;
    if (number == kNone) return score;
    const Entity& entity = document_.entities[static_cast<std::size_t>(number)];
    const bool is_larger = entity.first < mention.first || entity.last > mention.last;
    if (entity.type == EntityType::kLocation) return score + kLocationEntity;
    if (entity.type == EntityType::kPerson) {
      return score + (is_larger || !is_known_well(mention) ? kOtherEntity : kDoubtfulPerson);
    }
    // "the Royal Hospital in Paisley" is an organisation and names a place.
    const bool is_where = mention.first > entity.first && is_after_preposition(mention.first);
    return is_larger && !is_where ? score + kOtherEntity : score;
  }

  bool is_after_preposition(TokenIndex index) {
    return word(index - 1).cues.has(Cue::kLocative) || token(index - 1).form == ",";
  }

  // ---- evidence for one candidate or another ----------------------------------------------------

  Cues kind_at(TokenIndex index, const Sentence& sentence) {
    if (index < sentence.first || index >= sentence.last) return {};
    const Cues cues = word(index).cues;
    return cues.names_kind() && word(index).mention == kNone ? cues : Cues{};
  }

  // "the province of X", "X province", "the town X".
  Cues kind_beside(const PlaceMention& mention, const Sentence& sentence) {
    const Cues after = kind_at(mention.last, sentence);
    if (!after.empty()) return after;
    const TokenIndex left = mention.first - 1;
    if (left < sentence.first) return {};
    if (token(left).form == "of") return kind_at(left - 1, sentence);
    return word(left).has_capital ? Cues{} : kind_at(left, sentence);
  }

  // What the place is called speaks for the candidates that can be called so, among those that
  // are not far less likely than the first.
  void weigh_kind(PlaceMention& mention, Cues kind) {
    if (!kind.names_kind()) return;
    mention.score += kKindBeside;
    const PlaceName& own = name(mention);
    const float least = scratch_.candidates[own.first].prior - kFarLessLikely;
    for (std::uint32_t i = own.first; i < own.last; ++i) {
      PlaceCandidate& candidate = scratch_.candidates[i];
      if (candidate.prior < least || !is_of_kind(candidate, kind)) continue;
      const bool is_level = (!kind.has(Cue::kDistrict) || candidate.resolution != 2) &&
                            (!kind.has(Cue::kProvince) || candidate.resolution != 3);
      candidate.kind_evidence = kEvidenceOfKind * (is_level ? 1 : kOtherLevel);
      mention.kind = kind;
    }
  }

  bool is_inside(const PlaceCandidate& inner, const PlaceCandidate& outer) const {
    if (inner.country == kNoCountry || inner.country != outer.country) return false;
    if (outer.resolution >= inner.resolution) return false;
    if (outer.resolution == 1) return true;
    if (outer.resolution == 2 && outer.feature_class == 'A' && inner.province != kNoPlace &&
        outer.place < inner.place) {
      return inner.province == outer.place;
    }
    const GazetteerEntry a = gazetteer_.entry(inner.place);
    if (outer.resolution == 3) return a.district == outer.place;
    const GazetteerEntry b = gazetteer_.entry(outer.place);
    return distance_km(a.latitude, a.longitude, b.latitude, b.longitude) < 400;
  }

  bool stand_in_list(const PlaceMention& left, const PlaceMention& right) {
    if (right.first - left.last > 2) return false;
    for (TokenIndex i = left.last; i < right.first; ++i) {
      if (token(i).form != "," && !word(i).cues.has(Cue::kLinking)) return false;
    }
    return right.first > left.last;
  }

  bool has_seat(const PlaceName& name) const {
    return std::any_of(scratch_.candidates.begin() + name.first,
                       scratch_.candidates.begin() + name.last,
                       [](const PlaceCandidate& each) { return each.is_seat; });
  }

  // Provinces of one country stand together in lists, and so do countries.
  void weigh_list(std::size_t index) {
    const PlaceName& left = name(scratch_.mentions[index]);
    const PlaceName& right = name(scratch_.mentions[index + 1]);
    if (has_seat(left) && has_seat(right)) return;  // "Basra, Najaf": towns as well as provinces
    for (std::uint32_t a = left.first; a < left.last; ++a) {
      PlaceCandidate& one = scratch_.candidates[a];
      if (one.resolution > 2 || one.feature_class != 'A') continue;
      for (std::uint32_t b = right.first; b < right.last; ++b) {
        PlaceCandidate& other = scratch_.candidates[b];
        if (other.resolution != one.resolution || other.feature_class != 'A') continue;
        if (one.resolution == 2 && one.country != other.country) continue;
        one.evidence += kOfOneList;
        other.evidence += kOfOneList;
      }
    }
  }

  // "X, Y" and "X (Y)" and "X in Y", where X has a candidate inside one of Y's.
  void find_container(std::size_t index) {
    PlaceMention& inner = scratch_.mentions[index];
    const PlaceMention& outer = scratch_.mentions[index + 1];
    if (!stands_before_container(inner.last, outer.first)) return;
    const PlaceName& inner_name = name(inner);
    const PlaceName& outer_name = name(outer);
    if (is_country(inner) && is_country(outer)) return;
    bool is_found = false;
    for (std::uint32_t o = outer_name.first; o < outer_name.last; ++o) {
      float best = 0;
      for (std::uint32_t i = inner_name.first; i < inner_name.last; ++i) {
        PlaceCandidate& candidate = scratch_.candidates[i];
        if (!is_inside(candidate, scratch_.candidates[o])) continue;
        best = std::max(best, candidate.prior);
        if (!is_found) candidate.evidence += kInside * 0.5F;
        is_found = true;
      }
      scratch_.candidates[o].evidence += best * 0.8F;
    }
    if (is_found) {
      inner.container = static_cast<std::int32_t>(index + 1);
    } else if (is_small_place(inner) && is_division(outer)) {
      inner.doubt = kNotThere;
    }
  }

  // "The village of X", "the town X".
  bool is_small_place(const PlaceMention& mention) {
    TokenIndex left = mention.first - 1;
    if (left > 0 && token(left).form == "of") --left;
    return left >= 0 && word(left).cues.has(Cue::kCity) && !word(left).cues.has(Cue::kCapital);
  }

  // "Y district", "Y province".
  bool is_division(const PlaceMention& mention) {
    if (static_cast<std::size_t>(mention.last) >= document_.tokens.size()) return false;
    const Cues cues = word(mention.last).cues;
    return cues.has(Cue::kDistrict) || cues.has(Cue::kProvince);
  }

  // The words between a place and what contains it: ",", "(", "in", ", in northern".
  bool stands_before_container(TokenIndex from, TokenIndex to) {
    if (to - from < 1 || to - from > 4) return false;
    const std::string_view first = token(from).form;
    const bool is_comma = first == "," || first == "(";
    if (!is_comma && !word(from).cues.has(Cue::kLocative)) return false;
    for (TokenIndex i = from + 1; i < to; ++i) {
      const Cues cues = word(i).cues;
      if (!cues.has(Cue::kLocative) && !cues.has(Cue::kLinking) && !cues.has(Cue::kCompass)) {
        return false;
      }
    }
    return true;
  }

  const Gazetteer& gazetteer_;
  const Document& document_;
  PlaceScratch& scratch_;
  std::size_t sentence_ = 0;
};

}  // namespace

void judge_mentions(const Gazetteer& gazetteer, const Document& document, PlaceScratch& scratch) {
  Judge judge(gazetteer, document, scratch);
  judge.find_containers();
  for (std::size_t i = 0; i < scratch.mentions.size(); ++i) judge.judge(i);
}

}  // namespace casus
