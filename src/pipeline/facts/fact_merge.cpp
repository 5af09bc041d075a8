#include "pipeline/facts/fact_merge.h"

#include <algorithm>
#include <set>

#include "base/text_file.h"
#include "base/utf8.h"
#include "pipeline/facts/fact_needs.h"

namespace casus {

namespace {

constexpr double kSimilarNames = 0.5;
constexpr std::int32_t kNearbySentences = 4;
constexpr std::int32_t kLeadSentences = 3;
constexpr double kSimilar = 0.6;  // share of words that two topics of one statement have in common

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

// Two long words or more, and each of them stands in the longer text.
bool are_words_within(const std::string& shorter, const std::string& longer) {
  int count = 0;
  const auto words = split_words(longer);
  for (const std::string_view word : split_words(shorter)) {
    if (word.size() <= 3) continue;
    ++count;
    const bool is_there = std::any_of(words.begin(), words.end(), [&](std::string_view each) {
      return each == word || (each.size() == word.size() + 1 && each.starts_with(word));
    });
    if (!is_there) return false;
  }
  return count >= 2;
}

bool is_same_participant(const Participant& left, const Participant& right) {
  if (!left.actor.identifier_text.empty() && !right.actor.identifier_text.empty()) {
    return left.actor.identifier_text == right.actor.identifier_text;
  }
  const std::string a = lower_utf8(left.entity_text);
  const std::string b = lower_utf8(right.entity_text);
  // "the Minister, Ana Silva", later "the Minister"; "the Head of the Border Mission, M. Loland",
  // later "Head of the Mission".
  const std::string& longer = a.size() >= b.size() ? a : b;
  const std::string& shorter = a.size() >= b.size() ? b : a;
  if (longer.find(shorter) != std::string::npos) return true;
  return are_words_within(shorter, longer);
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

// Kinds whose facts are told apart by who has their roles.
bool is_same_by_roles(const KindSettings& settings, const Fact& known, const Fact& again) {
  for (const std::string& field : settings.same_fields) {
    if (!fields_agree(known, again, field)) return false;
  }
  for (const std::string& role : settings.same_roles) {
    if (!share_role(known, again, role)) return false;
  }
  for (const std::string& field : settings.similar_fields) {
    const std::string* a = field_of(known, field);
    const std::string* b = field_of(again, field);
    if (a != nullptr && b != nullptr) return shared_words(*a, *b, {}) > kSimilar;
    if (a != b) return false;
  }
  return true;
}

bool is_bare(const DraftFact& draft) {
  return draft.fact.name.empty() || split_words(draft.fact.name).size() == 1;
}

// "met" and "the meeting", "visited" and "the visit"; "the ceasefire", later "the truce".
bool are_akin(const KindSettings& settings, const std::string& left, const std::string& right) {
  if (left.starts_with(right) || right.starts_with(left)) return true;
  return std::any_of(settings.alike.begin(), settings.alike.end(), [&](const auto& nouns) {
    return std::find(nouns.begin(), nouns.end(), left) != nouns.end() &&
           std::find(nouns.begin(), nouns.end(), right) != nouns.end();
  });
}

bool is_nearby(const DraftFact& known, const DraftFact& again) {
  return again.fact.sentence <= known.fact.evidence.back().sentence + kNearbySentences;
}

// "Sabre Frost 22" and "Exercise SABRE FROST 22": one ends with the other's words.
bool are_equal_names(const std::string& left, const std::string& right) {
  const std::string a = lower_utf8(left);
  const std::string b = lower_utf8(right);
  const std::string& longer = a.size() >= b.size() ? a : b;
  const std::string& shorter = a.size() >= b.size() ? b : a;
  if (shorter.empty() || !longer.ends_with(shorter)) return false;
  return longer.size() == shorter.size() || longer[longer.size() - shorter.size() - 1] == ' ';
}

bool share_any_role(const Fact& left, const Fact& right) {
  return std::any_of(left.roles.begin(), left.roles.end(), [&](const FactRole& a) {
    return std::any_of(right.roles.begin(), right.roles.end(), [&](const FactRole& b) {
      return a.role == b.role && is_same_participant(a.participant, b.participant);
    });
  });
}

// A verb's fact and another one of the same stem.
bool is_same_happening(const DraftFact& known, const DraftFact& again) {
  if (!is_nearby(known, again)) return false;
  const bool is_same_place = !known.place_name.empty() && known.place_name == again.place_name;
  return is_same_place || share_any_role(known.fact, again.fact) ||
         (is_bare(again) && again.is_definite);
}

// "PEACE ACCORD SIGNED", then the lead's full name.
bool is_headline_of(const DraftFact& known, const DraftFact& again) {
  return known.fact.sentence == 0 && again.fact.sentence > 0 &&
         again.fact.sentence <= kLeadSentences && !known.has_own_name && again.has_own_name &&
         known.lemma == again.lemma && fields_agree(known.fact, again.fact, "status");
}

bool is_same_named(const KindSettings& settings, const DraftFact& known, const DraftFact& again) {
  const Fact& a = known.fact;
  const Fact& b = again.fact;
  if (again.is_pronoun) return is_complete(known) && is_nearby(known, again);
  if (known.has_own_name && again.has_own_name) return are_equal_names(a.name, b.name);
  if (known.is_other != again.is_other) return false;
  const bool are_kin = are_akin(settings, known.lemma, again.lemma);
  if (!are_kin || !fields_agree(a, b, "ordinal")) return false;
  if (!agree(a.date, b.date)) return false;
  if (a.name.empty() || b.name.empty()) return is_same_happening(known, again);
  if (is_bare(again) && again.is_definite) return true;
  if (is_headline_of(known, again)) return true;
  if (known.lemma != again.lemma || !agree(known.place_name, again.place_name)) return false;
  if (lower_utf8(a.name) == lower_utf8(b.name)) return true;
  // A headline tells no more than what and where: "Conference in Dushanbe".
  const bool is_headline = a.date.empty() && !known.place_name.empty() &&
                           known.place_name == again.place_name && a.roles.empty();
  if (is_headline) return true;
  if (is_bare(again)) return false;
  return is_bare(known) || shared_words(a.name, b.name, known.lemma) >= kSimilarNames;
}

int rank_of(const std::vector<std::string>& order, const std::string& value) {
  return static_cast<int>(std::find(order.begin(), order.end(), value) - order.begin());
}

}  // namespace

bool is_same_fact(const KindSettings& settings, const DraftFact& known, const DraftFact& again) {
  if (known.fact.kind != again.fact.kind) return false;
  if (!settings.same_roles.empty()) return is_same_by_roles(settings, known.fact, again.fact);
  return is_same_named(settings, known, again);
}

void put_field(const KindSettings& settings, Fact& fact, const std::string& name,
               const std::string& value) {
  const auto known = std::find_if(fact.fields.begin(), fact.fields.end(),
                                  [&](const auto& field) { return field.first == name; });
  if (known == fact.fields.end()) {
    fact.fields.emplace_back(name, value);
    return;
  }
  for (const auto& [field, order] : settings.orders) {
    if (field == name && rank_of(order, value) > rank_of(order, known->second)) {
      known->second = value;
    }
  }
}

void merge_fact(const KindSettings& settings, DraftFact& known, DraftFact&& again) {
  Fact& fact = known.fact;
  const bool is_vaguer = !known.has_own_name && (again.has_own_name || is_bare(known) ||
                                                 (fact.date.empty() && !again.fact.date.empty()));
  if (is_vaguer && (again.has_own_name || fact.name.size() < again.fact.name.size())) {
    fact.name = again.fact.name;
  }
  if (fact.date.empty()) fact.date = again.fact.date, fact.enddate = again.fact.enddate;
  if (fact.place == kNone) {
    fact.place = again.fact.place;
    known.place_name = std::move(again.place_name);
  }
  if (fact.attributions.empty()) fact.attributions = std::move(again.fact.attributions);
  for (const auto& [name, value] : again.fact.fields) put_field(settings, fact, name, value);
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
  if (known.date_field.empty()) known.date_field = again.date_field;
  if (known.part_of == kNone) known.part_of = again.part_of;
  known.needs.insert(known.needs.end(), again.needs.begin(), again.needs.end());
}

}  // namespace casus
