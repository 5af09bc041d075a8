#include "pipeline/events/tree.h"

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

bool Tree::is_passive(TokenIndex verb) const {
  for (int climbed = 0; climbed < kMaxClimb; ++climbed) {
    bool has_own_auxiliary = false;
    const TokenIndex sign = find_child(verb, [&](TokenIndex c) {
      const Token& child = token(c);
      if (child.relation == Relation::kAux) has_own_auxiliary = true;
      return (child.relation == Relation::kAux || child.relation == Relation::kNsubj) &&
             has_subtype(child, "pass");
    });
    if (sign != kNoToken) return true;
    if (has_own_auxiliary || !is_past_participle(token(verb))) return false;
    const Relation relation = token(verb).relation;
    if (relation == Relation::kAcl || relation == Relation::kAmod) {
      return own_subject(verb) == kNoToken;  // "reports the army killed": not by them
    }
    if (relation == Relation::kAdvcl) return own_object(verb) == kNoToken;
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

bool Tree::is_actor(TokenIndex t) const {
  const auto& at = document_.actor_at;
  if (static_cast<std::size_t>(t) >= at.size()) return false;
  const std::int32_t phrase = at[static_cast<std::size_t>(t)];
  if (phrase == kNone) return false;
  const ActorPhrase& actor = document_.actor_phrases[static_cast<std::size_t>(phrase)];
  return actor.is_actor && !(actor.actor.code.empty() && actor.actor.sector.empty());
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
    while (t != kNoToken && token(t).relation == Relation::kXcomp) t = token(t).head;
    if (t == kNoToken) return kNoToken;
  }
  for (int climbed = 0; climbed < kMaxClimb && t != kNoToken; ++climbed) {
    const TokenIndex governor = token(t).head;
    if (governor == kNoToken) return kNoToken;
    const TokenIndex subject = own_subject(governor);
    const bool agrees =
        subject == kNoToken || !is_one || !has_feature(token(subject), "Number=Plur");
    if (subject != kNoToken && subject != t && agrees && is_actor(subject)) return subject;
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

bool Tree::has_preposition(TokenIndex dependent, TermId wanted) const {
  return find_child(dependent, [&](TokenIndex c) {
           const Relation relation = token(c).relation;
           return (relation == Relation::kCase || relation == Relation::kMark) &&
                  (lemma(c) == wanted || form(c) == wanted);
         }) != kNoToken;
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

// "The Republic of Chad and the Republic of Mali": the tree may hang the second on "Chad", a word
// inside of the first one's name. What is coordinated there is a party beside the name.
void Tree::add_conjuncts_of_name(TokenIndex t, TokenList& list) const {
  const auto phrase_at = [&](TokenIndex c) {
    const auto at = static_cast<std::size_t>(c);
    return at < document_.actor_at.size() ? document_.actor_at[at] : kNone;
  };
  const std::int32_t phrase = phrase_at(t);
  if (phrase == kNone) return;
  const std::int32_t index = document_.actor_phrases[static_cast<std::size_t>(phrase)].entity;
  if (index == kNone) return;
  const Entity& name = document_.entities[static_cast<std::size_t>(index)];
  for (TokenIndex inner = name.first; inner < name.last; ++inner) {
    if (inner == t) continue;
    each_child(inner, [&](TokenIndex c) {
      const bool is_outside = c < name.first || c >= name.last;
      if (token(c).relation == Relation::kConj && is_outside && phrase_at(c) != kNone) list.add(c);
    });
  }
}

// The last of several conjuncts has a conjunction; a noun without one that comes last is none:
// "killed 20 people, officials said".
TokenIndex Tree::stray_conjunct(TokenIndex t) const {
  TokenIndex last = kNoToken;
  each_child(t, [&](TokenIndex c) {
    if (token(c).relation == Relation::kConj) last = c;
  });
  if (last == kNoToken || !is_noun(last) || child(last, Relation::kCc) != kNoToken) return kNoToken;
  return last;
}

// ---- subjects ---------------------------------------------------------------------------------

// Parsers hang the first noun of "X did Y, Z said" on "said". A clause that is reported before its
// verb keeps the subject on its left. Of two subjects on the left, the first is a dateline or a
// topic, but where it alone is somebody ("President Lee, Jr., met").
TokenIndex Tree::own_subject(TokenIndex predicate) const {
  TokenIndex own = kNoToken;
  each_child(predicate, [&](TokenIndex c) {
    const bool is_subject = token(c).relation == Relation::kNsubj &&
                            !has_subtype(token(c), "outer") && !belongs_to_report(c, predicate);
    if (!is_subject || (own != kNoToken && c > predicate)) return;
    if (own == kNoToken || is_relative_pronoun(c) || is_actor(c) || !is_actor(own)) own = c;
  });
  const Token& here = token(predicate);
  if (own != kNoToken || here.relation != Relation::kCcomp || here.head < predicate) return own;
  return find_child(here.head, [&](TokenIndex c) {
    return token(c).relation == Relation::kNsubj && belongs_to_report(c, here.head);
  });
}

// True where `subject` of a reporting verb stands before the clause that it reports.
bool Tree::belongs_to_report(TokenIndex subject, TokenIndex verb) const {
  if (subject > verb || !is_any(verb, lexicon_.reporting().verbs)) return false;
  return find_child(verb, [&](TokenIndex c) {
           return token(c).relation == Relation::kCcomp && c > subject && c < verb;
         }) != kNoToken;
}

// What a relative pronoun in this clause stands for.
TokenIndex Tree::antecedent(TokenIndex inside_clause) const {
  TokenIndex t = inside_clause;
  for (int climbed = 0; climbed < kMaxClimb && t != kNoToken; ++climbed) {
    if (token(t).relation == Relation::kAcl) return token(t).head;
    t = token(t).head;
  }
  return kNoToken;
}

// Who controls the infinitive below `governor`: its object ("urged Iran to stop"), or kNoToken
// where it is the subject ("promised Iran to stop", "agreed to stop").
TokenIndex Tree::controller(TokenIndex governor) const {
  if (lexicon_.subject_control().contains(lemma(governor)) || is_passive(governor)) return kNoToken;
  const TokenIndex object = child(governor, Relation::kObj);
  return object != kNoToken ? object : child(governor, Relation::kIobj);
}

// "There were reports the army or its allies killed civilians": the tree may have the subject of a
// finite clause as an object of the noun above it.
TokenIndex Tree::subject_between(TokenIndex noun, TokenIndex predicate) const {
  if (has_subtype(token(predicate), "relcl") || !has_feature(token(predicate), "VerbForm=Fin")) {
    return kNoToken;
  }
  return find_child(noun, [&](TokenIndex c) {
    return c > noun && c < predicate && token(c).relation == Relation::kObj && is_actor(c);
  });
}

// Subject of a clause that hangs on a noun: the noun itself ("rebels fighting ..."), or whoever
// has the noun ("Iran's attempt to ..."); climbs_on: ask the noun's verb instead.
TokenIndex Tree::noun_of_clause(TokenIndex predicate, bool& climbs_on) const {
  const TokenIndex noun = token(predicate).head;
  if (const TokenIndex stray = subject_between(noun, predicate); stray != kNoToken) return stray;
  const bool has_to = find_child(predicate, [&](TokenIndex c) {
                        return token(c).upos == Upos::kPart && token(c).relation == Relation::kMark;
                      }) != kNoToken;
  const bool has_preposition_mark = child(predicate, Relation::kMark) != kNoToken && !has_to;
  const bool is_relative = has_subtype(token(predicate), "relcl");
  // "accused the rebels of shelling", the gerund hung on the rebels.
  const bool is_accused = has_preposition_mark && token(noun).relation == Relation::kObj &&
                          is_any(token(noun).head, lexicon_.reporting().accusations);
  if (is_accused) return noun;
  if (!has_to && !has_preposition_mark &&
      (is_relative || is_passive(predicate) || is_actor(noun))) {
    return noun;
  }
  const TokenIndex owner = find_child(noun, [&](TokenIndex c) {
    return token(c).relation == Relation::kNmod &&
           (has_subtype(token(c), "poss") ||
            (preposition(c) != kNoToken && is_any(preposition(c), lexicon_.agent_prepositions())));
  });
  climbs_on = owner == kNoToken;
  return owner;
}

// "accused Iran of shelling": Iran, not the accuser, is the subject of the gerund.
TokenIndex Tree::accused_of(TokenIndex gerund) const {
  const TokenIndex governor = token(gerund).head;
  const bool is_accusation = is_any(governor, lexicon_.reporting().accusations);
  if (!is_accusation || preposition(gerund) == kNoToken || is_passive(governor)) return kNoToken;
  return child(governor, Relation::kObj);
}

// The parser hangs what follows a dateline below it ("BOGOTA, Sept 2 - Thousands blocked roads"):
// the noun before such a verb is its subject.
TokenIndex Tree::subject_behind_dateline(TokenIndex predicate) const {
  const Token& here = token(predicate);
  if (here.relation != Relation::kParataxis || here.head == kNoToken) return kNoToken;
  if (!is_verb(predicate) || here.head > predicate || token(here.head).head != kNoToken ||
      !is_noun(here.head)) {
    return kNoToken;
  }
  TokenIndex subject = kNoToken;
  each_child(here.head, [&](TokenIndex c) {
    const Relation relation = token(c).relation;
    const bool is_nominal = relation == Relation::kAppos || relation == Relation::kConj ||
                            relation == Relation::kParataxis;
    if (c < predicate && is_nominal && is_noun(c)) subject = c;
  });
  return subject;
}

TokenIndex Tree::surface_subject(TokenIndex predicate) const {
  for (int climbed = 0; climbed < kMaxClimb; ++climbed) {
    const TokenIndex own = own_subject(predicate);
    if (own != kNoToken) return is_relative_pronoun(own) ? antecedent(predicate) : own;
    const Token& here = token(predicate);
    if (here.head == kNoToken) return kNoToken;
    switch (here.relation) {
      case Relation::kParataxis:
        return subject_behind_dateline(predicate);
      case Relation::kXcomp:
        if (const TokenIndex object = controller(here.head); object != kNoToken) return object;
        break;
      case Relation::kAcl: {
        bool climbs_on = false;
        const TokenIndex noun = noun_of_clause(predicate, climbs_on);
        if (!climbs_on) return noun;
        predicate = here.head;  // the noun; its verb is asked next
        break;
      }
      case Relation::kAmod:
        return here.head;
      case Relation::kAdvcl:
        if (has_feature(here, "VerbForm=Fin")) return kNoToken;
        if (const TokenIndex accused = accused_of(predicate); accused != kNoToken) return accused;
        // "Was shot down, killing five": whoever shot.
        if (child(predicate, Relation::kMark) == kNoToken && is_passive(here.head)) {
          const TokenList acting = agents(here.head);
          return acting.empty() ? kNoToken : *acting.begin();
        }
        break;
      case Relation::kCcomp:
        if (has_feature(here, "VerbForm=Fin")) return kNoToken;
        break;
      case Relation::kConj:
      case Relation::kObj:
      case Relation::kObl:
      case Relation::kCsubj:
        break;
      case Relation::kNmod:
        // "Authorities in Mali ban marches", where the verb hangs on them as a noun.
        if (is_verb_by_object(predicate) && here.head < predicate) return here.head;
        break;
      default:
        return kNoToken;
    }
    predicate = token(predicate).head;
    if (predicate == kNoToken) return kNoToken;
  }
  return kNoToken;
}

TokenList Tree::agents(TokenIndex predicate) const {
  TokenList found;
  const TokenIndex agent = find_child(predicate, [&](TokenIndex c) {
    if (token(c).relation != Relation::kObl) return false;
    if (has_subtype(token(c), "agent")) return true;
    const TokenIndex case_word = preposition(c);
    return case_word != kNoToken && is_any(case_word, lexicon_.agent_prepositions());
  });
  if (agent != kNoToken) add_with_conjuncts(agent, found);
  if (found.empty() && token(predicate).relation == Relation::kConj) {
    const TokenIndex first = first_conjunct(predicate);
    if (first != predicate && is_passive(first)) return agents(first);
  }
  return found;
}

// A noun's subject is that of the light verb whose object it is: "launched an attack on".
TokenList Tree::noun_subjects(TokenIndex noun) const {
  TokenIndex t = noun;
  for (int climbed = 0; climbed < 4; ++climbed) {
    const Token& here = token(t);
    if (here.head == kNoToken) return {};
    const bool is_argument = here.relation == Relation::kObj || here.relation == Relation::kObl ||
                             here.relation == Relation::kXcomp ||
                             (here.relation == Relation::kNsubj && has_subtype(here, "pass"));
    if (is_argument && is_verb(here.head)) {
      const bool is_light = lexicon_.light_verbs().contains(lemma(here.head));
      return is_light ? subjects(here.head) : TokenList{};
    }
    const bool stands_for =
        here.relation == Relation::kNmod && lexicon_.transparent_nouns().contains(lemma(here.head));
    if (here.relation != Relation::kConj && here.relation != Relation::kCompound && !stands_for) {
      return {};
    }
    t = here.head;
  }
  return {};
}

// "France, the Sahel coalition and Mali agreed": the tree may have the first of a list as a subject
// of its own beside the rest, which has the conjunction.
TokenIndex Tree::stray_subject(TokenIndex subject) const {
  const Token& here = token(subject);
  if (here.relation != Relation::kNsubj || here.head == kNoToken || subject > here.head) {
    return kNoToken;
  }
  const TokenIndex conjunct = child(subject, Relation::kConj);
  if (conjunct == kNoToken || child(conjunct, Relation::kCc) == kNoToken) return kNoToken;
  return find_child(here.head, [&](TokenIndex c) {
    return c < subject && token(c).relation == Relation::kNsubj && is_actor(c);
  });
}

TokenList Tree::surface_subjects(TokenIndex predicate) const {
  TokenList found;
  const TokenIndex subject = surface_subject(predicate);
  if (subject == kNoToken) return found;
  if (const TokenIndex stray = stray_subject(subject); stray != kNoToken) {
    add_with_conjuncts(stray, found);
  }
  add_with_conjuncts(subject, found);
  return found;
}

TokenList Tree::subjects(TokenIndex predicate) const {
  if (!is_verb(predicate) && own_subject(predicate) == kNoToken) {
    if (is_noun(predicate)) return noun_subjects(predicate);
  }
  if (is_verb(predicate) && is_passive(predicate)) return agents(predicate);
  return surface_subjects(predicate);
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

TokenList Tree::objects(TokenIndex predicate) const {
  TokenList found;
  if (is_verb(predicate) && is_passive(predicate)) {
    const TokenIndex subject = surface_subject(predicate);
    if (subject != kNoToken) add_with_conjuncts(subject, found);
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
  if (object == kNoToken) {
    const TokenIndex next = find_child(predicate, [&](TokenIndex c) {
      return token(c).relation == Relation::kConj && is_verb(c) && c - predicate <= 3 &&
             own_subject(c) == kNoToken;
    });
    if (next != kNoToken && !is_passive(next)) object = own_object(next);
  }
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

// Infinitives and gerunds, or finite clauses, that complete `head`.
TokenList Tree::clauses_below(TokenIndex head, bool is_infinitive) const {
  TokenList found;
  each_child(head, [&](TokenIndex c) {
    const Relation relation = token(c).relation;
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
      all_of([](const Token& t) { return t.relation == Relation::kAux; });
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
