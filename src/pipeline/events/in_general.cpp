#include "pipeline/events/in_general.h"

namespace casus {

namespace {

bool is_past(const Token& token) { return has_feature(token, "Tense=Past"); }

// "Regulations banning masks"; not "signed a law banning masks", which is how it is banned.
bool is_rule_of_text(const Tree& tree, TokenIndex trigger) {
  const TokenIndex act = tree.first_conjunct(trigger);
  const Token& here = tree.token(act);
  const bool is_participle = here.relation == Relation::kAcl && !has_subtype(here, "relcl") &&
                             tree.is_verb(act) && !is_past(here) &&
                             !has_feature(here, "VerbForm=Inf");
  if (!is_participle || here.head == kNoToken) return false;
  if (!tree.is_any(here.head, tree.lexicon().laws())) return false;
  const TokenIndex law = tree.first_conjunct(here.head);
  const TokenIndex above = tree.token(law).head;
  return above == kNoToken || !tree.is_any(above, tree.lexicon().enacting_verbs());
}

// "Families of soldiers who are killed on duty": which ones are meant.
bool is_defining_clause(const Tree& tree, TokenIndex trigger) {
  const TokenIndex act = tree.first_conjunct(trigger);
  const Token& here = tree.token(act);
  if (!has_subtype(here, "relcl") || here.head == kNoToken || !tree.is_verb(act)) return false;
  const TokenIndex pronoun = tree.child(act, Relation::kNsubj);
  if (pronoun == kNoToken || !tree.is_relative_pronoun(pronoun)) return false;
  if (!has_feature(tree.token(here.head), "Number=Plur") || !is_anybody(tree, here.head)) {
    return false;
  }
  const TokenIndex aux = tree.child(act, Relation::kAux);
  const Token& finite = tree.token(aux == kNoToken ? act : aux);
  const bool is_perfect = aux != kNoToken && is_past(here) && !tree.is_passive(act);
  return !is_perfect && has_feature(finite, "Tense=Pres") && has_feature(finite, "VerbForm=Fin");
}

// "Under the law, police can detain suspects".
bool is_by_law(const Tree& tree, TokenIndex clause) {
  return tree.find_child(clause, [&](TokenIndex c) {
    if (tree.token(c).relation != Relation::kObl || !tree.is_any(c, tree.lexicon().laws())) {
      return false;
    }
    const TokenIndex preposition = tree.preposition(c);
    return preposition != kNoToken &&
           tree.is_any(preposition, tree.lexicon().lawful_prepositions());
  }) != kNoToken;
}

// "May detain", "if it finds", "requires".
bool is_rule_at(const Tree& tree, TokenIndex verb) {
  const EventLexicon& lexicon = tree.lexicon();
  const Token& here = tree.token(verb);
  const bool is_present = has_feature(here, "Tense=Pres") && has_feature(here, "VerbForm=Fin");
  if (is_present && (tree.is_any(verb, lexicon.standing_verbs()) || is_by_law(tree, verb))) {
    return true;
  }
  return tree.find_child(verb, [&](TokenIndex c) {
    const Relation relation = tree.token(c).relation;
    // "May have killed" is a guess, and no permission.
    if (relation == Relation::kAux) {
      return (!is_past(here) || tree.is_passive(verb)) && tree.is_any(c, lexicon.permitting());
    }
    return relation == Relation::kMark && tree.is_any(c, lexicon.conditions());
  }) != kNoToken;
}

}  // namespace

std::string_view why_general(const Tree& tree, TokenIndex trigger) {
  if (is_rule_of_text(tree, trigger)) return "a rule lays it down";
  if (is_defining_clause(tree, trigger)) return "it says which people are meant";
  return {};
}

bool is_worded_as_rule(const Tree& tree, TokenIndex trigger) {
  TokenIndex node = trigger;
  for (int climbed = 0; climbed < kMaxClimb && node != kNoToken; ++climbed) {
    const Token& here = tree.token(node);
    if (tree.is_verb(node) && is_rule_at(tree, node)) return true;
    switch (here.relation) {
      case Relation::kXcomp:
      case Relation::kObj:
        break;
      case Relation::kConj:
        if (tree.child(node, Relation::kNsubj) != kNoToken) return false;
        break;
      default:
        return false;
    }
    node = here.head;
  }
  return false;
}

bool is_anybody(const Tree& tree, TokenIndex noun) {
  const Token& token = tree.token(noun);
  if (token.upos != Upos::kNoun && token.upos != Upos::kAdj) return false;
  return tree.find_child(noun, [&](TokenIndex c) {
    const Token& child = tree.token(c);
    return has_feature(child, "Definite=Def") || has_feature(child, "PronType=Dem") ||
           has_feature(child, "Poss=Yes") || has_subtype(child, "poss") ||
           child.relation == Relation::kNummod;
  }) == kNoToken;
}

}  // namespace casus
