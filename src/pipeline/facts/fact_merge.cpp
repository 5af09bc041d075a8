#include "pipeline/facts/fact_merge.h"

#include <algorithm>
#include <set>

#include "base/text_file.h"
#include "base/utf8.h"

namespace casus {

namespace {

const std::string* field_of(const Fact& fact, std::string_view name) {
  for (const auto& [key, value] : fact.fields) {
    if (key == name) return &value;
  }
  return nullptr;
}

bool agree(const std::string& left, const std::string& right) {
  return left.empty() || right.empty() || left == right;
}

bool fields_agree(const Fact& left, const Fact& right, std::string_view name) {
  const std::string* a = field_of(left, name);
  const std::string* b = field_of(right, name);
  return a == nullptr || b == nullptr || lower_utf8(*a) == lower_utf8(*b);
}

bool is_same_participant(const Participant& left, const Participant& right) {
  if (!left.actor.identifier_text.empty()) {
    return left.actor.identifier_text == right.actor.identifier_text;
  }
  return lower_utf8(left.entity_text) == lower_utf8(right.entity_text);
}

const FactRole* role_of(const Fact& fact, std::string_view name) {
  for (const FactRole& role : fact.roles) {
    if (role.role == name) return &role;
  }
  return nullptr;
}

// False where both name the role and mean another one by it.
bool roles_agree(const Fact& left, const Fact& right, std::string_view name) {
  const FactRole* a = role_of(left, name);
  const FactRole* b = role_of(right, name);
  return a == nullptr || b == nullptr || is_same_participant(a->participant, b->participant);
}

bool share_role(const Fact& left, const Fact& right, std::string_view name) {
  return role_of(left, name) != nullptr && role_of(right, name) != nullptr &&
         roles_agree(left, right, name);
}

// Long words that two names share, of those of the shorter one: 0 to 1. `but` does not count.
double shared_words(const std::string& left, const std::string& right, std::string_view but) {
  const auto words_of = [but](const std::string& name) {
    std::set<std::string> words;
    const std::string lower = lower_utf8(name);
    for (const auto word : split_words(lower)) {
      if (word.size() > 3 && word != but) words.emplace(word);
    }
    return words;
  };
  const auto a = words_of(left);
  const auto b = words_of(right);
  const std::size_t shorter = std::min(a.size(), b.size());
  if (shorter == 0) return 0;
  const auto shared =
      std::count_if(a.begin(), a.end(), [&](const auto& w) { return b.contains(w); });
  return static_cast<double>(shared) / static_cast<double>(shorter);
}

bool is_same_statement(const Fact& known, const Fact& again) {
  if (!fields_agree(known, again, "stance") || !roles_agree(known, again, "speaker")) return false;
  if (role_of(known, "speaker") == nullptr || role_of(again, "speaker") == nullptr) return false;
  const std::string* topic = field_of(known, "topic");
  const std::string* other = field_of(again, "topic");
  if (topic != nullptr && other != nullptr) return shared_words(*topic, *other, {}) > 0.6;
  const FactRole* target = role_of(known, "target");
  const FactRole* other_target = role_of(again, "target");
  if (target != nullptr && other_target != nullptr) return roles_agree(known, again, "target");
  return topic == other;  // both tell nothing of what it is about
}

bool is_bare(const DraftFact& draft) {
  return draft.fact.name.empty() || split_words(draft.fact.name).size() == 1;
}

bool is_same_named(const DraftFact& known, const DraftFact& again) {
  const Fact& a = known.fact;
  const Fact& b = again.fact;
  if (!a.name.empty() && lower_utf8(a.name) == lower_utf8(b.name) && agree(a.date, b.date)) {
    return true;
  }
  if (known.has_own_name && again.has_own_name) return false;
  if (known.lemma != again.lemma || !fields_agree(a, b, "ordinal")) return false;
  if (!agree(a.date, b.date)) return false;
  if (is_bare(again) && again.is_definite) return true;
  if (!agree(known.place_name, again.place_name)) return false;
  // A headline tells no more than what and where: "Conference in Dushanbe".
  const bool is_headline = a.date.empty() && !known.place_name.empty() &&
                           known.place_name == again.place_name && a.roles.empty();
  if (is_headline) return true;
  if (is_bare(again)) return false;
  return is_bare(known) || shared_words(a.name, b.name, known.lemma) >= 0.5;
}

}  // namespace

bool is_same_fact(const DraftFact& known, const DraftFact& again) {
  if (known.fact.kind != again.fact.kind) return false;
  const bool has_verb_of_saying =
      role_of(known.fact, "speaker") != nullptr || role_of(again.fact, "speaker") != nullptr;
  if (has_verb_of_saying) return is_same_statement(known.fact, again.fact);
  if (role_of(known.fact, "member") != nullptr || role_of(again.fact, "member") != nullptr) {
    return share_role(known.fact, again.fact, "member") &&
           share_role(known.fact, again.fact, "organisation");
  }
  return is_same_named(known, again);
}

void merge_fact(DraftFact& known, DraftFact&& again) {
  Fact& fact = known.fact;
  const bool is_vaguer = is_bare(known) || (fact.date.empty() && !again.fact.date.empty());
  if (is_vaguer && fact.name.size() < again.fact.name.size()) fact.name = again.fact.name;
  if (fact.date.empty()) fact.date = again.fact.date, fact.enddate = again.fact.enddate;
  if (fact.place == kNone) {
    fact.place = again.fact.place;
    known.place_name = std::move(again.place_name);
  }
  if (fact.attributions.empty()) fact.attributions = std::move(again.fact.attributions);
  for (auto& field : again.fact.fields) {
    const auto same = std::find_if(fact.fields.begin(), fact.fields.end(),
                                   [&](const auto& each) { return each.first == field.first; });
    if (same == fact.fields.end()) {
      fact.fields.push_back(std::move(field));
    } else if (field.first == "status") {
      same->second = std::move(field.second);
    }
  }
  for (FactRole& role : again.fact.roles) {
    const bool is_known =
        std::any_of(fact.roles.begin(), fact.roles.end(), [&](const FactRole& each) {
          return each.role == role.role && is_same_participant(each.participant, role.participant);
        });
    if (!is_known) fact.roles.push_back(std::move(role));
  }
  fact.evidence.insert(fact.evidence.end(), again.fact.evidence.begin(), again.fact.evidence.end());
  known.is_founded |= again.is_founded;
  known.has_own_name |= again.has_own_name;
  known.needs.insert(known.needs.end(), again.needs.begin(), again.needs.end());
}

}  // namespace casus
