#include "pipeline/facts/facts_stage.h"

#include <algorithm>

#include "base/text_file.h"
#include "pipeline/facts/fact_builder.h"
#include "pipeline/facts/fact_merge.h"

namespace casus {

namespace {

constexpr std::size_t kMergeWindow = 64;
constexpr std::int32_t kNearbySentences = 3;

// "member": a role or field is filled; "member-actor": by somebody with a code; "member*2": twice.
bool has(const Fact& fact, const std::string& name) {
  if (name.ends_with("*2")) {
    const std::string_view role = std::string_view(name).substr(0, name.size() - 2);
    return std::count_if(fact.roles.begin(), fact.roles.end(),
                         [&](const FactRole& each) { return each.role == role; }) >= 2;
  }
  constexpr std::string_view kActor = "-actor";
  if (name.ends_with(kActor)) {
    const std::string role = name.substr(0, name.size() - kActor.size());
    return std::any_of(fact.roles.begin(), fact.roles.end(), [&](const FactRole& each) {
      return each.role == role && !each.participant.actor.code.empty();
    });
  }
  if (name == "name") return !fact.name.empty();
  if (name == "date") return !fact.date.empty();
  if (name == "place") return fact.place != kNone;
  return std::any_of(fact.roles.begin(), fact.roles.end(),
                     [&](const FactRole& role) { return role.role == name; }) ||
         std::any_of(fact.fields.begin(), fact.fields.end(),
                     [&](const auto& field) { return field.first == name; });
}

// "needs a|b": one of them is enough.
bool has_any(const Fact& fact, const std::string& need) {
  for (const auto name : split(need, '|')) {
    if (has(fact, std::string(name))) return true;
  }
  return false;
}

bool is_complete(const DraftFact& draft) {
  return draft.is_founded &&
         std::all_of(draft.needs.begin(), draft.needs.end(),
                     [&](const std::string& need) { return has_any(draft.fact, need); });
}

const FactRole* last_speaker(const std::vector<DraftFact>& kept, std::int32_t sentence) {
  for (std::size_t i = kept.size(); i > 0 && kept.size() - i < kMergeWindow; --i) {
    const Fact& fact = kept[i - 1].fact;
    if (fact.sentence == sentence || fact.sentence < sentence - kNearbySentences) continue;
    for (const FactRole& role : fact.roles) {
      if (role.role == "speaker") return &role;
    }
  }
  return nullptr;
}

// "It welcomed ...", "He said ...": whoever spoke last, if that was close by.
void resolve_pronouns(const Document& document, const std::vector<DraftFact>& kept,
                      DraftFact& draft) {
  for (FactRole& role : draft.fact.roles) {
    if (role.participant.head == kNoToken) continue;
    const Token& word = document.tokens[static_cast<std::size_t>(role.participant.head)];
    if (word.upos != Upos::kPron || !has_feature(word, "Person=3")) continue;
    const FactRole* last = last_speaker(kept, draft.fact.sentence);
    if (last == nullptr) continue;
    role.participant.actor = last->participant.actor;
    role.participant.entity_text = last->participant.entity_text;
  }
}

void keep(DraftFact&& draft, std::vector<DraftFact>& kept) {
  const std::size_t from = kept.size() > kMergeWindow ? kept.size() - kMergeWindow : 0;
  for (std::size_t i = kept.size(); i-- > from;) {
    if (!is_same_fact(kept[i], draft)) continue;
    merge_fact(kept[i], std::move(draft));
    return;
  }
  kept.push_back(std::move(draft));
}

}  // namespace

Result<void> find_facts(const FactRules& rules, Document& document, FactScratch& scratch) {
  scratch.kept.clear();
  if (rules.is_empty()) return {};
  for (std::size_t i = 0; i < document.sentences.size(); ++i) {
    scratch.drafts.clear();
    draft_facts(rules, document, static_cast<std::int32_t>(i), scratch.drafts);
    for (DraftFact& draft : scratch.drafts) {
      resolve_pronouns(document, scratch.kept, draft);
      keep(std::move(draft), scratch.kept);
    }
  }
  for (DraftFact& draft : scratch.kept) {
    if (is_complete(draft)) document.facts.push_back(std::move(draft.fact));
  }
  return {};
}

}  // namespace casus
