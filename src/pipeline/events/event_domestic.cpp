// Events whose parties are too private, or of too few states, to be coded.

#include <algorithm>
#include <span>

#include "pipeline/events/event_builder.h"
#include "pipeline/events/event_questions.h"
#include "pipeline/events/in_general.h"

namespace casus {

namespace {

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

// A person whose role nobody knows is a private one.
bool EventBuilder::is_private_person(const Participant& party) const {
  if (!party.actor.sector.empty() || party.head == kNoToken) return false;
  const ActorPhrase* phrase = tree_.phrase(party.head);
  const std::int32_t entity =
      phrase == nullptr ? entity_at_[static_cast<std::size_t>(party.head)] : phrase->entity;
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
    const ActorPhrase* phrase = tree_.phrase(t);
    if (phrase == nullptr) continue;
    const std::string& code = phrase->actor.code;
    if (!code.empty() && code != home) return false;
  }
  if (event.place == kNone || event.place_source == PlaceSource::kPassage) return true;
  const Place& place = document_.places[static_cast<std::size_t>(event.place)];
  return place.country_code.empty() || place.country_code == home;
}

// "Four people were arrested": by whom, and where, nobody says.
bool EventBuilder::is_done_nowhere(const Match& match, const Event& event) const {
  const EventCategory& category = *entry(match).category;
  const auto is_anywhere = [&](const Participant& p) {
    return p.actor.code.empty() && is_in(category.codeless_sectors, p.actor.sector);
  };
  return event.actors.size() == 1 && is_nobody(event.actors.front(), event) &&
         event.actors.front().actor.code.empty() &&
         event.actors.front().actor.sector != category.unnamed_actor && !event.recipients.empty() &&
         std::all_of(event.recipients.begin(), event.recipients.end(), is_anywhere);
}

// Why what a state does within itself is no event of this category; empty where it is one.
std::string EventBuilder::why_domestic(const Match& match, const Event& event) const {
  const EventCategory* became = schema_.find(event.category);
  if (became == nullptr || event.actors.empty()) return {};
  if (is_done_nowhere(match, event)) return "nobody is named, and no country";
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

}  // namespace casus
