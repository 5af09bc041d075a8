#include "pipeline/events/circumstances.h"

#include <algorithm>
#include <cstdlib>

#include "pipeline/events/scene.h"
#include "pipeline/times/calendar.h"

namespace casus {

namespace {

constexpr int kMaxSentenceSpans = 32;

// The word of a span that the others hang on.
template <typename Span>
TokenIndex span_head(const Tree& tree, const Span& span) {
  const TokenIndex last = std::min(span.last, span.first + 16);
  for (TokenIndex t = span.first; t < last; ++t) {
    const TokenIndex head = tree.token(t).head;
    if (head < span.first || head >= span.last) return t;
  }
  return span.first;
}

const Sentence& sentence_of(const Tree& tree, const Event& event) {
  return tree.document().sentences[static_cast<std::size_t>(event.sentence)];
}

template <typename Span>
std::size_t first_from(const std::vector<Span>& spans, TokenIndex token) {
  const auto at = std::lower_bound(spans.begin(), spans.end(), token,
                                   [](const Span& s, TokenIndex t) { return s.first < t; });
  return static_cast<std::size_t>(at - spans.begin());
}

// How far a span is from the trigger: words between, those of other clauses counted far off.
// kClauseBorder and more: not in the trigger's clause.
constexpr int kClauseBorder = 10000;
template <typename Span>
int distance(const Tree& tree, const Event& event, const Span& span) {
  const int words = std::abs(span.first - event.trigger);
  const bool is_same = tree.clause(span_head(tree, span)) == tree.clause(event.trigger);
  return is_same ? words : words + kClauseBorder;
}

// The usable span of the sentence nearest to the trigger, or kNone.
template <typename Span, typename Usable>
std::int32_t nearest(const Tree& tree, const Event& event, const std::vector<Span>& spans,
                     Usable usable, bool& in_clause) {
  const Sentence& sentence = sentence_of(tree, event);
  std::int32_t best = kNone;
  int best_distance = 2 * kClauseBorder;
  std::size_t i = first_from(spans, sentence.first);
  for (int seen = 0; i < spans.size() && spans[i].first < sentence.last && seen < kMaxSentenceSpans;
       ++i, ++seen) {
    if (!usable(spans[i])) continue;
    const int here = distance(tree, event, spans[i]);
    if (here >= best_distance) continue;
    best_distance = here;
    best = static_cast<std::int32_t>(i);
  }
  in_clause = best_distance < kClauseBorder;
  return best;
}

// The last usable span of the event's block before its sentence, or kNone.
template <typename Span, typename Usable>
std::int32_t before_sentence(const Tree& tree, const Event& event, const std::vector<Span>& spans,
                             Usable usable) {
  const Document& document = tree.document();
  const Sentence& sentence = sentence_of(tree, event);
  if (sentence.block == kNone) return kNone;
  const std::uint32_t from = document.blocks[static_cast<std::size_t>(sentence.block)].start;
  std::size_t i = first_from(spans, sentence.first);
  for (int seen = 0; i > 0 && seen < kMaxSentenceSpans && spans[i - 1].start >= from; ++seen) {
    --i;
    if (usable(spans[i])) return static_cast<std::int32_t>(i);
  }
  return kNone;
}

// True where a time's days are those of its whole value ("2018-07": all of July), and not a part
// of it or a range.
bool is_whole(const Time& time) {
  const std::string& value = time.value;
  if (value.size() >= 10) return time.begin == time.finish;
  if (value.size() == 4) return time.begin == value + "-01-01" && time.finish == value + "-12-31";
  if (value.size() != 7 || time.begin != value + "-01") return false;
  const auto first = parse_day(time.begin);
  if (!first) return false;
  const CivilDate date = civil_of(*first);
  return format_day(month_span(date.year, date.month).finish) == time.finish;
}

bool is_dated(const Time& time) {
  return (time.type == TimeType::kDate || time.type == TimeType::kTime) && !time.begin.empty();
}

void set_date(const Time& time, DateSource source, Event& event) {
  event.date_source = source;
  if (is_whole(time)) {
    // "Now" and weekdays have a value that is no day ("PRESENT_REF"); `begin` always is one.
    event.date = time.value.size() >= 10 ? time.begin : time.value;
    return;
  }
  event.date = time.begin;
  if (!time.finish.empty() && time.finish != time.begin) event.enddate = time.finish;
}

// "On Monday and Tuesday": from the first day to the last.
void extend_over_conjunct(const Tree& tree, std::size_t at, Event& event) {
  const auto& times = tree.document().times;
  const auto joins = [&](std::size_t left) {
    if (left + 1 >= times.size() || times[left + 1].first - times[left].last != 1) return false;
    return tree.token(times[left].last).relation == Relation::kCc && is_dated(times[left]) &&
           is_dated(times[left + 1]) && times[left].begin < times[left + 1].begin;
  };
  if (event.date.size() != 10) return;
  if (joins(at)) {
    event.enddate = times[at + 1].finish;
  } else if (at > 0 && joins(at - 1)) {
    event.enddate = times[at].finish;
    event.date = times[at - 1].begin;
  }
}

constexpr int kMaxPassage = 64;  // sentences that a dateline reaches

// The first sentence of the event's block, at most kMaxPassage back: a dateline stands there.
const Sentence& first_of_block(const Tree& tree, const Event& event) {
  const auto& sentences = tree.document().sentences;
  std::int32_t first = event.sentence;
  const std::int32_t block = sentences[static_cast<std::size_t>(first)].block;
  while (first > 0 && event.sentence - first < kMaxPassage &&
         sentences[static_cast<std::size_t>(first - 1)].block == block) {
    --first;
  }
  return sentences[static_cast<std::size_t>(first)];
}

// ---- places -------------------------------------------------------------------------------------

constexpr int kTown = 4;

// Chooses an event's place among those of its sentence and the passage before it.
class SceneFinder {
 public:
  SceneFinder(const Tree& tree, EventScene scene, const Event& event)
      : tree_(tree),
        scene_(scene),
        event_(event),
        sentence_(sentence_of(tree, event)),
        passage_(first_of_block(tree, event)),
        dateline_(dateline_end(tree.document(), passage_)) {}

  // The place's number, or kNone.
  std::int32_t find(PlaceSource& source) const {
    source = PlaceSource::kClause;
    if (const auto place = best_in_sentence(true); place != kNone) return place;
    if (scene_ == EventScene::kSpoken) return kNone;
    source = PlaceSource::kSentence;
    if (const auto place = best_in_sentence(false); place != kNone) return place;
    source = PlaceSource::kPassage;
    if (is_still_to_come()) return kNone;
    const auto usable = [&](const Place& place) { return is_scene(place); };
    if (const auto place = before_sentence(tree_, event_, places(), usable); place != kNone) {
      return finest_beside(place);
    }
    return dateline_place();
  }

 private:
  const std::vector<Place>& places() const { return tree_.document().places; }

  // A place that somebody else's sentence could have as its scene.
  bool is_scene(const Place& place) const {
    if (is_in_dateline(place)) return false;
    const SceneLink link = scene_link(tree_, place);
    return link == SceneLink::kLocative || link == SceneLink::kObject ||
           (link == SceneLink::kGoal && place.resolution >= kTown);
  }

  bool is_in_dateline(const Place& place) const {
    return place.first >= passage_.first && place.first < dateline_;
  }

  // The lower, the better; kNone where the place is no scene of the event.
  int rank(const Place& place, bool in_clause) const {
    if (is_in_dateline(place)) return kNone;
    TokenIndex holder = kNoToken;
    const SceneLink link = scene_link(tree_, place, &holder);
    if (link == SceneLink::kNowhere || holder == kNoToken) return kNone;
    if (link == SceneLink::kModifier && in_clause) return kNone;
    const bool is_own = tree_.clause(span_head(tree_, place)) == tree_.clause(event_.trigger);
    if (in_clause && !is_own) return kNone;
    if (scene_ == EventScene::kSpoken && holder != event_.trigger && !is_in_trigger(holder)) {
      return kNone;
    }
    const bool is_struck = scene_ == EventScene::kStruck && holder == event_.trigger;
    if (link == SceneLink::kObject && !is_struck) return kNone;
    const int words = std::abs(place.first - event_.trigger);
    return (link == SceneLink::kLocative || is_struck ? 0 : kClauseBorder) + words;
  }

  std::int32_t best_in_sentence(bool in_clause) const {
    std::int32_t best = kNone;
    int best_rank = 0;
    std::size_t i = first_from(places(), sentence_.first);
    for (int seen = 0;
         i < places().size() && places()[i].first < sentence_.last && seen < kMaxSentenceSpans;
         ++i, ++seen) {
      const int here = rank(places()[i], in_clause);
      if (here == kNone) continue;
      const bool is_finer = best != kNone && is_inside(places()[i], place_at(best)) &&
                            here < best_rank + kClauseBorder;
      const bool is_coarser = best != kNone && is_inside(place_at(best), places()[i]);
      if (best != kNone && (here >= best_rank || is_coarser) && !is_finer) continue;
      best = static_cast<std::int32_t>(i);
      best_rank = here;
    }
    return best;
  }

  const Place& place_at(std::int32_t index) const {
    return places()[static_cast<std::size_t>(index)];
  }

  // "Signed an agreement": the noun, too, is of the event.
  bool is_in_trigger(TokenIndex word) const {
    if (tree_.token(word).head != event_.trigger || event_.event_text.empty()) return false;
    const std::string& words = event_.event_text.front();
    return words.ends_with(tree_.token(word).form) && words != tree_.token(word).form;
  }

  // Whatever is announced need not be where the passage was.
  bool is_still_to_come() const {
    const std::string& published = tree_.document().date;
    return event_.date_source == DateSource::kClause && !published.empty() &&
           event_.date > published;
  }

  // "Tripoli, Lebanon" is Tripoli.
  std::int32_t finest_beside(std::int32_t place) const {
    while (place > 0 && is_inside(place_at(place - 1), place_at(place)) &&
           place_at(place).first - place_at(place - 1).last <= 2) {
      --place;
    }
    return place;
  }

  // "Aden" is the finer word for "Yemen".
  static bool is_inside(const Place& inner, const Place& outer) {
    if (inner.country_code.empty() || inner.country_code != outer.country_code) return false;
    if (outer.resolution > 2 || inner.resolution <= outer.resolution) return false;
    return outer.resolution == 1 || inner.province == outer.province;
  }

  // Of the last dateline at or before the event's sentence.
  std::int32_t dateline_place() const {
    const auto& sentences = tree_.document().sentences;
    for (std::int32_t s = event_.sentence; s >= 0 && s > event_.sentence - kMaxPassage; --s) {
      const Sentence& sentence = sentences[static_cast<std::size_t>(s)];
      const TokenIndex end = dateline_end(tree_.document(), sentence);
      if (end == sentence.first) continue;
      return static_cast<std::int32_t>(first_from(places(), sentence.first));
    }
    return kNone;
  }

  const Tree& tree_;
  EventScene scene_;
  const Event& event_;
  const Sentence& sentence_;
  const Sentence& passage_;  // the first sentence of the block
  TokenIndex dateline_;      // the token after its dateline
};

}  // namespace

void find_date(const Tree& tree, EventScene scene, Event& event) {
  const Document& document = tree.document();
  const auto& times = document.times;
  const Sentence& passage = first_of_block(tree, event);
  const TokenIndex dateline = dateline_end(document, passage);
  const auto in_dateline = [&](const Time& time) {
    return time.first >= passage.first && time.first < dateline && is_dated(time);
  };
  const auto usable = [&](const Time& time) { return is_dated(time) && !in_dateline(time); };
  bool in_clause = false;
  const std::int32_t here = nearest(tree, event, times, usable, in_clause);
  if (here != kNone) {
    set_date(times[static_cast<std::size_t>(here)],
             in_clause ? DateSource::kClause : DateSource::kSentence, event);
    return extend_over_conjunct(tree, static_cast<std::size_t>(here), event);
  }
  std::int32_t before = kNone;
  if (scene != EventScene::kSpoken) before = before_sentence(tree, event, times, usable);
  if (before == kNone) {
    const std::size_t first = first_from(times, passage.first);
    if (first < times.size() && in_dateline(times[first])) {
      before = static_cast<std::int32_t>(first);
    }
  }
  if (before != kNone) {
    return set_date(times[static_cast<std::size_t>(before)], DateSource::kPassage, event);
  }
  if (document.date.empty()) return;
  event.date = document.date;
  event.date_source = DateSource::kPublication;
}

void find_place(const Tree& tree, EventScene scene, Event& event) {
  event.place = SceneFinder(tree, scene, event).find(event.place_source);
  if (event.place == kNone) event.place_source = PlaceSource::kUnknown;
}

}  // namespace casus
