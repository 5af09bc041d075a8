#include "resources/knowledge.h"

#include <algorithm>
#include <unordered_set>

#include "base/text_file.h"
#include "resources/knowledge_reader.h"

namespace casus {

namespace {

constexpr int kMaxDepth = 8;  // of `part-of`: more is a circle

Result<std::vector<KnowledgeEntry>> read_folder(const std::filesystem::path& folder,
                                                const Codes& codes) {
  std::vector<KnowledgeEntry> entries;
  for (const auto& path : files_in(folder, ".txt")) {
    auto lines = read_lines(path);
    if (!lines) return lines.error();
    if (auto read = read_entries(path, *lines, codes, entries); !read) return read.error();
  }
  return entries;
}

void lay_over(std::vector<KnowledgeEntry>& entries, std::vector<KnowledgeEntry> overlay) {
  std::unordered_set<std::string_view> replaced;
  for (const KnowledgeEntry& entry : overlay) replaced.insert(entry.name);
  std::erase_if(entries,
                [&](const KnowledgeEntry& entry) { return replaced.contains(entry.name); });
  entries.insert(entries.end(), std::make_move_iterator(overlay.begin()),
                 std::make_move_iterator(overlay.end()));
}

void add_names(NameIndex& index, const Spelling& spelling, const std::vector<std::string>& names,
               std::int32_t entry, NameKind kind) {
  for (const std::string& name : names) index.add(name, {.entry = entry, .kind = kind}, spelling);
}

// Whether a name's last word is no surname: an initial, a numeral of kings ("II"), "Jr.", or a word
// so short that it is oftener something else.
bool is_suffix(std::string_view word) {
  const bool has_small = std::any_of(word.begin(), word.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
  });
  return word.size() < 3 || word.back() == '.' || !has_small;
}

// The last word of a name with more than one, "" otherwise.
std::string_view surname_of(std::string_view name) {
  const std::size_t blank = name.find_last_of(' ');
  if (blank == std::string_view::npos || is_suffix(name.substr(blank + 1))) return {};
  return name.substr(blank + 1);
}

// The first word of a name with more than one, "" otherwise.
std::string_view family_name_of(std::string_view name) {
  const std::size_t blank = name.find(' ');
  if (blank == std::string_view::npos || is_suffix(name.substr(0, blank))) return {};
  return name.substr(0, blank);
}

// What a person may be called by alone.
std::vector<std::string_view> surnames_of(const KnowledgeEntry& entry, const Codes& codes) {
  if (!entry.surname.empty()) return {entry.surname};
  const bool is_first = std::find(codes.family_first.begin(), codes.family_first.end(),
                                  entry.code) != codes.family_first.end();
  if (is_first) return {family_name_of(entry.name)};
  std::vector<std::string_view> surnames = {surname_of(entry.name)};
  for (const std::string& name : entry.names) surnames.push_back(surname_of(name));
  return surnames;
}

void add_surnames(NameIndex& index, const Spelling& spelling, const KnowledgeEntry& entry,
                  const Codes& codes, std::int32_t number) {
  std::vector<std::string_view> surnames = surnames_of(entry, codes);
  std::sort(surnames.begin(), surnames.end());
  surnames.erase(std::unique(surnames.begin(), surnames.end()), surnames.end());
  for (const auto surname : surnames) {
    index.add(surname, {.entry = number, .kind = NameKind::kSurname}, spelling);
  }
}

// The office held on `day`, the one that began last where there are several; without a day the
// last of all.
const Office* office_on(const KnowledgeEntry& entry, Day day) {
  const Office* held = nullptr;
  for (const Office& office : entry.offices) {
    if (day != kNoDay && !office.days.contains(day)) continue;
    if (held == nullptr || office.days.first > held->days.first) held = &office;
  }
  return held;
}

// The sectors of the span that holds on `day`, the one that began last where several do.
const SectorList* sectors_on(const KnowledgeEntry& entry, Day day) {
  const DatedSectors* found = nullptr;
  for (const DatedSectors& dated : entry.sectors) {
    if (day != kNoDay && !dated.days.contains(day)) continue;
    if (found == nullptr || dated.days.first >= found->days.first) found = &dated;
  }
  return found == nullptr ? nullptr : &found->sectors;
}

// Where no span holds: the last that ended before `day`, or else the first of all.
const SectorList* nearest_sectors(const KnowledgeEntry& entry, Day day) {
  const DatedSectors* found = nullptr;
  for (const DatedSectors& dated : entry.sectors) {
    const bool is_past = dated.days.last < day;
    const bool found_is_past = found != nullptr && found->days.last < day;
    const bool is_nearer = found == nullptr || (is_past && !found_is_past) ||
                           (is_past && dated.days.last > found->days.last) ||
                           (!is_past && !found_is_past && dated.days.first < found->days.first);
    if (is_nearer) found = &dated;
  }
  return found == nullptr ? nullptr : &found->sectors;
}

}  // namespace

Result<Knowledge> Knowledge::load(const std::vector<std::filesystem::path>& folders) {
  if (folders.empty()) return make({}, {}, {});
  auto codes = read_codes(folders.front() / "codes.list");
  if (!codes) return codes.error();
  auto spelling = Spelling::load(folders.front() / "spelling.list");
  if (!spelling) return spelling.error();
  std::vector<KnowledgeEntry> entries;
  for (const auto& folder : folders) {
    auto overlay = read_folder(folder, *codes);
    if (!overlay) return overlay.error();
    lay_over(entries, *std::move(overlay));
  }
  return make(std::move(entries), *std::move(codes), *std::move(spelling));
}

Knowledge Knowledge::make(std::vector<KnowledgeEntry> entries, Codes codes, Spelling spelling) {
  Knowledge knowledge;
  knowledge.entries_ = std::move(entries);
  knowledge.codes_ = std::move(codes);
  knowledge.spelling_ = std::move(spelling);
  knowledge.link_parents();
  knowledge.index_names();
  return knowledge;
}

void Knowledge::link_parents() {
  by_name_.resize(entries_.size());
  for (std::size_t i = 0; i < entries_.size(); ++i) by_name_[i] = static_cast<std::int32_t>(i);
  std::stable_sort(by_name_.begin(), by_name_.end(),
                   [&](std::int32_t a, std::int32_t b) { return entry(a).name < entry(b).name; });
  for (KnowledgeEntry& entry : entries_) {
    if (!entry.part_of.empty()) entry.parent = find(entry.part_of);
  }
}

void Knowledge::index_names() {
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const KnowledgeEntry& entry = entries_[i];
    const auto number = static_cast<std::int32_t>(i);
    names_.add(entry.name, {.entry = number, .kind = NameKind::kName}, spelling_);
    add_names(names_, spelling_, entry.names, number, NameKind::kName);
    add_names(names_, spelling_, entry.short_names, number, NameKind::kShort);
    add_names(names_, spelling_, entry.adjectives, number, NameKind::kAdjective);
    add_names(names_, spelling_, entry.inhabitants, number, NameKind::kInhabitant);
    add_names(names_, spelling_, entry.capitals, number, NameKind::kCapital);
    add_names(names_, spelling_, entry.governments, number, NameKind::kGovernment);
    if (entry.kind == EntryKind::kPerson) add_surnames(names_, spelling_, entry, codes_, number);
  }
  names_.finish();
}

std::int32_t Knowledge::find(std::string_view name) const {
  const auto found = std::lower_bound(
      by_name_.begin(), by_name_.end(), name,
      [&](std::int32_t index, std::string_view wanted) { return entry(index).name < wanted; });
  return found != by_name_.end() && entry(*found).name == name ? *found : -1;
}

std::string_view Knowledge::code_of(std::int32_t index) const {
  for (int depth = 0; index >= 0 && depth < kMaxDepth; ++depth) {
    const KnowledgeEntry& found = entry(index);
    if (!found.code.empty()) return found.code;
    if (found.is_vague) return {};
    index = found.parent;
  }
  return {};
}

// A politician of a party before the first office is of the party.
SectorList Knowledge::party_sectors(const KnowledgeEntry& person, Day day) const {
  const std::int32_t party = person.party.empty() ? -1 : find(person.party);
  const SectorList* sectors = party < 0 ? nullptr : sectors_on(entry(party), day);
  return sectors == nullptr ? SectorList() : *sectors;
}

Standing Knowledge::standing(std::int32_t index, Day day) const {
  const KnowledgeEntry& found = entry(index);
  Standing standing;
  standing.code = code_of(index);
  if (!found.offices.empty()) {
    standing.office = office_on(found, day);
    if (standing.office != nullptr) {
      standing.sectors = standing.office->sectors;
      if (!standing.office->code.empty()) standing.code = standing.office->code;
      return standing;
    }
    const bool is_before = std::all_of(found.offices.begin(), found.offices.end(),
                                       [&](const Office& o) { return day < o.days.first; });
    standing.is_former = !is_before;
    if (const SectorList* sectors = sectors_on(found, day)) {
      standing.sectors = *sectors;
    } else if (is_before) {
      standing.sectors = found.before;
      if (found.before.empty()) standing.sectors = party_sectors(found, day);
    } else if (found.has_after) {
      standing.sectors = found.after;
    } else {
      standing.sectors.add(codes_.former);
    }
    return standing;
  }
  for (int depth = 0; index >= 0 && depth < kMaxDepth && standing.sectors.empty(); ++depth) {
    const KnowledgeEntry& owner = entry(index);
    const SectorList* sectors = sectors_on(owner, day);
    if (sectors == nullptr) sectors = nearest_sectors(owner, day);
    if (sectors != nullptr) standing.sectors = *sectors;
    if (owner.is_partial) standing.sectors.add(codes_.partial);
    index = owner.parent;
  }
  return standing;
}

}  // namespace casus
