#include "pipeline/events/scene.h"

#include <algorithm>

namespace casus {

namespace {

constexpr TokenIndex kMaxSpanWords = 16;
constexpr TokenIndex kMaxDatelineWords = 20;
constexpr int kCountry = 1;

// The word of a place that the others hang on.
TokenIndex head_of(const Tree& tree, const Place& place) {
  const TokenIndex last = std::min(place.last, place.first + kMaxSpanWords);
  for (TokenIndex t = place.first; t < last; ++t) {
    const TokenIndex head = tree.token(t).head;
    if (head < place.first || head >= place.last) return t;
  }
  return place.first;
}

SceneLink link_of_preposition(const Tree& tree, TokenIndex dependent) {
  const TokenIndex preposition = tree.preposition(dependent);
  if (preposition == kNoToken) return SceneLink::kNowhere;
  const EventLexicon& lexicon = tree.lexicon();
  if (tree.is_any(preposition, lexicon.scene_prepositions())) return SceneLink::kLocative;
  if (tree.is_any(preposition, lexicon.goal_prepositions())) return SceneLink::kGoal;
  return SceneLink::kNowhere;
}

// Climbs from a place to what says whether it is a scene.
class Climber {
 public:
  Climber(const Tree& tree, const Place& place) : tree_(tree), place_(place) {}

  SceneLink climb(TokenIndex at, TokenIndex& holder) {
    for (int steps = 0; steps < kMaxClimb; ++steps) {
      const Token& token = tree_.token(at);
      holder = token.head;
      if (token.head == kNoToken) return SceneLink::kNowhere;
      SceneLink link = SceneLink::kNowhere;
      if (!step(at, token, link)) return limited(link);
      at = token.head;
    }
    return SceneLink::kNowhere;
  }

 private:
  // True where the answer lies further up.
  bool step(TokenIndex at, const Token& token, SceneLink& link) {
    switch (token.relation) {
      case Relation::kConj:
      case Relation::kAppos:
      case Relation::kFlat:
      case Relation::kList:
        return true;
      case Relation::kCompound:
      case Relation::kAmod:
        return climb_modifier(token);
      case Relation::kNmod:
        return climb_nominal(at, token, link);
      case Relation::kObl:
      case Relation::kAdvmod:
        link = is_adverbial(at, token) ? SceneLink::kLocative : link_of_preposition(tree_, at);
        if (has_subtype(token, "agent")) link = SceneLink::kNowhere;
        return false;
      case Relation::kObj:
        link = is_owned_ ? SceneLink::kNowhere : SceneLink::kObject;
        return false;
      case Relation::kNsubj:
        link = has_subtype(token, "pass") && !is_owned_ ? SceneLink::kObject : SceneLink::kNowhere;
        return false;
      default:
        return false;
    }
  }

  // "There", and "20 km north" of the place.
  bool is_adverbial(TokenIndex at, const Token& token) const {
    if (token.relation == Relation::kAdvmod) return true;
    const TokenIndex preposition = tree_.preposition(at);
    if (preposition == kNoToken) return is_part_;
    return preposition > 0 && tree_.is_any(preposition, tree_.lexicon().part_prepositions()) &&
           tree_.token(preposition - 1).upos == Upos::kAdv;
  }

  // "The UN in Geneva", where it is who says so.
  bool is_source(TokenIndex noun) const {
    const TokenIndex preposition = tree_.preposition(noun);
    return preposition != kNoToken &&
           tree_.is_any(preposition, tree_.lexicon().source_prepositions());
  }

  // "Kano police", "the Swat valley": what the place qualifies may itself be somewhere.
  bool climb_modifier(const Token& token) {
    is_owned_ = true;
    is_modifier_ = is_modifier_ || tree_.is_actor(token.head);
    return true;
  }

  // False where the place alone settles it.
  bool climb_nominal(TokenIndex at, const Token& token, SceneLink& link) {
    link = link_of_preposition(tree_, at);
    if (link == SceneLink::kLocative) {
      if (is_source(token.head)) link = SceneLink::kNowhere;
      return false;
    }
    const TokenIndex preposition = tree_.preposition(at);
    const bool is_person = tree_.is_actor(token.head);
    const bool is_part =
        preposition != kNoToken && tree_.is_any(preposition, tree_.lexicon().part_prepositions());
    if (preposition != kNoToken && is_person && !is_part) {
      link = SceneLink::kNowhere;
      return false;
    }
    if (preposition == kNoToken && is_part_) {
      link = SceneLink::kLocative;  // "a checkpoint 20 km north of the place"
      return false;
    }
    if (preposition == kNoToken || is_person) {
      is_owned_ = true;
      is_modifier_ = is_modifier_ || is_person;
      return true;
    }
    // "the suburbs of Tripoli", "the road to Basra"
    if (!is_part && link == SceneLink::kNowhere) return false;
    is_part_ = is_part_ || is_part;
    link = SceneLink::kNowhere;
    return true;
  }

  // What belongs to an actor of a place is there only if the place is no country.
  SceneLink limited(SceneLink link) const {
    if (!is_modifier_) return link;
    return place_.resolution > kCountry ? SceneLink::kModifier : SceneLink::kNowhere;
  }

  const Tree& tree_;
  const Place& place_;
  bool is_owned_ = false;     // qualifies a noun: "Mali's army", "the Osh bazaar"
  bool is_modifier_ = false;  // the noun is somebody
  bool is_part_ = false;      // of the place: "the suburbs of Tripoli", "north of Osh"
};

bool is_dash(const Token& token) {
  constexpr std::string_view kDashes[] = {"-", "--", "\xE2\x80\x93", "\xE2\x80\x94"};
  return std::find(std::begin(kDashes), std::end(kDashes), token.form) != std::end(kDashes);
}

template <typename Span>
const Span* span_at(const std::vector<Span>& spans, TokenIndex token) {
  const auto next = std::upper_bound(spans.begin(), spans.end(), token,
                                     [](TokenIndex t, const Span& s) { return t < s.first; });
  if (next == spans.begin()) return nullptr;
  const Span& span = *std::prev(next);
  return token < span.last ? &span : nullptr;
}

// "Geneva-based", "Russia-led": says whose somebody is.
bool is_joined_to_participle(const Tree& tree, const Place& place) {
  const auto count = static_cast<TokenIndex>(tree.document().tokens.size());
  if (place.last + 1 >= count) return false;
  const Token& hyphen = tree.token(place.last);
  return hyphen.form == "-" && hyphen.start == place.end &&
         tree.token(place.last + 1).start == hyphen.end &&
         has_feature(tree.token(place.last + 1), "VerbForm=Part");
}

}  // namespace

SceneLink scene_link(const Tree& tree, const Place& place, TokenIndex* holder) {
  if (is_joined_to_participle(tree, place)) return SceneLink::kNowhere;
  TokenIndex found = kNoToken;
  const SceneLink link = Climber(tree, place).climb(head_of(tree, place), found);
  if (holder != nullptr) *holder = found;
  return link;
}

TokenIndex dateline_end(const Document& document, const Sentence& sentence) {
  const Place* first = span_at(document.places, sentence.first);
  if (first == nullptr || first->first != sentence.first) return sentence.first;
  TokenIndex at = first->last;
  const TokenIndex end = std::min(sentence.last, sentence.first + kMaxDatelineWords);
  bool in_brackets = false;
  while (at < end) {
    const Token& token = document.tokens[static_cast<std::size_t>(at)];
    const bool stands_apart =
        token.start > document.tokens[static_cast<std::size_t>(at - 1)].end && !token.form.empty();
    if (is_dash(token) && stands_apart) return at + 1;
    if (const Time* time = span_at(document.times, at)) {
      at = time->last;
    } else if (const Place* place = span_at(document.places, at)) {
      at = place->last;
    } else if (token.form == "(" || token.form == ")") {
      in_brackets = token.form == "(";
      ++at;
    } else if (in_brackets || token.form == "," || token.form == "." || token.form == "/") {
      ++at;
    } else {
      return sentence.first;
    }
  }
  return sentence.first;
}

}  // namespace casus
