#include "pipeline/events/participants.h"

#include <algorithm>

#include "pipeline/events/distant_recipients.h"
#include "pipeline/events/happening.h"
#include "pipeline/events/role_finder.h"

namespace casus {

namespace {

bool is_known(const ActorCode& actor) { return !actor.code.empty() || !actor.sector.empty(); }

Participant participant_of(const Tree& tree, const ActorPhrase& phrase) {
  return {phrase.actor, std::string(tree.document().words(phrase.start, phrase.end)), phrase.start,
          phrase.end, phrase.head};
}

const ActorPhrase* phrase_of(const Tree& tree, TokenIndex t) {
  const auto& at = tree.document().actor_at;
  if (static_cast<std::size_t>(t) >= at.size()) return nullptr;
  const std::int32_t index = at[static_cast<std::size_t>(t)];
  if (index == kNone) return nullptr;
  return &tree.document().actor_phrases[static_cast<std::size_t>(index)];
}

// "Terror" of "the terror attacks in Paris" is no name that the attacks' code could be of.
bool is_capitalised(const Token& token) {
  return !token.form.empty() && !(token.form[0] >= 'a' && token.form[0] <= 'z');
}

// "September" of "the September airstrikes".
bool is_in_time(const Tree& tree, TokenIndex t) {
  const auto& times = tree.document().times;
  const std::uint32_t at = tree.token(t).start;
  auto time = std::upper_bound(times.begin(), times.end(), at,
                               [](std::uint32_t start, const Time& x) { return start < x.start; });
  return time != times.begin() && at < std::prev(time)->end;
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

const Place* place_at(const Tree& tree, TokenIndex t) {
  const auto& places = tree.document().places;
  auto place = std::upper_bound(places.begin(), places.end(), t,
                                [](TokenIndex token, const Place& p) { return token < p.first; });
  if (place == places.begin()) return nullptr;
  --place;
  return t < place->last ? &*place : nullptr;
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

// "Kigali" of "the Kigali Amendment": where a text was made, and nobody's.
bool is_place_of_text(const Tree& tree, TokenIndex t) {
  constexpr int kCountry = 1;
  const Token& token = tree.token(t);
  if (token.head == kNoToken || token.relation != Relation::kCompound) return false;
  const Place* place = place_at(tree, t);
  return place != nullptr && place->resolution > kCountry &&
         tree.is_any(token.head, tree.lexicon().named_after_places());
}

// "Russian" of "the Russian-led invasion"; kNoToken: nobody leads.
TokenIndex leading_name(const Tree& tree, TokenIndex participle) {
  if (!tree.is_any(participle, tree.lexicon().leading_verbs())) return kNoToken;
  return tree.find_child(participle, [&](TokenIndex c) {
    return c + 2 == participle && is_capitalised(tree.token(c)) &&
           tree.token(c + 1).upos == Upos::kPunct;
  });
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

}  // namespace

bool find_direct(const Tree& tree, const EntityAt& entity_at, TokenIndex t, Participant& found) {
  const ActorPhrase* phrase = phrase_of(tree, t);
  if (phrase == nullptr || !is_known(phrase->actor)) {
    const TokenIndex antecedent = tree.pronoun_antecedent(t);
    if (antecedent != kNoToken) phrase = phrase_of(tree, antecedent);
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
  const ActorPhrase* phrase = phrase_of(tree, t);
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
  const ActorPhrase* phrase = phrase_of(tree, token);
  const Relation relation = tree.token(token).relation;
  const bool is_adjective = (relation == Relation::kAmod || relation == Relation::kCompound) &&
                            tree.token(token).upos != Upos::kNum && !is_in_time(tree, token);
  const TokenIndex leader = is_adjective ? leading_name(tree, token) : kNoToken;
  if (leader != kNoToken && find_direct(tree, entity_at, leader, found)) return true;
  const bool is_name = is_capitalised(tree.token(token)) || leader != kNoToken;
  if (phrase == nullptr && is_adjective && is_name) {
    // "the Australian ultimatum": the adjective is no phrase; the code is the noun's.
    phrase = phrase_of(tree, tree.token(token).head);
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

std::string path_name(const Path& path, const WordTable& words) {
  constexpr std::string_view kNames[] = {"",     "subj",     "obj",   "iobj",  "nmod", "amod",
                                         "poss", "compound", "xcomp", "ccomp", "aux",  "vsubj"};
  std::string name;
  for (const Step& step : path) {
    if (!name.empty()) name += '.';
    name += step.slot == Slot::kPreposition ? words.word(step.preposition)
                                            : kNames[static_cast<std::size_t>(step.slot)];
  }
  return name;
}

namespace {

// "A strike by the army on the town", "warrants from the court for two ministers": the tree may
// hang the town on the army. Where something is and whose it is stays with the army.
void add_doers_of_noun(const Finder& finder, TermId preposition, TokenList& found) {
  const Tree& tree = finder.tree;
  const EventLexicon& lexicon = tree.lexicon();
  const auto& roles = finder.entry.recipient;
  const bool is_first = !roles.empty() && roles.front().front().preposition == preposition;
  const bool is_scene = !is_first && lexicon.scene_prepositions().contains(preposition);
  if (is_scene || lexicon.origin_prepositions().contains(preposition) ||
      lexicon.agent_prepositions().contains(preposition)) {
    return;
  }
  tree.each_child(finder.match.head, [&](TokenIndex c) {
    const TokenIndex by = tree.preposition(c);
    const bool is_doer = tree.token(c).relation == Relation::kNmod && by != kNoToken &&
                         tree.is_any(by, lexicon.agent_prepositions());
    if (is_doer) found.add(c);
  });
}

// Where a role's first step starts: the head, for prepositions also its object, or the verb
// whose object the head is, since the tree is often wrong about that.
TokenList role_starts(const Finder& finder, const Step& step) {
  const Tree& tree = finder.tree;
  TokenList found;
  found.add(finder.match.head);
  // Words in a row are no predicate: their clause has the arguments.
  if (finder.match.run_length > 0) found.add(tree.clause(finder.match.head));
  for (int i = 1; i < finder.match.run_length; ++i) found.add(finder.match.head + i);
  if (step.slot != Slot::kPreposition) return found;
  if (tree.is_verb(finder.match.head)) {
    found.add_all(tree.objects(finder.match.head));
    for (std::size_t i = 0; i < finder.entry.conditions.size(); ++i) {
      if (finder.match.bound[i] != kNoToken) found.add(finder.match.bound[i]);
    }
    return found;
  }
  const Token& head = tree.token(finder.match.head);
  if (head.relation == Relation::kObj && head.head != kNoToken) found.add(head.head);
  add_doers_of_noun(finder, step.preposition, found);
  // "The torture of prisoners by soldiers": the tree may hang the soldiers on the prisoners.
  if (tree.lexicon().agent_prepositions().contains(step.preposition)) {
    tree.each_child(finder.match.head, [&](TokenIndex c) {
      const TokenIndex preposition = tree.preposition(c);
      const bool is_of = tree.token(c).relation == Relation::kNmod && preposition != kNoToken &&
                         tree.is_any(preposition, tree.lexicon().origin_prepositions());
      if (is_of) found.add(c);
    });
  }
  return found;
}

TokenList step_from(const Tree& tree, TokenIndex start, const Step& step) {
  TokenList found = tree.dependents(start, step);
  if (step.slot == Slot::kPreposition &&
      tree.lexicon().dative_prepositions().contains(step.preposition)) {
    found.add_all(tree.dependents(start, {Slot::kIndirectObject, kNoTerm}));
  }
  return found;
}

// "Adopted a resolution which condemned the attack": what a document does, whoever issues it does.
TokenList with_issuers(const Tree& tree, const TokenList& subjects) {
  TokenList found;
  for (const TokenIndex t : subjects) {
    const Token& token = tree.token(t);
    const bool is_issued = token.head != kNoToken && tree.is_verb(token.head) &&
                           (token.relation == Relation::kObj ||
                            (token.relation == Relation::kNsubj && has_subtype(token, "pass")));
    if (is_issued && !tree.is_actor(t) && tree.is_any(t, tree.lexicon().reporting().documents)) {
      found.add_all(tree.subjects(token.head));
    } else {
      found.add(t);
    }
  }
  return found;
}

}  // namespace

TokenList role_tokens(const Finder& finder, const Path& path, std::size_t steps) {
  const Tree& tree = finder.tree;
  TokenList from;
  for (std::size_t i = 0; path.size() > 1 && i < finder.entry.conditions.size(); ++i) {
    const Path& condition = finder.entry.conditions[i].path;
    const bool is_start = condition.size() == 1 && condition[0] == path[0];
    if (is_start && finder.match.bound[i] != kNoToken) from.add(finder.match.bound[i]);
  }
  if (from.empty() && path[0].slot == Slot::kSubject &&
      finder.entry.head_class == HeadClass::kAdjective) {
    from = tree.surface_subjects(finder.match.head);
  }
  if (from.empty()) {
    for (const TokenIndex start : role_starts(finder, path[0])) {
      from.add_all(step_from(tree, start, path[0]));
    }
  }
  for (std::size_t step = 1; step < steps; ++step) {
    TokenList next;
    for (const TokenIndex t : from) next.add_all(step_from(tree, t, path[step]));
    from = next;
  }
  return path.size() == 1 && path[0].slot == Slot::kSubject ? with_issuers(tree, from) : from;
}

namespace {

// Whose a happening is: its possessor, or an adjective or noun before it that is no place of it.
bool find_owner_of_happening(const Finder& finder, TokenIndex happening, Participant& found) {
  for (const TokenIndex owner : owners(finder.tree, happening)) {
    const Token& token = finder.tree.token(owner);
    if (token.relation == Relation::kNmod && !has_subtype(token, "poss")) continue;
    if (is_scene_of_happening(finder.tree, owner)) continue;
    if (find_direct(finder.tree, finder.entity_at, owner, found)) return true;
    const TokenIndex leader = leading_name(finder.tree, owner);  // "the NATO-led raid"
    if (leader != kNoToken && find_direct(finder.tree, finder.entity_at, leader, found))
      return true;
    const Entity* entity = coded_entity(finder.tree, finder.entity_at, owner);
    // "An Iraqi Air Force strike": the nationality may be a word of an unknown body's name.
    const ActorPhrase* phrase = phrase_of(finder.tree, happening);
    const bool is_of_code =
        entity == nullptr && phrase != nullptr && !phrase->actor.code.empty() &&
        (leader != kNoToken || (token.upos == Upos::kAdj && is_capitalised(token)));
    if (is_of_code) {
      found = participant_of(finder.tree, *phrase);
      return true;
    }
    if (entity == nullptr) continue;
    found = {entity->actor, std::string(finder.tree.document().words(entity->start, entity->end)),
             entity->start, entity->end, owner};
    return true;
  }
  return false;
}

// How a role may be filled, the best way first: by an actor, by a thing of an actor, by the code
// of the thing that the role's words would hang on ("the Australian ultimatum").
enum class Filling { kActor, kThing, kCodeAbove };
enum class Side { kActor, kRecipient };

// A happening does nothing by itself: it is no thing that stands for whoever it hangs on.
bool find_filling(const Finder& finder, TokenIndex t, Side side, bool may_be_thing,
                  Participant& found, bool& is_direct) {
  const Tree& tree = finder.tree;
  if (side == Side::kActor && is_scene_of_happening(tree, t)) return false;
  const bool is_happening =
      side == Side::kActor && tree.is_noun(t) && tree.is_any(t, tree.lexicon().happenings());
  if (!is_happening) {
    return find_participant(tree, finder.entity_at, t, may_be_thing, found, is_direct);
  }
  is_direct = false;
  return may_be_thing && find_owner_of_happening(finder, t, found);
}

}  // namespace

// The actor at `t` and those that are coordinated with it, all of codes other than `known`.
void add_group(const Finder& finder, TokenIndex t, std::string_view known,
               std::vector<Participant>& list, const std::vector<Participant>& others) {
  TokenList group;
  finder.tree.add_with_conjuncts(t, group);
  for (const TokenIndex member : group) {
    Participant found;
    if (!find_direct(finder.tree, finder.entity_at, member, found)) continue;
    if (!known.empty() && found.actor.code == known) continue;
    const Participant first = found;
    add_participant(std::move(found), list, others);
    add_further_parties(finder, member, first, list, others);
  }
}

namespace {

// "Exports to Iran, Cuba and Sudan": the thing is of all of them.
void add_further_owners(const Finder& finder, TokenIndex thing, const Participant& first,
                        std::vector<Participant>& list, const std::vector<Participant>& others) {
  for (const TokenIndex owner : owners(finder.tree, thing)) {
    Participant found;
    if (!find_direct(finder.tree, finder.entity_at, owner, found)) continue;
    if (found.actor.code != first.actor.code) continue;
    return add_group(finder, owner, first.actor.code, list, others);
  }
}

// "Several states, including Canada and Norway": those whom words without an actor of their own
// name as examples.
void add_examples(const Finder& finder, TokenIndex t, std::vector<Participant>& list,
                  const std::vector<Participant>& others) {
  const Tree& tree = finder.tree;
  tree.each_child(t, [&](TokenIndex c) {
    const TokenIndex preposition = tree.preposition(c);
    if (tree.token(c).relation != Relation::kNmod || preposition == kNoToken) return;
    if (!tree.is_any(preposition, tree.lexicon().example_prepositions())) return;
    add_group(finder, c, {}, list, others);
  });
}

bool is_plural_noun(const Finder& finder, TokenIndex t) {
  return finder.tree.is_noun(t) && has_feature(finder.tree.token(t), "Number=Plur");
}

// "its" of "its demand"; kNoToken: none.
TokenIndex pronoun_before(const Tree& tree, TokenIndex thing) {
  return tree.find_child(thing, [&](TokenIndex c) {
    return tree.token(c).upos == Upos::kPron && is_possessor(tree.token(c));
  });
}

}  // namespace

// Who is no recipient though a role has them: in "sent its soldiers to the border" the soldiers,
// which are above the border; in "withdrew its demand" whoever "its" stands for.
bool is_own(const Finder& finder, TokenIndex t, bool is_above, const Participant& party,
            const std::vector<Participant>& actors) {
  const auto has_code = [&](const Participant& p) { return p.actor.code == party.actor.code; };
  if (is_above) {
    return party.actor.code.empty() || std::any_of(actors.begin(), actors.end(), has_code);
  }
  return finder.tree.token(t).upos == Upos::kPron &&
         std::any_of(actors.begin(), actors.end(), [&](const Participant& p) {
           const std::string& sector = p.actor.sector;
           const bool is_same =
               sector == party.actor.sector || sector.empty() || party.actor.sector.empty();
           return has_code(p) && is_same;
         });
}

namespace {

// Also "clashes" as a subject that the tagger takes for a verb.
bool is_happening(const Finder& finder, TokenIndex t) {
  const Tree& tree = finder.tree;
  const bool is_nominal = tree.is_noun(t) || tree.token(t).relation == Relation::kNsubj;
  return is_nominal && tree.is_any(t, tree.lexicon().happenings());
}

}  // namespace

// "The watchdog said that soldiers beat them": a body speaks as "they", and nobody can beat it.
bool is_bodys_pronoun(const Finder& finder, TokenIndex t) {
  const EventCategory* category = finder.entry.category;
  const Token& token = finder.tree.token(t);
  if (category == nullptr || category->scene != EventScene::kStruck) return false;
  if (!is_pronoun(finder.tree, t) || !has_feature(token, "Number=Plur")) return false;
  const TokenIndex antecedent = finder.tree.pronoun_antecedent(t);
  return antecedent != kNoToken && !is_pronoun(finder.tree, antecedent) &&
         !has_feature(finder.tree.token(antecedent), "Number=Plur") &&
         finder.tree.child(antecedent, Relation::kConj) == kNoToken;
}

namespace {

bool find_unknown_person(const Finder& finder, TokenIndex t, Participant& found) {
  const EventCategory* category = finder.entry.category;
  return category != nullptr && category->may_strike_strangers &&
         find_stranger(finder.tree, t, found);
}

}  // namespace

// A word of the trigger's pattern.
bool is_required(const Finder& finder, TokenIndex t) {
  const auto& bound = finder.match.bound;
  return std::find(bound.begin(), bound.end(), t) != bound.end();
}

namespace {}  // namespace

// A state as such is no recipient of what its own say of this kind.
bool is_outward(const Finder& finder) {
  const EventCategory* category = finder.entry.category;
  return category != nullptr && !category->outward_sectors.empty();
}

namespace {

// "Port workers protests": what happens is not whom it is done to, nor is it whose promise it is
// that it is made to ("reaffirmed the state's commitment").
bool is_trigger_itself(const Finder& finder, const Participant& found, bool is_above) {
  const Tree& tree = finder.tree;
  const bool is_pattern = found.head == finder.match.head || is_required(finder, found.head);
  if (found.head == kNoToken || !tree.is_noun(found.head) || !is_pattern) return false;
  if (tree.is_any(found.head, tree.lexicon().gatherings())) return true;
  if (!is_above || !is_outward(finder)) return false;
  return tree.find_child(found.head, [&](TokenIndex c) { return is_possessor(tree.token(c)); }) !=
         kNoToken;
}

bool fill(const Finder& finder, const std::vector<Path>& roles, Side side,
          const std::vector<Participant>& others, std::vector<Participant>& list, bool& is_direct,
          std::string& role_name);

}  // namespace

void take_doers(const Finder& finder, TokenIndex happening, std::vector<Participant>& list,
                const std::vector<Participant>& others) {
  const Tree& tree = finder.tree;
  for (const TokenIndex doer : doers_of_happening(tree, happening)) {
    add_group(finder, doer, {}, list, others);
  }
  Participant owner;
  if (list.empty() && find_owner_of_happening(finder, happening, owner)) {
    add_participant(std::move(owner), list, others);
  }
  if (!list.empty() || finder.is_nested) return;
  std::vector<Match> matches;
  std::int32_t anti = kNone;
  find_matches(tree, happening, matches, anti);
  for (const Match& match : matches) {
    const Entry& entry = tree.lexicon().entries()[static_cast<std::size_t>(match.entry)];
    const Finder nested{tree, finder.entity_at, match, entry, false, true};
    bool is_direct = false;
    std::string role;
    if (fill(nested, entry.actor, Side::kActor, others, list, is_direct, role)) return;
  }
  for (const TokenIndex subject : tree.subjects(happening)) {
    add_group(finder, subject, {}, list, others);
  }
}

// True of what is blamed, asked, refused or protested against: a deed has its victims after "of".
bool is_against_deeds(const Finder& finder) {
  const EventCategory* category = finder.entry.category;
  if (category == nullptr) return false;
  constexpr int kWordsOfStrife = 3;
  constexpr int kDeedsOfStrife = 4;
  return category->quad_code == kWordsOfStrife ||
         (category->quad_code == kDeedsOfStrife && category->scene == EventScene::kPlain);
}

namespace {}  // namespace

// "Journalists" of "the detention of journalists".
bool is_victim(const Tree& tree, TokenIndex t) {
  const Token& token = tree.token(tree.first_conjunct(t));
  const TokenIndex preposition = tree.preposition(tree.first_conjunct(t));
  return token.relation == Relation::kNmod && token.head != kNoToken && preposition != kNoToken &&
         tree.is_noun(token.head) && tree.is_any(preposition, tree.lexicon().part_prepositions()) &&
         tree.is_any(token.head, tree.lexicon().done_to());
}

namespace {

// "The detention of journalists"
bool names_victims(const Tree& tree, TokenIndex t) {
  return tree.is_noun(t) && tree.is_any(t, tree.lexicon().done_to()) &&
         tree.find_child(t, [&](TokenIndex c) { return is_victim(tree, c); }) != kNoToken;
}

// Puts whoever `t` names into `list`, if anybody.
void take_party(const Finder& finder, TokenIndex t, Filling filling, Side side,
                const std::vector<Participant>& others, std::vector<Participant>& list,
                bool& is_direct) {
  const bool is_above = filling == Filling::kCodeAbove;
  if (side == Side::kRecipient && is_bodys_pronoun(finder, t)) return;
  // "Allies such as Iran": they are nobody else than those.
  const bool are_unnamed =
      filling == Filling::kThing || finder.tree.is_any(t, finder.tree.lexicon().others());
  if (are_unnamed && is_plural_noun(finder, t)) {
    const std::size_t before = list.size();
    add_examples(finder, t, list, others);
    if (list.size() > before || (filling == Filling::kThing && before > 0)) return;
  }
  if (side == Side::kActor && filling == Filling::kThing && is_happening(finder, t)) {
    is_direct = false;
    return take_doers(finder, t, list, others);
  }
  Participant found;
  bool direct = false;
  // "Called the U.S.-led invasion of Iraq illegal": whoever is behind it comes before its place.
  if (side == Side::kRecipient && filling == Filling::kActor &&
      !find_direct(finder.tree, finder.entity_at, t, found) &&
      find_backer(finder.tree, finder.entity_at, t, found)) {
    return add_participant(std::move(found), list, others);
  }
  const bool has_victims = side == Side::kRecipient && is_against_deeds(finder);
  if (has_victims && t != finder.match.head && is_victim(finder.tree, t)) return;
  const bool is_of_victims = has_victims && names_victims(finder.tree, t);
  if (is_of_victims && is_above) return;
  const bool is_done_to = is_of_victims && filling == Filling::kThing;
  const bool is_deed =
      is_done_to || (side == Side::kRecipient && finder.recipient_did_it && !is_above &&
                     (is_happening(finder, t) || is_required(finder, t)));
  if (is_deed && !find_direct(finder.tree, finder.entity_at, t, found)) {
    is_direct = false;
    return take_doers(finder, t, list, others);
  }
  const bool is_people = side == Side::kRecipient &&
                         (find_unknown_person(finder, t, found) ||
                          (filling == Filling::kThing && find_gathered(finder.tree, t, found)));
  if (is_people) return add_participant(std::move(found), list, others);
  if (!find_filling(finder, t, side, filling != Filling::kActor, found, direct)) return;
  const bool is_recipient = side == Side::kRecipient;
  if (is_recipient && is_trigger_itself(finder, found, is_above)) return;
  // "Several leaders, including Chad's president": those who are named, where the many are not.
  const bool are_some = direct && found.actor.code.empty() && found.head != kNoToken;
  if (are_some && list.empty() && is_plural_noun(finder, found.head)) {
    add_examples(finder, found.head, list, others);
    if (!list.empty()) return;
  }
  TokenIndex whose = direct ? t : pronoun_before(finder.tree, t);
  const bool is_whose_thing = found.head != kNoToken && is_pronoun(finder.tree, found.head);
  if (whose == kNoToken && is_whose_thing) whose = found.head;
  if (is_recipient && whose != kNoToken) {
    // "Sent troops to its border": whose it is, and not who would live there.
    Participant owner;
    const bool is_owners = !direct && find_direct(finder.tree, finder.entity_at, whose, owner) &&
                           owner.actor.code == found.actor.code;
    if (is_own(finder, whose, is_above, is_owners ? owner : found, others)) return;
  }
  is_direct = direct;
  const Participant first = found;
  add_participant(std::move(found), list, others);
  if (direct) add_further_parties(finder, t, first, list, others);
  // "Chad and Mali said they would leave": both.
  const bool are_many = direct && has_feature(finder.tree.token(t), "Number=Plur");
  const TokenIndex antecedent = are_many ? finder.tree.pronoun_antecedent(t) : kNoToken;
  if (antecedent != kNoToken) add_group(finder, antecedent, {}, list, others);
  if (!direct && is_recipient) add_further_owners(finder, t, first, list, others);
}

// "Deputy Premier and Foreign Minister Rivas" is one person: an office alone has neither article
// nor country, and what is coordinated with it has its sector and a country.
void drop_titles(const Tree& tree, std::vector<Participant>& list) {
  const std::vector<Participant> all = list;
  std::erase_if(list, [&](const Participant& p) {
    const bool is_bare = p.actor.code.empty() && !p.actor.sector.empty() && p.head != kNoToken &&
                         tree.is_noun(p.head) && !has_feature(tree.token(p.head), "Number=Plur") &&
                         tree.child(p.head, Relation::kDet) == kNoToken;
    return is_bare && std::any_of(all.begin(), all.end(), [&](const Participant& other) {
             return !other.actor.code.empty() && other.actor.sector == p.actor.sector &&
                    p.head < other.head &&
                    tree.first_conjunct(other.head) == tree.first_conjunct(p.head);
           });
  });
}

bool is_role(const Path& role, Slot slot) { return role.size() == 1 && role[0].slot == slot; }

// "Declared the Israeli invasion a mistake": the nationality before a noun says who does it, not
// the subject of the verb that has it. For roles that name adjectives before `subject`.
bool take_nationality(const Finder& finder, const std::vector<Path>& roles, const Path& subject,
                      std::vector<Participant>& list, bool& is_direct) {
  const Tree& tree = finder.tree;
  if (!is_role(subject, Slot::kSubject) || !tree.is_noun(finder.match.head)) return false;
  for (const Path& role : roles) {
    if (&role == &subject) return false;
    if (!is_role(role, Slot::kAdjective)) continue;
    for (const TokenIndex t : role_tokens(finder, role, 1)) {
      const bool is_nationality = tree.token(t).upos == Upos::kAdj && is_capitalised(tree.token(t));
      if (!is_nationality) continue;
      take_party(finder, t, Filling::kThing, Side::kActor, {}, list, is_direct);
    }
    if (!list.empty()) return true;
  }
  return false;
}

// "Announced the Israeli offensive": whose it is did it, not whoever speaks of it.
bool is_spoken_of(const Finder& finder) {
  const Tree& tree = finder.tree;
  const Token& token = tree.token(finder.match.head);
  return tree.is_noun(finder.match.head) && token.relation == Relation::kObj &&
         token.head != kNoToken && tree.is_any(finder.match.head, tree.lexicon().happenings()) &&
         !tree.is_any(token.head, tree.lexicon().doing_verbs());
}

// The first role that is filled, in the best way.
bool fill(const Finder& finder, const std::vector<Path>& roles, Side side,
          const std::vector<Participant>& others, std::vector<Participant>& list, bool& is_direct,
          std::string& role_name) {
  Participant owner;
  const bool has_owner = side == Side::kActor && is_spoken_of(finder) &&
                         find_owner_of_happening(finder, finder.match.head, owner);
  if (has_owner) {
    add_participant(std::move(owner), list, others);
    role_name = "whose it is";
    return true;
  }
  for (const Filling filling : {Filling::kActor, Filling::kThing, Filling::kCodeAbove}) {
    for (const Path& role : roles) {
      const bool is_above = filling == Filling::kCodeAbove;
      // A party more would have its own words: "a joint exercise against smugglers".
      const bool has_party = finder.entry.is_reciprocal && !others.empty();
      if (is_above && (role.size() < 2 || has_party)) continue;
      const bool may_be_beside = side == Side::kActor && filling == Filling::kActor;
      if (may_be_beside && take_nationality(finder, roles, role, list, is_direct)) {
        role_name = "amod";
        return true;
      }
      for (const TokenIndex t : role_tokens(finder, role, role.size() - (is_above ? 1 : 0))) {
        take_party(finder, t, filling, side, others, list, is_direct);
      }
      if (list.empty()) continue;
      drop_titles(finder.tree, list);
      role_name = path_name(role, finder.tree.lexicon().words());
      return true;
    }
  }
  return false;
}

// "agree/v xcomp:*"
bool has_infinitive(const Entry& entry) {
  return std::any_of(
      entry.conditions.begin(), entry.conditions.end(), [](const Condition& condition) {
        return condition.path.size() == 1 && condition.path[0].slot == Slot::kInfinitive;
      });
}

// The role `did` among these.
bool names_doer(const Tree& tree, const std::vector<Path>& roles) {
  return std::any_of(roles.begin(), roles.end(), [&](const Path& role) {
    return role.size() == 1 && role[0].slot == Slot::kPreposition &&
           tree.lexicon().words().word(role[0].preposition) == "did";
  });
}

}  // namespace

Roles find_roles(const Tree& tree, const EntityAt& entity_at, const Match& match) {
  const Entry& entry = tree.lexicon().entries()[static_cast<std::size_t>(match.entry)];
  const Finder finder{tree, entity_at, match, entry, names_doer(tree, entry.recipient)};
  Roles roles;
  if (!entry.has_no_actor) {
    fill(finder, entry.actor, Side::kActor, {}, roles.actors, roles.actor_is_direct,
         roles.actor_role);
  }
  for (Participant& actor : roles.actors) {
    // "The Syrian uprising": the people of the state.
    Participant gathered;
    const bool is_trigger = actor.head == match.head && actor.actor.sector.empty();
    if (is_trigger && find_gathered(tree, match.head, gathered)) {
      actor.actor.sector = gathered.actor.sector;
    }
  }
  if (!entry.has_no_recipient) {
    fill(finder, entry.recipient, Side::kRecipient, roles.actors, roles.recipients,
         roles.recipient_is_direct, roles.recipient_role);
    // "India agreed to lower its tariffs on American goods": one that undertakes something alone.
    const bool is_one_sided =
        !entry.is_reciprocal || (roles.actors.size() == 1 && has_infinitive(entry) &&
                                 !roles.actors.front().actor.code.empty());
    if (roles.recipients.empty() && is_one_sided) {
      find_distant_recipient(finder, roles);
      if (entry.is_reciprocal) return roles;
    }
  }
  if (!entry.has_no_actor && roles.actors.empty()) find_doers_elsewhere(finder, roles);
  if (entry.is_reciprocal) {
    for (Participant& party : roles.recipients) {
      add_participant(std::move(party), roles.actors, {});
    }
    roles.recipients.clear();
  }
  return roles;
}

}  // namespace casus
