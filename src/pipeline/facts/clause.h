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

  // The tokens [first, end) of a dateline ("BOGOTA, Sept 2 - ") are nobody's subject.
  void skip_dateline(TokenIndex first, TokenIndex end) {
    dateline_first_ = first;
    dateline_end_ = end;
  }
  bool is_dateline(TokenIndex index) const {
    return index >= dateline_first_ && index < dateline_end_;
  }

  // Appends the tokens at the end of `path` from `head`, their conjuncts included, at most 16.
  void follow(TokenIndex head, const CuePath& path, std::vector<TokenIndex>& found) const;
  // True where each condition's place is filled, and no exclusion's.
  bool fulfils(TokenIndex head, const FactCue& cue) const;
  bool is_of_class(TokenIndex index, CueClass word_class) const;
  // The word or its verb is negated.
  bool is_negated(TokenIndex index) const;
  // "to support": a clause of its own tells nothing yet.
  bool is_infinitive(TokenIndex verb) const;
  // "of reporting", "for supporting", below a noun.
  bool is_gerund_of_noun(TokenIndex verb) const;
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
  void add_people_after(TokenIndex head, std::vector<TokenIndex>& found) const;
  void add_predicate(TokenIndex subject, std::vector<TokenIndex>& found) const;
  void add_related(TokenIndex head, Relation relation, std::vector<TokenIndex>& found) const;
  void add_with_conjuncts(TokenIndex index, std::vector<TokenIndex>& found) const;
  void add_subject(TokenIndex subject, TokenIndex predicate, std::vector<TokenIndex>& found) const;
  bool has_lemma(TokenIndex index, const CueStep& step) const;
  TokenIndex noun_before_name(TokenIndex name, const CueStep& step) const;
  void add_conjuncts_below(const CueStep& step, std::size_t from,
                           std::vector<TokenIndex>& found) const;
  bool is_passive(TokenIndex verb) const;
  bool is_beside_name(TokenIndex noun) const;
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
  TokenIndex dateline_first_ = 0;
  TokenIndex dateline_end_ = 0;
};

}  // namespace casus
