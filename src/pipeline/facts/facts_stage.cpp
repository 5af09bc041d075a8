#include "pipeline/facts/facts_stage.h"

#include <algorithm>

#include "pipeline/facts/fact_builder.h"
#include "pipeline/facts/fact_merge.h"
#include "pipeline/facts/fact_needs.h"
#include "pipeline/facts/fact_speakers.h"

namespace casus {

namespace {

constexpr std::size_t kMergeWindow = 64;

// "The operations were carried out by ...", after several names: told of each of them.
void tell_of_siblings(const KindSettings& settings, const DraftFact& draft, std::size_t last,
                      std::vector<DraftFact>& kept) {
  if (!draft.is_plural || draft.has_own_name || !draft.is_definite) return;
  const std::int32_t sentence = kept[last].fact.evidence.back().sentence;
  for (std::size_t i = last; i-- > 0 && last - i < kMergeWindow;) {
    const DraftFact& sibling = kept[i];
    if (sibling.fact.kind != draft.fact.kind) continue;
    const bool is_sibling =
        sibling.has_own_name && sibling.fact.evidence.back().sentence == sentence;
    if (!is_sibling) return;
    merge_fact(settings, kept[i], DraftFact(draft));
  }
}

// Where the draft is kept: as a fact of its own, or in the one that it tells again.
std::size_t keep(const FactRules& rules, DraftFact&& draft, std::vector<DraftFact>& kept) {
  const KindSettings& settings = rules.settings(draft.fact.kind);
  const std::size_t from = kept.size() > kMergeWindow ? kept.size() - kMergeWindow : 0;
  for (std::size_t i = kept.size(); i-- > from;) {
    if (!is_same_fact(settings, kept[i], draft)) continue;
    tell_of_siblings(settings, draft, i, kept);
    merge_fact(settings, kept[i], std::move(draft));
    return i;
  }
  kept.push_back(std::move(draft));
  return kept.size() - 1;
}

std::int32_t last_of(const std::string& kind, const std::vector<DraftFact>& kept,
                     std::size_t before) {
  for (std::size_t i = before; i-- > 0 && before - i <= kMergeWindow;) {
    if (kept[i].fact.kind == kind) return static_cast<std::int32_t>(i);
  }
  return kNone;
}

// Keeps the drafts of a sentence and ties parts to what they are part of.
void keep_all(const FactRules& rules, FactScratch& scratch) {
  auto& drafts = scratch.drafts;
  std::vector<std::size_t> places;
  places.reserve(drafts.size());
  for (const DraftFact& draft : drafts)
    places.push_back(keep(rules, DraftFact(draft), scratch.kept));
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    if (drafts[i].part_kind.empty()) continue;
    std::int32_t whole = kNone;
    for (std::size_t k = 0; k < drafts.size(); ++k) {
      const bool is_whole =
          drafts[k].anchor == drafts[i].part_head && drafts[k].fact.kind == drafts[i].part_kind;
      if (is_whole) whole = static_cast<std::int32_t>(places[k]);
    }
    if (whole == kNone && drafts[i].is_part_of_last) {
      whole = last_of(drafts[i].part_kind, scratch.kept, places[i]);
    }
    DraftFact& part = scratch.kept[places[i]];
    if (whole != static_cast<std::int32_t>(places[i]) && part.part_of == kNone)
      part.part_of = whole;
  }
}

void add_contexts(const ContextSource& source, Fact& fact) {
  if (source.hits == nullptr) return;
  for (const Evidence& evidence : fact.evidence) {
    auto hit = std::lower_bound(
        source.hits->begin(), source.hits->end(), evidence.sentence,
        [](const ContextHit& each, std::int32_t sentence) { return each.sentence < sentence; });
    for (; hit != source.hits->end() && hit->sentence == evidence.sentence; ++hit) {
      const std::string& name = (*source.names)[static_cast<std::size_t>(hit->context)];
      const bool is_known = std::any_of(fact.contexts.begin(), fact.contexts.end(),
                                        [&](const Context& each) { return each.name == name; });
      if (!is_known) fact.contexts.push_back({name, hit->start, hit->end});
    }
  }
}

// Moves the complete ones to the document; what parts point at may have dropped out.
void finish(const ContextSource& contexts, FactScratch& scratch, Document& document) {
  std::vector<std::int32_t> places(scratch.kept.size(), kNone);
  for (std::size_t i = 0; i < scratch.kept.size(); ++i) {
    DraftFact& draft = scratch.kept[i];
    if (!is_complete(draft)) continue;
    places[i] = static_cast<std::int32_t>(document.facts.size());
    if (!draft.date_field.empty() && !draft.fact.date.empty()) {
      draft.fact.fields.emplace_back(draft.date_field, draft.fact.date);
    }
    draft.fact.part_of = draft.part_of;
    if (draft.fact.kind == "statement") set_words(document, draft);
    add_contexts(contexts, draft.fact);
    document.facts.push_back(std::move(draft.fact));
  }
  for (Fact& fact : document.facts) {
    if (fact.part_of != kNone) fact.part_of = places[static_cast<std::size_t>(fact.part_of)];
  }
}

}  // namespace

Result<void> find_facts(const FactRules& rules, const ContextSource& contexts, Document& document,
                        FactScratch& scratch) {
  scratch.kept.clear();
  scratch.lists.clear();
  scratch.body = {};
  if (rules.is_empty()) return {};
  scratch.letter = find_letter_ends(rules, document);
  for (std::size_t i = 0; i < document.sentences.size(); ++i) {
    scratch.drafts.clear();
    draft_facts(rules, document, static_cast<std::int32_t>(i), scratch);
    keep_all(rules, scratch);
  }
  finish(contexts, scratch, document);
  return {};
}

}  // namespace casus
