#include "pipeline/events/event_builder.h"

#include <algorithm>
#include <charconv>

#include "pipeline/events/attribution.h"
#include "pipeline/events/circumstances.h"
#include "pipeline/events/in_general.h"
#include "pipeline/events/modality.h"
#include "pipeline/events/untold.h"

namespace casus {

namespace {

constexpr std::size_t kMaxEventsASentence = 32;

std::string place_text(const LexiconPlace& place) {
  return place.file + ":" + std::to_string(place.line);
}

int year_of(std::string_view date) {
  int year = 0;
  if (date.size() >= 4) std::from_chars(date.data(), date.data() + 4, year);
  return year;
}

bool is_in(const std::vector<std::string>& list, const std::string& name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

void add_auxiliary(Event& event, std::string_view name) {
  if (std::find(event.auxiliary.begin(), event.auxiliary.end(), name) == event.auxiliary.end()) {
    event.auxiliary.emplace_back(name);
  }
}

bool has_auxiliary(const Event& event, std::string_view name) {
  return std::find(event.auxiliary.begin(), event.auxiliary.end(), name) != event.auxiliary.end();
}

// True where two parties have different codes.
bool are_of_two_states(const Event& event) {
  const std::string* first = nullptr;
  for (const auto* side : {&event.actors, &event.recipients}) {
    for (const Participant& party : *side) {
      if (party.actor.code.empty()) continue;
      if (first != nullptr && *first != party.actor.code) return true;
      first = &party.actor.code;
    }
  }
  return false;
}

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

void EventBuilder::note(const Match& match, std::int32_t event, std::string why_not) {
  if (!document_.wants_reasons) return;
  const Entry& source = entry(match);
  TriggerNote trigger_note;
  trigger_note.token = match.head;
  trigger_note.entry = source.text + "  [" + place_text(source.place) + "]";
  trigger_note.event = event;
  trigger_note.why_not = std::move(why_not);
  document_.trigger_notes.push_back(std::move(trigger_note));
}

// True where the head is a word of another match: of any, or of one that gave an event.
bool EventBuilder::is_taken(const Match& match, const std::vector<BoundWord>& bound,
                            bool by_any) const {
  const auto first =
      std::lower_bound(bound.begin(), bound.end(), match.head,
                       [](const BoundWord& b, TokenIndex token) { return b.token < token; });
  for (auto word = first; word != bound.end() && word->token == match.head; ++word) {
    if (by_any || gave_event_[static_cast<std::size_t>(word->match)] != 0) return true;
  }
  return false;
}

// Free triggers first; then those that a pattern required in vain.
void EventBuilder::add_events(std::int32_t sentence, const std::vector<Match>& matches,
                              const std::vector<BoundWord>& bound) {
  sentence_ = sentence;
  passage_.add_sentence(tree_, sentence);
  find_authors(document_.sentences[static_cast<std::size_t>(sentence)]);
  find_speaker(document_.sentences[static_cast<std::size_t>(sentence)]);
  first_event_ = document_.events.size();
  first_note_ = document_.trigger_notes.size();
  gave_event_.assign(matches.size(), 0);
  for (const bool is_second_round : {false, true}) {
    for (std::size_t m = 0; m < matches.size(); ++m) {
      const Match& match = matches[m];
      if (is_taken(match, bound, true) != is_second_round) continue;
      if (document_.events.size() - first_event_ >= kMaxEventsASentence) {
        note(match, kNone, "the sentence has as many events as casus codes in one");
      } else if (is_second_round && is_taken(match, bound, false)) {
        note(match, kNone, "the word is part of another trigger");
      } else {
        gave_event_[m] = add_event(match, matches) ? 1 : 0;
      }
    }
  }
  note_subjects(document_.sentences[static_cast<std::size_t>(sentence)]);
  join_unnamed(first_event_);
  drop_absorbed(first_event_);
  share_out_counts(first_event_);
  told_sentences_ += document_.events.size() > first_event_ ? 1 : 0;
  drop_unlikely(first_event_);
}

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

// False: no event, and a note says why.
bool EventBuilder::add_event(const Match& match, const std::vector<Match>& matches) {
  if (const Match* above = content_of(match, matches)) {
    note(match, kNone, "it is what the " + entry(*above).category->name + " is about");
    return false;
  }
  if (is_attribute(match.head) || is_nobodys_attribute(match)) {
    note(match, kNone, "it says what somebody is like, not what happened");
    return false;
  }
  const bool is_deed = entry(match).category->scene == EventScene::kStruck;
  if (const std::string_view why = why_untold(tree_, match.head, is_deed); !why.empty()) {
    note(match, kNone, std::string(why));
    return false;
  }
  if (const std::string_view why = why_general(tree_, match.head); !why.empty()) {
    note(match, kNone, std::string(why));
    return false;
  }
  const EventCategory& category = *entry(match).category;
  if (category.future.empty() && !category.is_content_of_words && is_laid_down(tree_, match.head)) {
    note(match, kNone, "it is laid down, and not told");
    return false;
  }
  Roles roles = find_roles(tree_, entity_at_, match);
  take_all_parties(match, roles);
  take_both_sides(match, roles);
  take_speaker(match, roles);
  take_host(match, roles);
  take_last_actor(match, roles);
  take_announcer(match, roles);
  take_pronoun(match, roles);
  if (std::string why = why_not(match, roles); !why.empty()) {
    note(match, kNone, std::move(why));
    return false;
  }
  Event event;
  guessed_codes_ = 0;
  fill_event(match, roles, event);
  if (is_purpose_) {
    note(match, kNone, "it is what something else is for");
    return false;
  }
  if (is_notion_) {
    note(match, kNone, "it is asked or spoken of in general, and not told");
    return false;
  }
  if (std::string why = why_private(match, event); !why.empty()) {
    note(match, kNone, std::move(why));
    return false;
  }
  place_in_passage(match, event);
  add_settlers(match, event);
  add_afflicted(match, event);
  if (std::string why = why_domestic(match, event); !why.empty()) {
    note(match, kNone, std::move(why));
    return false;
  }
  if (is_general(match, event)) {
    note(match, kNone, "a rule permits or demands it, and nobody is told to do it");
    return false;
  }
  drop_own_state(match, event);
  passage_.add_event(event);
  note_speaker(match, event);
  EventGrounds grounds = set_confidence(match, roles, event);
  if (merge(event, first_event_)) {
    note(match, kNone, "told already in this sentence");
    return true;
  }
  note(match, static_cast<std::int32_t>(document_.events.size()), {});
  document_.events.push_back(std::move(event));
  grounds_.push_back(std::move(grounds));
  return true;
}

void EventBuilder::fill_event(const Match& match, const Roles& roles, Event& event) {
  const Entry& source = entry(match);
  event.sentence = sentence_;
  event.trigger = match.head;
  event.modes = source.modes;
  event.actors = roles.actors;
  event.recipients = roles.recipients;
  set_span(match, event);
  for (const std::string& context : source.contexts) {
    event.contexts.push_back({context, tree_.token(match.head).start, tree_.token(match.head).end});
  }
  event.attributions = find_attributions(tree_, entity_at_, match.head);
  set_circumstances(match, event);
  set_modality(match, event);
  set_category(*source.category, match, event);
  if (event.actors.empty()) add_unnamed_actor(match, event);
  add_struck_place(match, event);
  place_codeless(match, event);
  if (!document_.wants_reasons) return;
  event.reasons.push_back("trigger: " + source.text + " [" + place_text(source.place) + "]");
  if (!roles.actor_role.empty()) event.reasons.push_back("actor: " + roles.actor_role);
  if (!roles.recipient_role.empty()) event.reasons.push_back("recipient: " + roles.recipient_role);
}

// The trigger's words, and the sentence as its evidence.
void EventBuilder::set_span(const Match& match, Event& event) {
  const Sentence& sentence = document_.sentences[static_cast<std::size_t>(sentence_)];
  event.start = sentence.start;
  event.end = sentence.end;
  std::vector<TokenIndex> words = {match.head};
  const Entry& source = entry(match);
  for (std::size_t i = 0; i < source.conditions.size(); ++i) {
    if (match.bound[i] != kNoToken) words.push_back(match.bound[i]);
  }
  for (int i = 1; i < match.run_length; ++i) words.push_back(match.head + i);
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  std::string text;
  for (const TokenIndex word : words) {
    const Token& token = tree_.token(word);
    text += (text.empty() ? "" : " ") + std::string(document_.words(token.start, token.end));
  }
  event.event_text.push_back(std::move(text));
}

void EventBuilder::set_circumstances(const Match& match, Event& event) {
  const EventCategory* category = entry(match).category;
  const EventScene scene = category != nullptr ? category->scene : EventScene::kPlain;
  find_date(tree_, scene, event);
  find_place(tree_, scene, event);
  drop_foreign_place(event);
  find_size(tree_, event);
}

// "Said it would not withdraw": the entry's own clause is negated.
bool EventBuilder::is_content_negated(const Match& match) const {
  const Entry& source = entry(match);
  for (std::size_t i = 0; i < source.conditions.size(); ++i) {
    const Path& path = source.conditions[i].path;
    const TokenIndex clause = match.bound[i];
    if (path.size() != 1 || path[0].slot != Slot::kClause || clause == kNoToken) continue;
    const bool is_promise = std::any_of(
        source.conditions.begin(), source.conditions.end(), [&](const Condition& condition) {
          return condition.path.size() == 2 && condition.path[1].slot == Slot::kAuxiliary;
        });
    // "Said that the vote was not fraudulent"; what is asked for may well be that something be not.
    const bool is_said_of = source.category != nullptr && !source.category->is_content_of_words;
    const Modality modality = find_modality(tree_, clause);
    if ((!is_promise && !is_said_of) || !modality.has(Auxiliary::kNegation)) continue;
    const TokenIndex cue = modality.cue[static_cast<std::size_t>(Auxiliary::kNegation)];
    if (tree_.token(cue).head == clause) return true;
  }
  return false;
}

// Where the passage is set says nothing of what states do that are no party there.
void EventBuilder::drop_foreign_place(Event& event) const {
  if (event.place == kNone || event.place_source != PlaceSource::kPassage) return;
  const std::string& country = document_.places[static_cast<std::size_t>(event.place)].country_code;
  const auto is_there = [&](const Participant& p) { return p.actor.code == country; };
  const auto is_state = [&](const Participant& p) { return schema_.is_state(p.actor.code); };
  if (country.empty() || std::any_of(event.actors.begin(), event.actors.end(), is_there) ||
      std::any_of(event.recipients.begin(), event.recipients.end(), is_there) ||
      std::none_of(event.actors.begin(), event.actors.end(), is_state)) {
    return;
  }
  event.place = kNone;
  event.place_source = PlaceSource::kUnknown;
}

// "The court indicts X, who is charged with the murder of 1987", "has been committed since 1983".
bool EventBuilder::is_told_as_present(TokenIndex trigger) const {
  const auto is_present = [&](TokenIndex t) {
    return has_feature(tree_.token(t), "VerbForm=Fin") && has_feature(tree_.token(t), "Tense=Pres");
  };
  TokenIndex verb = trigger;
  const Relation relation = tree_.token(verb).relation;
  if (relation == Relation::kXcomp && tree_.token(verb).head != kNoToken) {
    verb = tree_.token(verb).head;
  }
  if (!tree_.is_verb(verb) && !tree_.is_adjective(verb)) return false;
  if (is_present(verb)) return true;
  return tree_.find_child(verb, [&](TokenIndex c) {
    const Relation is = tree_.token(c).relation;
    return (is == Relation::kCop || is == Relation::kAux) && is_present(c);
  }) != kNoToken;
}

void EventBuilder::set_modality(const Match& match, Event& event) {
  Modality modality = find_modality(tree_, match.head, entry(match).category->is_content_of_words);
  is_notion_ = modality.is_notion;
  is_purpose_ = modality.is_purpose && !entry(match).category->may_be_purpose;
  for (std::size_t a = 0; a < kAuxiliaryNames.size(); ++a) {
    if (!modality.has(static_cast<Auxiliary>(a))) continue;
    // "Must comply" is a demand: what the pattern itself asks for says nothing more.
    if (std::find(match.bound.begin(), match.bound.end(), modality.cue[a]) != match.bound.end()) {
      continue;
    }
    add_auxiliary(event, kAuxiliaryNames[a]);
    if (!document_.wants_reasons) continue;
    event.reasons.push_back(std::string(kAuxiliaryNames[a]) + ": '" +
                            std::string(tree_.token(modality.cue[a]).form) + "'");
  }
  for (const std::string& name : entry(match).auxiliary) add_auxiliary(event, name);
  if (is_content_negated(match)) add_auxiliary(event, kAuxiliaryNames[0]);
  const int published = year_of(document_.date);
  const std::string& last_day = event.enddate.empty() ? event.date : event.enddate;
  const bool is_in_clause = event.date_source == DateSource::kClause;
  // A day that another clause gave must be longer ago.
  constexpr int kFarther = 5;
  const int least_years =
      tree_.lexicon().modality().historical_years * (is_in_clause ? 1 : kFarther);
  const bool is_past =
      published > 0 && year_of(last_day) > 0 && published - year_of(last_day) >= least_years;
  if (is_past && !is_told_as_present(match.head)) {
    add_auxiliary(event, kAuxiliaryNames[static_cast<std::size_t>(Auxiliary::kHistorical)]);
  }
  if (is_in_clause && event.date > document_.date && !document_.date.empty() &&
      event.date.size() == 10 && !has_feature(tree_.token(match.head), "Tense=Past")) {
    add_auxiliary(event, kAuxiliaryNames[static_cast<std::size_t>(Auxiliary::kFuture)]);
  }
}

// The category, or what it becomes when it is still to come or does not come; quad code and scale.
void EventBuilder::set_category(const EventCategory& category, const Match&, Event& event) {
  const EventCategory* chosen = &category;
  const auto become = [&](const std::string& name, Auxiliary auxiliary, std::string_view why) {
    const auto& auxiliary_name = kAuxiliaryNames[static_cast<std::size_t>(auxiliary)];
    if (name.empty() || !has_auxiliary(event, auxiliary_name)) return;
    const EventCategory* becomes = schema_.find(name);
    if (becomes == nullptr) return;
    if (document_.wants_reasons) {
      event.reasons.push_back(chosen->name + std::string(why) + becomes->name);
    }
    chosen = becomes;
    event.modes.clear();
    std::erase(event.auxiliary, auxiliary_name);
  };
  become(category.future, Auxiliary::kFuture, " still to come is ");
  become(chosen->negated, Auxiliary::kNegation, " denied is ");
  event.category = chosen->name;
  event.quad_code = chosen->quad_code;
  event.event_scale = chosen->scale;
  for (const std::string& name : event.modes) {
    const EventMode* mode = chosen->find_mode(name);
    if (mode != nullptr) event.event_scale = mode->scale;
  }
}

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
