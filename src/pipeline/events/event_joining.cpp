// Events of a sentence that tell one happening become one.

#include <algorithm>
#include <cstdlib>

#include "pipeline/events/event_builder.h"

namespace casus {

namespace {

bool has_party_of(const std::vector<Participant>& a, const std::vector<Participant>& b) {
  return std::any_of(a.begin(), a.end(), [&](const Participant& x) {
    return std::any_of(b.begin(), b.end(), [&](const Participant& y) {
      const bool may_be_same_sector =
          x.actor.sector == y.actor.sector || x.actor.sector.empty() || y.actor.sector.empty();
      return x.head == y.head || (x.actor.code == y.actor.code && may_be_same_sector);
    });
  });
}

// Counts of `from` where `into` has none.
void take_counts(const Size& from, Size& into) {
  if (!into.dead) into.dead = from.dead;
  if (!into.injured) into.injured = from.injured;
  if (!into.arrested) into.arrested = from.arrested;
}

bool is_unnamed(const Event& event) {
  return event.actors.size() == 1 && event.actors.front().entity_text.empty() &&
         event.actors.front().head == event.trigger;
}

// Two acts that share a category: two verbs side by side, each with a mode of its own ("arrested
// the president and declared an emergency").
bool are_two_acts(const Tree& tree, const Event& a, const Event& b) {
  const bool are_verbs = tree.is_verb(a.trigger) && tree.is_verb(b.trigger) &&
                         tree.first_conjunct(a.trigger) == tree.first_conjunct(b.trigger);
  if (!are_verbs || a.trigger == b.trigger || a.modes.empty() || b.modes.empty()) return false;
  return std::none_of(a.modes.begin(), a.modes.end(), [&](const std::string& mode) {
    return std::find(b.modes.begin(), b.modes.end(), mode) != b.modes.end();
  });
}

// Of two acts that both took the number at one place, the farther one loses it.
void keep_nearer(std::optional<Count>& a, std::uint32_t a_at, std::optional<Count>& b,
                 std::uint32_t b_at) {
  if (!a || !b || a->start != b->start) return;
  const auto distance = [&](std::uint32_t at) {
    return at > a->start ? at - a->start : a->start - at;
  };
  (distance(a_at) > distance(b_at) ? a : b).reset();
}

// Different codes among the parties.
std::size_t count_codes(const Event& event) {
  std::size_t count = 0;
  const auto is_met_before = [&](const Participant& p) {
    for (const auto* side : {&event.actors, &event.recipients}) {
      for (const Participant& earlier : *side) {
        if (&earlier == &p) return false;
        if (earlier.actor.code == p.actor.code) return true;
      }
    }
    return false;
  };
  for (const auto* side : {&event.actors, &event.recipients}) {
    for (const Participant& p : *side) count += is_met_before(p) ? 0 : 1;
  }
  return count;
}

// One word that two frames read: the frame that found more parties tells the happening.
void keep_fuller(Event& event, Event& kept) {
  take_counts(event.size, kept.size);
  kept.confidence = std::max(kept.confidence, event.confidence);
  const bool is_fuller = count_codes(event) > count_codes(kept);
  if (kept.modes.empty() || (is_fuller && !event.modes.empty())) {
    kept.modes = std::move(event.modes);
  }
  if (!is_fuller) return;
  kept.actors = std::move(event.actors);
  kept.recipients = std::move(event.recipients);
  kept.event_text = std::move(event.event_text);
}

// The event that tells more of what unnamed event `i` tells: the nearest of its category that names
// its actor, else an earlier one that does not. events.size(): none.
std::size_t find_fuller(const std::vector<Event>& events, std::size_t i, std::size_t first) {
  std::size_t best = events.size();
  int best_distance = 0;
  for (std::size_t j = first; j < events.size(); ++j) {
    if (j == i || events[j].category != events[i].category) continue;
    if (is_unnamed(events[j]) && j > i) continue;
    const int distance =
        std::abs(events[j].trigger - events[i].trigger) + (is_unnamed(events[j]) ? 1000 : 0);
    if (best != events.size() && distance >= best_distance) continue;
    best = j;
    best_distance = distance;
  }
  return best;
}

}  // namespace

// Joins `event` into one of its sentence that tells the same: same category, actors that overlap,
// recipients that are equal or on one side only.
bool EventBuilder::merge(Event& event, std::size_t first_of_sentence) {
  for (std::size_t i = first_of_sentence; i < document_.events.size(); ++i) {
    Event& earlier = document_.events[i];
    if (earlier.category != event.category || earlier.auxiliary != event.auxiliary) continue;
    if (are_two_acts(tree_, earlier, event)) continue;
    if (earlier.trigger == event.trigger && !is_unnamed(earlier) && !is_unnamed(event)) {
      keep_fuller(event, earlier);
      return true;
    }
    const bool same_recipients = earlier.recipients.empty() || event.recipients.empty() ||
                                 has_party_of(earlier.recipients, event.recipients);
    if (!has_party_of(earlier.actors, event.actors) || !same_recipients) continue;
    if (earlier.recipients.empty() && earlier.actors.size() < 2) {
      earlier.recipients = std::move(event.recipients);
    }
    const bool is_same_trigger = earlier.trigger == event.trigger && !earlier.modes.empty();
    for (std::string& mode : event.modes) {
      if (is_same_trigger) break;
      if (std::find(earlier.modes.begin(), earlier.modes.end(), mode) == earlier.modes.end()) {
        earlier.modes.push_back(std::move(mode));
      }
    }
    take_counts(event.size, earlier.size);
    if (earlier.trigger != event.trigger) {
      earlier.event_text.insert(earlier.event_text.end(), event.event_text.begin(),
                                event.event_text.end());
    }
    earlier.confidence = std::max(earlier.confidence, event.confidence);
    return true;
  }
  return false;
}

// "Shelled the town and captured 20 soldiers": the 20 belong to the capture alone.
void EventBuilder::share_out_counts(std::size_t first_of_sentence) {
  auto& events = document_.events;
  for (std::size_t i = first_of_sentence; i < events.size(); ++i) {
    for (std::size_t j = i + 1; j < events.size(); ++j) {
      if (!are_two_acts(tree_, events[i], events[j])) continue;
      const std::uint32_t a = tree_.token(events[i].trigger).start;
      const std::uint32_t b = tree_.token(events[j].trigger).start;
      keep_nearer(events[i].size.dead, a, events[j].size.dead, b);
      keep_nearer(events[i].size.injured, a, events[j].size.injured, b);
      keep_nearer(events[i].size.arrested, a, events[j].size.arrested, b);
    }
  }
}

// Notes of this sentence after event `index` is taken out.
void EventBuilder::forget_noted(std::int32_t index, const std::string& why) {
  for (std::size_t i = first_note_; i < document_.trigger_notes.size(); ++i) {
    TriggerNote& trigger_note = document_.trigger_notes[i];
    if (trigger_note.event == index) {
      trigger_note.event = kNone;
      trigger_note.why_not = why;
    } else if (trigger_note.event > index) {
      --trigger_note.event;
    }
  }
}

void EventBuilder::remove_event(std::size_t index, const std::string& why) {
  forget_noted(static_cast<std::int32_t>(index), why);
  document_.events.erase(document_.events.begin() + static_cast<std::ptrdiff_t>(index));
  grounds_.erase(grounds_.begin() + static_cast<std::ptrdiff_t>(index));
}

// Removes what is too unlikely to be right, or to be told at all.
void EventBuilder::drop_unlikely(std::size_t first_of_sentence) {
  for (std::size_t i = document_.events.size(); i-- > first_of_sentence;) {
    const Event& event = document_.events[i];
    const Likelihood& least = confidence_.least(event.quad_code);
    if (event.confidence < least.right || grounds_[i].told < least.told) {
      remove_event(i, "it is too unlikely to be right");
    }
  }
}

// "Ten people were killed in Israeli airstrikes": two triggers of one category, and only one names
// who did it. The other gives it its victims and its counts.
void EventBuilder::join_unnamed(std::size_t first_of_sentence) {
  auto& events = document_.events;
  for (std::size_t i = first_of_sentence; i < events.size(); ++i) {
    if (!is_unnamed(events[i])) continue;
    const std::size_t j = find_fuller(events, i, first_of_sentence);
    if (j == events.size()) continue;
    if (events[j].recipients.empty()) events[j].recipients = std::move(events[i].recipients);
    if (events[j].modes.empty()) events[j].modes = std::move(events[i].modes);
    take_counts(events[i].size, events[j].size);
    remove_event(i, "told by another trigger of the sentence");
    --i;
  }
}

// Removes events that are part of another one of the same actor: what a protest demands.
void EventBuilder::drop_absorbed(std::size_t first_of_sentence) {
  auto& events = document_.events;
  for (std::size_t i = first_of_sentence; i < events.size(); ++i) {
    const EventCategory* category = schema_.find(events[i].category);
    if (category == nullptr || category->absorbs.empty()) continue;
    for (std::size_t j = events.size(); j-- > first_of_sentence;) {
      const bool is_part = std::find(category->absorbs.begin(), category->absorbs.end(),
                                     events[j].category) != category->absorbs.end();
      if (j == i || !is_part || !has_party_of(events[i].actors, events[j].actors)) continue;
      // Whom a protest asks is whom it is against.
      if (events[i].recipients.empty()) events[i].recipients = events[j].recipients;
      remove_event(j, "part of the " + events[i].category + " of the same actor");
      if (j < i) --i;
    }
  }
}

}  // namespace casus
