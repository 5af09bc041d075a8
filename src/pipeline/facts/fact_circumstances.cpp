// Dates, places and claimants of facts, by distance in the tree.

#include <algorithm>

#include "pipeline/facts/fact_builder.h"
#include "pipeline/facts/fact_speakers.h"

namespace casus {

namespace {

constexpr int kFarAway = 99;
// How far below a word of saying its own date may stand; further down it is what was said.
constexpr int kStatementSteps = 2;
constexpr int kDoerSteps = 5;
constexpr std::string_view kBreakers =
    "breakers";                         // verbs whose day and place are not their object's
constexpr std::size_t kYearDigits = 4;  // decades and centuries are no dates of facts

// Steps from a time or place up to the fact's noun or its verb; kFarAway where it is elsewhere.
int distance(const Clause& clause, TokenIndex first, TokenIndex last, const DraftFact& draft) {
  int best = kFarAway;
  for (TokenIndex token = first; token < last; ++token) {
    const int to_noun = clause.steps_up(token, draft.anchor);
    if (to_noun >= 0) best = std::min(best, to_noun);
    if (draft.verb == kNoToken) continue;
    const int to_verb = clause.steps_up(token, draft.verb);
    if (to_verb >= 0) best = std::min(best, to_verb);
  }
  return best;
}

// A number of its own name ("Search-2017"), or the day of what a breach broke ("violated the
// Protocol of 1989").
bool is_within(const Clause& clause, const Time& time, const DraftFact& draft) {
  const Evidence& name = draft.fact.evidence.back();
  if (draft.has_own_name && time.start >= name.start && time.end <= name.end) return true;
  if (draft.part_head == kNoToken || draft.part_head == draft.anchor) return false;
  return clause.steps_up(time.first, draft.part_head) >= 0 &&
         clause.steps_up(draft.anchor, draft.part_head) < 0;
}

// "customs services of Chad": whoever does the thing is from there; "Paris Agreement": a name.
bool is_of_name(const Place& place, const DraftFact& draft) {
  const Fact& fact = draft.fact;
  const Evidence& name = fact.evidence.back();
  if (draft.has_own_name && name.start <= place.start && place.end <= name.end) return true;
  return std::any_of(fact.roles.begin(), fact.roles.end(), [&](const FactRole& role) {
    return role.participant.start <= place.start && place.end <= role.participant.end;
  });
}

// Twice the steps, and more for a country that does the thing rather than is where it is done.
int place_rank(const Clause& clause, const Place& place, const DraftFact& draft) {
  if (is_of_name(place, draft)) return kFarAway;
  const int steps = distance(clause, place.first, place.last, draft);
  if (steps >= kFarAway) return kFarAway;
  bool is_doer = false;
  for (TokenIndex token = place.first; token < place.last; ++token) {
    const Relation relation = clause.token(token).relation;
    is_doer |= relation == Relation::kNsubj || has_subtype(clause.token(token), "agent") ||
               has_subtype(clause.token(token), "poss");
  }
  const int finer = place.resolution >= 3 ? 0 : 1;
  return 2 * steps + finer + (is_doer ? kDoerSteps : 0);
}

// Whatever of a layer stands in the sentence: its elements are in text order.
template <typename Layer, typename Visit>
void each_in(const Layer& layer, const Sentence& sentence, Visit visit) {
  auto at = std::lower_bound(layer.begin(), layer.end(), sentence.first,
                             [](const auto& each, TokenIndex token) { return each.first < token; });
  for (; at != layer.end() && at->first < sentence.last; ++at) visit(*at);
}

void take_date(const Time& time, Fact& fact) {
  const bool is_day = time.value.size() >= 10;
  fact.date = is_day || time.begin == time.finish ? time.begin : time.value;
  if (is_day && time.finish != time.begin) fact.enddate = time.finish;
}

bool is_plain_date(const Time& time) {
  return (time.type == TimeType::kDate || time.type == TimeType::kTime) && !time.begin.empty() &&
         time.value.size() >= kYearDigits && time.value.front() >= '0' && time.value.front() <= '9';
}

Attribution attribution_of(const DraftFact& statement) {
  Attribution attribution;
  attribution.verb = statement.lemma;
  for (const FactRole& role : statement.fact.roles) {
    if (role.role != "speaker") continue;
    attribution.claimant = role.participant;
    break;
  }
  return attribution;
}

// Those of the event that the same words tell.
void take_event_attributions(const Document& document, DraftFact& draft) {
  const auto by_sentence = [](const Event& event, std::int32_t sentence) {
    return event.sentence < sentence;
  };
  auto event = std::lower_bound(document.events.begin(), document.events.end(), draft.fact.sentence,
                                by_sentence);
  for (; event != document.events.end() && event->sentence == draft.fact.sentence; ++event) {
    if (event->trigger != draft.anchor && event->trigger != draft.verb) continue;
    draft.fact.attributions = event->attributions;
    return;
  }
}

}  // namespace

void set_circumstances(const FactRules& rules, const Clause& clause, const Document& document,
                       DraftFact& draft) {
  const bool is_broken =
      draft.verb != kNoToken && rules.is_in_set(kBreakers, clause.lemma(draft.verb).view());
  if (is_broken) draft.verb = kNoToken;
  const auto& sentence = document.sentences[static_cast<std::size_t>(draft.fact.sentence)];
  const bool is_verb = clause.is_of_class(draft.anchor, CueClass::kVerb);
  int nearest = is_verb ? kStatementSteps + 1 : kFarAway;
  each_in(document.times, sentence, [&](const Time& time) {
    if (!is_plain_date(time) || is_within(clause, time, draft)) return;
    const int steps = distance(clause, time.first, time.last, draft);
    if (steps >= nearest) return;
    nearest = steps;
    take_date(time, draft.fact);
  });
  nearest = is_verb ? 2 * (kStatementSteps + 1) : kFarAway;
  each_in(document.places, sentence, [&](const Place& place) {
    const int steps = place_rank(clause, place, draft);
    const bool is_finer = steps == nearest && draft.fact.place != kNone &&
                          place.resolution > document.places[draft.fact.place].resolution;
    if (steps >= nearest && !is_finer) return;
    nearest = steps;
    draft.fact.place = static_cast<std::int32_t>(&place - document.places.data());
    draft.place_name = place.country_code + " " + place.name;
  });
}

void set_attributions(const Clause& clause, const Document& document,
                      std::vector<DraftFact>& drafts) {
  for (DraftFact& draft : drafts) {
    take_event_attributions(document, draft);
    if (!draft.fact.attributions.empty()) continue;
    for (const DraftFact& other : drafts) {
      if (&other == &draft || other.fact.kind != "statement") continue;
      if (!tells(clause, other, draft.anchor)) continue;
      draft.fact.attributions.push_back(attribution_of(other));
      break;
    }
  }
}

}  // namespace casus
