#include "pipeline/events/modality.h"

#include <algorithm>

namespace casus {

namespace {

class ModalityClimb {
 public:
  ModalityClimb(const Tree& tree, TokenIndex trigger, bool is_act_of_words)
      : tree_(tree),
        cues_(tree.lexicon().modality()),
        trigger_(trigger),
        is_act_of_words_(is_act_of_words) {}

  Modality climb();

 private:
  const WordSet& words(std::size_t auxiliary, CuePosition position) const {
    return cues_.words[auxiliary][static_cast<std::size_t>(position)];
  }
  void take(TokenIndex token, CuePosition position, bool may_be_to_come = true) {
    for (std::size_t a = 0; a < kAuxiliaryNames.size(); ++a) {
      if (!may_be_to_come && static_cast<Auxiliary>(a) == Auxiliary::kFuture) continue;
      if (tree_.is_any(token, words(a, position))) {
        modality_.set(static_cast<Auxiliary>(a), token);
      }
    }
  }
  void take_on(TokenIndex node);
  void take_marks(TokenIndex node);
  void take_argument_negation(TokenIndex verb);
  void take_condition(TokenIndex node);
  void take_purpose(TokenIndex node);
  void take_notion(TokenIndex node);
  bool is_told_as_past(TokenIndex verb) const;
  bool is_use(TokenIndex governor) const;
  bool is_intensified(TokenIndex adverb) const;
  bool is_done_by_saying(TokenIndex act, TokenIndex governor) const;
  bool is_wielding(TokenIndex verb) const;
  bool is_in_question(TokenIndex node) const;
  bool is_undertaken(TokenIndex noun) const;
  void take_denied_report(TokenIndex node, TokenIndex governor);
  bool climb_from_noun(TokenIndex node, TokenIndex governor);
  bool climb_from_clause(TokenIndex node, TokenIndex governor);

  const Tree& tree_;
  const ModalityCues& cues_;
  TokenIndex trigger_;
  bool is_act_of_words_;
  Modality modality_;
};

// "Not only shelled the town": no denial.
bool ModalityClimb::is_intensified(TokenIndex adverb) const {
  const auto next = static_cast<std::size_t>(adverb) + 1;
  return tree_.is_any(adverb, tree_.lexicon().not_words()) &&
         next < tree_.document().tokens.size() &&
         tree_.is_any(adverb + 1, tree_.lexicon().only_words());
}

// "I want to thank them", "we would like to appeal to you": done by being said.
// Also "called him to express support": what the call was for was said.
bool ModalityClimb::is_done_by_saying(TokenIndex act, TokenIndex governor) const {
  if (!tree_.is_any(act, tree_.lexicon().said_acts())) return false;
  if (tree_.is_any(governor, tree_.lexicon().occasions())) return true;
  const TokenIndex subject = tree_.child(governor, Relation::kNsubj);
  return subject != kNoToken && has_feature(tree_.token(subject), "Person=1") &&
         tree_.is_any(governor, tree_.lexicon().wishing_verbs());
}

// Adverbs, auxiliaries, determiners and adjectives on a word.
void ModalityClimb::take_on(TokenIndex node) {
  tree_.each_child(node, [&](TokenIndex c) {
    switch (tree_.token(c).relation) {
      case Relation::kAdvmod:
      case Relation::kAux:
      case Relation::kDet:
      case Relation::kAmod:
      case Relation::kCc:
        if (!is_intensified(c)) take(c, CuePosition::kOn);
        break;
      case Relation::kCop:
        if (tree_.subject_of_coming(node) != kNoToken) modality_.set(Auxiliary::kFuture, c);
        break;
      default:
        break;
    }
  });
}

void ModalityClimb::take_marks(TokenIndex node) {
  tree_.each_child(node, [&](TokenIndex c) {
    const Relation relation = tree_.token(c).relation;
    // "Instead of shelling", "rather than"; not "instead urging".
    const bool is_phrase =
        relation == Relation::kAdvmod && tree_.child(c, Relation::kFixed) != kNoToken;
    if (relation == Relation::kMark || relation == Relation::kCase || is_phrase) {
      take(c, CuePosition::kMark);
    }
  });
}

// "No troops attacked", "attacked nobody": the negation sits on an argument.
void ModalityClimb::take_argument_negation(TokenIndex verb) {
  const auto negation = static_cast<std::size_t>(Auxiliary::kNegation);
  const WordSet& on = words(negation, CuePosition::kOn);
  tree_.each_child(verb, [&](TokenIndex c) {
    const Relation relation = tree_.token(c).relation;
    if (relation != Relation::kNsubj && relation != Relation::kObj) return;
    const TokenIndex determiner = tree_.child(c, Relation::kDet);
    if (determiner != kNoToken && tree_.is_any(determiner, on)) {
      modality_.set(Auxiliary::kNegation, determiner);
    } else if (tree_.token(c).upos == Upos::kPron && tree_.is_any(c, on)) {
      modality_.set(Auxiliary::kNegation, c);
    }
  });
}

// "If they attack, we will respond": the main clause is supposed too, unless it is past.
void ModalityClimb::take_condition(TokenIndex node) {
  if (has_feature(tree_.token(node), "Tense=Past")) return;
  const auto hypothetical = static_cast<std::size_t>(Auxiliary::kHypothetical);
  tree_.each_child(node, [&](TokenIndex c) {
    if (tree_.token(c).relation != Relation::kAdvcl) return;
    const TokenIndex mark = tree_.child(c, Relation::kMark);
    if (mark != kNoToken && tree_.is_any(mark, words(hypothetical, CuePosition::kMark))) {
      modality_.set(Auxiliary::kHypothetical, mark);
    }
  });
}

// "Buses used to block the road", "a law designed to stop unrest".
bool ModalityClimb::is_use(TokenIndex governor) const {
  return governor != kNoToken && tree_.is_passive(governor) &&
         tree_.is_any(governor, tree_.lexicon().means_verbs());
}

// "Invoked the law to ban marches": what one wields a power for is done with it.
bool ModalityClimb::is_wielding(TokenIndex verb) const {
  if (!tree_.is_any(verb, tree_.lexicon().wielding_verbs())) return false;
  return tree_.find_child(verb, [&](TokenIndex c) {
    return tree_.token(c).relation == Relation::kObj && tree_.is_any(c, tree_.lexicon().wielded());
  }) != kNoToken;
}

// "to prevent attacks": an infinitive that says what something is for.
void ModalityClimb::take_purpose(TokenIndex node) {
  const Token& here = tree_.token(node);
  if (!has_feature(here, "VerbForm=Inf")) return;
  if (here.relation == Relation::kXcomp && is_use(here.head)) {
    modality_.set(Auxiliary::kHypothetical, node);
    modality_.is_purpose = true;
    return;
  }
  if (here.relation != Relation::kAdvcl && here.relation != Relation::kAcl) return;
  const bool is_reached =
      here.head != kNoToken && has_feature(tree_.token(here.head), "Tense=Past") &&
      (tree_.lexicon().funding_verbs().contains(tree_.lemma(here.head)) || is_wielding(here.head));
  if (is_reached || tree_.is_any(node, tree_.lexicon().reached_purposes())) return;
  modality_.set(Auxiliary::kHypothetical, node);
  modality_.is_purpose = here.relation == Relation::kAdvcl || !is_undertaken(here.head);
}

// "Defeating them will take time"; "Did they attack?", where the verb comes before its subject.
void ModalityClimb::take_notion(TokenIndex node) {
  const Token& here = tree_.token(node);
  const TokenIndex subject = tree_.child(node, Relation::kNsubj);
  // Not "Shelling the port went on".
  if (here.relation == Relation::kCsubj && node < here.head && subject == kNoToken &&
      !has_feature(here, "VerbForm=Fin") && !tree_.is_any(here.head, tree_.lexicon().going_on())) {
    modality_.is_notion = true;
  }
  if (subject == kNoToken || !is_in_question(node)) return;
  // The last of several: the parser may take what stands before the question for one ("Q Has he").
  TokenIndex last_subject = subject;
  TokenIndex auxiliary = kNoToken;
  bool asks_who_or_why = false;
  tree_.each_child(node, [&](TokenIndex c) {
    const Relation relation = tree_.token(c).relation;
    if (has_feature(tree_.token(c), "PronType=Int")) asks_who_or_why = true;
    if (relation == Relation::kNsubj) last_subject = std::max(last_subject, c);
    const bool is_auxiliary = relation == Relation::kAux || relation == Relation::kCop;
    if (is_auxiliary && auxiliary == kNoToken) auxiliary = c;
  });
  const bool is_inverted = auxiliary != kNoToken && auxiliary < last_subject;
  if (is_inverted && !asks_who_or_why) modality_.is_notion = true;
}

// True where the sentence of `node` ends with a question mark.
bool ModalityClimb::is_in_question(TokenIndex node) const {
  const auto& sentences = tree_.document().sentences;
  const auto sentence =
      std::upper_bound(sentences.begin(), sentences.end(), node,
                       [](TokenIndex token, const Sentence& s) { return token < s.last; });
  if (sentence == sentences.end()) return false;
  const Token& last = tree_.token(sentence->last - 1);
  return tree_.document().words(last.start, last.end) == "?";
}

// "A plan to attack", "an attempt to kill": the noun says how far it got, and is no means to it.
bool ModalityClimb::is_undertaken(TokenIndex noun) const {
  const auto future = static_cast<std::size_t>(Auxiliary::kFuture);
  const auto negation = static_cast<std::size_t>(Auxiliary::kNegation);
  return noun != kNoToken && (tree_.is_any(noun, words(future, CuePosition::kClause)) ||
                              tree_.is_any(noun, words(negation, CuePosition::kClause)) ||
                              tree_.is_any(noun, tree_.lexicon().undertakings()));
}

// "There were no reports that soldiers attacked villagers": the report is denied with its content.
void ModalityClimb::take_denied_report(TokenIndex node, TokenIndex governor) {
  const Relation relation = tree_.token(node).relation;
  const bool is_content = relation == Relation::kAcl || relation == Relation::kCcomp ||
                          (relation == Relation::kNmod && tree_.is_noun(node));
  if (!is_content || !tree_.is_any(governor, tree_.lexicon().reporting().documents)) return;
  const TokenIndex determiner = tree_.child(governor, Relation::kDet);
  if (determiner == kNoToken) return;
  const auto negation = static_cast<std::size_t>(Auxiliary::kNegation);
  if (tree_.is_any(determiner, words(negation, CuePosition::kOn))) {
    modality_.set(Auxiliary::kNegation, determiner);
  }
}

// True: go on from the noun's governor.
bool ModalityClimb::climb_from_noun(TokenIndex node, TokenIndex governor) {
  const Relation relation = tree_.token(node).relation;
  switch (relation) {
    case Relation::kObj:
    case Relation::kNsubj:
    case Relation::kObl:
    case Relation::kXcomp:
    case Relation::kNmod:
      take(governor, CuePosition::kObject);
      break;
    case Relation::kConj:
    case Relation::kCompound:
      return true;
    default:
      return false;
  }
  const EventLexicon& lexicon = tree_.lexicon();
  if (relation == Relation::kNmod)
    return lexicon.transparent_nouns().contains(tree_.lemma(governor));
  if (relation == Relation::kNsubj) return true;
  return lexicon.light_verbs().contains(tree_.lemma(governor));
}

// "Announced that it had sent", "has sent", "was sent": done, whatever verb governs it.
bool ModalityClimb::is_told_as_past(TokenIndex verb) const {
  const Token& here = tree_.token(verb);
  if (!has_feature(here, "Tense=Past")) return false;
  if (has_feature(here, "VerbForm=Fin")) return true;
  return tree_.find_child(verb, [&](TokenIndex c) {
    const Token& aux = tree_.token(c);
    if (aux.relation != Relation::kAux || !has_feature(aux, "VerbForm=Fin")) return false;
    const bool is_perfect = !has_subtype(aux, "pass") && has_feature(aux, "Tense=Pres");
    return has_feature(aux, "Tense=Past") || is_perfect;
  }) != kNoToken;
}

bool ModalityClimb::climb_from_clause(TokenIndex node, TokenIndex governor) {
  const Token& here = tree_.token(node);
  const bool is_finite = has_feature(here, "VerbForm=Fin");
  const bool has_subject = tree_.child(node, Relation::kNsubj) != kNoToken;
  const bool is_purpose_or_complement =
      here.relation == Relation::kXcomp || here.relation == Relation::kAdvcl;
  if (is_purpose_or_complement && has_feature(here, "VerbForm=Inf") &&
      is_done_by_saying(node, governor)) {
    return false;
  }
  switch (here.relation) {
    case Relation::kXcomp:
      take(governor, CuePosition::kClause);
      return true;
    case Relation::kCcomp:
    case Relation::kCsubj:
      // What "goes on" is not to come.
      take(governor, CuePosition::kClause,
           !is_told_as_past(node) && !(here.relation == Relation::kCsubj &&
                                       tree_.is_any(governor, tree_.lexicon().going_on())));
      return !has_subject;
    case Relation::kAcl:
      take(governor, CuePosition::kClause);
      return !is_finite && !has_subtype(here, "relcl") && has_feature(here, "VerbForm=Inf");
    case Relation::kAdvcl:
      // "called for calm, urging both sides": a participle without a preposition is no complement.
      if (tree_.child(node, Relation::kMark) == kNoToken &&
          tree_.child(node, Relation::kCase) == kNoToken) {
        return false;
      }
      // "Prices will go up because troops attacked": a reason is no complement either.
      if (!is_finite) take(governor, CuePosition::kClause);
      return !is_finite && !has_subject;
    case Relation::kObl:
      take(governor, CuePosition::kClause);
      return !is_finite && !has_subject;
    case Relation::kConj:
      return !has_subject;
    default:
      return false;
  }
}

Modality ModalityClimb::climb() {
  TokenIndex node = trigger_;
  for (int climbed = 0; climbed < kMaxClimb; ++climbed) {
    take_on(node);
    take_marks(node);
    take_purpose(node);
    take_notion(node);
    if (!tree_.is_noun(node)) {
      take_argument_negation(node);
      if (!is_act_of_words_) take_condition(node);
    }
    const TokenIndex governor = tree_.token(node).head;
    if (governor == kNoToken) break;
    take_denied_report(node, governor);
    const bool goes_on =
        tree_.is_noun(node) ? climb_from_noun(node, governor) : climb_from_clause(node, governor);
    if (!goes_on) break;
    node = governor;
  }
  return modality_;
}

}  // namespace

Modality find_modality(const Tree& tree, TokenIndex trigger, bool is_act_of_words) {
  return ModalityClimb(tree, trigger, is_act_of_words).climb();
}

}  // namespace casus
