#include "pipeline/times/tense.h"

#include <algorithm>

namespace casus {

namespace {

constexpr int kMaxAncestors = 12;
constexpr int kMaxChildren = 64;
constexpr std::uint32_t kMaxCueDistance = 40;  // atoms

const Token& token_at(const Document& document, TokenIndex index) {
  return document.tokens[static_cast<std::size_t>(index)];
}

bool has_future_cue(const TimeRules& rules, const Token& token) {
  char buffer[kAtomBuffer];
  const auto* word = rules.find_word(fold_atom(token.form, buffer));
  return has_symbol(word, rules.classes().future_cue);
}

// "Men beat passengers": the tagger cannot know.
bool may_be_past(const TimeRules& rules, const Token& verb) {
  char buffer[kAtomBuffer];
  return has_symbol(rules.find_word(fold_atom(verb.form, buffer)), rules.classes().same_past);
}

// Of one verb with its auxiliaries.
Tense tense_of_verb(const TimeRules& rules, const Document& document, const Token& verb) {
  if (has_feature(verb, "Tense=Fut") || has_future_cue(rules, verb)) return Tense::kFuture;
  Tense tense = has_feature(verb, "Tense=Past") ? Tense::kPast : Tense::kUnknown;
  if (has_feature(verb, "Tense=Pres") && has_feature(verb, "VerbForm=Fin")) {
    tense = may_be_past(rules, verb) ? Tense::kPast : Tense::kPresent;
  }
  int looked_at = 0;
  for (TokenIndex child = verb.first_child; child != kNoToken && looked_at < kMaxChildren;
       child = token_at(document, child).next_sibling, ++looked_at) {
    const Token& part = token_at(document, child);
    if (part.upos != Upos::kAux && part.relation != Relation::kAux &&
        part.relation != Relation::kCop) {
      continue;
    }
    if (has_future_cue(rules, part)) return Tense::kFuture;
    if (has_feature(part, "Tense=Past")) tense = Tense::kPast;
    const bool is_present = has_feature(part, "Tense=Pres");
    const bool is_perfect = has_feature(verb, "VerbForm=Part") && !has_subtype(part, "pass");
    if (is_present && !is_perfect) tense = Tense::kPresent;
  }
  return tense;
}

Tense tense_in_tree(const TimeRules& rules, const Document& document, TokenIndex at) {
  Tense tense = Tense::kUnknown;
  for (int steps = 0; at != kNoToken && steps < kMaxAncestors; ++steps) {
    const Token& token = token_at(document, at);
    const bool is_verb = token.upos == Upos::kVerb || token.relation == Relation::kRoot;
    if (is_verb) {
      const Tense found = tense_of_verb(rules, document, token);
      if (found != Tense::kUnknown) return found;
    } else if (has_future_cue(rules, token)) {
      return Tense::kFuture;
    }
    at = token.head;
  }
  return tense;
}

Tense tense_of_cue(const TimeRules& rules, const Atom& atom) {
  if (has_symbol(atom.word, rules.classes().future_cue)) return Tense::kFuture;
  if (has_symbol(atom.word, rules.classes().past_cue)) return Tense::kPast;
  return Tense::kUnknown;
}

Tense tense_in_words(const TimeRules& rules, std::span<const Atom> atoms, std::uint32_t atom) {
  const std::uint32_t first = atom > kMaxCueDistance ? atom - kMaxCueDistance : 0;
  for (std::uint32_t i = atom; i-- > first;) {
    const Tense tense = tense_of_cue(rules, atoms[i]);
    if (tense != Tense::kUnknown) return tense;
  }
  const auto last = std::min<std::size_t>(atoms.size(), atom + std::size_t{kMaxCueDistance});
  for (std::size_t i = atom; i < last; ++i) {
    const Tense tense = tense_of_cue(rules, atoms[i]);
    if (tense != Tense::kUnknown) return tense;
  }
  return Tense::kUnknown;
}

// "Ahead of Sunday's vote", "until Monday" where nothing is past.
bool has_ahead_cue(const TimeRules& rules, std::span<const Atom> atoms, std::uint32_t atom) {
  const std::uint32_t first = atom > 2 ? atom - 2 : 0;
  for (std::uint32_t i = first; i < atom; ++i) {
    if (has_symbol(atoms[i].word, rules.classes().ahead_cue)) return true;
  }
  return false;
}

}  // namespace

Tense tense_at(const TimeRules& rules, const Document& document, std::span<const Atom> atoms,
               std::uint32_t atom) {
  if (has_ahead_cue(rules, atoms, atom)) return Tense::kFuture;
  const TokenIndex token = atoms[atom].token;
  const Token& first = token_at(document, token);
  const bool has_tree = first.head != kNoToken || first.first_child != kNoToken;
  if (has_tree) return tense_in_tree(rules, document, token);
  return tense_in_words(rules, atoms, atom);
}

}  // namespace casus
