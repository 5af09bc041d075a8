// Who takes part in an event when its own words do not say it all: unnamed actors, countries from
// the place and the passage, whom help and what afflicts people goes to.

#include <algorithm>
#include <iterator>
#include <span>

#include "pipeline/events/event_builder.h"
#include "pipeline/events/event_questions.h"
#include "pipeline/events/role_finder.h"
#include "pipeline/events/scene.h"

namespace casus {

namespace {

constexpr int kLastKindQuad = 2;  // cooperation in words and in deeds

bool has_code(const std::vector<Participant>& side, const std::string& code) {
  return std::any_of(side.begin(), side.end(),
                     [&](const Participant& p) { return p.actor.code == code; });
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

// "Police arrested a refugee from Chad": whose country says nothing of who acts on them.
bool is_newcomer(const Tree& tree, TokenIndex t) {
  const WordSet& newcomers = tree.lexicon().newcomers();
  if (t == kNoToken) return false;
  const TokenIndex head = tree.token(t).head;
  return tree.is_any(t, newcomers) ||
         (head != kNoToken && tree.token(t).relation == Relation::kNmod &&
          tree.is_any(head, newcomers)) ||
         tree.find_child(t, [&](TokenIndex c) {
           return tree.token(c).relation == Relation::kAppos && tree.is_any(c, newcomers);
         }) != kNoToken;
}

// The one state that the sentence speaks of, or empty where it speaks of none or several. Who fled
// to "neighbouring Chad" was elsewhere before.
std::string only_state(const EventSchema& schema, const Tree& tree, const Sentence& sentence) {
  std::string only;
  const TokenIndex last = std::min(sentence.last, sentence.first + kMaxTokens);
  for (TokenIndex t = sentence.first; t < last; ++t) {
    const ActorPhrase* phrase = tree.phrase(t);
    if (phrase == nullptr) continue;
    const ActorCode& actor = phrase->actor;
    if (!schema.is_state(actor.code) || actor.code == only) continue;
    if (t > sentence.first && tree.is_any(t - 1, tree.lexicon().elsewhere())) continue;
    if (is_newcomer(tree, t)) continue;
    if (!only.empty()) return {};
    only = actor.code;
  }
  return only;
}

// The country of the domestic bodies or groups of another kind than `party`; empty where they are
// of several: "a rebel was killed by French and Malian forces".
std::string domestic_code(const EventSchema& schema, const Tree& tree,
                          const std::vector<Participant>& side, const Participant& party) {
  std::string only;
  for (const Participant& other : side) {
    if (other.actor.sector.empty() || other.actor.sector == party.actor.sector) continue;
    if (!schema.is_state(other.actor.code) || other.actor.code == only) continue;
    if (is_newcomer(tree, other.head)) continue;
    if (!only.empty()) return {};
    only = other.actor.code;
  }
  return only;
}

// "The court ruled against France": who acts on a state as such is mostly another's. What belongs
// to the state is not the state: "police raided offices in Paris".
bool is_state_itself(const Tree& tree, const std::vector<Participant>& side,
                     const std::string& code) {
  return std::any_of(side.begin(), side.end(), [&](const Participant& other) {
    if (other.actor.code != code || !other.actor.sector.empty()) return false;
    if (other.head == kNoToken) return true;
    const ActorPhrase* phrase = tree.phrase(other.head);
    return phrase == nullptr || (phrase->is_actor && !tree.is_named_person(other.head));
  });
}

// "Diplomats from eight European countries", wherever the tree hangs these.
bool EventBuilder::is_of_several_states(TokenIndex group) const {
  constexpr TokenIndex kFarthest = 5;
  const EventLexicon& lexicon = tree_.lexicon();
  const Sentence& sentence = document_.sentences[static_cast<std::size_t>(sentence_)];
  const TokenIndex last = std::min(sentence.last, group + 1 + kFarthest);
  if (group + 1 >= last || !tree_.is_any(group + 1, lexicon.origin_prepositions())) return false;
  for (TokenIndex t = group + 2; t < last; ++t) {
    const Token& token = tree_.token(t);
    if (has_feature(token, "Number=Plur") && tree_.is_any(t, lexicon.states_at_large()))
      return true;
    const bool is_before_noun =
        token.upos == Upos::kNum || token.upos == Upos::kAdj || token.upos == Upos::kDet;
    if (!is_before_noun) return false;
  }
  return false;
}

// "Its allies", "foreign workers": of any state but by their own words.
bool EventBuilder::is_of_elsewhere(const Participant& party) const {
  if (party.head == kNoToken) return false;
  const EventLexicon& lexicon = tree_.lexicon();
  if (is_of_several_states(party.head)) return true;
  if (tree_.is_any(party.head, lexicon.migrants())) return true;
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

// What a deed struck: objects, and the words of the entry's roles ("grenades at a police station").
TokenList EventBuilder::struck_things(const Match& match) const {
  const Entry& source = entry(match);
  const Finder finder{tree_, entity_at_, match, source};
  TokenList found;
  if (tree_.is_verb(match.head)) found = tree_.objects(match.head);
  for (const Path& role : source.recipient) found.add_all(role_tokens(finder, role, role.size()));
  return found;
}

// "The army attacked forty villages in Unity State": at home, the people of a village or town
// without a name, and whose a station or a base is.
void EventBuilder::add_settlers(const Match& match, Event& event) const {
  const bool may_be_told = entry(match).category->scene == EventScene::kStruck &&
                           !entry(match).is_reciprocal && !entry(match).has_no_recipient &&
                           event.recipients.empty() && !event.actors.empty();
  if (!may_be_told) return;
  const std::string& actor = event.actors.front().actor.code;
  const std::string home =
      event.place == kNone ? passage_.home()
                           : document_.places[static_cast<std::size_t>(event.place)].country_code;
  if (actor != home || !schema_.is_state(actor)) return;
  for (const TokenIndex thing : struck_things(match)) {
    const ActorPhrase* phrase = tree_.phrase(thing);
    if (phrase == nullptr || tree_.first_conjunct(thing) != thing) continue;
    if (phrase->is_actor || !phrase->actor.code.empty() || phrase->actor.sector.empty()) continue;
    Participant found;
    found.head = thing;
    found.start = phrase->start;
    found.end = phrase->end;
    found.entity_text = std::string(document_.words(found.start, found.end));
    found.actor.code = actor;
    found.actor.sector = phrase->actor.sector;
    found.actor.reason = "who lives in it; code of the event's place";
    event.recipients.push_back(std::move(found));
    return;
  }
}

// "Airlifted its citizens out of Chad": of whoever they belong to.
std::string EventBuilder::code_of_owner(const Participant& party) const {
  if (party.head == kNoToken) return {};
  const TokenIndex pronoun = tree_.find_child(party.head, [&](TokenIndex c) {
    return tree_.token(c).upos == Upos::kPron && is_possessor(tree_.token(c));
  });
  const TokenIndex owner = pronoun == kNoToken ? kNoToken : tree_.pronoun_antecedent(pronoun);
  if (owner == kNoToken) return {};
  Participant found;
  if (!find_direct(tree_, entity_at_, owner, found)) return {};
  return schema_.is_state(found.actor.code) ? found.actor.code : std::string();
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

// True where the sentence speaks of what is at sea: whoever is struck there may be of any state.
bool EventBuilder::is_at_sea() const {
  const Sentence& sentence = document_.sentences[static_cast<std::size_t>(sentence_)];
  const TokenIndex last = std::min(sentence.last, sentence.first + kMaxTokens);
  for (TokenIndex t = sentence.first; t < last; ++t) {
    const bool is_thing = tree_.is_noun(t) && tree_.token(t).relation != Relation::kCompound;
    if (is_thing && tree_.is_any(t, tree_.lexicon().at_sea())) return true;
  }
  return false;
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
      // "A gunfight broke out in Bangui": fought by somebody there.
      if (is_reciprocal && !is_nobody(party, event)) continue;
      if (!is_reciprocal && event.quad_code <= kLastKindQuad) {
        give_code(party, code_of_owner(party), "code of whose they are");
      }
      give_code(party, place_code, "code of the event's place");
      // "The opposition's offices were searched": by bodies of the same state, as the entry says.
      if (is_nobody(party, event) && entry(match).unnamed_actor.empty()) continue;
      if (side == &event.recipients && party.actor.code.empty() && is_at_sea()) continue;
      give_code(party, domestic_code(schema_, tree_, other, party), "code of the other side");
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

// Domestic bodies and people that the sentence gives no country are of the one that the passage is
// about: "the transport minister resigned".
void EventBuilder::place_in_passage(const Match& match, Event& event) {
  const std::string state = passage_.state();
  for (auto* side : {&event.actors, &event.recipients}) {
    if (side == &event.actors && is_state_itself(tree_, event.recipients, state)) continue;
    for (Participant& party : *side) {
      if (side == &event.recipients && party.actor.code.empty() && is_at_sea()) continue;
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
std::string EventBuilder::state_beside(const std::string& actor, bool may_be_subject) const {
  const Sentence& sentence = document_.sentences[static_cast<std::size_t>(sentence_)];
  const TokenIndex last = std::min(sentence.last, sentence.first + kMaxTokens);
  std::string found;
  for (TokenIndex t = sentence.first; t < last; ++t) {
    const ActorPhrase* phrase = tree_.phrase(t);
    if (phrase == nullptr) continue;
    const std::string& code = phrase->actor.code;
    if (code == actor || code == found || !schema_.is_state(code)) continue;
    if (!may_be_subject && tree_.token(t).relation == Relation::kNsubj) continue;
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
  found.actor.code = state_beside(event.actors.front().actor.code, true);
  if (found.actor.code.empty()) return;
  found.head = match.head;
  found.start = tree_.token(match.head).start;
  found.end = tree_.token(match.head).end;
  found.actor.reason = "the only other country of the sentence or the text";
  event.recipients.push_back(std::move(found));
}

// "Since Russia's invasion began, the G7 has stood with Ukraine": of the only other state that the
// sentence names, who does something there apart, else the text.
void EventBuilder::add_invaded(const Match& match, Event& event) const {
  const bool may_be_told = event.recipients.empty() && event.actors.size() == 1 &&
                           !entry(match).is_reciprocal && !entry(match).has_no_recipient &&
                           tree_.is_noun(match.head) &&
                           tree_.is_any(match.head, tree_.lexicon().invasions());
  if (!may_be_told || !schema_.is_state(event.actors.front().actor.code)) return;
  Participant found;
  found.actor.code = state_beside(event.actors.front().actor.code, false);
  if (found.actor.code.empty()) return;
  found.head = match.head;
  found.start = found.end = tree_.token(match.head).start;
  found.actor.reason = "the only other country of the sentence or the text";
  event.recipients.push_back(std::move(found));
}

// "The Security Council" of a state is not the state.
bool EventBuilder::is_body(const Participant& party) const {
  if (party.head == kNoToken) return false;
  const Entity* entity = tree_.named_entity(party.head);
  return entity != nullptr && entity->type != EntityType::kLocation;
}

// "The President stressed the United States' commitment": to nobody of his own. Nor do two states
// promise something to each other as to others.
void EventBuilder::drop_own_state(const Match& match, Event& event) const {
  const EventCategory* category = entry(match).category;
  if (category == nullptr || entry(match).needs_recipient) return;
  for (const Participant& party : event.actors) {
    const ActorCode& actor = party.actor;
    const std::string kind = actor.sector.empty() ? "state" : actor.sector;
    if (actor.code.empty() || !is_in(category->outward_sectors, kind)) continue;
    std::erase_if(event.recipients, [&](const Participant& p) {
      return p.actor.code == actor.code && p.actor.sector.empty() && !is_body(p);
    });
  }
}

}  // namespace casus
