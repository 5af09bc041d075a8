#include "resources/knowledge_check.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace casus {

namespace {

using Findings = std::vector<Error>;

void report(Findings& findings, const KnowledgeEntry& entry, std::string message,
            std::string remedy) {
  findings.push_back({ErrorKind::kInvalidInput, "'" + entry.name + "' " + std::move(message),
                      entry.file, entry.line, std::move(remedy)});
}

std::unordered_set<std::string_view> known_codes(const KnowledgeText& knowledge) {
  std::unordered_set<std::string_view> codes(knowledge.codes().non_states.begin(),
                                             knowledge.codes().non_states.end());
  for (const KnowledgeEntry& entry : knowledge.entries()) {
    if (entry.kind == EntryKind::kCountry) codes.insert(entry.code);
  }
  return codes;
}

void check_codes(const KnowledgeText& knowledge, Findings& findings) {
  const auto codes = known_codes(knowledge);
  const auto check = [&](const KnowledgeEntry& entry, const std::string& code) {
    if (code.empty() || codes.contains(code)) return;
    report(findings, entry, "has the unknown code " + code, "use the code of a country entry");
  };
  for (const KnowledgeEntry& entry : knowledge.entries()) {
    check(entry, entry.code);
    for (const Office& office : entry.offices) check(entry, office.code);
    for (const Membership& member : entry.members) {
      const bool is_known = codes.contains(member.member) || knowledge.find(member.member) >= 0;
      if (!is_known) report(findings, entry, "has the unknown member " + member.member, "");
    }
  }
}

void check_references(const KnowledgeText& knowledge, Findings& findings) {
  for (const KnowledgeEntry& entry : knowledge.entries()) {
    if (!entry.part_of.empty() && entry.parent < 0) {
      report(findings, entry, "is part of the unknown '" + entry.part_of + "'",
             "write an entry's canonical name");
    }
    if (!entry.party.empty() && knowledge.find(entry.party) < 0) {
      report(findings, entry, "is in the unknown party '" + entry.party + "'",
             "write an entry's canonical name");
    }
  }
}

void check_days(const KnowledgeText& knowledge, Findings& findings) {
  for (const KnowledgeEntry& entry : knowledge.entries()) {
    const auto check = [&](const DayRange& days) {
      if (days.first <= days.last) return;
      report(findings, entry, "has an interval that ends before it begins", "swap its days");
    };
    for (const Office& office : entry.offices) check(office.days);
    for (const DatedSectors& dated : entry.sectors) check(dated.days);
    for (const Membership& member : entry.members) check(member.days);
  }
}

void check_duplicates(const KnowledgeText& knowledge, Findings& findings) {
  std::unordered_map<std::string_view, const KnowledgeEntry*> seen;
  for (const KnowledgeEntry& entry : knowledge.entries()) {
    const auto [first, is_new] = seen.emplace(entry.name, &entry);
    if (is_new) continue;
    report(findings, entry,
           "is also at " + first->second->file + ":" + std::to_string(first->second->line),
           "join the entries, or tell them apart by name");
  }
}

struct Holder {
  std::string key;  // code and title of the office
  const KnowledgeEntry* entry;
  DayRange days;
};

// Handing over takes days, and days that are known only as a month or a year overlap: those are no
// findings.
bool share_office(const Holder& a, const Holder& b) {
  if (a.key != b.key || a.entry == b.entry) return false;
  const Day last = a.days.last;  // of the office that began first
  const Day first = b.days.first;
  const bool in_one_month = last / 100 == first / 100;
  const bool in_one_year = last / 10000 == first / 10000;
  const bool year_alone = last % 10000 == 1231 || first % 10000 == 101;
  const bool overlap = first < last && a.days.first < b.days.last;
  return overlap && !in_one_month && !(in_one_year && year_alone);
}

void check_offices(const KnowledgeText& knowledge, Findings& findings) {
  std::vector<Holder> holders;
  for (const KnowledgeEntry& entry : knowledge.entries()) {
    for (const Office& office : entry.offices) {
      const auto& single = knowledge.codes().single_offices;
      if (std::find(single.begin(), single.end(), office.title) == single.end()) continue;
      const std::string code = office.code.empty() ? entry.code : office.code;
      if (knowledge.codes().is_non_state(code)) continue;
      holders.push_back({code + " " + office.title, &entry, office.days});
    }
  }
  std::sort(holders.begin(), holders.end(), [](const Holder& a, const Holder& b) {
    return a.key != b.key ? a.key < b.key : a.days.first < b.days.first;
  });
  const Holder* longest = nullptr;  // of those before: who holds the office last
  for (const Holder& holder : holders) {
    if (longest == nullptr || longest->key != holder.key) {
      longest = &holder;
      continue;
    }
    if (share_office(*longest, holder)) {
      report(findings, *holder.entry,
             "holds the office " + holder.key + " together with '" + longest->entry->name + "'",
             "mend the days of one of them");
    }
    if (holder.days.last > longest->days.last) longest = &holder;
  }
}

bool can_be_told_apart(const KnowledgeEntry& a, const KnowledgeEntry& b) {
  if (a.kind != b.kind) return true;  // context: what it does, and where
  return a.kind == EntryKind::kPerson && !a.offices.empty() && !b.offices.empty();
}

void check_shared_names(const KnowledgeText& knowledge, Findings& findings) {
  std::unordered_map<std::string, std::int32_t> owners;
  const auto check = [&](std::int32_t index, const std::string& name) {
    const auto [owner, is_new] = owners.emplace(name, index);
    if (is_new || owner->second == index) return;
    const KnowledgeEntry& other = knowledge.entry(owner->second);
    if (can_be_told_apart(knowledge.entry(index), other)) return;
    report(findings, knowledge.entry(index),
           "shares the name '" + name + "' with '" + other.name + "'",
           "make it a 'short' name of one of them");
  };
  for (std::size_t i = 0; i < knowledge.entries().size(); ++i) {
    const KnowledgeEntry& entry = knowledge.entries()[i];
    check(static_cast<std::int32_t>(i), entry.name);
    for (const std::string& name : entry.names) check(static_cast<std::int32_t>(i), name);
  }
}

}  // namespace

std::vector<Error> check_knowledge(const KnowledgeText& knowledge) {
  Findings findings;
  check_duplicates(knowledge, findings);
  check_codes(knowledge, findings);
  check_references(knowledge, findings);
  check_days(knowledge, findings);
  check_offices(knowledge, findings);
  check_shared_names(knowledge, findings);
  return findings;
}

}  // namespace casus
