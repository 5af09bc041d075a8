#include "resources/knowledge_text.h"

#include <algorithm>
#include <unordered_set>

#include "base/text_file.h"
#include "resources/knowledge_reader.h"

namespace casus {

namespace {

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
  if (entries.empty()) return entries.swap(overlay);
  std::unordered_set<std::string_view> replaced;
  for (const KnowledgeEntry& entry : overlay) replaced.insert(entry.name);
  std::erase_if(entries,
                [&](const KnowledgeEntry& entry) { return replaced.contains(entry.name); });
  entries.insert(entries.end(), std::make_move_iterator(overlay.begin()),
                 std::make_move_iterator(overlay.end()));
}

}  // namespace

Result<KnowledgeText> KnowledgeText::load(const std::vector<std::filesystem::path>& folders) {
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

KnowledgeText KnowledgeText::make(std::vector<KnowledgeEntry> entries, Codes codes,
                                  Spelling spelling) {
  KnowledgeText text;
  text.entries_ = std::move(entries);
  text.codes_ = std::move(codes);
  text.spelling_ = std::move(spelling);
  text.link_parents();
  return text;
}

void KnowledgeText::link_parents() {
  by_name_.resize(entries_.size());
  for (std::size_t i = 0; i < entries_.size(); ++i) by_name_[i] = static_cast<std::int32_t>(i);
  std::stable_sort(by_name_.begin(), by_name_.end(),
                   [&](std::int32_t a, std::int32_t b) { return entry(a).name < entry(b).name; });
  for (KnowledgeEntry& entry : entries_) {
    if (!entry.part_of.empty()) entry.parent = find(entry.part_of);
  }
}

std::int32_t KnowledgeText::find(std::string_view name) const {
  const auto found = std::lower_bound(
      by_name_.begin(), by_name_.end(), name,
      [&](std::int32_t index, std::string_view wanted) { return entry(index).name < wanted; });
  return found != by_name_.end() && entry(*found).name == name ? *found : -1;
}

}  // namespace casus
