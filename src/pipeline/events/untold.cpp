#include "pipeline/events/untold.h"

#include <algorithm>

namespace casus {

namespace {

constexpr TokenIndex kMaxHeading = 10;  // words

// "Stopped soldiers from deserting", "the constitution bans torture".
bool is_prevented(const Tree& tree, TokenIndex trigger) {
  const TokenIndex act = tree.first_conjunct(trigger);
  const TokenIndex above = tree.token(act).head;
  const bool is_banned = above != kNoToken && tree.is_noun(act) &&
                         tree.token(act).relation == Relation::kObj &&
                         tree.is_any(above, tree.lexicon().prohibiting_verbs());
  if (is_banned) return true;
  if (above == kNoToken || !tree.is_any(above, tree.lexicon().preventing_verbs())) return false;
  const auto is_mark = [&](TokenIndex c) {
    const Relation relation = tree.token(c).relation;
    return (relation == Relation::kMark || relation == Relation::kCase) &&
           tree.is_any(c, tree.lexicon().prevented_marks());
  };
  return tree.find_child(act, is_mark) != kNoToken;
}

// True where the subject of `verb` is a law and it says what holds, not what was done.
bool is_rule_of_law(const Tree& tree, TokenIndex verb) {
  if (!tree.is_verb(verb) || has_feature(tree.token(verb), "Tense=Past")) return false;
  TokenIndex subject = tree.child(verb, Relation::kNsubj);
  // "The act, which directs the department to"
  if (subject != kNoToken && tree.is_relative_pronoun(subject)) {
    const Token& here = tree.token(tree.first_conjunct(verb));
    if (here.relation == Relation::kAcl) subject = here.head;
  }
  return subject != kNoToken && tree.is_any(subject, tree.lexicon().laws());
}

// "The law provides penalties for the abduction of children", "the code requires that police ...":
// all that hangs on a verb whose subject is a law, but for clauses with a reason or time.
bool is_in_law(const Tree& tree, TokenIndex trigger) {
  TokenIndex node = trigger;
  for (int climbed = 0; climbed < kMaxClimb && node != kNoToken; ++climbed) {
    if (is_rule_of_law(tree, node)) return true;
    const Token& here = tree.token(node);
    const bool stands_alone = here.relation == Relation::kAdvcl || has_subtype(here, "relcl") ||
                              here.relation == Relation::kParataxis;
    if (stands_alone || (tree.is_verb(node) && has_feature(here, "Tense=Past"))) return false;
    node = here.head;
  }
  return false;
}

// "Mechanisms to investigate officials": what something is there for.
bool is_use_of_instrument(const Tree& tree, TokenIndex trigger) {
  const TokenIndex act = tree.first_conjunct(trigger);
  const Token& token = tree.token(act);
  return token.relation == Relation::kAcl && token.head != kNoToken &&
         has_feature(token, "VerbForm=Inf") &&
         tree.is_any(token.head, tree.lexicon().instruments());
}

// "The draft programme on strengthening the border": what a text or plan is about.
bool is_subject_matter(const Tree& tree, TokenIndex trigger) {
  const TokenIndex act = tree.first_conjunct(trigger);
  const Token& token = tree.token(act);
  if (token.relation != Relation::kAcl || !has_feature(token, "VerbForm=Ger")) return false;
  const auto is_about = [&](TokenIndex c) {
    const Relation relation = tree.token(c).relation;
    return (relation == Relation::kMark || relation == Relation::kCase) &&
           tree.is_any(c, tree.lexicon().about());
  };
  return tree.find_child(act, is_about) != kNoToken;
}

// "The fourth anniversary of the agreement": it is remembered, and not told.
bool is_remembered(const Tree& tree, TokenIndex trigger) {
  TokenIndex node = trigger;
  for (int climbed = 0; climbed < kMaxClimb; ++climbed) {
    const Token& here = tree.token(node);
    const bool is_below_noun = here.relation == Relation::kNmod ||
                               here.relation == Relation::kCompound ||
                               here.relation == Relation::kAmod || here.relation == Relation::kConj;
    if (!is_below_noun || here.head == kNoToken) return false;
    if (tree.is_any(here.head, tree.lexicon().memories())) return true;
    node = here.head;
  }
  return false;
}

// "Delivering on his promise to build": it was made before, and is kept or broken now.
bool is_redeemed(const Tree& tree, TokenIndex trigger) {
  const TokenIndex noun = tree.first_conjunct(trigger);
  const Token& token = tree.token(noun);
  if (!tree.is_noun(noun) || token.head == kNoToken || !tree.is_verb(token.head)) return false;
  return (token.relation == Relation::kObj || token.relation == Relation::kObl) &&
         tree.is_any(token.head, tree.lexicon().redeeming_verbs());
}

// "Discussed the deployment of a mission", "stressed the importance of an agreement"; not
// "discussed the kidnapping", for what has struck somebody is known.
bool is_topic(const Tree& tree, TokenIndex trigger, bool is_deed) {
  const TokenIndex noun = tree.first_conjunct(trigger);
  const Token& token = tree.token(noun);
  if (token.head == kNoToken || !tree.is_noun(noun)) return false;
  if (token.relation == Relation::kObj) {
    return !is_deed && tree.is_any(token.head, tree.lexicon().topic_verbs());
  }
  return token.relation == Relation::kNmod && tree.is_noun(token.head) &&
         tree.is_any(token.head, tree.lexicon().topic_nouns());
}

// "Every criminal who terrorises us": said of anybody, and told of nobody.
bool is_said_of_anybody(const Tree& tree, TokenIndex trigger) {
  const TokenIndex verb = tree.first_conjunct(trigger);
  const Token& token = tree.token(verb);
  if (token.relation != Relation::kAcl || token.head == kNoToken) return false;
  if (tree.is_any(token.head, tree.lexicon().anybody())) return true;
  const TokenIndex determiner = tree.child(token.head, Relation::kDet);
  return determiner != kNoToken && tree.is_any(determiner, tree.lexicon().anybody());
}

bool begins_with_capital(const Token& token) {
  return !token.form.empty() && token.form[0] >= 'A' && token.form[0] <= 'Z';
}

}  // namespace

std::string_view why_untold(const Tree& tree, TokenIndex trigger, bool is_deed) {
  if (is_prevented(tree, trigger)) return "somebody is kept from it";
  if (is_in_law(tree, trigger)) return "a law speaks of it in general";
  if (is_use_of_instrument(tree, trigger)) return "it is what something is there for";
  if (is_subject_matter(tree, trigger)) return "it is what something is about";
  if (is_redeemed(tree, trigger)) return "it was promised before, and is kept or broken now";
  if (is_topic(tree, trigger, is_deed)) return "it is talked about, and not told";
  if (is_said_of_anybody(tree, trigger)) return "it is said of anybody, and told of nobody";
  if (is_remembered(tree, trigger)) return "it is remembered, and not told";
  return {};
}

bool is_laid_down(const Tree& tree, TokenIndex trigger) {
  TokenIndex verb = tree.first_conjunct(trigger);
  if (tree.token(verb).relation == Relation::kXcomp && tree.token(verb).head != kNoToken) {
    verb = tree.token(verb).head;
  }
  const TokenIndex subject = tree.child(verb, Relation::kNsubj);
  if (subject != kNoToken && has_feature(tree.token(subject), "Person=1")) return false;
  const auto obliges = [&](TokenIndex c) {
    return tree.token(c).relation == Relation::kAux && tree.is_any(c, tree.lexicon().obligations());
  };
  return tree.find_child(verb, obliges) != kNoToken;
}

bool is_in_heading(const Tree& tree, TokenIndex trigger) {
  const auto& sentences = tree.document().sentences;
  const auto sentence =
      std::upper_bound(sentences.begin(), sentences.end(), trigger,
                       [](TokenIndex token, const Sentence& s) { return token < s.last; });
  if (sentence == sentences.end()) return false;
  const TokenIndex last = std::min(sentence->last - 1, sentence->first + kMaxHeading);
  for (TokenIndex t = sentence->first; t < last; ++t) {
    const Token& token = tree.token(t);
    if (token.form == ":") return t > trigger;
    const bool is_content = token.upos == Upos::kNoun || token.upos == Upos::kVerb ||
                            token.upos == Upos::kAdj || token.upos == Upos::kPropn;
    if (is_content && !begins_with_capital(token)) return false;
  }
  return false;
}

}  // namespace casus
