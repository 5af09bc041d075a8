#include "pipeline/events/participants.h"

#include <algorithm>

#include "pipeline/events/distant_recipients.h"
#include "pipeline/events/happening.h"
#include "pipeline/events/named_parties.h"
#include "pipeline/events/role_finder.h"

namespace casus {

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
    const ActorPhrase* phrase = finder.tree.phrase(happening);
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
