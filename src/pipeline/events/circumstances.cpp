#include "pipeline/events/circumstances.h"

#include <algorithm>
#include <cstdlib>

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

bool is_calendar_value(std::string_view value) {
  constexpr std::string_view kShape = "dddd-dd-dd";
  if (value.size() != 4 && value.size() != 7 && value.size() != 10) return false;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const bool is_digit = value[i] >= '0' && value[i] <= '9';
    if (kShape[i] == 'd' ? !is_digit : value[i] != kShape[i]) return false;
  }
  return true;
}

bool is_dated(const Time& time) {
  return (time.type == TimeType::kDate || time.type == TimeType::kTime) && !time.begin.empty();
}

void set_date(const Time& time, DateSource source, Event& event) {
  event.date_source = source;
  const std::string_view day = std::string_view(time.value).substr(0, 10);
  if (is_calendar_value(time.value) || (is_calendar_value(day) && day.size() == 10)) {
    event.date = day;
    return;
  }
  event.date = time.begin;
  if (!time.finish.empty() && time.finish != time.begin) event.enddate = time.finish;
}

// "Ministers from Chile": where people come from, not where something happens.
bool tells_origin(const Tree& tree, TokenIndex head) {
  const Token& token = tree.token(head);
  if (token.relation != Relation::kNmod || !tree.is_actor(token.head)) return false;
  const TokenIndex preposition = tree.preposition(head);
  return preposition != kNoToken && tree.is_any(preposition, tree.lexicon().origin_prepositions());
}

// A place that something happens at, not one that acts or qualifies ("Syria said", "Syrian").
bool is_location(const Tree& tree, const Place& place) {
  const TokenIndex head = tree.first_conjunct(span_head(tree, place));
  const Relation relation = tree.token(head).relation;
  const bool has_case = tree.child(head, Relation::kCase) != kNoToken;
  const bool is_owner =
      has_subtype(tree.token(head), "poss") || has_subtype(tree.token(head), "agent");
  if (is_owner) return false;
  return relation == Relation::kAdvmod || (relation == Relation::kObl && has_case) ||
         (relation == Relation::kNmod && has_case) || relation == Relation::kAppos ||
         relation == Relation::kConj;
}

}  // namespace

void find_date(const Tree& tree, Event& event) {
  const Document& document = tree.document();
  bool in_clause = false;
  const std::int32_t here = nearest(tree, event, document.times, is_dated, in_clause);
  if (here != kNone) {
    return set_date(document.times[static_cast<std::size_t>(here)],
                    in_clause ? DateSource::kClause : DateSource::kSentence, event);
  }
  const std::int32_t before = before_sentence(tree, event, document.times, is_dated);
  if (before != kNone) {
    return set_date(document.times[static_cast<std::size_t>(before)], DateSource::kPassage, event);
  }
  if (document.date.empty()) return;
  event.date = document.date;
  event.date_source = DateSource::kPublication;
}

void find_place(const Tree& tree, Event& event) {
  const Document& document = tree.document();
  const auto origin = [&](const Place& place) {
    const TokenIndex first = tree.first_conjunct(span_head(tree, place));
    return tells_origin(tree, first) ? first : kNoToken;
  };
  // Where people of one country come from is the second choice, that of several none.
  const auto usable = [&](const Place& place) {
    const TokenIndex first = origin(place);
    const bool is_of_several =
        first != kNoToken && (tree.child(first, Relation::kConj) != kNoToken ||
                              tree.stray_conjunct(tree.token(first).head) != kNoToken);
    return is_location(tree, place) && !is_of_several;
  };
  const auto is_scene = [&](const Place& place) {
    return is_location(tree, place) && origin(place) == kNoToken;
  };
  bool in_clause = false;
  event.place = nearest(tree, event, document.places, is_scene, in_clause);
  if (!in_clause) event.place = nearest(tree, event, document.places, usable, in_clause);
  if (event.place != kNone) {
    event.place_source = in_clause ? PlaceSource::kClause : PlaceSource::kSentence;
    return;
  }
  event.place = before_sentence(tree, event, document.places, usable);
  if (event.place != kNone) event.place_source = PlaceSource::kPassage;
}

}  // namespace casus
