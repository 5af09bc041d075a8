#include "pipeline/events/authors.h"

#include <algorithm>

#include "pipeline/events/event_questions.h"

namespace casus {

namespace {

class AuthorFinder {
 public:
  AuthorFinder(const Tree& tree, const EntityAt& entity_at, const EventSchema& schema,
               const Sentence& sentence)
      : tree_(tree),
        entity_at_(entity_at),
        schema_(schema),
        first_(sentence.first),
        last_(std::min(sentence.last, sentence.first + kMaxTokens)) {}

  std::vector<Participant> find() {
    for (TokenIndex t = first_; t < last_ && authors_.empty(); ++t) {
      const Token& token = tree_.token(t);
      if (has_feature(token, "Person=1") && has_feature(token, "Number=Plur")) {
        read_we(t);
      } else if (tree_.is_noun(t) && tree_.is_any(t, tree_.lexicon().issued_texts())) {
        read_title(t);
      }
    }
    return std::move(authors_);
  }

 private:
  static constexpr std::size_t kMaxAuthors = 48;  // more sign no statement

  // The party named at `t`; false where none is, or its code is known already.
  bool read_party(TokenIndex t, std::vector<Participant>& parties) const {
    Participant found;
    bool is_direct = false;
    const bool is_known = find_participant(tree_, entity_at_, t, false, found, is_direct);
    if (!is_known || !is_direct || found.head != t || found.actor.code.empty()) return false;
    // "The ministers of France and Peru" are of several states.
    if (has_feature(tree_.token(t), "Number=Plur") && schema_.is_state(found.actor.code)) {
      return false;
    }
    const auto is_same = [&](const Participant& p) { return p.actor.code == found.actor.code; };
    if (std::any_of(parties.begin(), parties.end(), is_same)) return false;
    parties.push_back(std::move(found));
    return true;
  }

  // All parties that a stretch names, where they are several: the trees of long lists, and of
  // titles, are not to be relied upon.
  bool read_stretch(TokenIndex begin, TokenIndex end) {
    std::vector<Participant> parties;
    for (TokenIndex t = begin; t < end && parties.size() < kMaxAuthors; ++t) read_party(t, parties);
    if (parties.size() < 2) return false;
    authors_ = std::move(parties);
    return true;
  }

  // Who is named at `t`, where the tree tells all of them.
  void read_named(TokenIndex t) {
    TokenList named;
    tree_.add_with_conjuncts(t, named);
    std::vector<Participant> parties;
    for (const TokenIndex name : named) {
      if (!read_party(name, parties)) return;
    }
    authors_ = std::move(parties);
  }

  bool is_break(TokenIndex t) const { return t < last_ && tree_.token(t).upos == Upos::kPunct; }

  // The verb that `t` is the subject of, or hangs below; kNoToken: none behind it.
  TokenIndex verb_above(TokenIndex t) const {
    while (t != kNoToken && !tree_.is_verb(t)) t = tree_.token(t).head;
    return t;
  }

  // "We, the leaders of Chad and Mali, condemn", "we - President A of Chad, ... - met".
  void read_we(TokenIndex we) {
    const TokenIndex verb = verb_above(we);
    const bool is_set_off = is_break(we + 1) && verb != kNoToken && verb > we + 1 && verb < last_;
    if (is_set_off && read_stretch(we + 2, verb)) return;
    if (const TokenIndex who = tree_.child(we, Relation::kAppos); who != kNoToken) read_named(who);
  }

  // The end of who is named from `t` on: what the text is about, or when it was made, follows.
  TokenIndex end_of_makers(TokenIndex t) const {
    const EventLexicon& lexicon = tree_.lexicon();
    while (t < last_) {
      const bool goes_on = tree_.token(t).upos != Upos::kAdp ||
                           tree_.is_any(t, lexicon.author_prepositions()) ||
                           tree_.is_any(t, lexicon.side_prepositions()) ||
                           tree_.is_any(t, lexicon.part_prepositions());
      if (!goes_on || tree_.is_verb(t)) break;
      ++t;
    }
    return t;
  }

  // "Joint statement by ...", "Chad-Mali joint statement"; a text that is no part of a clause.
  void read_title(TokenIndex text) {
    if (tree_.token(text).head != kNoToken) return;
    const EventLexicon& lexicon = tree_.lexicon();
    const TokenIndex next = text + 1;
    const bool has_makers = next < last_ && (tree_.is_any(next, lexicon.author_prepositions()) ||
                                             tree_.is_any(next, lexicon.side_prepositions()));
    if (has_makers && read_stretch(next, end_of_makers(next))) return;
    if (read_stretch(first_, text)) return;
    tree_.each_child(text, [&](TokenIndex c) {
      const TokenIndex preposition = tree_.preposition(c);
      const bool is_author = preposition == kNoToken
                                 ? has_subtype(tree_.token(c), "poss")
                                 : tree_.is_any(preposition, lexicon.author_prepositions());
      if (is_author && authors_.empty()) read_named(c);
    });
  }

  const Tree& tree_;
  const EntityAt& entity_at_;
  const EventSchema& schema_;
  TokenIndex first_;
  TokenIndex last_;
  std::vector<Participant> authors_;
};

}  // namespace

std::vector<Participant> find_authors(const Tree& tree, const EntityAt& entity_at,
                                      const EventSchema& schema, const Sentence& sentence) {
  return AuthorFinder(tree, entity_at, schema, sentence).find();
}

}  // namespace casus
