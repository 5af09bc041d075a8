// What an event's likelihoods are reckoned from, and why they are low.

#include <algorithm>
#include <cmath>

#include "pipeline/events/event_builder.h"
#include "pipeline/events/event_questions.h"

namespace casus {

namespace {

// Share of the parties whose sector the category names as private.
double private_share(const EventCategory& category, const Event& event) {
  double all = 0;
  double are_private = 0;
  for (const auto* side : {&event.actors, &event.recipients}) {
    for (const Participant& party : *side) {
      all += 1;
      const std::string& sector = party.actor.sector;
      are_private +=
          is_in(category.private_sectors, sector) || is_in(category.codeless_sectors, sector) ? 1
                                                                                              : 0;
    }
  }
  return all > 0 ? are_private / all : 0;
}

}  // namespace

// What the confidence of `event` is reckoned from.
ConfidenceFeatures EventBuilder::features_of(const Match& match, const Roles& roles,
                                             const Event& event) const {
  ConfidenceFeatures f{};
  const auto set = [&](Doubt doubt, double value) {
    f[static_cast<std::size_t>(doubt)] = static_cast<float>(value);
  };
  const Participant* actor = event.actors.empty() ? nullptr : &event.actors.front();
  const bool is_unnamed =
      actor != nullptr && actor->head == event.trigger && actor->entity_text.empty();
  const double parties = static_cast<double>(event.actors.size() + event.recipients.size());
  double codeless = 0;
  for (const auto* side : {&event.actors, &event.recipients}) {
    for (const Participant& party : *side) codeless += party.actor.code.empty() ? 1 : 0;
  }
  const Sentence& sentence = document_.sentences[static_cast<std::size_t>(sentence_)];
  set(Doubt::kAlways, 1);
  set(Doubt::kSpecificity, std::min(match.specificity, 6) / 6.0);
  set(Doubt::kNounTrigger, tree_.is_noun(match.head) ? 1 : 0);
  set(Doubt::kActorUnnamed, is_unnamed ? 1 : 0);
  set(Doubt::kActorIndirect, !is_unnamed && !roles.actor_is_direct ? 1 : 0);
  set(Doubt::kSeveralParties, event.actors.size() > 1 && event.recipients.empty() ? 1 : 0);
  set(Doubt::kNoRecipient, event.actors.size() < 2 && event.recipients.empty() ? 1 : 0);
  set(Doubt::kRecipientIndirect, !event.recipients.empty() && !roles.recipient_is_direct ? 1 : 0);
  set(Doubt::kNoCode, parties > 0 ? codeless / parties : 0);
  set(Doubt::kGuessedCode, parties > 0 ? std::min(1.0, guessed_codes_ / parties) : 0);
  set(Doubt::kModality, event.auxiliary.empty() ? 0 : 1);
  set(Doubt::kClaim, event.attributions.empty() ? 0 : 1);
  if (actor != nullptr && !is_unnamed) {
    set(Doubt::kDistance, std::min(std::abs(actor->head - event.trigger), 30) / 30.0);
  }
  set(Doubt::kLength, std::min(sentence.last - sentence.first, 60) / 60.0);
  const Relation relation = tree_.token(tree_.clause(match.head)).relation;
  const Token& trigger = tree_.token(match.head);
  const bool is_verb = tree_.is_verb(match.head);
  set(Doubt::kHypothetical,
      has_auxiliary(event, kAuxiliaryNames[static_cast<std::size_t>(Auxiliary::kHypothetical)])
          ? 1
          : 0);
  const bool is_past = has_feature(trigger, "Tense=Past");
  set(Doubt::kNotFinite, is_verb && !is_past && !has_feature(trigger, "VerbForm=Fin") ? 1 : 0);
  set(Doubt::kPresent, is_verb && !is_past && has_feature(trigger, "VerbForm=Fin") ? 1 : 0);
  const bool is_domestic = actor != nullptr && !actor->actor.code.empty() &&
                           !event.recipients.empty() &&
                           event.recipients.front().actor.code == actor->actor.code;
  set(Doubt::kDomestic, is_domestic ? 1 : 0);
  const bool is_lone = event.actors.size() < 2 && event.recipients.empty();
  const bool is_peace = event.quad_code <= 2;
  set(Doubt::kLonePeace, is_lone && is_peace ? 1 : 0);
  set(Doubt::kDomesticPeace, is_domestic && is_peace ? 1 : 0);
  set(Doubt::kLoneStrife, is_lone && event.quad_code == 3 ? 1 : 0);
  set(Doubt::kTwoStates, are_of_two_states(event) ? 1 : 0);
  set(Doubt::kPrivate, private_share(*entry(match).category, event));
  set(Doubt::kPronoun, actor != nullptr && tree_.token(actor->head).upos == Upos::kPron ? 1 : 0);
  set(Doubt::kMode, event.modes.empty() ? 0 : 1);
  set(Doubt::kComplement, trigger.relation == Relation::kXcomp ? 1 : 0);
  set(Doubt::kWordsOfPeace, event.quad_code == 1 ? 1 : 0);
  set(Doubt::kDeedsOfPeace, event.quad_code == 2 ? 1 : 0);
  set(Doubt::kWordsOfStrife, event.quad_code == 3 ? 1 : 0);
  set(Doubt::kNoEvents, sentence_ < 4 ? 0.5 : 1.0 - told_sentences_ / sentence_);
  set(Doubt::kSubordinate, relation == Relation::kRoot || relation == Relation::kConj ? 0 : 1);
  return f;
}

EventGrounds EventBuilder::set_confidence(const Match& match, const Roles& roles, Event& event) {
  EventGrounds grounds;
  grounds.doubts = features_of(match, roles, event);
  const WordingWeight words = wording_.sum(event, tree_.lexicon().wording());
  const Likelihood likelihood = confidence_.estimate(grounds.doubts, words);
  event.confidence = likelihood.right;
  grounds.told = likelihood.told;
  if (keeps_names_) grounds.wording = wording_.names(event);
  if (document_.wants_reasons) explain_confidence(grounds.doubts, event);
  return grounds;
}

void EventBuilder::explain_confidence(const ConfidenceFeatures& features, Event& event) {
  for (const std::string& part : confidence_.lowered_by(features)) {
    event.reasons.push_back("confidence lowered: " + part);
  }
  const std::string words = wording_.against(event, tree_.lexicon().wording());
  if (words.empty()) return;
  event.reasons.push_back("confidence lowered: words that seldom tell such an event: " + words);
}

}  // namespace casus
