#include "pipeline/facts/fact_filler.h"

#include <algorithm>

#include "base/utf8.h"
#include "pipeline/facts/fact_merge.h"
#include "pipeline/facts/fact_modality.h"
#include "pipeline/facts/ordinals.h"

namespace casus {

namespace {

constexpr TokenIndex kMaxEvidenceTokens = 6;
constexpr std::string_view kCarriers = "carriers";

bool lists(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

void put_participant(Fact& fact, const std::string& name, Participant&& participant) {
  const bool is_known =
      std::any_of(fact.roles.begin(), fact.roles.end(), [&](const FactRole& each) {
        const bool is_inside =
            each.participant.start <= participant.start && participant.end <= each.participant.end;
        return each.role == name && (each.participant.head == participant.head || is_inside);
      });
  if (!is_known) fact.roles.push_back({name, std::move(participant)});
}

}  // namespace

void FactFiller::fill(const FactCue& cue, TokenIndex word, DraftFact& draft) const {
  const KindSettings& settings = rules_.settings(cue.kind);
  const bool makes_facts = cue.anchor.empty() && !cue.adds_to_last;
  draft.is_founded |= makes_facts || cue.naming == CueNaming::kProper;
  if (word == draft.anchor) extend_evidence(cue, word, draft);
  draft.needs.insert(draft.needs.end(), cue.needs.begin(), cue.needs.end());
  const bool takes_phrase = cue.naming == CueNaming::kPhrase || cue.naming == CueNaming::kTitle;
  if (takes_phrase && draft.fact.name.empty()) {
    draft.fact.name = clause_.words(name_of_phrase(draft.anchor));
  }
  const bool uses_plan = !cue.planned.empty() && is_planned(clause_, rules_, word);
  for (const auto& [name, value] : uses_plan ? cue.planned : cue.constants) {
    put_field(settings, draft.fact, name, value);
  }
  for (const CuePlaces& field : cue.fields) fill_field(cue, field, word, draft);
  for (const CuePlaces& role : cue.roles) fill_role(cue, role, word, draft);
  if (!cue.date_field.empty()) {
    draft.date_field = cue.date_field;
    // "Chad, a member of X, left on Monday": the day is not that of the apposition.
    if (clause_.token(draft.anchor).relation == Relation::kAppos) draft.verb = kNoToken;
  }
  if (!cue.each_role.empty()) draft.each_role = cue.each_role;
  if (!cue.adds_to_last) fill_ordinal(draft);
  fill_part(cue, word, draft);
}

// The noun's phrase up to what tells of a deed: "the truce [by shelling a village]", "the
// understanding [on 6 May]".
Clause::Extent FactFiller::name_of_phrase(TokenIndex noun) const {
  Clause::Extent name = clause_.phrase(noun, true);
  for (TokenIndex at = noun + 1; at < name.last; ++at) {
    if (!rules_.is_in_set("name-ends", clause_.lemma(at).view())) continue;
    name.last = at;
  }
  const Clause::Extent timeless = without_time(noun, name);
  return timeless.last - timeless.first >= 2 ? timeless : name;
}

// "expressed concern", "has the status of observers": to the words that the cue asks for.
void FactFiller::extend_evidence(const FactCue& cue, TokenIndex word, DraftFact& draft) const {
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

// Who fills a role or field: the first of its places that holds something, on the cue's word or,
// where the cue says so, on the verb that carries it.
std::vector<TokenIndex> FactFiller::fillers(const FactCue& cue, const CuePlaces& places,
                                            TokenIndex word, const DraftFact& draft) const {
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

void FactFiller::fill_field(const FactCue& cue, const CuePlaces& field, TokenIndex word,
                            DraftFact& draft) const {
  for (const TokenIndex filler : fillers(cue, field, word, draft)) {
    if (is_time(filler)) continue;
    put_field(rules_.settings(cue.kind), draft.fact, field.name,
              clause_.words(without_time(filler, clause_.phrase(filler, false))));
    return;
  }
}

// "smuggling [on 3 July]", "workshop on crime [on 5 and 6 March]": without the time that ends it.
Clause::Extent FactFiller::without_time(TokenIndex filler, Clause::Extent extent) const {
  if (!clause_.is_of_class(filler, CueClass::kNoun) || !is_time(extent.last - 1)) return extent;
  while (extent.last - 1 > filler && is_time(extent.last - 1)) --extent.last;
  const auto leads_to_time = [&](TokenIndex at) {  // "on", "on 5 and"
    const Upos upos = clause_.token(at).upos;
    return upos == Upos::kAdp || upos == Upos::kCconj || upos == Upos::kNum;
  };
  while (extent.last - 1 > filler && leads_to_time(extent.last - 1)) --extent.last;
  return extent;
}

bool FactFiller::is_time(TokenIndex token) const {
  const auto& times = document_.times;
  const auto after =
      std::upper_bound(times.begin(), times.end(), token,
                       [](TokenIndex at, const Time& each) { return at < each.first; });
  return after != times.begin() && token < std::prev(after)->last;
}

void FactFiller::fill_role(const FactCue& cue, const CuePlaces& role, TokenIndex word,
                           DraftFact& draft) const {
  for (const TokenIndex filler : fillers(cue, role, word, draft)) {
    const bool is_actor = participants_.is_somebody(filler) || participants_.is_delegation(filler);
    if (role.is_actor_only && !is_actor) continue;
    add_role(cue, role.name, filler, draft);
  }
}

void FactFiller::add_role(const FactCue& cue, const std::string& role, TokenIndex head,
                          DraftFact& draft) const {
  if (head == draft.anchor || clause_.is_dateline(head)) return;
  const KindSettings& settings = rules_.settings(cue.kind);
  if (lists(settings.body_roles, role) && !participants_.is_body(head)) return;
  if (lists(settings.union_roles, role) && !participants_.is_union(head)) return;
  std::vector<Participant> somebody;
  participants_.append(head, somebody);
  for (Participant& each : somebody) put_participant(draft.fact, role, std::move(each));
}

void FactFiller::fill_part(const FactCue& cue, TokenIndex word, DraftFact& draft) const {
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

// "first", "7th", "IV"; "Fifty-fifth", also where it is several tokens.
int FactFiller::ordinal_at(TokenIndex at, TokenIndex first) const {
  std::string form = lower_utf8(clause_.token(at).form);
  if (at >= first + 2 && clause_.token(at - 1).form == "-" &&
      clause_.token(at - 2).end == clause_.token(at - 1).start) {
    const std::string whole = lower_utf8(clause_.token(at - 2).form) + "-" + form;
    const int named = rules_.place_in_set("ordinals", whole);
    if (named > 0) return named;
  }
  const int named = rules_.place_in_set("ordinals", form);
  return named > 0 ? named : ordinal_number(clause_.token(at).form);
}

// "the first meeting", "the 7th session", "the IV Forum": the number.
void FactFiller::fill_ordinal(DraftFact& draft) const {
  if (!clause_.is_of_class(draft.anchor, CueClass::kNoun)) return;
  const auto& evidence = draft.fact.evidence.back();
  const TokenIndex first = document_.sentences[static_cast<std::size_t>(draft.fact.sentence)].first;
  for (TokenIndex at = draft.anchor; at-- > first;) {
    if (clause_.token(at).end <= evidence.start && at + 2 < draft.anchor) break;
    const int number = ordinal_at(at, first);
    if (number <= 0) continue;
    put_field(rules_.settings(draft.fact.kind), draft.fact, "ordinal", std::to_string(number));
    return;
  }
}

}  // namespace casus
