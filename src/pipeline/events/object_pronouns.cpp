#include "pipeline/events/object_pronouns.h"

#include <algorithm>

#include "pipeline/events/role_finder.h"

namespace casus {

namespace {

constexpr std::int32_t kSentencesBack = 2;
constexpr TokenIndex kMaxTokens = 256;  // of a sentence

class Antecedents {
 public:
  Antecedents(const Tree& tree, const EntityAt& entity_at, TokenIndex pronoun,
              const std::vector<Participant>& actors)
      : tree_(tree), entity_at_(entity_at), pronoun_(pronoun), actors_(actors) {
    is_one_ = has_feature(tree.token(pronoun), "Number=Sing");
  }

  // Those of the pronoun's own sentence, the nearest verb first.
  TokenList in_sentence() const {
    TokenIndex verb = tree_.token(pronoun_).head;
    if (is_possessor(tree_.token(pronoun_)) && verb != kNoToken) verb = tree_.token(verb).head;
    for (int climbed = 0; climbed < kMaxClimb && verb != kNoToken; ++climbed) {
      const Token& here = tree_.token(verb);
      if (here.head == kNoToken) break;
      if (here.relation == Relation::kConj) {
        if (const TokenList found = of_row(verb); !found.empty()) return found;
      } else if (tree_.is_verb(here.head)) {
        if (const TokenList found = of_verb(here.head); !found.empty()) return found;
      }
      verb = here.head;
    }
    return {};
  }

  // Those of an earlier sentence: whoever something is done to, else who does it.
  TokenList in(const Sentence& sentence) const {
    const TokenIndex last = std::min(sentence.last, sentence.first + kMaxTokens);
    for (const bool is_done_to : {true, false}) {
      for (TokenIndex t = sentence.first; t < last; ++t) {
        if (!is_argument(t, is_done_to)) continue;
        if (const TokenList found = fitting(t); !found.empty()) return found;
      }
    }
    return {};
  }

 private:
  bool is_argument(TokenIndex t, bool is_done_to) const {
    const Token& token = tree_.token(t);
    if (token.relation == Relation::kNsubj) return has_subtype(token, "pass") == is_done_to;
    return is_done_to && (token.relation == Relation::kObj || token.relation == Relation::kIobj);
  }

  // Objects of the verbs before `verb` in a row: "charged X with fraud and sentenced him".
  TokenList of_row(TokenIndex verb) const {
    const TokenIndex first = tree_.first_conjunct(verb);
    TokenList found;
    tree_.each_child(first, [&](TokenIndex c) {
      if (c >= verb || tree_.token(c).relation != Relation::kConj || !tree_.is_verb(c)) return;
      if (const TokenList of_this = fitting(tree_.objects(c)); !of_this.empty()) found = of_this;
    });
    return !found.empty() || !tree_.is_verb(first) ? found : fitting(tree_.objects(first));
  }

  TokenList of_verb(TokenIndex verb) const {
    const TokenList found = fitting(tree_.objects(verb));
    return found.empty() ? fitting(tree_.surface_subjects(verb)) : found;
  }

  TokenList fitting(const TokenList& group) const {
    for (const TokenIndex t : group) {
      if (const TokenList found = fitting(t); !found.empty()) return found;
    }
    return {};
  }

  // `t` and what is coordinated with it, where the pronoun may stand for them.
  TokenList fitting(TokenIndex t) const {
    if (t == pronoun_ || !tree_.is_noun(t)) return {};
    TokenList group;
    tree_.add_with_conjuncts(t, group);
    const bool are_many =
        group.end() - group.begin() > 1 || has_feature(tree_.token(t), "Number=Plur");
    if (is_one_ && (has_feature(tree_.token(t), "Number=Plur") || !is_person(t))) return {};
    if (!is_one_ && !are_many) return {};
    TokenList found;
    for (const TokenIndex member : group) {
      Participant party;
      if (find(member, party) && !is_actor(party)) found.add(member);
      if (is_one_) break;
    }
    return found;
  }

 public:
  bool find(TokenIndex t, Participant& party) const {
    return find_stranger(tree_, t, party) || find_direct(tree_, entity_at_, t, party);
  }

 private:
  bool is_person(TokenIndex t) const {
    if (tree_.token(t).upos == Upos::kNoun) return tree_.is_any(t, tree_.lexicon().persons());
    const std::int32_t entity = entity_at_[static_cast<std::size_t>(t)];
    return entity != kNone &&
           tree_.document().entities[static_cast<std::size_t>(entity)].type == EntityType::kPerson;
  }

  bool is_actor(const Participant& party) const {
    return std::any_of(actors_.begin(), actors_.end(), [&](const Participant& actor) {
      return actor.head == party.head ||
             (actor.actor.code == party.actor.code && actor.actor.sector == party.actor.sector);
    });
  }

  const Tree& tree_;
  const EntityAt& entity_at_;
  TokenIndex pronoun_;
  const std::vector<Participant>& actors_;
  bool is_one_ = false;
};

}  // namespace

void add_antecedents(const Tree& tree, const EntityAt& entity_at, TokenIndex pronoun,
                     std::int32_t sentence, const std::vector<Participant>& actors,
                     std::vector<Participant>& list) {
  const Antecedents antecedents(tree, entity_at, pronoun, actors);
  TokenList found = antecedents.in_sentence();
  const auto& sentences = tree.document().sentences;
  const std::int32_t block = sentences[static_cast<std::size_t>(sentence)].block;
  for (std::int32_t s = sentence - 1; s >= 0 && s >= sentence - kSentencesBack; --s) {
    const Sentence& before = sentences[static_cast<std::size_t>(s)];
    if (!found.empty() || before.block != block) break;
    found = antecedents.in(before);
  }
  for (const TokenIndex t : found) {
    Participant party;
    if (antecedents.find(t, party)) add_participant(std::move(party), list, actors);
  }
}

}  // namespace casus
