// Which triggers tell an event of their own, and which are part of another one's content, an
// attribute or somebody's purpose.

#include <algorithm>

#include "pipeline/events/event_builder.h"
#include "pipeline/events/event_questions.h"
#include "pipeline/events/untold.h"

namespace casus {

// The act of words whose content `match` is: "threatened to attack" is one threat, "accused them of
// shelling a town" one accusation; not "condemned the shelling", which is told with it.
const Match* EventBuilder::content_of(const Match& match, const std::vector<Match>& matches) const {
  bool is_below_clause = false;
  const auto content_trigger = [&](TokenIndex t, Relation relation) -> const Match* {
    const bool is_accused =
        relation == Relation::kObl && tree_.is_any(t, tree_.lexicon().reporting().accusations);
    const auto at = std::lower_bound(matches.begin(), matches.end(), t,
                                     [](const Match& m, TokenIndex h) { return m.head < h; });
    for (auto m = at; m != matches.end() && m->head == t; ++m) {
      const EventCategory& category = *entry(*m).category;
      const bool takes_it = category.takes_complements && (is_below_clause || is_accused);
      if (category.is_content_of_words || takes_it) return &*m;
    }
    return nullptr;
  };
  is_below_clause = is_alleged(match.head);
  TokenIndex t = match.head;
  for (int climbed = 0; climbed < kMaxClimb; ++climbed) {
    const Token& here = tree_.token(t);
    if (here.head == kNoToken || here.relation == Relation::kNsubj ||
        here.relation == Relation::kParataxis || has_subtype(here, "relcl")) {
      return nullptr;
    }
    if (here.relation == Relation::kObl && is_beside(t)) return nullptr;
    // "Accused the army of looting and called for a trial": beside the accusation.
    if (here.relation == Relation::kConj && tree_.finite_above(t) != kNoToken) return nullptr;
    if (here.relation == Relation::kAdvcl && !has_feature(here, "VerbForm=Inf") &&
        tree_.preposition(t) == kNoToken) {
      return nullptr;
    }
    // "Sacked him after he tried to dissolve it": a time or reason is no complement.
    const bool is_apart = here.relation == Relation::kAdvcl && has_feature(here, "VerbForm=Fin");
    is_below_clause = !is_apart && (is_below_clause || is_complement_clause(t));
    if (here.relation != Relation::kConj) {
      if (const Match* above = content_trigger(here.head, here.relation)) {
        return above;
      };
    }
    t = here.head;
  }
  return nullptr;
}

// "Chad and Mali said they would restore ties": where nobody is promised anything, what is promised
// is told all the same, as it would be without "said".
bool EventBuilder::stands_for_promise(const Match& match, const Match& above,
                                      const std::vector<Match>& matches) const {
  const Entry& outer = entry(above);
  const EventCategory& category = *entry(match).category;
  const bool is_told = gave_event_[static_cast<std::size_t>(&above - matches.data())] != 0;
  return !is_told && above.head < match.head && outer.needs_recipient && !outer.needs_abroad &&
         category.future == outer.category->name;
}

// "Urged them in a phone call": the call is beside the urging.
bool EventBuilder::is_beside(TokenIndex t) const {
  const TokenIndex preposition = tree_.preposition(t);
  return preposition != kNoToken &&
         tree_.is_any(preposition, tree_.lexicon().beside_prepositions());
}

// "To shell a town", "of shelling a town", "that they shelled a town"; not "after they shelled it".
bool EventBuilder::is_complement_clause(TokenIndex t) const {
  const Token& token = tree_.token(t);
  switch (token.relation) {
    case Relation::kXcomp:
    case Relation::kCcomp:
    case Relation::kAcl:
      return true;
    case Relation::kAdvcl:
    case Relation::kObl:
      return tree_.is_verb(t) && !has_feature(token, "VerbForm=Fin") && !is_beside(t);
    default:
      return false;
  }
}

// "The alleged abuse".
bool EventBuilder::is_alleged(TokenIndex noun) const {
  return tree_.find_child(noun, [&](TokenIndex c) {
    return tree_.token(c).relation == Relation::kAmod &&
           tree_.is_any(c, tree_.lexicon().reporting().adverbs);
  }) != kNoToken;
}

// "The shop arrested": somebody is named as doing it, and is nobody known.
bool EventBuilder::has_unknown_doer(const Match& match) const {
  const std::vector<Path>& roles = entry(match).actor;
  const bool is_by_subject =
      !roles.empty() && roles.front().size() == 1 && roles.front()[0].slot == Slot::kSubject;
  if (!is_by_subject || !tree_.is_verb(match.head)) return false;
  const TokenList subjects = tree_.subjects(match.head);
  for (std::size_t i = 0; i < entry(match).conditions.size(); ++i) {
    if (match.bound[i] != kNoToken && subjects.contains(match.bound[i])) return false;
  }
  // "Thousands took to the streets": a number is nobody known or unknown.
  return std::any_of(subjects.begin(), subjects.end(), [&](TokenIndex t) {
    return !tree_.is_any(t, tree_.lexicon().transparent_nouns());
  });
}

std::string EventBuilder::why_not(const Match& match, const Roles& roles) const {
  const Entry& source = entry(match);
  if (roles.actors.empty() && !source.has_no_actor) {
    const bool may_be_unnamed =
        !source.category->unnamed_actor.empty() && roles.recipient_is_direct && !source.needs_actor;
    const bool is_unnamed = !source.unnamed_actor.empty() && !has_unknown_doer(match);
    if (!may_be_unnamed && !is_unnamed) return "no known actor in its roles";
    // "The mission to defeat them": nobody is said to do it.
    if (is_nobodys_purpose(match.head)) return "an infinitive, and no known actor in its roles";
    if (is_in_heading(tree_, match.head)) return "a heading, and no known actor in its roles";
  }
  const bool needs_two = source.needs_recipient || source.head_class == HeadClass::kNoun;
  // "The ministers discussed": a plural is several parties.
  const bool are_several = roles.actors.size() > 1 ||
                           (roles.actors.size() == 1 && tree_.is_noun(roles.actors.front().head) &&
                            has_feature(tree_.token(roles.actors.front().head), "Number=Plur"));
  if (source.is_reciprocal && needs_two &&
      !(source.head_class == HeadClass::kNoun ? roles.actors.size() > 1 : are_several)) {
    return "only one known party";
  }
  if (source.needs_recipient && !source.is_reciprocal && roles.recipients.empty()) {
    return "no known recipient, and the entry requires one";
  }
  const auto is_public = [&](const Participant& p) {
    const auto& codeless = source.category->codeless_sectors;
    const auto& sectors = codeless.empty() ? source.category->private_sectors : codeless;
    return !p.actor.code.empty() || !is_in(sectors, p.actor.sector);
  };
  if (source.needs_state && std::none_of(roles.actors.begin(), roles.actors.end(), is_public)) {
    return "the actor is no state or organisation, and the entry requires one";
  }
  return {};
}

// "Focused on the mission to defeat them"; not "an attempt to kill him was foiled".
bool EventBuilder::is_nobodys_purpose(TokenIndex trigger) const {
  const Token& token = tree_.token(trigger);
  if (!tree_.is_verb(trigger) || !has_feature(token, "VerbForm=Inf")) return false;
  if (token.relation == Relation::kAcl && token.head != kNoToken) {
    const Relation noun = tree_.token(token.head).relation;
    return noun != Relation::kNsubj && noun != Relation::kObj;
  }
  return tree_.child(trigger, Relation::kAux) == kNoToken;
}

// "Militias backed by Iran", "vaccinated travellers": a participle that says what a party is like.
bool EventBuilder::is_attribute(TokenIndex trigger) const {
  const Token& token = tree_.token(trigger);
  if (token.relation == Relation::kAmod && tree_.is_verb(trigger)) return true;
  return token.relation == Relation::kAcl && !has_subtype(token, "relcl") &&
         has_feature(token, "VerbForm=Part") && has_feature(token, "Tense=Past") &&
         tree_.is_any(trigger, tree_.lexicon().attributes());
}

// "Writers jailed for their books have appealed": by whom does not matter there; in a headline
// ("Writers jailed in Chad") it is what happened.
bool EventBuilder::is_nobodys_attribute(const Match& match) const {
  const Token& token = tree_.token(match.head);
  return !entry(match).unnamed_actor.empty() && token.relation == Relation::kAcl &&
         !has_subtype(token, "relcl") && has_feature(token, "Tense=Past") &&
         tree_.token(token.head).head != kNoToken && tree_.subjects(match.head).empty();
}

}  // namespace casus
