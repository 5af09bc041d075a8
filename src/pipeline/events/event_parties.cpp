// Who takes part in an event when its own words do not say it all: unnamed actors, countries from
// the place and the passage, "we" and "the two sides"; and who is too private to make one.

#include <algorithm>
#include <span>

#include "pipeline/events/event_builder.h"
#include "pipeline/events/in_general.h"
#include "pipeline/events/object_pronouns.h"
#include "pipeline/events/scene.h"

namespace casus {

namespace {

constexpr TokenIndex kMaxTokens = 256;  // of a sentence

constexpr int kLastKindQuad = 2;  // cooperation in words and in deeds

bool has_code(const std::vector<Participant>& side, const std::string& code) {
  return std::any_of(side.begin(), side.end(),
                     [&](const Participant& p) { return p.actor.code == code; });
}

bool is_in(const std::vector<std::string>& list, const std::string& name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

// True where all parties but the first are of its state, and of sectors that the category leaves
// out.
bool is_domestic(const EventCategory& category, const Event& event) {
  const std::string& home = event.actors.front().actor.code;
  const auto is_served = [&](const Participant& p) {
    return p.actor.code == home &&
           is_in(category.domestic_sectors, p.actor.sector.empty() ? "state" : p.actor.sector);
  };
  const bool has_sides = !event.recipients.empty();
  const auto others = has_sides ? std::span(event.recipients) : std::span(event.actors).subspan(1);
  return !home.empty() && !others.empty() && std::all_of(others.begin(), others.end(), is_served);
}

}  // namespace

// The actor whom nobody names: a sector of its own, and the country of the place.
void EventBuilder::add_unnamed_actor(const Match& match, Event& event) {
  const EventCategory* category = schema_.find(event.category);
  if (category == nullptr || entry(match).has_no_actor) return;
  const std::string& own = entry(match).unnamed_actor;
  Participant nobody;
  nobody.actor.sector = own.empty() ? category->unnamed_actor : own;
  if (nobody.actor.sector.empty()) return;
  nobody.actor.reason = "nobody is named";
  nobody.start = nobody.end = tree_.token(match.head).start;
  nobody.head = match.head;
  event.actors.push_back(std::move(nobody));
}

// The one state that the sentence speaks of, or empty where it speaks of none or several. Who fled
// to "neighbouring Chad" was elsewhere before.
std::string only_state(const EventSchema& schema, const Tree& tree, const Sentence& sentence) {
  const Document& document = tree.document();
  std::string only;
  const TokenIndex last = std::min(sentence.last, sentence.first + kMaxTokens);
  for (TokenIndex t = sentence.first; t < last; ++t) {
    const std::int32_t phrase = document.actor_at[static_cast<std::size_t>(t)];
    if (phrase == kNone) continue;
    const ActorCode& actor = document.actor_phrases[static_cast<std::size_t>(phrase)].actor;
    if (!schema.is_state(actor.code) || actor.code == only) continue;
    if (t > sentence.first && tree.is_any(t - 1, tree.lexicon().elsewhere())) continue;
    if (!only.empty()) return {};
    only = actor.code;
  }
  return only;
}

// The country of a domestic body or group of another kind than `party`.
std::string domestic_code(const EventSchema& schema, const std::vector<Participant>& side,
                          const Participant& party) {
  for (const Participant& other : side) {
    if (other.actor.sector.empty() || other.actor.sector == party.actor.sector) continue;
    if (schema.is_state(other.actor.code)) return other.actor.code;
  }
  return {};
}

// "The court ruled against France": who acts on a state as such is mostly another's. What belongs
// to the state is not the state: "police raided offices in Paris".
bool is_state_itself(const Tree& tree, const std::vector<Participant>& side,
                     const std::string& code) {
  const Document& document = tree.document();
  return std::any_of(side.begin(), side.end(), [&](const Participant& other) {
    if (other.actor.code != code || !other.actor.sector.empty()) return false;
    if (other.head == kNoToken) return true;
    const std::int32_t index = document.actor_at[static_cast<std::size_t>(other.head)];
    if (index == kNone) return true;
    const ActorPhrase& phrase = document.actor_phrases[static_cast<std::size_t>(index)];
    const bool is_person =
        phrase.entity != kNone &&
        document.entities[static_cast<std::size_t>(phrase.entity)].type == EntityType::kPerson;
    return phrase.is_actor && !is_person;
  });
}

// "Its allies", "foreign workers": of any state but by their own words.
bool EventBuilder::is_of_elsewhere(const Participant& party) const {
  if (party.head == kNoToken) return false;
  const EventLexicon& lexicon = tree_.lexicon();
  if (tree_.is_any(party.head, lexicon.others())) return true;
  for (TokenIndex t = party.head; t > 0 && tree_.token(t - 1).start >= party.start; --t) {
    if (!tree_.is_any(t - 1, lexicon.foreign_words())) continue;
    const std::string_view next = tree_.token(t).form;  // "the Foreign Relations Committee"
    if (!next.empty() && next[0] >= 'A' && next[0] <= 'Z') continue;
    return !tree_.is_any(t, lexicon.foreign_offices());
  }
  return false;
}

void EventBuilder::give_code(Participant& party, const std::string& code, std::string_view why) {
  if (code.empty() || !party.actor.code.empty() || party.actor.sector.empty()) return;
  if (is_of_elsewhere(party)) return;
  ++guessed_codes_;
  party.actor.code = code;
  party.actor.reason += party.actor.reason.empty() ? "" : "; ";
  party.actor.reason += why;
}

// "Shelled a village in the Tavush province": whoever's village it is.
void EventBuilder::add_struck_place(const Match& match, Event& event) const {
  const bool may_be_told = entry(match).category->scene == EventScene::kStruck &&
                           !entry(match).is_reciprocal && event.recipients.empty() &&
                           event.place_source == PlaceSource::kClause &&
                           tree_.is_verb(match.head) && !event.actors.empty();
  if (!may_be_told || event.place == kNone) return;
  const Place& place = document_.places[static_cast<std::size_t>(event.place)];
  const TokenList objects = tree_.objects(match.head);
  if (objects.empty() || place.country_code.empty() || !tree_.is_noun(*objects.begin())) return;
  // "Launched an attack", "opened fire": no things.
  const bool is_bare = tree_.child(*objects.begin(), Relation::kDet) == kNoToken &&
                       !has_feature(tree_.token(*objects.begin()), "Number=Plur");
  if (is_bare || tree_.is_any(match.head, tree_.lexicon().light_verbs())) return;
  const std::string& actor = event.actors.front().actor.code;
  if (actor == place.country_code || !schema_.is_state(actor)) return;
  Participant found;
  found.head = *objects.begin();
  found.start = tree_.token(found.head).start;
  found.end = tree_.token(found.head).end;
  found.entity_text = std::string(document_.words(found.start, found.end));
  found.actor.code = place.country_code;
  found.actor.reason = "code of the event's place";
  event.recipients.push_back(std::move(found));
}

// "The army attacked forty villages in Unity State": at home, the people of a village or town
// without a name.
void EventBuilder::add_settlers(const Match& match, Event& event) const {
  const bool may_be_told = entry(match).category->scene == EventScene::kStruck &&
                           !entry(match).is_reciprocal && event.recipients.empty() &&
                           tree_.is_verb(match.head) && !event.actors.empty();
  const TokenList objects = may_be_told ? tree_.objects(match.head) : TokenList();
  if (objects.empty()) return;
  const std::string& actor = event.actors.front().actor.code;
  const std::string home =
      event.place == kNone ? passage_.home()
                           : document_.places[static_cast<std::size_t>(event.place)].country_code;
  const std::int32_t index = document_.actor_at[static_cast<std::size_t>(*objects.begin())];
  if (actor != home || !schema_.is_state(actor) || index == kNone) return;
  const ActorPhrase& phrase = document_.actor_phrases[static_cast<std::size_t>(index)];
  if (phrase.is_actor || !phrase.actor.code.empty() || phrase.actor.sector.empty()) return;
  Participant found;
  found.head = *objects.begin();
  found.start = phrase.start;
  found.end = phrase.end;
  found.entity_text = std::string(document_.words(found.start, found.end));
  found.actor.code = actor;
  found.actor.sector = phrase.actor.sector;
  found.actor.reason = "who lives in it; code of the event's place";
  event.recipients.push_back(std::move(found));
}

// The country where the event was; empty where the place is that of a goal or of somewhere else.
// Who was taken from Taiwan, or sent there, is not of it for that; whom shells hit there is.
EventBuilder::SceneCodes EventBuilder::codes_of_scene(const Match& match,
                                                      const Event& event) const {
  if (event.place == kNone || event.place_source == PlaceSource::kPassage) return {};
  const Place& place = document_.places[static_cast<std::size_t>(event.place)];
  const bool is_elsewhere =
      place.first > 0 && tree_.is_any(place.first - 1, tree_.lexicon().elsewhere());
  if (is_elsewhere) return {};
  TokenIndex holder = kNoToken;
  if (scene_link(tree_, place, &holder) != SceneLink::kGoal) {
    return {place.country_code, place.country_code};
  }
  return {{}, holder == match.head ? place.country_code : std::string()};
}

// The actor whom nobody names.
bool EventBuilder::is_nobody(const Participant& party, const Event& event) const {
  return party.head == event.trigger && party.entity_text.empty();
}

// People without a country ("police", "the opposition") are of where it happened; else of the
// country of the other side, where that is a domestic body or group; else of the only country that
// the sentence speaks of, where the text is not about another.
void EventBuilder::place_codeless(const Match& match, Event& event) {
  const bool is_reciprocal = entry(match).is_reciprocal;
  const SceneCodes scene = codes_of_scene(match, event);
  const std::string& home = passage_.home();
  const std::string only =
      only_state(schema_, tree_, document_.sentences[static_cast<std::size_t>(sentence_)]);
  for (auto* side : {&event.actors, &event.recipients}) {
    const auto& other = side == &event.actors ? event.recipients : event.actors;
    for (Participant& party : *side) {
      const auto& place_code = side == &event.actors ? scene.of_actors : scene.of_recipients;
      if (is_reciprocal) continue;
      give_code(party, place_code, "code of the event's place");
      // "The opposition's offices were searched": by bodies of the same state, as the entry says.
      if (is_nobody(party, event) && entry(match).unnamed_actor.empty()) continue;
      give_code(party, domestic_code(schema_, other, party), "code of the other side");
      if (is_nobody(party, event)) continue;
      const bool is_armed =
          party.head != kNoToken && tree_.is_any(party.head, tree_.lexicon().insurgent_groups());
      if (!home.empty() && home != only && !is_armed) continue;
      if (side == &event.actors && is_state_itself(tree_, other, only)) continue;
      // "The minister thanked the President of Chad": a government is kind to others.
      const bool is_kind_to_itself =
          side == &event.actors && event.quad_code <= kLastKindQuad && has_code(other, only);
      if (is_kind_to_itself) continue;
      give_code(party, only, "code of the only country in the sentence");
    }
  }
}

// A person whose role nobody knows is a private one.
bool EventBuilder::is_private_person(const Participant& party) const {
  if (!party.actor.sector.empty() || party.head == kNoToken) return false;
  const std::int32_t phrase = document_.actor_at[static_cast<std::size_t>(party.head)];
  const std::int32_t entity =
      phrase == kNone ? entity_at_[static_cast<std::size_t>(party.head)]
                      : document_.actor_phrases[static_cast<std::size_t>(phrase)].entity;
  return entity != kNone &&
         document_.entities[static_cast<std::size_t>(entity)].type == EntityType::kPerson;
}

// Why parties without any public role make no event of this category; empty where they do.
std::string EventBuilder::why_private(const EventCategory& category, const Event& event) const {
  const auto is_private = [&](const Participant& party, const std::vector<std::string>& sectors) {
    const ActorCode& actor = party.actor;
    if (!sectors.empty() && is_private_person(party)) return true;
    const bool is_body = !actor.code.empty() && !schema_.is_state(actor.code);
    return is_body ? is_in(sectors, actor.code) : is_in(sectors, actor.sector);
  };
  const auto are_all = [&](auto test) {
    return std::all_of(event.actors.begin(), event.actors.end(), test) &&
           std::all_of(event.recipients.begin(), event.recipients.end(), test);
  };
  const auto& anywhere = category.private_sectors;
  if (are_all([&](const Participant& p) { return is_private(p, anywhere); })) {
    return "all its parties are private";
  }
  const auto& codeless = category.codeless_sectors;
  if (are_all(
          [&](const Participant& p) { return p.actor.code.empty() && is_private(p, codeless); })) {
    return "all its parties are private people of no known country";
  }
  return {};
}

// True where bodies or people of the country that the passage is about act, all parties are of it,
// and the sentence names no other one, nor a body of several. `is_of_one_state`: the
// state itself too, and where the passage is about no one country, that of the actors serves.
bool EventBuilder::is_at_home(const Event& event, bool is_of_one_state) const {
  std::string home = passage_.state();
  if (is_of_one_state && home.empty()) home = event.actors.front().actor.code;
  const auto is_ours = [&](const Participant& p) { return p.actor.code == home; };
  const auto is_part = [&](const Participant& p) {
    return is_ours(p) && (is_of_one_state || !p.actor.sector.empty());
  };
  if (home.empty() || !std::all_of(event.actors.begin(), event.actors.end(), is_part) ||
      !std::all_of(event.recipients.begin(), event.recipients.end(), is_ours)) {
    return false;
  }
  const Sentence& sentence = document_.sentences[static_cast<std::size_t>(sentence_)];
  const TokenIndex last = std::min(sentence.last, sentence.first + kMaxTokens);
  for (TokenIndex t = sentence.first; t < last; ++t) {
    const std::int32_t phrase = document_.actor_at[static_cast<std::size_t>(t)];
    if (phrase == kNone) continue;
    const std::string& code = document_.actor_phrases[static_cast<std::size_t>(phrase)].actor.code;
    if (!code.empty() && code != home) return false;
  }
  if (event.place == kNone || event.place_source == PlaceSource::kPassage) return true;
  const Place& place = document_.places[static_cast<std::size_t>(event.place)];
  return place.country_code.empty() || place.country_code == home;
}

// Why what a state does within itself is no event of this category; empty where it is one.
std::string EventBuilder::why_domestic(const Match& match, const Event& event) const {
  const EventCategory* became = schema_.find(event.category);
  if (became == nullptr || event.actors.empty()) return {};
  const bool is_alone = event.recipients.empty() && event.actors.size() == 1 &&
                        entry(match).category->is_none_alone_at_home;
  const bool needs_abroad = entry(match).needs_abroad;
  if ((is_alone || needs_abroad) && is_at_home(event, needs_abroad)) {
    return "it is what a state does at home";
  }
  for (const EventCategory* category : {became, entry(match).category}) {
    if (is_domestic(*category, event)) return "it is what a state does within itself";
  }
  return {};
}

// "The police may detain suspects for a day": public bodies and people in general, of one country.
bool EventBuilder::is_general(const Match& match, const Event& event) const {
  const EventCategory& category = *entry(match).category;
  if (event.actors.empty() || !is_worded_as_rule(tree_, match.head)) return false;
  const std::string& home = event.actors.front().actor.code;
  const auto is_body_at_home = [&](const Participant& p) {
    return p.actor.code == home && is_in(category.ruling_sectors, p.actor.sector);
  };
  const auto is_anybody_at_home = [&](const Participant& p) {
    return (p.actor.code.empty() || p.actor.code == home) && p.head != kNoToken &&
           is_anybody(tree_, p.head);
  };
  return std::all_of(event.actors.begin(), event.actors.end(), is_body_at_home) &&
         std::all_of(event.recipients.begin(), event.recipients.end(), is_anybody_at_home);
}

// By the category of its words, and by what it became ("will meet" is a promise).
std::string EventBuilder::why_private(const Match& match, const Event& event) const {
  const EventCategory* became = schema_.find(event.category);
  if (became == nullptr || event.actors.empty()) return {};
  std::string why = why_private(*became, event);
  return why.empty() ? why_private(*entry(match).category, event) : why;
}

// Domestic bodies and people that the sentence gives no country are of the one that the passage is
// about: "the transport minister resigned".
void EventBuilder::place_in_passage(const Match& match, Event& event) {
  const std::string state = passage_.state();
  for (auto* side : {&event.actors, &event.recipients}) {
    if (side == &event.actors && is_state_itself(tree_, event.recipients, state)) continue;
    for (Participant& party : *side) {
      if (is_nobody(party, event) && entry(match).unnamed_actor.empty()) continue;
      give_code(party, state, "code of the country that the passage is about");
    }
  }
}

// True where the words of the trigger are of help.
bool EventBuilder::is_of_relief(const Match& match) const {
  return std::any_of(match.bound.begin(), match.bound.end(), [&](TokenIndex t) {
    return t != kNoToken && tree_.is_any(t, tree_.lexicon().relief());
  });
}

// The only state of the sentence but `actor`, else of the text; empty where it names several.
std::string EventBuilder::state_beside(const std::string& actor) const {
  const Sentence& sentence = document_.sentences[static_cast<std::size_t>(sentence_)];
  const TokenIndex last = std::min(sentence.last, sentence.first + kMaxTokens);
  std::string found;
  for (TokenIndex t = sentence.first; t < last; ++t) {
    const std::int32_t phrase = document_.actor_at[static_cast<std::size_t>(t)];
    if (phrase == kNone) continue;
    const std::string& code = document_.actor_phrases[static_cast<std::size_t>(phrase)].actor.code;
    if (code == actor || code == found || !schema_.is_state(code)) continue;
    if (!found.empty()) return {};
    found = code;
  }
  return found.empty() ? passage_.other_state(actor) : found;
}

// "Floods struck Pakistan. Malaysia promised a million dollars in aid": to the country that the
// text is about, where the sentence names no other than the actor's.
void EventBuilder::add_afflicted(const Match& match, Event& event) const {
  const EventCategory* category = schema_.find(event.category);
  const bool may_be_told = event.recipients.empty() && event.actors.size() == 1 &&
                           !entry(match).is_reciprocal && !entry(match).has_no_recipient &&
                           tree_.is_verb(match.head) && category != nullptr &&
                           category->goes_to_whom_it_is_about && is_of_relief(match);
  if (!may_be_told || event.actors.front().actor.code.empty()) return;
  Participant found;
  found.actor.code = state_beside(event.actors.front().actor.code);
  if (found.actor.code.empty()) return;
  found.head = match.head;
  found.start = tree_.token(match.head).start;
  found.end = tree_.token(match.head).end;
  found.actor.reason = "the only other country of the sentence or the text";
  event.recipients.push_back(std::move(found));
}

// Who is quoted in a sentence: the known subject of a reporting verb.
void EventBuilder::find_speaker(const Sentence& sentence) {
  const TokenIndex last = std::min(sentence.last, sentence.first + kMaxTokens);
  for (TokenIndex t = sentence.first; t < last; ++t) {
    if (!tree_.is_verb(t) || !tree_.is_any(t, tree_.lexicon().quoting_verbs())) continue;
    for (const TokenIndex subject : tree_.subjects(t)) {
      Participant found;
      bool is_direct = false;
      if (has_feature(tree_.token(subject), "Person=1")) continue;
      if (!find_participant(tree_, entity_at_, subject, false, found, is_direct)) continue;
      passage_.add_speaker(std::move(found));
      break;
    }
  }
}

// Who is named at `t`, where the tree tells all of them: of "the ministers of France and Peru" it
// may know one.
std::vector<Participant> EventBuilder::authors_at(TokenIndex t) const {
  TokenList named;
  tree_.add_with_conjuncts(t, named);
  std::vector<Participant> authors;
  for (const TokenIndex name : named) {
    Participant found;
    bool is_direct = false;
    const bool is_known = find_participant(tree_, entity_at_, name, false, found, is_direct);
    if (!is_known || !is_direct || found.actor.code.empty()) return {};
    const bool is_told = std::any_of(authors.begin(), authors.end(), [&](const Participant& p) {
      return p.actor.code == found.actor.code;
    });
    const bool are_of_several =
        has_feature(tree_.token(name), "Number=Plur") && schema_.is_state(found.actor.code);
    if (is_told || are_of_several) return {};
    authors.push_back(std::move(found));
  }
  return authors;
}

// "Statement by the President of Chad", "We, the leaders of the Group of Seven,": who speaks in the
// whole text, told in its first sentences.
void EventBuilder::find_authors(const Sentence& sentence) {
  constexpr std::int32_t kFirst = 6;  // sentences
  if (sentence_ >= kFirst) return;
  const auto add = [&](TokenIndex t) {
    if (!passage_.has_authors()) passage_.add_authors(authors_at(t));
  };
  const TokenIndex last = std::min(sentence.last, sentence.first + kMaxTokens);
  for (TokenIndex t = sentence.first; t < last && !passage_.has_authors(); ++t) {
    const Token& token = tree_.token(t);
    if (has_feature(token, "Person=1") && has_feature(token, "Number=Plur")) {
      if (const TokenIndex who = tree_.child(t, Relation::kAppos); who != kNoToken) add(who);
    } else if (token.head == kNoToken && tree_.is_noun(t) &&
               tree_.is_any(t, tree_.lexicon().issued_texts())) {
      tree_.each_child(t, [&](TokenIndex c) {
        const TokenIndex preposition = tree_.preposition(c);
        const bool is_author =
            preposition == kNoToken
                ? has_subtype(tree_.token(c), "poss")
                : tree_.is_any(preposition, tree_.lexicon().author_prepositions());
        if (is_author) add(c);
      });
    }
  }
}

// "We condemn the attack", "Chad must withdraw": whoever speaks.
void EventBuilder::take_speaker(const Match& match, Roles& roles) const {
  const std::span<const Participant> speakers = passage_.speakers();
  // "We worked with Chad": the other side alone is known so far.
  const bool is_side_missing = entry(match).is_reciprocal && roles.actor_role.empty();
  if (speakers.empty() || !tree_.is_verb(match.head)) return;
  if (!roles.actors.empty() && !is_side_missing) return;
  const TokenList subjects = tree_.subjects(match.head);
  const bool is_spoken = entry(match).is_by_speaker ||
                         std::any_of(subjects.begin(), subjects.end(), [&](TokenIndex t) {
                           return has_feature(tree_.token(t), "Person=1");
                         });
  if (!is_spoken) return;
  roles.actors.insert(roles.actors.begin(), speakers.begin(), speakers.end());
  roles.actor_role = "who speaks";
  roles.actor_is_direct = false;
}

// "I hosted the president": whoever speaks is the recipient, where that is the subject.
void EventBuilder::take_host(const Match& match, Roles& roles) const {
  const auto speakers = passage_.speakers();
  const auto& paths = entry(match).recipient;
  const bool is_for_subject = std::any_of(paths.begin(), paths.end(), [](const Path& path) {
    return path.size() == 1 && path.front().slot == Slot::kSubject;
  });
  if (speakers.size() != 1 || !is_for_subject || !roles.recipients.empty()) return;
  for (const TokenIndex subject : tree_.subjects(match.head)) {
    if (!has_feature(tree_.token(subject), "Person=1")) continue;
    const auto is_speaker = [&](const Participant& p) { return p.head == speakers.front().head; };
    if (std::any_of(roles.actors.begin(), roles.actors.end(), is_speaker)) return;
    roles.recipients = {speakers.front()};
    roles.recipient_role = "who speaks";
    return;
  }
}

// "The minister condemns", "calls on": who says so in the present tense speaks in the text.
void EventBuilder::note_speaker(const Match& match, const Event& event) {
  const EventCategory* category = schema_.find(event.category);
  const Token& token = tree_.token(match.head);
  const bool is_said = category != nullptr && category->scene == EventScene::kSpoken &&
                       tree_.is_verb(match.head) && has_feature(token, "Tense=Pres") &&
                       token.relation == Relation::kRoot;
  if (!is_said || event.actors.size() != 1 || event.actors.front().entity_text.empty()) return;
  passage_.add_speaker(event.actors.front());
}

// "They have slaughtered villagers": who acted last, where nobody else is meant for all we know.
void EventBuilder::take_last_actor(const Match& match, Roles& roles) const {
  const Participant* last = passage_.last_actor();
  if (last == nullptr || !roles.actors.empty() || !tree_.is_verb(match.head)) return;
  for (const TokenIndex subject : tree_.subjects(match.head)) {
    const Token& pronoun = tree_.token(subject);
    if (pronoun.upos != Upos::kPron || !has_feature(pronoun, "Person=3")) continue;
    const bool is_one = has_feature(pronoun, "Number=Sing");
    if (is_one && has_feature(tree_.token(last->head), "Number=Plur")) continue;
    roles.actors = {*last};
    roles.actor_role = "who acted last";
    roles.actor_is_direct = false;
    return;
  }
}

// "The ministry announced that flights would be suspended": whoever announces it does it, where
// nobody is named and the category is of acts that are announced by their doers.
void EventBuilder::take_announcer(const Match& match, Roles& roles) const {
  const EventCategory* category = entry(match).category;
  if (category == nullptr || !category->is_announced_by_doer || !roles.actors.empty()) return;
  const TokenIndex clause = tree_.first_conjunct(match.head);
  const Token& token = tree_.token(clause);
  if (!tree_.is_verb(match.head) || token.relation != Relation::kCcomp || token.head == kNoToken ||
      !tree_.is_any(token.head, tree_.lexicon().announcing_verbs()) ||
      !tree_.is_passive(match.head) || !tree_.subjects(match.head).empty()) {
    return;
  }
  for (const TokenIndex subject : tree_.subjects(token.head)) {
    Participant found;
    bool is_direct = false;
    if (!find_participant(tree_, entity_at_, subject, false, found, is_direct)) continue;
    roles.actors.push_back(std::move(found));
  }
  if (roles.actors.empty()) return;
  roles.actor_role = "who announces it";
  roles.actor_is_direct = false;
}

// "The Security Council" of a state is not the state.
bool EventBuilder::is_body(const Participant& party) const {
  if (party.head == kNoToken) return false;
  const std::int32_t phrase = document_.actor_at[static_cast<std::size_t>(party.head)];
  if (phrase == kNone) return false;
  const std::int32_t entity = document_.actor_phrases[static_cast<std::size_t>(phrase)].entity;
  return entity != kNone &&
         document_.entities[static_cast<std::size_t>(entity)].type != EntityType::kLocation;
}

// "The President stressed the United States' commitment": to nobody of his own.
void EventBuilder::drop_own_state(const Match& match, Event& event) const {
  const EventCategory* category = entry(match).category;
  if (category == nullptr || entry(match).needs_recipient || event.actors.size() != 1) return;
  const ActorCode& actor = event.actors.front().actor;
  const std::string kind = actor.sector.empty() ? "state" : actor.sector;
  if (actor.code.empty() || !is_in(category->outward_sectors, kind)) return;
  std::erase_if(event.recipients, [&](const Participant& p) {
    return p.actor.code == actor.code && p.actor.sector.empty() && !is_body(p);
  });
}

// Whom a plural word resumes: "they" the subjects of the sentence before, where these are none of
// the parties of the event told before; else, as "the two sides" and "the leaders", these parties.
// Null: nobody.
const std::vector<Participant>* EventBuilder::resumed_by(TokenIndex plural) const {
  constexpr std::int32_t kPronounReach = 2;  // sentences
  constexpr std::int32_t kNounReach = 4;
  constexpr std::int32_t kCountedReach = 8;  // "the two leaders"
  if (!has_feature(tree_.token(plural), "Number=Plur") ||
      !tree_.is_any(plural, tree_.lexicon().collectives())) {
    return nullptr;
  }
  if (tree_.is_noun(plural)) {
    const bool is_counted = tree_.child(plural, Relation::kNummod) != kNoToken;
    if (!is_counted && tree_.child(plural, Relation::kDet) == kNoToken) return nullptr;
    const auto* parties = passage_.parties(is_counted ? kCountedReach : kNounReach);
    const bool are_two = parties != nullptr && parties->size() == 2;
    return are_two || passage_.parties(kPronounReach) != nullptr ? parties : nullptr;
  }
  const auto* parties = passage_.parties(kPronounReach);
  const auto* subjects = passage_.subjects_before();
  if (subjects == nullptr) return parties;
  const bool is_party = parties != nullptr &&
                        std::any_of(parties->begin(), parties->end(), [&](const Participant& p) {
                          return p.head == subjects->front().head;
                        });
  return is_party ? parties : subjects;
}

// "The presidents", "both sides": nothing of their own says whose they are.
bool EventBuilder::is_bare(TokenIndex noun) const {
  return tree_.find_child(noun, [&](TokenIndex c) {
    const Relation relation = tree_.token(c).relation;
    return relation != Relation::kDet && relation != Relation::kNummod &&
           relation != Relation::kCase;
  }) == kNoToken;
}

// "The two sides agreed", "they will meet".
void EventBuilder::take_all_parties(const Match& match, Roles& roles) const {
  const bool has_code = std::any_of(roles.actors.begin(), roles.actors.end(),
                                    [](const Participant& p) { return !p.actor.code.empty(); });
  if (!tree_.is_verb(match.head)) return;
  for (const TokenIndex subject : tree_.subjects(match.head)) {
    if (has_code && !is_bare(subject)) continue;
    const auto* resumed = resumed_by(subject);
    if (resumed == nullptr) continue;
    roles.actors = *resumed;
    roles.actor_role = "who is resumed from the sentences before";
    roles.actor_is_direct = false;
    return;
  }
}

// "Urged both sides to stop", "called on the parties": those of the event told before.
void EventBuilder::take_both_sides(const Match& match, Roles& roles) const {
  constexpr std::int32_t kReach = 4;  // sentences
  if (!roles.recipients.empty() || roles.actors.empty() || entry(match).is_reciprocal) return;
  for (const TokenIndex t : match.bound) {
    const bool may_resume = t != kNoToken && tree_.is_noun(t) && t > match.head && is_bare(t) &&
                            has_feature(tree_.token(t), "Number=Plur") &&
                            tree_.child(t, Relation::kDet) != kNoToken &&
                            tree_.is_any(t, tree_.lexicon().sides_told());
    const auto* sides = may_resume ? passage_.sides(kReach) : nullptr;
    if (sides == nullptr) continue;
    for (const Participant& side : *sides) {
      const auto is_same = [&](const Participant& p) { return p.actor.code == side.actor.code; };
      if (std::none_of(roles.actors.begin(), roles.actors.end(), is_same)) {
        roles.recipients.push_back(side);
      }
    }
    if (!roles.recipients.empty())
      roles.recipient_role = "who is resumed from the sentences before";
    return;
  }
}

// The pronoun of the third person that is the object of the trigger, or whose the object of a deed
// is ("seized their vehicles"); kNoToken: none.
TokenIndex EventBuilder::object_pronoun(const Match& match) const {
  const auto stands_for_people = [&](TokenIndex t) {
    const Token& token = tree_.token(t);
    return token.upos == Upos::kPron && has_feature(token, "Person=3") &&
           !has_feature(token, "Gender=Neut") && !has_feature(token, "Reflex=Yes");
  };
  const bool is_deed = entry(match).category->scene == EventScene::kStruck;
  for (const TokenIndex object : tree_.objects(match.head)) {
    if (stands_for_people(object)) return object;
    if (!is_deed || !tree_.is_noun(object)) continue;
    const TokenIndex owner = tree_.find_child(object, [&](TokenIndex c) {
      return has_subtype(tree_.token(c), "poss") && stands_for_people(c);
    });
    if (owner != kNoToken) return owner;
  }
  return kNoToken;
}

// "A court sentenced him", "beat them": whom the pronoun stands for.
void EventBuilder::take_pronoun(const Match& match, Roles& roles) const {
  const Entry& source = entry(match);
  const bool is_for_object = std::any_of(
      source.recipient.begin(), source.recipient.end(),
      [](const Path& path) { return !path.empty() && path.front().slot == Slot::kObject; });
  if (!roles.recipients.empty() || source.is_reciprocal || !is_for_object ||
      !tree_.is_verb(match.head)) {
    return;
  }
  const TokenIndex pronoun = object_pronoun(match);
  if (pronoun == kNoToken) return;
  add_antecedents(tree_, entity_at_, pronoun, sentence_, roles.actors, roles.recipients);
  if (!roles.recipients.empty()) roles.recipient_role = "whom a pronoun stands for";
}

// The subjects of the sentence's main clause, where they are several or a plural.
void EventBuilder::note_subjects(const Sentence& sentence) {
  const TokenIndex last = std::min(sentence.last, sentence.first + kMaxTokens);
  TokenIndex root = sentence.first;
  while (root < last && tree_.token(root).head != kNoToken) ++root;
  if (root >= last || !tree_.is_verb(root)) return;
  std::vector<Participant> found;
  bool is_plural = false;
  for (const TokenIndex subject : tree_.surface_subjects(root)) {
    Participant party;
    bool is_direct = false;
    if (!find_participant(tree_, entity_at_, subject, false, party, is_direct)) continue;
    // "The participants summed up": those of the meeting told before.
    const auto* resumed =
        party.actor.code.empty() && is_bare(subject) ? resumed_by(subject) : nullptr;
    if (resumed != nullptr) return passage_.add_subjects(*resumed);
    is_plural |= has_feature(tree_.token(subject), "Number=Plur");
    found.push_back(std::move(party));
  }
  if (found.size() > 1 || (is_plural && !found.empty())) passage_.add_subjects(std::move(found));
}

}  // namespace casus
