#include "pipeline/syntax/present_tense.h"

#include "base/tree.h"

namespace casus {

namespace {

bool has_feature(std::string_view feats, std::string_view feature) {
  return feats.find(feature) != std::string_view::npos;
}

class Mender {
 public:
  Mender(const SyntaxModel::Content& model, const Sentence& sentence, Document& document,
         SyntaxScratch& scratch)
      : model_(model), sentence_(sentence), document_(document), scratch_(scratch) {}

  // True where something was changed.
  bool mend() {
    bool is_changed = false;
    for (TokenIndex t = sentence_.first; t < sentence_.last; ++t) {
      if (heads_clause(t)) is_changed |= mend_clause(t);
    }
    return is_changed;
  }

 private:
  Token& token(TokenIndex t) { return document_.tokens[static_cast<std::size_t>(t)]; }

  bool heads_clause(TokenIndex t) {
    const Relation relation = token(t).relation;
    return relation == Relation::kRoot || relation == Relation::kCcomp ||
           relation == Relation::kParataxis;
  }

  bool mend_clause(TokenIndex head) {
    look_at_children(head);
    const bool is_verb = token(head).upos == Upos::kVerb;
    if (is_verb) {
      const bool is_finite = has_feature(token(head).feats, "VerbForm=Fin");
      if (!is_finite || subject_ != kNoToken || part_ == kNoToken) return false;
      take_part_for_subject(head);
      return true;
    }
    if (token(head).upos != Upos::kNoun || has_helper_) return false;
    // "The Israeli military strikes a prison"
    if (has_object_ && adjective_ != kNoToken && adjective_ == head - 1 &&
        !lemma_as(Upos::kNoun, token(adjective_).form).empty()) {
      part_ = adjective_;
    }
    const bool has_part = part_ != kNoToken && part_ == head - 1;
    const bool has_subject = subject_ != kNoToken || has_part;
    const bool is_contradicted =
        subject_ != kNoToken || has_object_ || (has_part && is_verb_of_sentence(head));
    if (!has_subject || !is_contradicted || !retag(head)) return false;
    if (subject_ == kNoToken) take_part_for_subject(head);
    relate_as_of_a_verb(head);
    return true;
  }

  // "Chadian jets fire on a convoy.": a plural before it, and a sentence that has no other verb.
  bool is_verb_of_sentence(TokenIndex noun) {
    if (token(noun).head != kNoToken || has_feature(token(noun).feats, "Number=Plur") ||
        !has_feature(token(part_).feats, "Number=Plur") ||
        token(sentence_.last - 1).upos != Upos::kPunct) {
      return false;
    }
    for (TokenIndex t = sentence_.first; t < sentence_.last; ++t) {
      if (has_feature(token(t).feats, "VerbForm=Fin")) return false;
    }
    return true;
  }

  void look_at_children(TokenIndex head) {
    subject_ = part_ = adjective_ = kNoToken;
    has_object_ = has_helper_ = false;
    bool is_interrupted = false;  // by punctuation behind the head
    for (TokenIndex c = token(head).first_child; c != kNoToken; c = token(c).next_sibling) {
      const Token& child = token(c);
      const bool is_nominal = child.upos == Upos::kNoun || child.upos == Upos::kPropn;
      switch (child.relation) {
        case Relation::kNsubj:
        case Relation::kCsubj:
        case Relation::kExpl:
          subject_ = c;
          break;
        case Relation::kCompound:
          if (c < head && is_nominal) part_ = c;
          break;
        case Relation::kAmod:
          if (c < head) adjective_ = c;
          break;
        case Relation::kObj:
          has_object_ |= c > head;
          break;
        case Relation::kAppos:
          has_object_ |= c > head && !is_interrupted && is_nominal;
          break;
        case Relation::kAcl:
          has_object_ |= c > head && has_particle(c);
          break;
        case Relation::kConj:
          has_object_ |= c > head && child.upos == Upos::kVerb;
          break;
        case Relation::kPunct:
          is_interrupted |= c > head;
          break;
        case Relation::kCop:
        case Relation::kAux:
        case Relation::kCase:
          has_helper_ = true;
          break;
        default:
          break;
      }
    }
  }

  // "votes to withdraw"
  bool has_particle(TokenIndex verb) {
    for (TokenIndex c = token(verb).first_child; c != kNoToken; c = token(c).next_sibling) {
      if (token(c).relation == Relation::kMark && token(c).upos == Upos::kPart) return true;
    }
    return false;
  }

  // The lemma of a word with this tag; empty where no text that the model learnt from had it.
  std::string_view lemma_as(Upos upos, std::string_view word) {
    find_features(word, scratch_.letters, scratch_.features);
    const std::uint64_t tag = kUposLemma + static_cast<std::uint64_t>(upos);
    return model_.find_lemma(combine_keys(scratch_.features.form_key, tag));
  }

  // Of the word as a verb, or of another form with its lemma ("orders": "order").
  std::string_view verb_lemma(TokenIndex noun) {
    const std::string_view lemma = lemma_as(Upos::kVerb, token(noun).form);
    return lemma.empty() ? lemma_as(Upos::kVerb, token(noun).lemma) : lemma;
  }

  // False where the word is known as no verb.
  bool retag(TokenIndex noun) {
    const std::string_view lemma = verb_lemma(noun);
    if (lemma.empty()) return false;
    const bool is_one = has_feature(token(noun).feats, "Number=Plur");  // "orders"
    for (const TagName& tag : model_.tags) {
      const bool is_present = tag.upos == Upos::kVerb && has_feature(tag.feats, "Tense=Pres") &&
                              has_feature(tag.feats, "VerbForm=Fin") &&
                              has_feature(tag.feats, "Person=3");
      if (!is_present || has_feature(tag.feats, "Number=Sing") != is_one) continue;
      token(noun).upos = tag.upos;
      token(noun).xpos = tag.xpos;
      token(noun).feats = tag.feats;
      token(noun).lemma = lemma;
      return true;
    }
    return false;
  }

  void relate(TokenIndex t, Relation relation) {
    token(t).relation = relation;
    token(t).deprel = relation_name(relation);
  }

  // The nearest noun before the head, with all that stands before it.
  void take_part_for_subject(TokenIndex head) {
    for (TokenIndex c = token(head).first_child; c != kNoToken && c < part_;
         c = token(c).next_sibling) {
      const Relation relation = token(c).relation;
      const bool is_of_noun = relation == Relation::kDet || relation == Relation::kAmod ||
                              relation == Relation::kCompound || relation == Relation::kNummod ||
                              relation == Relation::kNmod;
      if (is_of_noun) token(c).head = part_;
    }
    relate(part_, Relation::kNsubj);
    if (token(part_).upos == Upos::kAdj) token(part_).upos = Upos::kNoun;
  }

  void relate_as_of_a_verb(TokenIndex verb) {
    for (TokenIndex c = token(verb).first_child; c != kNoToken; c = token(c).next_sibling) {
      if (c < verb || token(c).head != verb) continue;
      const Relation relation = token(c).relation;
      if (relation == Relation::kNmod) relate(c, Relation::kObl);
      if (relation == Relation::kAppos) relate(c, Relation::kObj);
      if (relation == Relation::kAcl && has_particle(c)) relate(c, Relation::kXcomp);
    }
  }

  const SyntaxModel::Content& model_;
  const Sentence& sentence_;
  Document& document_;
  SyntaxScratch& scratch_;
  TokenIndex subject_ = kNoToken;
  TokenIndex part_ = kNoToken;  // the last noun before the head that is a part of its name
  TokenIndex adjective_ = kNoToken;
  // An object, or what else only a verb has: an apposition without a comma, "to", a verb beside it.
  bool has_object_ = false;
  bool has_helper_ = false;  // a copula, an auxiliary or a preposition
};

}  // namespace

void mend_present_tense(const SyntaxModel::Content& model, const Sentence& sentence,
                        Document& document, SyntaxScratch& scratch) {
  if (Mender(model, sentence, document, scratch).mend())
    link_children(document, sentence.first, sentence.last);
}

}  // namespace casus
