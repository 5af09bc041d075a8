// Each word that heads cues is tried against them; of those of one kind that hold, the ones with
// the most conditions count, as in the events stage. A cue makes a fact of its own word or adds to
// that of a noun that it governs ("X hosted the conference" adds a host to the conference).

#include "pipeline/facts/fact_builder.h"

#include <algorithm>

namespace casus {

namespace {

constexpr std::size_t kMaxDrafts = 64;
constexpr std::string_view kCarriers = "carriers";

std::string single_line(std::string_view words) {
  std::string text(words);
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

class SentenceDrafter {
 public:
  SentenceDrafter(const FactRules& rules, const Document& document, std::int32_t sentence,
                  std::vector<DraftFact>& drafts)
      : rules_(rules),
        document_(document),
        clause_(document, rules),
        sentence_(sentence),
        drafts_(drafts) {}

  void draft() {
    const Sentence& sentence = document_.sentences[static_cast<std::size_t>(sentence_)];
    // First what makes facts, then what adds to them.
    for (TokenIndex t = sentence.first; t < sentence.last; ++t) try_word(t, false);
    for (TokenIndex t = sentence.first; t < sentence.last; ++t) try_word(t, true);
    for (DraftFact& draft : drafts_) set_circumstances(clause_, document_, draft);
    set_attributions(clause_, document_, drafts_);
  }

 private:
  struct Held {
    const FactCue* cue;
    std::size_t conditions;
  };

  // Applies the cues of `word` that make facts of their own, or those that add to another word's.
  void try_word(TokenIndex word, bool is_adding) {
    const auto* cues = rules_.cues_of(clause_.lemma(word).view());
    if (cues == nullptr || clause_.is_negated(word)) return;
    std::vector<Held> held;
    for (const std::uint32_t index : *cues) {
      const FactCue& cue = rules_.cue(index);
      if (!clause_.is_of_class(word, cue.word_class) || !clause_.fulfils(word, cue)) continue;
      held.push_back({&cue, cue.conditions.size()});
    }
    for (const Held& each : held) {
      const bool is_best = std::none_of(held.begin(), held.end(), [&](const Held& other) {
        return other.cue->kind == each.cue->kind && other.conditions > each.conditions;
      });
      if (is_best && each.cue->anchor.empty() != is_adding) apply(*each.cue, word);
    }
  }

  void apply(const FactCue& cue, TokenIndex word) {
    if (cue.anchor.empty()) return apply_at(cue, word, word);
    std::vector<TokenIndex> anchors;
    clause_.follow(word, cue.anchor, anchors);
    for (const TokenIndex anchor : anchors) apply_at(cue, word, anchor);
  }

  void apply_at(const FactCue& cue, TokenIndex word, TokenIndex anchor) {
    if (cue.naming != CueNaming::kProper) return fill_all(cue, word, anchor);
    const Sentence& sentence = document_.sentences[static_cast<std::size_t>(sentence_)];
    for (const auto& name : proper_names(clause_, rules_, document_, sentence, anchor)) {
      DraftFact* draft = draft_at(cue.kind, anchor, clause_.words(name));
      if (draft == nullptr) continue;
      draft->has_own_name = true;
      fill(cue, word, *draft);
    }
  }

  // Every draft of the cue's kind at this word (a list of names makes several); at least one.
  void fill_all(const FactCue& cue, TokenIndex word, TokenIndex anchor) {
    if (draft_at(cue.kind, anchor, {}) == nullptr) return;
    for (DraftFact& draft : drafts_) {
      if (draft.fact.kind == cue.kind && draft.anchor == anchor) fill(cue, word, draft);
    }
  }

  // The draft of this kind at this word; a new one where there is none.
  DraftFact* draft_at(const std::string& kind, TokenIndex anchor, const std::string& name) {
    for (DraftFact& draft : drafts_) {
      const bool is_same = draft.fact.kind == kind && draft.anchor == anchor;
      if (is_same && (name.empty() || draft.fact.name.empty() || draft.fact.name == name)) {
        if (!name.empty()) draft.fact.name = name;
        return &draft;
      }
    }
    if (drafts_.size() >= kMaxDrafts) return nullptr;
    DraftFact& draft = drafts_.emplace_back();
    const Sentence& sentence = document_.sentences[static_cast<std::size_t>(sentence_)];
    draft.anchor = anchor;
    draft.lemma = clause_.lemma(anchor).view();
    draft.verb = clause_.governing_verb(anchor);
    draft.is_definite = is_definite(anchor);
    draft.fact.kind = kind;
    draft.fact.name = name;
    draft.fact.sentence = sentence_;
    draft.fact.start = sentence.start;
    draft.fact.end = sentence.end;
    const auto told = clause_.phrase(anchor, true);
    draft.fact.evidence.push_back(
        {clause_.token(told.first).start, clause_.token(told.last - 1).end, sentence_});
    return &draft;
  }

  bool is_definite(TokenIndex noun) const {
    for (TokenIndex child = clause_.token(noun).first_child; child != kNoToken;
         child = clause_.token(child).next_sibling) {
      const Token& word = clause_.token(child);
      if (word.relation != Relation::kDet) continue;
      return has_feature(word, "Definite=Def") || has_feature(word, "PronType=Dem");
    }
    return false;
  }

  void fill(const FactCue& cue, TokenIndex word, DraftFact& draft) {
    draft.is_founded |= cue.anchor.empty() || cue.naming == CueNaming::kProper;
    draft.needs.insert(draft.needs.end(), cue.needs.begin(), cue.needs.end());
    if (cue.naming == CueNaming::kPhrase && draft.fact.name.empty()) {
      draft.fact.name = clause_.words(clause_.phrase(draft.anchor, true));
    }
    for (const auto& [name, value] : cue.constants) set_field(draft.fact, name, value);
    for (const CuePlaces& field : cue.fields) fill_field(cue, field, word, draft);
    for (const CuePlaces& role : cue.roles) fill_role(cue, role, word, draft);
    fill_ordinal(draft);
  }

  static void set_field(Fact& fact, const std::string& name, const std::string& value) {
    const auto known = std::find_if(fact.fields.begin(), fact.fields.end(),
                                    [&](const auto& field) { return field.first == name; });
    if (known == fact.fields.end()) {
      fact.fields.emplace_back(name, value);
    } else if (name == "status") {
      known->second = value;
    }
  }

  // Who fills a role or field: the first of its places that holds something, on the cue's word or,
  // where the cue says so, on the verb that carries it.
  std::vector<TokenIndex> fillers(const FactCue& cue, const CuePlaces& places, TokenIndex word,
                                  const DraftFact& draft) const {
    std::vector<TokenIndex> found;
    for (const CuePath& path : places.paths) {
      clause_.follow(word, path, found);
      if (found.empty() && cue.is_continued && draft.verb != kNoToken &&
          rules_.is_in_set(kCarriers, clause_.lemma(draft.verb).view())) {
        clause_.follow(draft.verb, path, found);
      }
      if (!found.empty()) return found;
    }
    return found;
  }

  void fill_field(const FactCue& cue, const CuePlaces& field, TokenIndex word, DraftFact& draft) {
    const auto found = fillers(cue, field, word, draft);
    if (!found.empty()) {
      set_field(draft.fact, field.name, clause_.words(clause_.phrase(found.front(), false)));
    }
  }

  void fill_role(const FactCue& cue, const CuePlaces& role, TokenIndex word, DraftFact& draft) {
    for (const TokenIndex filler : fillers(cue, role, word, draft)) {
      if (filler == draft.anchor) continue;
      FactRole filled{role.name, participant_at(filler)};
      if (role.is_actor_only && !is_somebody(filler)) continue;
      const bool is_known =
          std::any_of(draft.fact.roles.begin(), draft.fact.roles.end(), [&](const FactRole& each) {
            return each.role == role.name && each.participant.head == filler;
          });
      if (!is_known) draft.fact.roles.push_back(std::move(filled));
    }
  }

  // An actor, a name or a personal pronoun, and no thing.
  bool is_somebody(TokenIndex head) const {
    const auto index = static_cast<std::size_t>(head);
    const std::int32_t phrase =
        index < document_.actor_at.size() ? document_.actor_at[index] : kNone;
    if (phrase != kNone && document_.actor_phrases[static_cast<std::size_t>(phrase)].is_actor) {
      return true;
    }
    const Token& word = clause_.token(head);
    return word.upos == Upos::kPropn || has_feature(word, "PronType=Prs");
  }

  Participant participant_at(TokenIndex head) const {
    Participant participant;
    participant.head = head;
    const auto index = static_cast<std::size_t>(head);
    const std::int32_t phrase =
        index < document_.actor_at.size() ? document_.actor_at[index] : kNone;
    if (phrase != kNone) {
      const ActorPhrase& actor = document_.actor_phrases[static_cast<std::size_t>(phrase)];
      participant.actor = actor.actor;
      participant.start = actor.start;
      participant.end = actor.end;
    } else {
      const auto extent = clause_.phrase(head, true);
      participant.start = clause_.token(extent.first).start;
      participant.end = clause_.token(extent.last - 1).end;
    }
    participant.entity_text = single_line(document_.words(participant.start, participant.end));
    return participant;
  }

  // "the first meeting": the ordinal's words.
  void fill_ordinal(DraftFact& draft) {
    if (!clause_.is_of_class(draft.anchor, CueClass::kNoun)) return;
    for (TokenIndex child = clause_.token(draft.anchor).first_child; child != kNoToken;
         child = clause_.token(child).next_sibling) {
      const Token& word = clause_.token(child);
      if (!has_feature(word, "NumType=Ord")) continue;
      set_field(draft.fact, "ordinal", std::string(clause_.lemma(child).view()));
    }
  }

  const FactRules& rules_;
  const Document& document_;
  Clause clause_;
  std::int32_t sentence_;
  std::vector<DraftFact>& drafts_;
};

}  // namespace

void draft_facts(const FactRules& rules, const Document& document, std::int32_t sentence,
                 std::vector<DraftFact>& drafts) {
  SentenceDrafter(rules, document, sentence, drafts).draft();
}

}  // namespace casus
