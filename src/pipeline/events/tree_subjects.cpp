// Who does what a predicate says: subjects, agents, controllers, antecedents.

#include "pipeline/events/tree.h"

namespace casus {

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
  if (own == kNoToken) own = subject_of_coming(predicate);
  const Token& here = token(predicate);
  if (own != kNoToken || here.relation != Relation::kCcomp || here.head < predicate) return own;
  return find_child(here.head, [&](TokenIndex c) {
    return token(c).relation == Relation::kNsubj && belongs_to_report(c, here.head);
  });
}

// "Qatar is to invest", "the envoy is due to visit": the tree takes the clause for what Qatar is.
TokenIndex Tree::subject_of_coming(TokenIndex predicate) const {
  if (!is_verb(predicate) || child(predicate, Relation::kCop) == kNoToken) return kNoToken;
  const TokenIndex to = find_child(predicate, [&](TokenIndex c) {
    return token(c).relation == Relation::kMark && !has_feature(token(c), "VerbForm=Fin") &&
           token(c).upos != Upos::kSconj;
  });
  if (to == kNoToken) return kNoToken;
  return find_child(predicate, [&](TokenIndex c) {
    return token(c).relation == Relation::kNsubj && has_subtype(token(c), "outer") && is_actor(c);
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

// "Chad is one of several states that pledged troops", "he was among those who were freed": whoever
// the noun is said of; else the noun.
TokenIndex Tree::said_of(TokenIndex noun) const {
  if (noun == kNoToken || token(noun).upos == Upos::kPropn) return noun;
  const auto subject_of = [&](TokenIndex predicate) {
    return child(predicate, Relation::kCop) == kNoToken ? kNoToken
                                                        : child(predicate, Relation::kNsubj);
  };
  TokenIndex subject = subject_of(noun);
  if (subject == kNoToken && token(noun).relation == Relation::kNmod) {
    subject = subject_of(token(noun).head);
  }
  return subject != kNoToken && is_actor(subject) ? subject : noun;
}

// "Attacks in the town of Goma, which killed ten": the tree hangs the clause on the nearest noun,
// which does nothing. The happening that the noun stands in, else the noun itself.
TokenIndex Tree::happening_above(TokenIndex noun) const {
  constexpr int kMaxNouns = 4;
  if (noun == kNoToken || is_actor(noun)) return noun;
  TokenIndex t = noun;
  for (int climbed = 0; climbed < kMaxNouns; ++climbed) {
    if (is_any(t, lexicon_.happenings())) return t;
    const Token& here = token(t);
    const bool is_inside = here.relation == Relation::kNmod ||
                           here.relation == Relation::kCompound || here.relation == Relation::kFlat;
    if (!is_inside || here.head == kNoToken) break;
    t = here.head;
  }
  return noun;
}

// Who controls the infinitive below `governor`: its object ("urged Iran to stop"), or kNoToken
// where it is the subject ("promised Iran to stop", "agreed to stop").
TokenIndex Tree::controller(TokenIndex governor) const {
  if (lexicon_.subject_control().contains(lemma(governor)) || is_passive(governor)) return kNoToken;
  const TokenIndex object = child(governor, Relation::kObj);
  return object != kNoToken ? object : child(governor, Relation::kIobj);
}

// "There were reports the army or its allies killed civilians": the tree may have the subject of a
// finite clause as an object of the noun above it, or as one more subject of "were".
TokenIndex Tree::subject_between(TokenIndex noun, TokenIndex predicate) const {
  if (has_subtype(token(predicate), "relcl") || !has_feature(token(predicate), "VerbForm=Fin")) {
    return kNoToken;
  }
  const auto stands_between = [&](Relation relation) {
    return [this, noun, predicate, relation](TokenIndex c) {
      return c > noun && c < predicate && token(c).relation == relation && is_actor(c);
    };
  };
  const TokenIndex below = find_child(noun, stands_between(Relation::kObj));
  const TokenIndex above = token(noun).head;
  if (below != kNoToken || above == kNoToken || token(noun).relation != Relation::kNsubj) {
    return below;
  }
  return find_child(above, stands_between(Relation::kNsubj));
}

// The actor behind "of" that stands right before `gerund`; kNoToken: none.
TokenIndex Tree::actor_right_before(TokenIndex noun, TokenIndex gerund) const {
  return find_child(noun, [&](TokenIndex c) {
    const TokenIndex of = preposition(c);
    return token(c).relation == Relation::kNmod && c + 1 == gerund && of != kNoToken &&
           is_any(of, lexicon_.part_prepositions()) && is_actor(c);
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
  const bool is_accused =
      has_preposition_mark && token(noun).relation == Relation::kObj &&
      (is_any(token(noun).head, lexicon_.reporting().accusations) || tells_reason(predicate, noun));
  if (is_accused) return noun;
  if (!has_to && !has_preposition_mark &&
      (is_relative || is_passive(predicate) || is_actor(noun))) {
    return noun;
  }
  // "The risk of Chad invading", "reports of soldiers beating people", the gerund hung on the
  // first.
  const bool is_bare_gerund = !has_to && !has_preposition_mark && !is_actor(noun) &&
                              has_feature(token(predicate), "VerbForm=Ger");
  const TokenIndex doer = is_bare_gerund ? actor_right_before(noun, predicate) : kNoToken;
  if (doer != kNoToken) return doer;
  const TokenIndex owner = find_child(noun, [&](TokenIndex c) {
    return token(c).relation == Relation::kNmod &&
           (has_subtype(token(c), "poss") ||
            (preposition(c) != kNoToken && is_any(preposition(c), lexicon_.agent_prepositions())));
  });
  climbs_on = owner == kNoToken;
  return owner;
}

// "Jailed a soldier for killing": what somebody gets it for that `object` names.
bool Tree::tells_reason(TokenIndex gerund, TokenIndex object) const {
  const TokenIndex mark = preposition(gerund);
  return mark != kNoToken && is_any(mark, lexicon_.reason_marks()) && is_actor(object) &&
         !is_any(token(object).head, lexicon_.subject_control());
}

// "accused Iran of shelling": Iran, not the accuser, is the subject of the gerund.
TokenIndex Tree::accused_of(TokenIndex gerund) const {
  const TokenIndex governor = token(gerund).head;
  if (preposition(gerund) == kNoToken || is_passive(governor)) return kNoToken;
  const TokenIndex object = child(governor, Relation::kObj);
  const bool has_accused =
      is_any(governor, lexicon_.reporting().accusations) ||
      is_any(governor, lexicon_.thanking_verbs()) ||
      (is_verb(governor) && object != kNoToken && tells_reason(gerund, object));
  return has_accused ? object : kNoToken;
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

// "Accused the army of looting shops and called for a trial": a verb in the past is coordinated
// with no gerund or infinitive, though the tree may have it so, but with the finite verb above;
// kNoToken: `conjunct` is where it belongs.
TokenIndex Tree::finite_above(TokenIndex conjunct) const {
  constexpr int kFarthest = 6;
  TokenIndex t = token(conjunct).head;
  const bool is_low =
      has_feature(token(conjunct), "Tense=Past") && t != kNoToken && is_verb(t) &&
      (has_feature(token(t), "VerbForm=Ger") || has_feature(token(t), "VerbForm=Inf")) &&
      child(t, Relation::kAux) == kNoToken;
  if (!is_low || child(conjunct, Relation::kAux) != kNoToken) return kNoToken;
  for (int climbed = 0; climbed < kFarthest && t != kNoToken; ++climbed) {
    const bool is_finite =
        has_feature(token(t), "VerbForm=Fin") || child(t, Relation::kNsubj) != kNoToken;
    if (is_verb(t) && is_finite) return t;
    t = token(t).head;
  }
  return kNoToken;
}

TokenIndex Tree::surface_subject(TokenIndex predicate) const {
  for (int climbed = 0; climbed < kMaxClimb; ++climbed) {
    const TokenIndex own = own_subject(predicate);
    if (own != kNoToken) {
      return is_relative_pronoun(own) ? said_of(happening_above(antecedent(predicate))) : own;
    }
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
        if (const TokenIndex finite = finite_above(predicate); finite != kNoToken) {
          predicate = finite;
          continue;
        }
        break;
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

// "Killed at the hands of the militia".
TokenList Tree::by_hands_of(TokenIndex predicate) const {
  TokenList found;
  const TokenIndex hands = find_child(predicate, [&](TokenIndex c) {
    return token(c).relation == Relation::kObl && is_any(c, lexicon_.hands());
  });
  if (hands == kNoToken) return found;
  const TokenIndex owner = child(hands, Relation::kNmod);
  if (owner != kNoToken) add_with_conjuncts(owner, found);
  return found;
}

// "Sentenced to ten years in prison by the court": the tree may hang the agent on the last of the
// words between; who does what these tell ("killed in a raid by the army") does the rest as well.
TokenIndex Tree::agent_below(TokenIndex predicate) const {
  TokenIndex agent = kNoToken;
  const auto is_agent = [&](TokenIndex d, Relation wanted) {
    const TokenIndex case_word = preposition(d);
    return token(d).relation == wanted && case_word != kNoToken &&
           is_any(case_word, lexicon_.agent_prepositions()) && is_actor(d);
  };
  each_child(predicate, [&](TokenIndex c) {
    const Relation relation = token(c).relation;
    // "Prevented from entering by the police", "ordered to leave by the court"
    const bool is_complement = relation == Relation::kAdvcl || relation == Relation::kXcomp;
    if (c > predicate && is_complement && is_passive(predicate) && !is_passive(c)) {
      if (agent == kNoToken) {
        agent = find_child(c, [&](TokenIndex d) { return is_agent(d, Relation::kObl); });
      }
      return;
    }
    if (c < predicate || (relation != Relation::kObl && relation != Relation::kObj)) return;
    // "Sentenced for his part in attacks by rebels": not by them.
    const TokenIndex where = preposition(c);
    if (where != kNoToken && !is_any(where, lexicon_.scene_prepositions()) &&
        !is_any(where, lexicon_.goal_prepositions())) {
      return;
    }
    TokenIndex below = c;
    for (int depth = 0; depth < 3 && agent == kNoToken && below != kNoToken; ++depth) {
      agent = find_child(below, [&](TokenIndex d) { return is_agent(d, Relation::kNmod); });
      below = find_child(
          below, [&](TokenIndex d) { return d > below && token(d).relation == Relation::kNmod; });
    }
  });
  return agent;
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
  if (found.empty()) found = by_hands_of(predicate);
  if (found.empty()) {
    const TokenIndex below = agent_below(predicate);
    if (below != kNoToken) add_with_conjuncts(below, found);
  }
  if (found.empty() && token(predicate).relation == Relation::kConj) {
    const TokenIndex first = first_conjunct(predicate);
    if (first != predicate && is_passive(first)) return agents(first);
  }
  return found;
}

// "The army was involved in the raid", "took part in it"; not "the man involved in the raid was
// tried", which only says who he is.
TokenList Tree::who_takes_part(TokenIndex predicate) const {
  if (is_verb(predicate) && !is_passive(predicate)) return surface_subjects(predicate);
  const Relation relation = token(predicate).relation;
  const bool is_attribute = relation == Relation::kAcl || relation == Relation::kAmod;
  if (is_attribute || own_subject(predicate) == kNoToken) return {};
  return surface_subjects(predicate);
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
    if (here.relation == Relation::kObl && is_any(here.head, lexicon_.involvement())) {
      return who_takes_part(here.head);
    }
    // "Sent medics during the attack"
    const TokenIndex before = here.relation == Relation::kObl ? preposition(t) : kNoToken;
    if (before != kNoToken && is_any(before, lexicon_.beside_prepositions())) return {};
    if (is_argument && is_verb(here.head)) {
      // "Declared his arrest was unlawful": the tree may have the subject of what is said as
      // object.
      const bool is_inside = find_child(here.head, [&](TokenIndex c) {
                               return c > t && token(c).relation == Relation::kCcomp;
                             }) != kNoToken;
      const bool is_light = !is_inside && lexicon_.light_verbs().contains(lemma(here.head));
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

// Who does what is told beside a noun took part in it: "thanked him after talks with Ghana". The
// tree may have the noun on the verb's object.
TokenList Tree::subjects_beside(TokenIndex noun) const {
  const TokenIndex before = preposition(noun);
  if (before == kNoToken || !lexicon_.attending_prepositions().contains(lemma(before))) return {};
  TokenIndex t = noun;
  if (token(t).relation == Relation::kNmod && token(t).head != kNoToken) t = token(t).head;
  const Token& here = token(t);
  const bool is_argument = here.relation == Relation::kObj || here.relation == Relation::kObl;
  return is_argument && is_verb(here.head) ? subjects(here.head) : TokenList{};
}

// "According to the UN"
bool Tree::is_source_before(TokenIndex dependent) const {
  const TokenIndex before = preposition(dependent);
  return before != kNoToken && is_any(before, lexicon_.source_prepositions());
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
  const TokenIndex stray = find_child(here.head, [&](TokenIndex c) {
    return c < subject && token(c).relation == Relation::kNsubj && is_actor(c);
  });
  // "According to the UN, aid groups and media, the army and its allies did": those are sources.
  const bool is_source = stray != kNoToken && find_child(here.head, [&](TokenIndex c) {
                                                return c < stray && is_source_before(c);
                                              }) != kNoToken;
  return is_source ? kNoToken : stray;
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

}  // namespace casus
