#include "pipeline/events/event_builder.h"

#include <algorithm>
#include <charconv>

#include "pipeline/events/attribution.h"
#include "pipeline/events/circumstances.h"
#include "pipeline/events/event_questions.h"
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

void add_auxiliary(Event& event, std::string_view name) {
  if (std::find(event.auxiliary.begin(), event.auxiliary.end(), name) == event.auxiliary.end()) {
    event.auxiliary.emplace_back(name);
  }
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
  note_authors(document_.sentences[static_cast<std::size_t>(sentence)]);
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

// False: no event, and a note says why.
bool EventBuilder::add_event(const Match& match, const std::vector<Match>& matches) {
  const Match* above = content_of(match, matches);
  if (above != nullptr && !stands_for_promise(match, *above, matches)) {
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
  take_actor_of_the_like(match, roles);
  take_announcer(match, roles);
  take_pronoun(match, roles);
  take_claimed(match, roles);
  take_resumed_object(match, roles);
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
  add_invaded(match, event);
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

}  // namespace casus
