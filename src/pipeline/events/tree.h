#pragma once

// Tree answers what a dependency tree says about predicates and their arguments: the logical
// subject and object of a verb through passives, control, relative clauses, participles and
// coordination; the dependents with a preposition; where a clause begins.
//
// Every walk is bounded (kMaxChildren, kMaxClimb): no question costs more than a constant.

#include <array>
#include <vector>

#include "casus/document.h"
#include "pipeline/events/lexicon.h"

namespace casus {

inline constexpr int kMaxChildren = 64;
inline constexpr int kMaxClimb = 16;

// A few tokens, on the stack. Further ones are dropped.
class TokenList {
 public:
  void add(TokenIndex token) {
    if (size_ < tokens_.size() && !contains(token)) tokens_[size_++] = token;
  }
  void add_all(const TokenList& other) {
    for (const TokenIndex token : other) add(token);
  }
  bool contains(TokenIndex token) const {
    for (const TokenIndex t : *this) {
      if (t == token) return true;
    }
    return false;
  }
  bool empty() const { return size_ == 0; }
  const TokenIndex* begin() const { return tokens_.data(); }
  const TokenIndex* end() const { return tokens_.data() + size_; }

 private:
  std::array<TokenIndex, 16> tokens_ = {};
  std::size_t size_ = 0;
};

class Tree {
 public:
  Tree(const Document& document, const EventLexicon& lexicon, const std::vector<TermId>& lemmas,
       const std::vector<TermId>& forms)
      : document_(document), lexicon_(lexicon), lemmas_(lemmas), forms_(forms) {}

  const Document& document() const { return document_; }
  const EventLexicon& lexicon() const { return lexicon_; }
  const Token& token(TokenIndex t) const { return document_.tokens[static_cast<std::size_t>(t)]; }
  TermId lemma(TokenIndex t) const { return lemmas_[static_cast<std::size_t>(t)]; }
  TermId form(TokenIndex t) const { return forms_[static_cast<std::size_t>(t)]; }
  // True where the lemma or the form is one of `words`.
  bool is_any(TokenIndex t, const WordSet& words) const {
    return words.contains(lemma(t)) || words.contains(form(t));
  }

  // First child for which `test` holds, or kNoToken.
  template <typename Test>
  TokenIndex find_child(TokenIndex head, Test test) const {
    int seen = 0;
    for (TokenIndex c = token(head).first_child; c != kNoToken && seen < kMaxChildren;
         c = token(c).next_sibling, ++seen) {
      if (test(c)) return c;
    }
    return kNoToken;
  }
  template <typename Visit>
  void each_child(TokenIndex head, Visit visit) const {
    find_child(head, [&](TokenIndex c) {
      visit(c);
      return false;
    });
  }
  TokenIndex child(TokenIndex head, Relation relation) const {
    return find_child(head, [&](TokenIndex c) { return token(c).relation == relation; });
  }

  bool is_verb(TokenIndex t) const;
  bool is_verb_by_object(TokenIndex t) const;
  bool is_noun(TokenIndex t) const;
  bool is_adjective(TokenIndex t) const;  // participles included
  bool is_end_of_compound(TokenIndex t) const;
  bool is_of_class(TokenIndex t, HeadClass word_class) const;
  bool is_passive(TokenIndex verb) const;
  bool is_relative_pronoun(TokenIndex t) const;
  // Preposition of an oblique or nominal dependent, or the mark of a gerund; kNoToken without one.
  TokenIndex preposition(TokenIndex dependent) const;
  bool has_preposition(TokenIndex dependent, TermId preposition) const;

  // Who or what fills a step from `head`, coordination included. Nothing found: an empty list.
  TokenList dependents(TokenIndex head, const Step& step) const;
  TokenList subjects(TokenIndex predicate) const;
  // The grammatical subject, of passives too: who is "opposed" or "prepared".
  TokenList surface_subjects(TokenIndex predicate) const;
  TokenList objects(TokenIndex predicate) const;

  // The nearest predicate at or above `t` that heads a clause, and that of the noun `t`'s verb.
  TokenIndex clause(TokenIndex t) const;
  // The word that `t` is a conjunct of, or `t`.
  TokenIndex first_conjunct(TokenIndex t) const;
  // The finite verb that a verb in the past is coordinated with, where the tree has it beside a
  // gerund or infinitive below; kNoToken: it is where it belongs.
  TokenIndex finite_above(TokenIndex conjunct) const;
  void add_with_conjuncts(TokenIndex t, TokenList& list) const;
  // A noun that the tree coordinates with `t`, though nothing joins them; kNoToken: none.
  TokenIndex stray_conjunct(TokenIndex t) const;
  // The actor phrase whose head `t` is, and the mention that its head names; null: none.
  const ActorPhrase* phrase(TokenIndex t) const;
  const Entity* named_entity(TokenIndex t) const;
  bool is_actor(TokenIndex t) const;
  bool is_named_person(TokenIndex t) const;
  // A third person pronoun that nobody resolved, as its clauses have it: the subject of the clause
  // that reports ("Hungary said it will ..."), for possessives of its own clause too.
  TokenIndex pronoun_antecedent(TokenIndex pronoun) const;
  // Who is to do what `predicate` says ("Qatar is to invest"), where the tree has such a clause.
  TokenIndex subject_of_coming(TokenIndex predicate) const;

 private:
  bool is_adjective_of_conjunct(TokenIndex adjective, TokenIndex noun) const;
  bool begins_active_row(TokenIndex verb) const;
  bool lacks_object(TokenIndex verb) const;
  bool is_coded_name(TokenIndex t) const;
  void add_conjuncts_of_name(TokenIndex t, TokenList& list) const;
  TokenIndex surface_subject(TokenIndex predicate) const;
  TokenIndex own_subject(TokenIndex predicate) const;
  TokenIndex stray_subject(TokenIndex subject) const;
  bool is_source_before(TokenIndex dependent) const;
  TokenIndex subject_behind_dateline(TokenIndex predicate) const;
  bool belongs_to_report(TokenIndex subject, TokenIndex verb) const;
  TokenIndex antecedent(TokenIndex inside_clause) const;
  TokenIndex happening_above(TokenIndex noun) const;
  TokenIndex said_of(TokenIndex noun) const;
  TokenIndex noun_of_clause(TokenIndex predicate, bool& climbs_on) const;
  TokenIndex subject_between(TokenIndex noun, TokenIndex predicate) const;
  TokenIndex actor_right_before(TokenIndex noun, TokenIndex gerund) const;
  TokenIndex controller(TokenIndex governor) const;
  bool tells_reason(TokenIndex gerund, TokenIndex object) const;
  TokenIndex accused_of(TokenIndex gerund) const;
  TokenIndex own_object(TokenIndex predicate) const;
  TokenIndex relative_gap(TokenIndex predicate) const;
  TokenIndex agent_below(TokenIndex predicate) const;
  TokenList agents(TokenIndex predicate) const;
  TokenList by_hands_of(TokenIndex predicate) const;
  TokenIndex object_of_row(TokenIndex predicate) const;
  TokenIndex shifted_object(TokenIndex verb) const;
  TokenIndex retained_noun(TokenIndex passive) const;
  TokenIndex stray_preposition(TokenIndex dependent) const;
  TokenList noun_subjects(TokenIndex noun) const;
  TokenList who_takes_part(TokenIndex predicate) const;
  TokenList subjects_beside(TokenIndex noun) const;
  TokenList prepositional(TokenIndex head, TermId preposition) const;
  TokenList modifiers(TokenIndex noun) const;
  TokenList clauses_below(TokenIndex head, bool is_infinitive) const;
  TokenList words_on(TokenIndex head) const;

  const Document& document_;
  const EventLexicon& lexicon_;
  const std::vector<TermId>& lemmas_;
  const std::vector<TermId>& forms_;
};

}  // namespace casus
