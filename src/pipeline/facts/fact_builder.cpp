// Each word that heads cues is tried against them; of those of one kind that hold, the ones with
// the most conditions count, as in the events stage. A cue makes a fact of its own word or adds to
// that of a noun that it governs ("X hosted the conference" adds a host to the conference), or to
// the last one of its kind.

#include "pipeline/facts/fact_builder.h"

#include <algorithm>

#include "pipeline/facts/fact_merge.h"
#include "pipeline/facts/fact_names.h"
#include "pipeline/facts/fact_participants.h"
#include "pipeline/facts/fact_speakers.h"
#include "pipeline/facts/ordinals.h"

namespace casus {

namespace {

constexpr std::size_t kMaxDrafts = 64;
constexpr std::size_t kMaxKnownNames = 64;
constexpr std::int32_t kNearbySentences = 4;
constexpr int kMaxPlanSteps = 3;
constexpr TokenIndex kMaxEvidenceTokens = 6;
constexpr std::string_view kCarriers = "carriers";

class SentenceDrafter {
 public:
  SentenceDrafter(const FactRules& rules, const Document& document, std::int32_t sentence,
                  FactScratch& scratch)
      : rules_(rules),
        document_(document),
        clause_(document, rules),
        participants_(clause_, rules, document),
        sentence_(sentence),
        scratch_(scratch),
        drafts_(scratch.drafts),
        names_(clause_, rules, document, here()) {}

  void draft() {
    find_known_names();
    // First what makes facts, then what adds to them.
    for (TokenIndex t = here().first; t < here().last; ++t) try_word(t, Pass::kMaking);
    for (TokenIndex t = here().first; t < here().last; ++t) try_word(t, Pass::kAdding);
    continue_lists();
    for (DraftFact& draft : drafts_) set_circumstances(clause_, document_, draft);
    for (TokenIndex t = here().first; t < here().last; ++t) try_word(t, Pass::kAddingToLast);
    set_attributions(clause_, document_, drafts_);
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      resolve_pronouns(participants_, clause_, document_, scratch_.letter, drafts_, scratch_.kept,
                       drafts_[i]);
    }
    split_drafts();
  }

 private:
  enum class Pass { kMaking, kAdding, kAddingToLast };

  struct Held {
    const FactCue* cue;
    std::size_t conditions;
  };

  const Sentence& here() const {
    return document_.sentences[static_cast<std::size_t>(sentence_)];
  }

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
    if (cue.opens_list && ends_with_colon()) scratch_.lists.push_back({&cue, word});
    if (cue.adds_to_last) {
      if (DraftFact* last = last_of(cue.kind)) fill(cue, word, *last);
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
    fill(cue, word, *draft);
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
    draft.anchor = anchor;
    draft.lemma = clause_.lemma(anchor).view();
    draft.verb = clause_.governing_verb(anchor);
    draft.is_definite = is_definite(anchor);
    draft.fact.kind = kind;
    draft.fact.name = name;
    draft.fact.sentence = sentence_;
    draft.fact.start = here().start;
    draft.fact.end = here().end;
    const bool is_noun = clause_.is_of_class(anchor, CueClass::kNoun);
    draft.fact.evidence.push_back(evidence_of(
        is_noun ? clause_.phrase(anchor, true) : Clause::Extent{anchor, anchor + 1}));
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

  // The last fact of this kind that was told in this sentence or shortly before.
  DraftFact* last_of(const std::string& kind) {
    const auto is_kind = [&](const DraftFact& draft) { return draft.fact.kind == kind; };
    const auto here = std::find_if(drafts_.rbegin(), drafts_.rend(), is_kind);
    if (here != drafts_.rend()) return &*here;
    const auto before = std::find_if(scratch_.kept.rbegin(), scratch_.kept.rend(), is_kind);
    if (before == scratch_.kept.rend()) return nullptr;
    const bool is_near = before->fact.evidence.back().sentence + kNearbySentences >= sentence_;
    return is_near ? &*before : nullptr;
  }

  // ---- what a cue says of its fact --------------------------------------------------------------

  void fill(const FactCue& cue, TokenIndex word, DraftFact& draft) {
    const KindSettings& settings = rules_.settings(cue.kind);
    draft.is_founded |= cue.anchor.empty() || cue.naming == CueNaming::kProper;
    if (word == draft.anchor) extend_evidence(cue, word, draft);
    draft.needs.insert(draft.needs.end(), cue.needs.begin(), cue.needs.end());
    const bool takes_phrase =
        cue.naming == CueNaming::kPhrase || cue.naming == CueNaming::kTitle;
    if (takes_phrase && draft.fact.name.empty()) {
      draft.fact.name = clause_.words(clause_.phrase(draft.anchor, true));
    }
    const bool uses_plan = !cue.planned.empty() && is_planned(word);
    for (const auto& [name, value] : uses_plan ? cue.planned : cue.constants) {
      put_field(settings, draft.fact, name, value);
    }
    for (const CuePlaces& field : cue.fields) fill_field(cue, field, word, draft);
    for (const CuePlaces& role : cue.roles) fill_role(cue, role, word, draft);
    if (!cue.date_field.empty()) draft.date_field = cue.date_field;
    if (!cue.each_role.empty()) draft.each_role = cue.each_role;
    if (!cue.adds_to_last) fill_ordinal(draft);
    fill_part(cue, word, draft);
  }

  // "expressed concern", "has the status of observers": to the words that the cue asks for.
  void extend_evidence(const FactCue& cue, TokenIndex word, DraftFact& draft) const {
    if (cue.word_class != CueClass::kVerb || draft.fact.evidence.empty()) return;
    Evidence& evidence = draft.fact.evidence.back();
    for (const CuePath& condition : cue.conditions) {
      std::vector<TokenIndex> found;
      clause_.follow(word, condition, found);
      for (const TokenIndex each : found) {
        const bool is_named = !condition.back().lemmas.empty();
        if (!is_named || each < word || each > word + kMaxEvidenceTokens) continue;
        evidence.end = std::max(evidence.end, clause_.token(each).end);
      }
    }
  }

  // "will be signed", "is to be signed", "are expected to sign", "plans to sign".
  bool is_planned(TokenIndex word) const {
    for (int steps = 0; word != kNoToken && steps < kMaxPlanSteps; ++steps) {
      for (TokenIndex child = clause_.token(word).first_child; child != kNoToken;
           child = clause_.token(child).next_sibling) {
        if (clause_.token(child).relation != Relation::kAux) continue;
        if (rules_.is_in_set("future-auxiliaries", clause_.lemma(child).view())) return true;
      }
      const Relation relation = clause_.token(word).relation;
      if (relation == Relation::kConj) {
        word = clause_.token(word).head;
        continue;
      }
      if (relation != Relation::kXcomp && relation != Relation::kAcl &&
          relation != Relation::kCcomp && relation != Relation::kAdvcl) {
        return false;
      }
      word = clause_.token(word).head;
      if (rules_.is_in_set("planners", clause_.lemma(word).view())) return true;
      if (relation != Relation::kXcomp) return false;
    }
    return false;
  }

  // Who fills a role or field: the first of its places that holds something, on the cue's word or,
  // where the cue says so, on the verb that carries it.
  std::vector<TokenIndex> fillers(const FactCue& cue, const CuePlaces& places, TokenIndex word,
                                  const DraftFact& draft) const {
    std::vector<TokenIndex> found;
    for (const CuePath& path : places.paths) {
      clause_.follow(word, path, found);
      if (!found.empty() && is_time(found.front())) found.clear();
      if (found.empty() && cue.is_continued && draft.verb != kNoToken &&
          rules_.is_in_set(kCarriers, clause_.lemma(draft.verb).view())) {
        clause_.follow(draft.verb, path, found);
      }
      if (!found.empty()) return found;
    }
    return found;
  }

  void fill_field(const FactCue& cue, const CuePlaces& field, TokenIndex word, DraftFact& draft) {
    for (const TokenIndex filler : fillers(cue, field, word, draft)) {
      if (is_time(filler)) continue;
      put_field(rules_.settings(cue.kind), draft.fact, field.name,
                clause_.words(clause_.phrase(filler, false)));
      return;
    }
  }

  bool is_time(TokenIndex token) const {
    const auto& times = document_.times;
    const auto after = std::upper_bound(
        times.begin(), times.end(), token,
        [](TokenIndex at, const Time& each) { return at < each.first; });
    return after != times.begin() && token < std::prev(after)->last;
  }

  void fill_role(const FactCue& cue, const CuePlaces& role, TokenIndex word, DraftFact& draft) {
    for (const TokenIndex filler : fillers(cue, role, word, draft)) {
      if (filler == draft.anchor) continue;
      const bool is_actor = participants_.is_somebody(filler) || participants_.is_delegation(filler);
      if (role.is_actor_only && !is_actor) continue;
      std::vector<Participant> somebody;
      participants_.append(filler, somebody);
      for (Participant& each : somebody) add_role(draft.fact, role.name, std::move(each));
    }
  }

  static void add_role(Fact& fact, const std::string& name, Participant&& participant) {
    const bool is_known =
        std::any_of(fact.roles.begin(), fact.roles.end(), [&](const FactRole& each) {
          const bool is_inside = each.participant.start <= participant.start &&
                                 participant.end <= each.participant.end;
          return each.role == name && (each.participant.head == participant.head || is_inside);
        });
    if (!is_known) fact.roles.push_back({name, std::move(participant)});
  }

  void fill_part(const FactCue& cue, TokenIndex word, DraftFact& draft) const {
    if (cue.part_kind.empty()) return;
    std::vector<TokenIndex> found;
    for (const CuePath& path : cue.part) {
      clause_.follow(word, path, found);
      if (found.empty() && cue.is_continued && draft.verb != kNoToken) {
        clause_.follow(draft.verb, path, found);
      }
      if (!found.empty()) break;
    }
    if (found.empty() && !cue.is_part_of_last) return;
    draft.part_kind = cue.part_kind;
    draft.part_head = found.empty() ? kNoToken : found.front();
    draft.is_part_of_last = cue.is_part_of_last || !found.empty();
  }

  // "the first meeting", "the 7th session", "the IV Forum": the number.
  void fill_ordinal(DraftFact& draft) const {
    if (!clause_.is_of_class(draft.anchor, CueClass::kNoun)) return;
    const auto& evidence = draft.fact.evidence.back();
    for (TokenIndex at = draft.anchor; at-- > here().first;) {
      if (clause_.token(at).end <= evidence.start && at + 2 < draft.anchor) break;
      const int named = rules_.place_in_set("ordinals", clause_.lemma(at).view());
      const int number = named > 0 ? named : ordinal_number(clause_.token(at).form);
      if (number <= 0) continue;
      put_field(rules_.settings(draft.fact.kind), draft.fact, "ordinal", std::to_string(number));
      return;
    }
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
      if (list.cue->naming == CueNaming::kProper) draft_item_names(list);
      for (DraftFact& draft : drafts_) {
        if (draft.fact.kind == list.cue->kind) fill(*list.cue, list.word, draft);
      }
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
      fill(*list.cue, head, *draft);
    }
  }

  const FactRules& rules_;
  const Document& document_;
  Clause clause_;
  FactParticipants participants_;
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
