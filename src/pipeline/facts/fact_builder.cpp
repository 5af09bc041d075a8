// Each word that heads cues is tried against them; of those of one kind that hold, the ones with
// the most conditions count, as in the events stage. A cue makes a fact of its own word or adds to
// that of a noun that it governs ("X hosted the conference" adds a host to the conference), or to
// the last one of its kind.

#include "pipeline/facts/fact_builder.h"

#include <algorithm>

#include "pipeline/events/scene.h"
#include "pipeline/facts/fact_filler.h"
#include "pipeline/facts/fact_merge.h"
#include "pipeline/facts/fact_modality.h"
#include "pipeline/facts/fact_names.h"
#include "pipeline/facts/fact_needs.h"
#include "pipeline/facts/fact_participants.h"
#include "pipeline/facts/fact_resolutions.h"
#include "pipeline/facts/fact_speakers.h"

namespace casus {

namespace {

constexpr std::size_t kMaxDrafts = 64;
constexpr std::size_t kMaxKnownNames = 64;
constexpr std::size_t kMaxLookedBack = 64;  // facts told before
constexpr std::size_t kMaxLists = 8;        // that are open at once
constexpr TokenIndex kMaxDatelineTokens = 16;
constexpr std::int32_t kNearbySentences = 4;

class SentenceDrafter {
 public:
  SentenceDrafter(const FactRules& rules, const Document& document, std::int32_t sentence,
                  FactScratch& scratch)
      : rules_(rules),
        document_(document),
        clause_(document, rules),
        participants_(clause_, rules, document),
        filler_(clause_, rules, document, participants_),
        sentence_(sentence),
        scratch_(scratch),
        drafts_(scratch.drafts),
        names_(clause_, rules, document, here()) {}

  void draft() {
    clause_.skip_dateline(here().first, find_dateline_end());
    find_known_names();
    // First what makes facts, then what adds to them.
    for (TokenIndex t = here().first; t < here().last; ++t) try_word(t, Pass::kMaking);
    for (TokenIndex t = here().first; t < here().last; ++t) try_word(t, Pass::kAdding);
    continue_lists();
    for (DraftFact& draft : drafts_) set_circumstances(rules_, clause_, document_, draft);
    for (TokenIndex t = here().first; t < here().last; ++t) try_word(t, Pass::kAddingToLast);
    set_attributions(clause_, document_, drafts_);
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      resolve_pronouns(participants_, clause_, document_, scratch_.letter, drafts_, scratch_.kept,
                       drafts_[i]);
    }
    for (DraftFact& draft : drafts_) drop_persons(draft);
    for (DraftFact& draft : drafts_) add_resolving_body(clause_, document_, scratch_.body, draft);
    split_drafts();
    find_resolving_body(participants_, clause_, document_, here(), scratch_.body);
  }

 private:
  enum class Pass { kMaking, kAdding, kAddingToLast };

  struct Held {
    const FactCue* cue;
    std::size_t conditions;
  };

  const Sentence& here() const { return document_.sentences[static_cast<std::size_t>(sentence_)]; }

  static Pass pass_of(const FactCue& cue) {
    if (cue.adds_to_last) return Pass::kAddingToLast;
    return cue.anchor.empty() ? Pass::kMaking : Pass::kAdding;
  }

  void try_word(TokenIndex word, Pass pass) {
    const auto* cues = rules_.cues_of(clause_.lemma(word).view());
    if (cues == nullptr || clause_.is_negated(word)) return;
    std::vector<Held> held;
    for (const std::uint32_t index : *cues) {
      const FactCue& cue = rules_.cue(index);
      if (!clause_.is_of_class(word, cue.word_class) || !clause_.fulfils(word, cue)) continue;
      if (!is_uttered(clause_, rules_.settings(cue.kind), word)) continue;
      if (cue.is_unplanned && is_planned(clause_, rules_, word)) continue;
      held.push_back({&cue, cue.conditions.size()});
    }
    for (const Held& each : held) {
      const bool is_best = std::none_of(held.begin(), held.end(), [&](const Held& other) {
        return other.cue->kind == each.cue->kind && other.conditions > each.conditions;
      });
      if (is_best && pass_of(*each.cue) == pass) apply(*each.cue, word);
    }
  }

  void apply(const FactCue& cue, TokenIndex word) {
    if (cue.opens_list && scratch_.lists.size() < kMaxLists && ends_with_colon())
      scratch_.lists.push_back({&cue, word, sentence_});
    if (cue.adds_to_last) {
      if (DraftFact* last = last_of(cue.kind)) filler_.fill(cue, word, *last);
      return;
    }
    if (cue.anchor.empty()) return apply_at(cue, word, word);
    std::vector<TokenIndex> anchors;
    clause_.follow(word, cue.anchor, anchors);
    for (const TokenIndex anchor : anchors) apply_at(cue, word, anchor);
  }

  void apply_at(const FactCue& cue, TokenIndex word, TokenIndex anchor) {
    switch (cue.naming) {
      case CueNaming::kProper:
        for (const auto& name : names_.proper(anchor)) apply_named(cue, word, anchor, name);
        return;
      case CueNaming::kQuoted:
        for (const auto& name : names_.quoted(anchor)) apply_named(cue, word, anchor, name);
        return;
      case CueNaming::kTitle:
        if (names_.is_part_of_other(anchor)) return;
        if (const auto name = names_.title(anchor)) return apply_named(cue, word, anchor, *name);
        return fill_all(cue, word, anchor);
      case CueNaming::kPhrase:
      case CueNaming::kUnnamed:
        return fill_all(cue, word, anchor);
    }
  }

  void apply_named(const FactCue& cue, TokenIndex word, TokenIndex anchor, Clause::Extent name) {
    DraftFact* draft = draft_at(cue.kind, anchor, clause_.words(name));
    if (draft == nullptr) return;
    draft->has_own_name = true;
    draft->fact.evidence.back() = evidence_of(name);
    filler_.fill(cue, word, *draft);
  }

  // Every draft of the cue's kind at this word (a list of names makes several); at least one.
  void fill_all(const FactCue& cue, TokenIndex word, TokenIndex anchor) {
    if (draft_at(cue.kind, anchor, {}) == nullptr) return;
    for (DraftFact& draft : drafts_) {
      if (draft.fact.kind != cue.kind || draft.anchor != anchor) continue;
      // "took part in the exercise in Osh": the verb's place is the exercise's.
      if (draft.verb == kNoToken && clause_.is_of_class(word, CueClass::kVerb)) draft.verb = word;
      filler_.fill(cue, word, draft);
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
    draft.anchor = anchor;
    draft.lemma = clause_.lemma(anchor).view();
    draft.verb = clause_.governing_verb(anchor);
    draft.is_definite = is_definite(anchor);
    draft.is_pronoun = clause_.token(anchor).upos == Upos::kPron;
    draft.is_other = is_other(anchor);
    draft.is_plural = has_feature(clause_.token(anchor), "Number=Plur");
    draft.fact.kind = kind;
    draft.fact.name = name;
    draft.fact.sentence = sentence_;
    draft.fact.start = here().start;
    draft.fact.end = here().end;
    const bool is_noun = clause_.is_of_class(anchor, CueClass::kNoun);
    draft.fact.evidence.push_back(
        evidence_of(is_noun ? clause_.phrase(anchor, true) : Clause::Extent{anchor, anchor + 1}));
    return &draft;
  }

  Evidence evidence_of(Clause::Extent words) const {
    return {clause_.token(words.first).start, clause_.token(words.last - 1).end, sentence_};
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

  bool is_other(TokenIndex noun) const {
    for (TokenIndex child = clause_.token(noun).first_child; child != kNoToken;
         child = clause_.token(child).next_sibling) {
      const bool is_modifier = clause_.token(child).relation == Relation::kAmod;
      if (is_modifier && rules_.is_in_set("others", clause_.lemma(child).view())) return true;
    }
    return false;
  }

  // The last fact of this kind that was told in this sentence or shortly before.
  DraftFact* last_of(const std::string& kind) {
    const auto is_kind = [&](const DraftFact& draft) { return draft.fact.kind == kind; };
    const auto here = std::find_if(drafts_.rbegin(), drafts_.rend(), is_kind);
    if (here != drafts_.rend()) return &*here;
    const std::size_t looked = std::min(scratch_.kept.size(), kMaxLookedBack);
    const auto end = scratch_.kept.rbegin() + static_cast<std::ptrdiff_t>(looked);
    const auto before = std::find_if(scratch_.kept.rbegin(), end, [&](const DraftFact& draft) {
      return is_kind(draft) && is_complete(draft);
    });
    if (before == end) return nullptr;
    // A list's items are near to what opened it.
    const std::int32_t reach =
        kNearbySentences +
        (scratch_.lists.empty() ? 0 : sentence_ - scratch_.lists.front().sentence);
    const bool is_near = before->fact.evidence.back().sentence + reach >= sentence_;
    return is_near ? &*before : nullptr;
  }

  // Of "BOGOTA, Sept 2 - ", also where the town is unknown: capitals, then a dash that stands
  // apart.
  TokenIndex find_dateline_end() const {
    const TokenIndex known = dateline_end(document_, here());
    if (known > here().first || !names_.is_all_capitals(here().first)) return known;
    for (TokenIndex at = here().first + 1;
         at + 1 < here().last && at - here().first < kMaxDatelineTokens; ++at) {
      const Token& word = clause_.token(at);
      if (word.upos == Upos::kVerb || word.upos == Upos::kAux || word.upos == Upos::kNoun) break;
      const bool is_dash = word.form == "-" || word.form == "–" || word.form == "—";
      const bool is_apart =
          clause_.token(at - 1).end < word.start && word.end < clause_.token(at + 1).start;
      if (is_dash && is_apart) return at + 1;
    }
    return here().first;
  }

  // "He", who is a person, is no member.
  void drop_persons(DraftFact& draft) const {
    const auto& bodies = rules_.settings(draft.fact.kind).body_roles;
    std::erase_if(draft.fact.roles, [&](const FactRole& each) {
      return std::find(bodies.begin(), bodies.end(), each.role) != bodies.end() &&
             participants_.holds_person(each.participant);
    });
  }

  // "Chad and Mali are members" is a membership each.
  void split_drafts() {
    const std::size_t count = drafts_.size();
    for (std::size_t i = 0; i < count; ++i) {
      const std::string role = drafts_[i].each_role;
      if (role.empty()) continue;
      const auto has_role = [&](const FactRole& each) { return each.role == role; };
      auto& roles = drafts_[i].fact.roles;
      const auto first = std::find_if(roles.begin(), roles.end(), has_role);
      if (first == roles.end()) continue;
      std::vector<FactRole> others;
      std::copy_if(first + 1, roles.end(), std::back_inserter(others), has_role);
      roles.erase(std::remove_if(first + 1, roles.end(), has_role), roles.end());
      for (FactRole& other : others) {
        if (drafts_.size() >= kMaxDrafts) return;
        DraftFact copy = drafts_[i];
        *std::find_if(copy.fact.roles.begin(), copy.fact.roles.end(), has_role) = std::move(other);
        drafts_.push_back(std::move(copy));
      }
    }
  }

  // ---- names and lists --------------------------------------------------------------------------

  // "Harvest will begin in May" after "operations Cobalt and Harvest".
  void find_known_names() {
    const auto& kept = scratch_.kept;
    const std::size_t from = kept.size() > kMaxKnownNames ? kept.size() - kMaxKnownNames : 0;
    for (std::size_t i = from; i < kept.size(); ++i) {
      if (!kept[i].has_own_name) continue;
      const std::string& name = kept[i].fact.name;
      const std::string_view text = document_.words(here().start, here().end);
      const std::size_t at = text.find(name);
      if (at == std::string_view::npos) continue;
      const auto start = here().start + static_cast<std::uint32_t>(at);
      draft_known_name(kept[i], start, start + static_cast<std::uint32_t>(name.size()));
    }
  }

  void draft_known_name(const DraftFact& known, std::uint32_t start, std::uint32_t end) {
    Clause::Extent words{here().last, here().first};
    for (TokenIndex t = here().first; t < here().last; ++t) {
      if (clause_.token(t).start < start || clause_.token(t).end > end) continue;
      words.first = std::min(words.first, t);
      words.last = std::max(words.last, t + 1);
    }
    if (words.first >= words.last || clause_.token(words.first).start != start) return;
    TokenIndex head = words.first;
    while (clause_.token(head).head >= words.first && clause_.token(head).head < words.last) {
      head = clause_.token(head).head;
    }
    DraftFact* draft = draft_at(known.fact.kind, head, known.fact.name);
    if (draft == nullptr) return;
    draft->lemma = known.lemma;
    draft->has_own_name = true;
    draft->is_founded = true;
    draft->fact.evidence.back() = evidence_of(words);
  }

  // The sentence's paragraph does.
  bool ends_with_colon() const {
    if (here().block == kNone) return false;
    const Block& block = document_.blocks[static_cast<std::size_t>(here().block)];
    const std::string_view text = document_.words(block.start, block.end);
    const std::size_t last = text.find_last_not_of(" \t\r\n");
    return last != std::string_view::npos && text[last] == ':';
  }

  bool is_item() const {
    if (here().block == kNone) return false;
    const BlockKind kind = document_.blocks[static_cast<std::size_t>(here().block)].kind;
    return kind == BlockKind::kListItem;
  }

  // The items of a list take what the sentence before the colon says of all of them.
  void continue_lists() {
    auto& lists = scratch_.lists;
    if (lists.empty()) return;
    const bool is_opener = ends_with_colon() && !is_item();
    if (is_opener) return;
    if (!is_item()) return lists.clear();
    for (const OpenList& list : lists) {
      if (!list.cue->item_role.empty()) {
        add_item(list);
        continue;
      }
      if (list.cue->naming == CueNaming::kProper) draft_item_names(list);
      for (DraftFact& draft : drafts_) {
        if (draft.fact.kind == list.cue->kind) filler_.fill(*list.cue, list.word, draft);
      }
    }
  }

  // "The following were present:", then a line each: whoever the line names first.
  void add_item(const OpenList& list) {
    DraftFact* last = last_of(list.cue->kind);
    if (last == nullptr) return;
    for (TokenIndex t = here().first; t < here().last; ++t) {
      if (!participants_.is_named(t)) continue;
      return filler_.add_role(*list.cue, list.cue->item_role, t, *last);
    }
  }

  void draft_item_names(const OpenList& list) {
    for (const auto& name : names_.leading()) {
      TokenIndex head = name.first;
      while (clause_.token(head).head >= name.first && clause_.token(head).head < name.last) {
        head = clause_.token(head).head;
      }
      DraftFact* draft = draft_at(list.cue->kind, head, clause_.words(name));
      if (draft == nullptr) return;
      draft->has_own_name = true;
      draft->is_founded = true;
      draft->lemma = clause_.lemma(list.word).view();
      draft->fact.evidence.back() = evidence_of(name);
      filler_.fill(*list.cue, head, *draft);
    }
  }

  const FactRules& rules_;
  const Document& document_;
  Clause clause_;
  FactParticipants participants_;
  FactFiller filler_;
  std::int32_t sentence_;
  FactScratch& scratch_;
  std::vector<DraftFact>& drafts_;
  FactNames names_;
};

}  // namespace

void draft_facts(const FactRules& rules, const Document& document, std::int32_t sentence,
                 FactScratch& scratch) {
  SentenceDrafter(rules, document, sentence, scratch).draft();
}

}  // namespace casus
