#include "pipeline/events/tree.h"

#include <algorithm>

#include "base/tree.h"

namespace casus {

bool Tree::is_verb(TokenIndex t) const {
  return token(t).upos == Upos::kVerb || is_verb_by_object(t);
}

// "Authorities in Mali ban marches": the tagger may take a present tense for a noun, and the parser
// still finds its object.
bool Tree::is_verb_by_object(TokenIndex t) const {
  if (token(t).upos != Upos::kNoun) return false;
  return child(t, Relation::kObj) != kNoToken && child(t, Relation::kDet) == kNoToken &&
         child(t, Relation::kCop) == kNoToken;
}

bool Tree::is_noun(TokenIndex t) const {
  const Upos upos = token(t).upos;
  return upos == Upos::kNoun || upos == Upos::kPropn;
}

bool Tree::is_adjective(TokenIndex t) const {
  return token(t).upos == Upos::kAdj || (is_verb(t) && has_feature(token(t), "VerbForm=Part"));
}

// "sit - in": tagged for itself, the last part of a split compound is what the compound is.
bool Tree::is_end_of_compound(TokenIndex t) const {
  const Upos upos = token(t).upos;
  return t > 0 && token(t - 1).form == "-" && (upos == Upos::kAdv || upos == Upos::kAdp);
}

bool Tree::is_of_class(TokenIndex t, HeadClass word_class) const {
  switch (word_class) {
    case HeadClass::kAny:
      return true;
    case HeadClass::kVerb:
      return is_verb(t);
    case HeadClass::kNoun:
      return is_noun(t) || is_end_of_compound(t);
    case HeadClass::kAdjective:
      return is_adjective(t);
  }
  return false;
}

namespace {

bool is_past_participle(const Token& token) {
  return has_feature(token, "VerbForm=Part") && has_feature(token, "Tense=Past");
}

}  // namespace

// "Forces raped, detained and killed villagers": the tree may take the first for a passive, though
// no auxiliary says so and the last verb of the row has an object.
bool Tree::begins_active_row(TokenIndex verb) const {
  constexpr TokenIndex kFarthest = 4;  // from verb to verb
  if (child(verb, Relation::kNsubj) == kNoToken || child(verb, Relation::kAux) != kNoToken ||
      own_object(verb) != kNoToken) {
    return false;
  }
  TokenIndex last = verb;
  return find_child(verb, [&](TokenIndex c) {
           const bool goes_on = c > last && c - last <= kFarthest && is_verb(c) &&
                                token(c).relation == Relation::kConj &&
                                child(c, Relation::kNsubj) == kNoToken &&
                                child(c, Relation::kAux) == kNoToken;
           if (!goes_on) return false;
           last = c;
           return child(c, Relation::kObj) != kNoToken && !has_feature(token(c), "VerbForm=Ger");
         }) != kNoToken;
}

// "Four soldiers killed in a raid": headlines leave the auxiliary out.
bool Tree::lacks_object(TokenIndex verb) const {
  const Token& here = token(verb);
  const bool may_lack = is_any(verb, lexicon_.never_without_object()) &&
                        has_feature(here, "Tense=Past") && here.relation != Relation::kAcl &&
                        own_object(verb) == kNoToken;
  if (!may_lack) return false;
  const TokenIndex subject = find_child(verb, [&](TokenIndex c) {
    return c < verb && token(c).relation == Relation::kNsubj && is_actor(c);
  });
  const bool has_number = static_cast<std::size_t>(verb) + 1 < document_.tokens.size() &&
                          token(verb + 1).upos == Upos::kNum;  // "killed 12 in Kabul"
  const bool has_clause = child(verb, Relation::kCcomp) != kNoToken;
  return subject != kNoToken && !has_number && !has_clause;
}

bool Tree::is_passive(TokenIndex verb) const {
  for (int climbed = 0; climbed < kMaxClimb; ++climbed) {
    bool has_own_auxiliary = false;
    if (begins_active_row(verb)) return false;
    const TokenIndex sign = find_child(verb, [&](TokenIndex c) {
      const Token& child = token(c);
      if (child.relation == Relation::kAux) has_own_auxiliary = true;
      return (child.relation == Relation::kAux || child.relation == Relation::kNsubj) &&
             has_subtype(child, "pass");
    });
    if (sign != kNoToken || (!has_own_auxiliary && lacks_object(verb))) return true;
    if (has_own_auxiliary || !is_past_participle(token(verb))) return false;
    const Relation relation = token(verb).relation;
    if (relation == Relation::kAcl || relation == Relation::kAmod) {
      return own_subject(verb) == kNoToken;  // "reports the army killed": not by them
    }
    if (relation == Relation::kAdvcl) return own_object(verb) == kNoToken;
    // "Is reported killed", "was found beaten"
    const bool is_found = relation == Relation::kXcomp && own_object(verb) == kNoToken;
    if (is_found && is_verb(token(verb).head)) {
      verb = token(verb).head;
      continue;
    }
    if (relation != Relation::kConj) return false;
    verb = token(verb).head;
    // "Medics who were convicted of infecting them and sentenced": coordinated one clause too low.
    const bool is_too_low = token(verb).relation == Relation::kAdvcl &&
                            !is_past_participle(token(verb)) &&
                            child(verb, Relation::kMark) != kNoToken;
    if (is_too_low) verb = token(verb).head;
  }
  return false;
}

bool Tree::is_relative_pronoun(TokenIndex t) const {
  return token(t).upos == Upos::kPron && has_feature(token(t), "PronType=Rel");
}

const ActorPhrase* Tree::phrase(TokenIndex t) const {
  const auto& at = document_.actor_at;
  if (static_cast<std::size_t>(t) >= at.size()) return nullptr;
  const std::int32_t index = at[static_cast<std::size_t>(t)];
  return index == kNone ? nullptr : &document_.actor_phrases[static_cast<std::size_t>(index)];
}

const Entity* Tree::named_entity(TokenIndex t) const {
  const ActorPhrase* head = phrase(t);
  if (head == nullptr || head->entity == kNone) return nullptr;
  return &document_.entities[static_cast<std::size_t>(head->entity)];
}

bool Tree::is_actor(TokenIndex t) const {
  const ActorPhrase* head = phrase(t);
  return head != nullptr && head->is_actor &&
         !(head->actor.code.empty() && head->actor.sector.empty());
}

bool Tree::is_named_person(TokenIndex t) const {
  const Entity* entity = named_entity(t);
  return entity != nullptr && entity->type == EntityType::kPerson;
}

TokenIndex Tree::pronoun_antecedent(TokenIndex pronoun) const {
  if (token(pronoun).upos != Upos::kPron || !has_feature(token(pronoun), "Person=3")) {
    return kNoToken;
  }
  const Relation relation = token(pronoun).relation;
  const bool is_one = has_feature(token(pronoun), "Number=Sing");
  TokenIndex t = relation == Relation::kNsubj ? token(pronoun).head : pronoun;
  // "Says they jailed her": an object is none of the subjects of its own clause.
  if (relation == Relation::kObj || relation == Relation::kIobj || relation == Relation::kObl) {
    t = token(pronoun).head;
    for (int climbed = 0; climbed < kMaxClimb && t != kNoToken; ++climbed) {
      const Token& here = token(t);
      // "Guards arrested, detained and beat them": all are of one subject.
      const bool shares_subject = here.relation == Relation::kConj && own_subject(t) == kNoToken;
      if (here.relation != Relation::kXcomp && !shares_subject) break;
      t = here.head;
    }
    if (t == kNoToken) return kNoToken;
  }
  for (int climbed = 0; climbed < kMaxClimb && t != kNoToken; ++climbed) {
    const TokenIndex governor = token(t).head;
    if (governor == kNoToken) return kNoToken;
    const TokenIndex subject = own_subject(governor);
    const bool agrees =
        subject == kNoToken || !is_one || !has_feature(token(subject), "Number=Plur");
    // "Rui Sol says that he ...": a person of whom nothing is known is nobody above.
    const bool is_somebody = subject != kNoToken && (is_actor(subject) || is_named_person(subject));
    if (is_somebody && subject != t && agrees) return subject;
    if (subject != kNoToken && subject == t && is_named_person(t)) return t;  // "Sol and his men"
    t = governor;
  }
  return kNoToken;
}

TokenIndex Tree::preposition(TokenIndex dependent) const {
  return find_child(dependent, [&](TokenIndex c) {
    return token(c).relation == Relation::kCase ||
           (token(c).relation == Relation::kMark && token(c).upos != Upos::kPart);
  });
}

// "With Poland's Security Bureau Chief Pawel Soloch": the tree may hang the preposition on a word
// before the name; kNoToken: there is none.
TokenIndex Tree::stray_preposition(TokenIndex dependent) const {
  TokenIndex t = dependent;
  for (int depth = 0; depth < 4; ++depth) {
    t = find_child(t, [&](TokenIndex c) {
      const Relation relation = token(c).relation;
      return c < dependent && is_noun(c) &&
             (relation == Relation::kCompound || relation == Relation::kNmod);
    });
    if (t == kNoToken) return kNoToken;
    const TokenIndex first = token(t).first_child;
    if (first != kNoToken && first < t && token(first).relation == Relation::kCase) return first;
  }
  return kNoToken;
}

bool Tree::has_preposition(TokenIndex dependent, TermId wanted) const {
  bool has_any = false;
  const TokenIndex found = find_child(dependent, [&](TokenIndex c) {
    const Relation relation = token(c).relation;
    if (relation != Relation::kCase && relation != Relation::kMark) return false;
    has_any = true;
    return lemma(c) == wanted || form(c) == wanted;
  });
  if (found != kNoToken || has_any) return found != kNoToken;
  const TokenIndex stray = stray_preposition(dependent);
  return stray != kNoToken && (lemma(stray) == wanted || form(stray) == wanted);
}

TokenIndex Tree::first_conjunct(TokenIndex t) const {
  for (int climbed = 0; climbed < kMaxClimb; ++climbed) {
    if (token(t).relation != Relation::kConj || token(t).head == kNoToken) return t;
    t = token(t).head;
  }
  return t;
}

void Tree::add_with_conjuncts(TokenIndex t, TokenList& list) const {
  list.add(t);
  const TokenIndex stray = stray_conjunct(t);
  // Of names "A, B and C" the tree may hang C on B.
  const bool is_list_of_names = stray != kNoToken && token(t).upos == Upos::kPropn &&
                                child(stray, Relation::kConj) != kNoToken;
  each_child(t, [&](TokenIndex c) {
    if (token(c).relation == Relation::kConj && (c != stray || is_list_of_names)) list.add(c);
  });
  add_conjuncts_of_name(t, list);
  TokenIndex deeper = is_list_of_names ? stray : kNoToken;
  for (int steps = 0; deeper != kNoToken && steps < kMaxClimb; ++steps) {
    deeper = child(deeper, Relation::kConj);
    if (deeper != kNoToken) list.add(deeper);
  }
}

// True where a name with a code begins at `t`.
bool Tree::is_coded_name(TokenIndex t) const {
  const auto& names = document_.entities;
  const auto name = std::lower_bound(names.begin(), names.end(), t,
                                     [](const Entity& e, TokenIndex at) { return e.first < at; });
  return name != names.end() && name->first == t && !name->actor.code.empty();
}

// "The Republic of Chad and the Republic of Mali": the tree may hang the second on "Chad", a word
// inside of the first one's name. What is coordinated there is a party beside the name.
void Tree::add_conjuncts_of_name(TokenIndex t, TokenList& list) const {
  const Entity* name = named_entity(t);
  if (name == nullptr) return;
  for (TokenIndex inner = name->first; inner < name->last; ++inner) {
    if (inner == t) continue;
    each_child(inner, [&](TokenIndex c) {
      const bool is_outside = c < name->first || c >= name->last;
      const bool is_somebody = phrase(c) != nullptr || is_coded_name(c);
      if (token(c).relation == Relation::kConj && is_outside && is_somebody) list.add(c);
    });
  }
}

// "President Lee and Turkish President Kaya": the tree may coordinate "Turkish" beside the noun.
bool Tree::is_adjective_of_conjunct(TokenIndex adjective, TokenIndex noun) const {
  if (token(adjective).upos != Upos::kAdj || child(adjective, Relation::kCc) == kNoToken) {
    return false;
  }
  for (TokenIndex t = adjective + 1; t < noun; ++t) {
    if (token(t).head != noun || t - adjective > kMaxClimb) return false;
  }
  return adjective < noun;
}

// The last of several conjuncts has a conjunction; a noun without one that comes last is none:
// "killed 20 people, officials said".
TokenIndex Tree::stray_conjunct(TokenIndex t) const {
  TokenIndex last = kNoToken;
  TokenIndex before = kNoToken;
  each_child(t, [&](TokenIndex c) {
    if (token(c).relation != Relation::kConj) return;
    before = last;
    last = c;
  });
  if (last == kNoToken || !is_noun(last) || child(last, Relation::kCc) != kNoToken) return kNoToken;
  if (before != kNoToken && is_adjective_of_conjunct(before, last)) return kNoToken;
  return last;
}

// ---- objects ----------------------------------------------------------------------------------

// An indirect object is the object where there is no other: "urged Chile to resume talks".
TokenIndex Tree::own_object(TokenIndex predicate) const {
  const TokenIndex object = child(predicate, Relation::kObj);
  return object != kNoToken ? object : child(predicate, Relation::kIobj);
}

// The antecedent, where the verb of a relative clause has a subject of its own and no object:
// "the village that rebels shelled".
TokenIndex Tree::relative_gap(TokenIndex predicate) const {
  const Token& here = token(predicate);
  if (here.relation != Relation::kAcl || !has_subtype(here, "relcl")) return kNoToken;
  const TokenIndex subject = own_subject(predicate);
  return subject == kNoToken || is_relative_pronoun(subject) ? kNoToken : here.head;
}

// "Harassed, detained, arrested and beat reporters": the object of the last verb of a row is that
// of all, where nothing stands between them.
TokenIndex Tree::object_of_row(TokenIndex predicate) const {
  constexpr TokenIndex kFarthest = 4;  // from verb to verb
  constexpr TokenIndex kLongest = 32;  // tokens of a row
  const auto end = static_cast<TokenIndex>(document_.tokens.size());
  const TokenIndex first = first_conjunct(predicate);
  TokenIndex last = predicate;
  for (TokenIndex t = predicate + 1; t < end && t - last <= kFarthest; ++t) {
    if (t - predicate > kLongest) break;
    const bool is_next =
        token(t).relation == Relation::kConj && is_verb(t) && first_conjunct(t) == first;
    if (!is_next) continue;
    if (own_subject(t) != kNoToken || is_passive(t)) break;
    if (const TokenIndex object = own_object(t); object != kNoToken) return object;
    last = t;
  }
  return kNoToken;
}

// "Condemned in the strongest terms the attack": the tree may take the object for another name of
// what stands before it. No comma parts them.
TokenIndex Tree::shifted_object(TokenIndex verb) const {
  TokenIndex object = kNoToken;
  each_child(verb, [&](TokenIndex c) {
    if (token(c).relation != Relation::kObl || c < verb || object != kNoToken) return;
    const TokenIndex found = find_child(c, [&](TokenIndex d) {
      const Token& named = token(d);
      const bool is_name = named.relation == Relation::kAppos ||
                           (named.relation == Relation::kNmod && has_subtype(named, "unmarked"));
      const TokenIndex determiner = child(d, Relation::kDet);
      return d > c && is_name && is_noun(d) && determiner == c + 1 &&
             child(d, Relation::kCase) == kNoToken;
    });
    object = found;
  });
  return object;
}

// "Was granted asylum": the tree may take the thing for what somebody is called, as in "was elected
// president"; those are people.
TokenIndex Tree::retained_noun(TokenIndex passive) const {
  const TokenIndex t = child(passive, Relation::kXcomp);
  return t != kNoToken && !is_actor(t) && is_noun_as_complement(document_, t) ? t : kNoToken;
}

TokenList Tree::objects(TokenIndex predicate) const {
  TokenList found;
  if (is_verb(predicate) && is_passive(predicate)) {
    const TokenIndex subject = surface_subject(predicate);
    if (subject != kNoToken) add_with_conjuncts(subject, found);
    // "Was denied entry", "is granted asylum".
    TokenIndex retained = child(predicate, Relation::kObj);
    if (retained == kNoToken) retained = retained_noun(predicate);
    if (retained != kNoToken) add_with_conjuncts(retained, found);
    return found;
  }
  TokenIndex object = own_object(predicate);
  if (object != kNoToken && is_relative_pronoun(object)) object = antecedent(predicate);
  if (object == kNoToken) object = relative_gap(predicate);
  if (object == kNoToken && token(predicate).relation == Relation::kConj) {
    // "shelled and stormed the camp": the object hangs on the first verb, after the last.
    const TokenIndex shared = own_object(token(predicate).head);
    if (shared > predicate) object = shared;
  }
  if (object == kNoToken) object = object_of_row(predicate);
  if (object == kNoToken && is_verb(predicate)) object = shifted_object(predicate);
  if (object != kNoToken) add_with_conjuncts(object, found);
  return found;
}

// ---- other dependents -------------------------------------------------------------------------

TokenList Tree::prepositional(TokenIndex head, TermId wanted) const {
  TokenList found;
  each_child(head, [&](TokenIndex c) {
    switch (token(c).relation) {
      case Relation::kObl:
      case Relation::kNmod:
      case Relation::kAdvcl:
      case Relation::kAcl:
      case Relation::kAdvmod:
      case Relation::kXcomp:
        if (has_preposition(c, wanted)) add_with_conjuncts(c, found);
        break;
      default:
        break;
    }
  });
  return found;
}

TokenList Tree::modifiers(TokenIndex noun) const {
  TokenList found;
  each_child(noun, [&](TokenIndex c) {
    const Relation relation = token(c).relation;
    if (relation == Relation::kCompound || relation == Relation::kNmod ||
        relation == Relation::kFlat) {
      add_with_conjuncts(c, found);
    }
  });
  const Relation own = token(noun).relation;
  if (own == Relation::kCompound || own == Relation::kNmod) found.add(token(noun).head);
  return found;
}

// Infinitives and gerunds, or finite clauses, that complete `head`. What somebody is called is
// often a second object in the tree: "called the regime a puppet".
TokenList Tree::clauses_below(TokenIndex head, bool is_infinitive) const {
  TokenList found;
  bool has_object = false;
  each_child(head, [&](TokenIndex c) {
    const Relation relation = token(c).relation;
    if (relation == Relation::kObj && is_infinitive) {
      if (has_object) add_with_conjuncts(c, found);
      has_object = true;
    }
    // "When I met him, I told him": a clause of its own before the verb completes nothing.
    const bool stands_before =
        relation == Relation::kAdvcl && c < head && has_feature(token(c), "VerbForm=Fin");
    if (stands_before) return;
    const bool fits = is_infinitive
                          ? relation == Relation::kXcomp || relation == Relation::kAdvcl ||
                                (relation == Relation::kAcl && !has_subtype(token(c), "relcl")) ||
                                (relation == Relation::kCcomp && own_subject(c) == kNoToken)
                          : relation == Relation::kCcomp;
    if (fits) add_with_conjuncts(c, found);
  });
  return found;
}

// Particles, adverbs, and the prepositions of dependents.
TokenList Tree::words_on(TokenIndex head) const {
  TokenList found;
  each_child(head, [&](TokenIndex c) {
    switch (token(c).relation) {
      case Relation::kCompound:
      case Relation::kAdvmod:
      case Relation::kCase:
      case Relation::kMark:
      case Relation::kDet:
      case Relation::kFixed:
        found.add(c);
        break;
      case Relation::kObl:
      case Relation::kNmod:
      case Relation::kAdvcl:
        if (const TokenIndex word = preposition(c); word != kNoToken) found.add(word);
        break;
      default:
        break;
    }
  });
  return found;
}

TokenList Tree::dependents(TokenIndex head, const Step& step) const {
  TokenList found;
  const auto all_of = [&](auto test) {
    each_child(head, [&](TokenIndex c) {
      if (test(token(c))) add_with_conjuncts(c, found);
    });
  };
  switch (step.slot) {
    case Slot::kWord:
      return words_on(head);
    case Slot::kSubject:
      return subjects(head);
    case Slot::kObject:
      return objects(head);
    case Slot::kBesideSubject:
      return subjects_beside(head);
    case Slot::kModifier:
      return modifiers(head);
    case Slot::kInfinitive:
      return clauses_below(head, true);
    case Slot::kClause:
      return clauses_below(head, false);
    case Slot::kPreposition:
      return prepositional(head, step.preposition);
    case Slot::kIndirectObject:
      all_of([](const Token& t) { return t.relation == Relation::kIobj; });
      if (found.empty() && child(head, Relation::kObj) != kNoToken && is_verb(head) &&
          is_passive(head)) {
        return surface_subjects(head);
      }
      break;
    case Slot::kAdjective:
      all_of([](const Token& t) { return t.relation == Relation::kAmod; });
      break;
    case Slot::kPossessor:
      all_of(
          [](const Token& t) { return t.relation == Relation::kNmod && has_subtype(t, "poss"); });
      break;
    case Slot::kCompound:
      all_of([](const Token& t) {
        return t.relation == Relation::kCompound || t.relation == Relation::kAmod;
      });
      break;
    case Slot::kAuxiliary:
      all_of([](const Token& t) {
        return t.relation == Relation::kAux || t.relation == Relation::kCop;
      });
      break;
    case Slot::kNearby:
    case Slot::kSentence:  // hangs on nothing: match.cpp looks for it
      break;
  }
  return found;
}

TokenIndex Tree::clause(TokenIndex t) const {
  for (int climbed = 0; climbed < kMaxClimb; ++climbed) {
    const Token& here = token(t);
    if (here.head == kNoToken) return t;
    switch (here.relation) {
      case Relation::kCcomp:
      case Relation::kAdvcl:
      case Relation::kAcl:
      case Relation::kParataxis:
      case Relation::kCsubj:
        return t;
      case Relation::kConj:
        if (is_verb(t)) return t;
        break;
      default:
        break;
    }
    t = here.head;
  }
  return t;
}

}  // namespace casus
