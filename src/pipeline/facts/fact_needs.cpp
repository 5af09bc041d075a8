#include "pipeline/facts/fact_needs.h"

#include <algorithm>
#include <string>

#include "base/text_file.h"

namespace casus {

namespace {

bool has_capital(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

// "member": a role or field is filled; "member-actor": by somebody with a code; "member*2": twice.
bool has(const DraftFact& draft, const std::string& name) {
  const Fact& fact = draft.fact;
  if (name == "own-name") return draft.has_own_name;
  if (name == "part") return draft.part_of != kNone;
  if (name.ends_with("*2")) {
    const std::string_view role = std::string_view(name).substr(0, name.size() - 2);
    return std::count_if(fact.roles.begin(), fact.roles.end(),
                         [&](const FactRole& each) { return each.role == role; }) >= 2;
  }
  constexpr std::string_view kName = "-name";
  if (name.ends_with(kName)) {
    const std::string role = name.substr(0, name.size() - kName.size());
    return std::any_of(fact.roles.begin(), fact.roles.end(), [&](const FactRole& each) {
      return each.role == role && has_capital(each.participant.entity_text);
    });
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
bool has_any(const DraftFact& draft, const std::string& need) {
  for (const auto name : split(need, '|')) {
    if (has(draft, std::string(name))) return true;
  }
  return false;
}

}  // namespace

bool is_complete(const DraftFact& draft) {
  return draft.is_founded &&
         std::all_of(draft.needs.begin(), draft.needs.end(),
                     [&](const std::string& need) { return has_any(draft, need); });
}

}  // namespace casus
