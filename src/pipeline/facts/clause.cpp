#include "pipeline/facts/clause.h"

#include <algorithm>

#include "pipeline/times/atoms.h"

namespace casus {

namespace {

constexpr int kMaxSteps = 12;
constexpr TokenIndex kMaxPhraseTokens = 80;

}  // namespace

LemmaText Clause::lemma(TokenIndex index) const {
  LemmaText text;
  const std::string_view folded = fold_atom(token(index).lemma, text.buffer);
  text.size = folded.size();
  return text;
}

bool Clause::is_of_class(TokenIndex index, CueClass word_class) const {
  const Upos upos = token(index).upos;
  switch (word_class) {
    case CueClass::kVerb:
      return upos == Upos::kVerb;
    case CueClass::kNoun:
      return upos == Upos::kNoun || upos == Upos::kPropn;
    case CueClass::kAdjective:
      return upos == Upos::kAdj || upos == Upos::kVerb;
  }
  return false;
}

bool Clause::is_passive(TokenIndex verb) const {
  bool passive = false;
  each_child(verb, [&](TokenIndex child) {
    const Token& part = token(child);
    passive |= has_subtype(part, "pass") &&
               (part.relation == Relation::kNsubj || part.relation == Relation::kAux);
  });
  const Token& word = token(verb);
  if (passive) return true;
  // "the exercise led by X", "Led by X, the exercise ..."
  if (!has_feature(word, "VerbForm=Part") || !has_feature(word, "Tense=Past")) return false;
  if (word.relation == Relation::kAcl) {  // but "the claim that Chad had violated it"
    bool has_subject = false;
    each_child(verb,
               [&](TokenIndex child) { has_subject |= token(child).relation == Relation::kNsubj; });
    return !has_subject && !has_subtype(word, "relcl");
  }
  const bool is_conjunct = word.relation == Relation::kConj;  // "was opened by X and attended by Y"
  if (word.relation != Relation::kAdvcl && !is_conjunct) return false;
  bool has_own_clause = false;
  each_child(verb, [&](TokenIndex child) {
    const Relation relation = token(child).relation;
    has_own_clause |=
        relation == Relation::kAux || relation == Relation::kNsubj || relation == Relation::kObj;
  });
  if (has_own_clause) return false;
  return !is_conjunct || (token(word.head).relation != Relation::kConj && is_passive(word.head));
}

bool Clause::is_negated(TokenIndex index) const {
  bool negated = false;
  each_child(index,
             [&](TokenIndex child) { negated |= has_feature(token(child), "Polarity=Neg"); });
  return negated;
}

bool Clause::is_infinitive(TokenIndex verb) const {
  bool has_mark = false;
  each_child(verb, [&](TokenIndex child) {
    has_mark |= token(child).relation == Relation::kMark && token(child).upos == Upos::kPart;
  });
  return has_mark;
}

bool Clause::is_gerund_of_noun(TokenIndex verb) const {
  const Token& word = token(verb);
  if (word.relation != Relation::kAcl || !has_feature(word, "VerbForm=Ger")) return false;
  bool has_mark = false;
  each_child(verb, [&](TokenIndex child) {
    const Relation relation = token(child).relation;
    has_mark |= relation == Relation::kMark || relation == Relation::kCase;
  });
  return has_mark;
}

// The noun that hangs on its name: "operation" of "conducted Operation Condor Feliz".
bool Clause::is_beside_name(TokenIndex noun) const {
  const Token& word = token(noun);
  const bool is_beside = word.relation == Relation::kCompound || word.relation == Relation::kFlat ||
                         has_subtype(word, "desc");
  return is_beside && word.head != kNoToken && token(word.head).upos == Upos::kPropn;
}

TokenIndex Clause::governing_verb(TokenIndex noun) const {
  for (int steps = 0; steps < kMaxSteps; ++steps) {
    const Token& word = token(noun);
    if (word.head == kNoToken) return kNoToken;
    const Relation relation = word.relation;
    if (relation == Relation::kNsubj || relation == Relation::kObj) return word.head;
    // "conducted Operation Harvest": the noun may hang on its name.
    if (relation != Relation::kConj && relation != Relation::kAppos && !is_beside_name(noun)) {
      return kNoToken;
    }
    noun = word.head;
  }
  return kNoToken;
}

int Clause::steps_up(TokenIndex index, TokenIndex ancestor) const {
  for (int steps = 0; index != kNoToken && steps < kMaxSteps; ++steps) {
    if (index == ancestor) return steps;
    index = token(index).head;
  }
  return -1;
}

// Words that end a phrase: relative clauses, appositions, what is beside it.
bool Clause::is_clause_word(TokenIndex index, bool is_short) const {
  switch (token(index).relation) {
    case Relation::kParataxis:
    case Relation::kDiscourse:
      return true;
    case Relation::kAcl:
    case Relation::kAppos:
    case Relation::kConj:
    case Relation::kCop:
    case Relation::kNsubj:
      return is_short;
    default:
      return false;
  }
}

Clause::Extent Clause::phrase(TokenIndex head, bool is_short) const {
  Extent extent{head, head + 1};
  std::vector<TokenIndex> open = {head};
  for (TokenIndex seen = 0; !open.empty() && seen < kMaxPhraseTokens; ++seen) {
    const TokenIndex current = open.back();
    open.pop_back();
    extent.first = std::min(extent.first, current);
    extent.last = std::max(extent.last, current + 1);
    each_child(current, [&](TokenIndex child) {
      const bool is_relative_clause = is_short && has_subtype(token(child), "relcl");
      const bool skips =
          is_relative_clause ||
          (current == head &&
           (is_clause_word(child, is_short) || token(child).relation == Relation::kCase ||
            token(child).relation == Relation::kMark || token(child).relation == Relation::kCc));
      if (!skips && token(child).relation != Relation::kPunct) open.push_back(child);
    });
  }
  if (extent.last - extent.first > kMaxPhraseTokens) extent.last = extent.first + kMaxPhraseTokens;
  while (extent.first < extent.last - 1 && token(extent.first).upos == Upos::kDet) ++extent.first;
  return extent;
}

std::string Clause::words(Extent extent) const {
  std::string text(document_.words(token(extent.first).start, token(extent.last - 1).end));
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

}  // namespace casus
