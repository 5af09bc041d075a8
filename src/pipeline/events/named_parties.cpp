#include "pipeline/events/named_parties.h"

#include <algorithm>

#include "pipeline/events/happening.h"
#include "pipeline/events/role_finder.h"

namespace casus {

namespace {

bool is_known(const ActorCode& actor) { return !actor.code.empty() || !actor.sector.empty(); }

// "September" of "the September airstrikes".
bool is_in_time(const Tree& tree, TokenIndex t) {
  const auto& times = tree.document().times;
  const std::uint32_t at = tree.token(t).start;
  auto time = std::upper_bound(times.begin(), times.end(), at,
                               [](std::uint32_t start, const Time& x) { return start < x.start; });
  return time != times.begin() && at < std::prev(time)->end;
}

const Place* place_at(const Tree& tree, TokenIndex t) {
  const auto& places = tree.document().places;
  auto place = std::upper_bound(places.begin(), places.end(), t,
                                [](TokenIndex token, const Place& p) { return token < p.first; });
  if (place == places.begin()) return nullptr;
  --place;
  return t < place->last ? &*place : nullptr;
}

// "Kigali" of "the Kigali Amendment": where a text was made, and nobody's.
bool is_place_of_text(const Tree& tree, TokenIndex t) {
  constexpr int kCountry = 1;
  const Token& token = tree.token(t);
  if (token.head == kNoToken || token.relation != Relation::kCompound) return false;
  const Place* place = place_at(tree, t);
  return place != nullptr && place->resolution > kCountry &&
         tree.is_any(token.head, tree.lexicon().named_after_places());
}

// The country of a place that the words name: "fired at targets in Jericho".
bool find_place_country(const Tree& tree, TokenIndex t, Participant& found) {
  const Place* place = place_at(tree, t);
  if (place == nullptr || place->country_code.empty()) return false;
  found = {};
  found.actor.code = place->country_code;
  found.actor.reason = "country of the place " + place->name;
  found.entity_text = std::string(tree.document().words(place->start, place->end));
  found.start = place->start;
  found.end = place->end;
  found.head = t;
  return true;
}

}  // namespace

Participant participant_of(const Tree& tree, const ActorPhrase& phrase) {
  return {phrase.actor, std::string(tree.document().words(phrase.start, phrase.end)), phrase.start,
          phrase.end, phrase.head};
}

// "Terror" of "the terror attacks in Paris" is no name that the attacks' code could be of.
bool is_capitalised(const Token& token) {
  return !token.form.empty() && !(token.form[0] >= 'a' && token.form[0] <= 'z');
}

// A named mention with a code that is no phrase of its own: "Israeli" in "the Israeli attack".
const Entity* coded_entity(const Tree& tree, const EntityAt& entity_at, TokenIndex t) {
  const std::int32_t index = entity_at[static_cast<std::size_t>(t)];
  if (index == kNone) return nullptr;
  const Entity& entity = tree.document().entities[static_cast<std::size_t>(index)];
  return entity.actor.code.empty() ? nullptr : &entity;
}

// Words whose actor is also that of the thing they hang on, nearest kind first.
TokenList owners(const Tree& tree, TokenIndex thing) {
  TokenList found;
  const auto add = [&](auto test) {
    tree.each_child(thing, [&](TokenIndex c) {
      if (test(tree.token(c))) found.add(c);
    });
  };
  add([](const Token& t) { return t.relation == Relation::kNmod && has_subtype(t, "poss"); });
  add([](const Token& t) {
    return t.relation == Relation::kCompound || t.relation == Relation::kAmod;
  });
  add([](const Token& t) { return t.relation == Relation::kNmod; });
  return found;
}

// A noun before a happening that says where it was: "the Mumbai bombings".
bool is_scene_of_happening(const Tree& tree, TokenIndex t) {
  constexpr int kCountry = 1;
  const Token& token = tree.token(tree.first_conjunct(t));
  if (token.head == kNoToken || token.relation != Relation::kCompound) return false;
  const Place* place = place_at(tree, t);
  const bool is_place = place != nullptr && place->resolution > kCountry;
  return (is_place || tree.is_any(t, tree.lexicon().struck_bodies())) &&
         tree.is_any(token.head, tree.lexicon().happenings());
}

// "Russian" of "the Russian-led invasion"; kNoToken: nobody leads.
TokenIndex leading_name(const Tree& tree, TokenIndex participle) {
  if (!tree.is_any(participle, tree.lexicon().leading_verbs())) return kNoToken;
  return tree.find_child(participle, [&](TokenIndex c) {
    return c + 2 == participle && is_capitalised(tree.token(c)) &&
           tree.token(c + 1).upos == Upos::kPunct;
  });
}

// "Iran" of "the Iranian-backed proposal": whoever is behind a thing.
bool find_backer(const Tree& tree, const EntityAt& entity_at, TokenIndex thing,
                 Participant& found) {
  return tree.find_child(thing, [&](TokenIndex c) {
    const Relation relation = tree.token(c).relation;
    const bool stands_before =
        c < thing && (relation == Relation::kAmod || relation == Relation::kCompound);
    if (!stands_before || !tree.is_any(c, tree.lexicon().backing_verbs())) return false;
    return tree.find_child(c, [&](TokenIndex d) {
      return d < c && find_direct(tree, entity_at, d, found);
    }) != kNoToken;
  }) != kNoToken;
}

bool find_direct(const Tree& tree, const EntityAt& entity_at, TokenIndex t, Participant& found) {
  const ActorPhrase* phrase = tree.phrase(t);
  if (phrase == nullptr || !is_known(phrase->actor)) {
    const TokenIndex antecedent = tree.pronoun_antecedent(t);
    if (antecedent != kNoToken) phrase = tree.phrase(antecedent);
  }
  if (phrase != nullptr) {
    if (!phrase->is_actor || !is_known(phrase->actor)) return false;
    found = participant_of(tree, *phrase);
    return true;
  }
  const Entity* entity = coded_entity(tree, entity_at, t);
  if (entity == nullptr) return false;
  found = {entity->actor, std::string(tree.document().words(entity->start, entity->end)),
           entity->start, entity->end, t};
  return true;
}

bool find_stranger(const Tree& tree, TokenIndex t, Participant& found) {
  const ActorPhrase* phrase = tree.phrase(t);
  if (phrase == nullptr || is_known(phrase->actor) || phrase->entity == kNone) return false;
  const Entity& entity = tree.document().entities[static_cast<std::size_t>(phrase->entity)];
  if (entity.type != EntityType::kPerson) return false;
  found = participant_of(tree, *phrase);
  found.actor.sector = sector_of_people(tree);
  found.actor.reason = "a person of whom nothing is known";
  return !found.actor.sector.empty();
}

bool find_participant(const Tree& tree, const EntityAt& entity_at, TokenIndex token,
                      bool may_be_thing, Participant& found, bool& is_direct) {
  is_direct = find_direct(tree, entity_at, token, found);
  if (is_direct || !may_be_thing) return is_direct;
  if (find_backer(tree, entity_at, token, found)) return true;
  const ActorPhrase* phrase = tree.phrase(token);
  const Relation relation = tree.token(token).relation;
  const bool is_adjective = (relation == Relation::kAmod || relation == Relation::kCompound) &&
                            tree.token(token).upos != Upos::kNum && !is_in_time(tree, token);
  const TokenIndex leader = is_adjective ? leading_name(tree, token) : kNoToken;
  if (leader != kNoToken && find_direct(tree, entity_at, leader, found)) return true;
  const bool is_name = is_capitalised(tree.token(token)) || leader != kNoToken;
  if (phrase == nullptr && is_adjective && is_name) {
    // "the Australian ultimatum": the adjective is no phrase; the code is the noun's.
    phrase = tree.phrase(tree.token(token).head);
  }
  if (phrase != nullptr && !phrase->actor.code.empty()) {
    found = participant_of(tree, *phrase);
    return true;
  }
  if (find_place_country(tree, token, found)) return true;
  TokenList things;
  things.add(token);
  for (int depth = 0; depth < 3 && !things.empty(); ++depth) {
    TokenList below;
    for (const TokenIndex thing : things) {
      for (const TokenIndex owner : owners(tree, thing)) {
        if (is_place_of_text(tree, owner)) continue;
        if (find_direct(tree, entity_at, owner, found)) return true;
        below.add(owner);
      }
    }
    things = below;
  }
  return false;
}

}  // namespace casus
