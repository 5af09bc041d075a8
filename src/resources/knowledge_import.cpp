#include "resources/knowledge_import.h"

#include <algorithm>

#include "base/text_file.h"
#include "base/utf8.h"
#include "resources/knowledge_writer.h"

namespace casus {

namespace {

constexpr std::size_t kMaxNameBytes = 200;

// The entry that `name` is a full name of; -1: none.
std::int32_t find_by_name(const Knowledge& knowledge, std::string_view name) {
  std::vector<NameWord> words;
  split_name_words(name, words);
  NameIndex::Node node = words.empty() ? NameIndex::kNoNode : NameIndex::kRoot;
  std::string buffer;
  for (const NameWord& word : words) {
    if (node == NameIndex::kNoNode) return -1;
    const auto text = name.substr(word.start, word.end - word.start);
    node = knowledge.names().step(node, knowledge.spelling().key(text, buffer));
  }
  if (node == NameIndex::kNoNode) return -1;
  for (const NameSense& sense : knowledge.names().senses(node)) {
    if (sense.kind == NameKind::kName) return sense.entry;
  }
  return -1;
}

bool add_new_names(std::vector<std::string>& names, const std::string& canonical,
                   std::vector<std::string> others) {
  bool is_new = false;
  for (std::string& name : others) {
    if (name == canonical || std::find(names.begin(), names.end(), name) != names.end()) continue;
    names.push_back(std::move(name));
    is_new = true;
  }
  return is_new;
}

Result<SectorList> sectors_of(const std::filesystem::path& path, const Line& line,
                              const Codes& codes, const std::vector<std::string_view>& words,
                              std::size_t first) {
  SectorList sectors;
  for (std::size_t i = first; i < words.size(); ++i) {
    const auto sector = codes.find_sector(words[i]);
    if (!sector) return line_error(path, line, "unknown sector '" + std::string(words[i]) + "'");
    sectors.add(*sector);
  }
  return sectors;
}

// "class Q7278 group PTY"
Result<void> read_class(const std::filesystem::path& path, const Line& line, const Codes& codes,
                        const std::vector<std::string_view>& words, ImportRules& rules) {
  ImportRules::Class found;
  int kind = 0;
  while (kind < 8 && entry_kind_name(static_cast<EntryKind>(kind)) != words[2]) ++kind;
  if (kind == 8) return line_error(path, line, "unknown kind '" + std::string(words[2]) + "'");
  found.kind = static_cast<EntryKind>(kind);
  auto sectors = sectors_of(path, line, codes, words, 3);
  if (!sectors) return sectors.error();
  found.sectors = *sectors;
  rules.classes.emplace(words[1], found);
  return {};
}

Result<void> read_rule(const std::filesystem::path& path, const Line& line, const Codes& codes,
                       ImportRules& rules) {
  const auto words = split_words(line.text);
  if (words.size() >= 3 && words[0] == "class") return read_class(path, line, codes, words, rules);
  const bool is_role = words.size() == 3 && words[0] == "role";
  const bool is_office = words.size() >= 3 && words[0] == "office";
  if (!is_role && !is_office) {
    return line_error(path, line, "is no rule of import",
                      "write 'role CAMEO SECTOR', 'class Q1 KIND SECTOR...' or "
                      "'office WORD SECTOR...'");
  }
  auto sectors = sectors_of(path, line, codes, words, 2);
  if (!sectors) return sectors.error();
  if (is_role) {
    rules.roles.emplace(words[1], sectors->primary());
  } else {
    rules.offices.push_back({std::string(words[1]), *sectors});
  }
  return {};
}

bool is_same(const Office& a, const Office& b) {
  return a.title == b.title && a.code == b.code && a.days.overlaps(b.days);
}

}  // namespace

std::string_view import_outcome_name(ImportOutcome outcome) {
  constexpr std::string_view names[] = {"taken", "merged", "refused"};
  return names[static_cast<std::size_t>(outcome)];
}

Result<ImportRules> ImportRules::load(const std::filesystem::path& path, const Codes& codes) {
  auto lines = read_lines(path);
  if (!lines) return lines.error();
  ImportRules rules;
  for (const Line& line : *lines) {
    if (auto read = read_rule(path, line, codes, rules); !read) return read.error();
  }
  return rules;
}

bool is_writable_name(std::string_view name) {
  if (name.empty() || name.size() > kMaxNameBytes || trim(name) != name) return false;
  if (name.find_first_of("|#\n\r\t") != std::string_view::npos) return false;
  std::string copy(name);
  return repair_utf8(copy) == 0 && copy == name;  // a byte order mark is no name either
}

void KnowledgeImport::note(ImportOutcome outcome, const std::string& file, std::uint64_t line,
                           std::string what, std::string why) {
  notes_.push_back({outcome, file, line, std::move(what), std::move(why)});
}

std::int32_t KnowledgeImport::find_known(const KnowledgeEntry& entry) const {
  if (const std::int32_t found = base_.find(entry.name); found >= 0) return found;
  if (const std::int32_t found = find_by_name(base_, entry.name); found >= 0) return found;
  for (const std::string& name : entry.names) {
    if (name.size() < 6) continue;  // acronyms are shared too often
    if (const std::int32_t found = find_by_name(base_, name); found >= 0) return found;
  }
  return -1;
}

void KnowledgeImport::merge(KnowledgeEntry& known, KnowledgeEntry entry) {
  if (known.wikidata.empty()) known.wikidata = entry.wikidata;
  std::vector<std::string> names = std::move(entry.names);
  names.push_back(entry.name);
  std::string why;
  if (add_new_names(known.names, known.name, std::move(names))) why += ", new names";
  std::size_t offices = 0;
  for (Office& office : entry.offices) {
    const bool is_known = std::any_of(known.offices.begin(), known.offices.end(),
                                      [&](const Office& o) { return is_same(o, office); });
    if (is_known || known.kind != EntryKind::kPerson) continue;
    known.offices.push_back(std::move(office));
    ++offices;
  }
  if (offices > 0) why += ", new offices";
  if (known.sectors.empty() && !entry.sectors.empty() && known.kind != EntryKind::kPerson &&
      known.kind != EntryKind::kCountry) {
    known.sectors = std::move(entry.sectors);
    why += ", sectors";
  }
  note(ImportOutcome::kMerged, entry.file, entry.line, entry.name,
       "is '" + known.name + "'" + (why.empty() ? ", nothing new" : why));
}

void KnowledgeImport::take(KnowledgeEntry entry) {
  const std::int32_t known = find_known(entry);
  const std::string name = known >= 0 ? text_.entry(known).name : entry.name;
  if (known >= 0) {
    const auto code = base_.code_of(known);
    if (!entry.code.empty() && !code.empty() && code != entry.code) {
      return note(
          ImportOutcome::kRefused, entry.file, entry.line, entry.name,
          "is known as '" + name + "' with the code " + std::string(code) + ", not " + entry.code);
    }
  }
  const auto [place, is_new] = by_name_.emplace(name, entries_.size());
  if (!is_new) return merge(entries_[place->second], std::move(entry));
  if (known >= 0) {
    entries_.push_back(text_.entry(known));
    return merge(entries_.back(), std::move(entry));
  }
  note(ImportOutcome::kTaken, entry.file, entry.line, entry.name, "is new");
  entries_.push_back(std::move(entry));
}

std::string KnowledgeImport::knowledge_text() const {
  std::string text;
  for (const KnowledgeEntry& entry : entries_) write_entry(entry, base_.codes(), text);
  return text;
}

}  // namespace casus
