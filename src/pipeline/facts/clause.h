#pragma once

// Clause answers what a fact's cue asks of the dependency tree: who fills a place of a word, what
// words belong to it. Every walk is bounded, so each question costs no more than a constant.

#include <span>
#include <string>
#include <vector>

#include "casus/document.h"
#include "pipeline/facts/fact_rules.h"
#include "pipeline/times/atoms.h"

namespace casus {

// A lower-case lemma on the stack; empty where it is too long for any cue.
struct LemmaText {
  char buffer[kAtomBuffer];
  std::size_t size = 0;
  std::string_view view() const { return {buffer, size}; }
};

class Clause {
 public:
  Clause(const Document& document, const FactRules& rules) : document_(document), rules_(rules) {}

  const Token& token(TokenIndex index) const {
    return document_.tokens[static_cast<std::size_t>(index)];
  }
  LemmaText lemma(TokenIndex index) const;

  // Appends the tokens at the end of `path` from `head`, their conjuncts included, at most 16.
  void follow(TokenIndex head, const CuePath& path, std::vector<TokenIndex>& found) const;
  // True where each condition's place is filled, and no exclusion's.
  bool fulfils(TokenIndex head, const FactCue& cue) const;
  bool is_of_class(TokenIndex index, CueClass word_class) const;
  // The word or its verb is negated.
  bool is_negated(TokenIndex index) const;
  // The verb that `noun` is subject or object of, through conjuncts; kNoToken without one.
  TokenIndex governing_verb(TokenIndex noun) const;
  // Steps from `index` up to `ancestor`; -1 where it is not above within 12 steps.
  int steps_up(TokenIndex index, TokenIndex ancestor) const;

  struct Extent {
    TokenIndex first = 0;
    TokenIndex last = 0;  // exclusive
  };
  // The words that hang on `head`: without clauses, appositions and parentheses when `is_short`,
  // nor the determiner and punctuation at its ends. At most 80 tokens.
  Extent phrase(TokenIndex head, bool is_short) const;
  std::string words(Extent extent) const;

 private:
  void step(TokenIndex head, const CueStep& step, std::vector<TokenIndex>& found) const;
  void add_subjects(TokenIndex predicate, std::vector<TokenIndex>& found) const;
  void add_objects(TokenIndex predicate, std::vector<TokenIndex>& found) const;
  void add_agents(TokenIndex predicate, std::vector<TokenIndex>& found) const;
  void add_prepositional(TokenIndex head, std::string_view preposition,
                         std::vector<TokenIndex>& found) const;
  void add_below(TokenIndex head, const CueStep& step, std::vector<TokenIndex>& found) const;
  void add_after(TokenIndex head, std::string_view preposition,
                 std::vector<TokenIndex>& found) const;
  void add_related(TokenIndex head, Relation relation, std::vector<TokenIndex>& found) const;
  void add_with_conjuncts(TokenIndex index, std::vector<TokenIndex>& found) const;
  bool is_passive(TokenIndex verb) const;
  bool is_clause_word(TokenIndex index, bool is_short) const;
  TokenIndex resolve_relative(TokenIndex pronoun, TokenIndex predicate) const;

  template <typename Visit>
  void each_child(TokenIndex head, Visit visit) const {
    int seen = 0;
    for (TokenIndex child = token(head).first_child; child != kNoToken && seen < 64;
         child = token(child).next_sibling, ++seen) {
      visit(child);
    }
  }

  const Document& document_;
  const FactRules& rules_;
};

}  // namespace casus
