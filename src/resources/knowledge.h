#pragma once

// Knowledge is who is who: countries, organisations, groups, people and the offices they held.
// Read from data/knowledge (docs/formats/knowledge.md); constant once loaded, shared by threads.

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "casus/result.h"
#include "resources/day_range.h"
#include "resources/knowledge_entry.h"
#include "resources/name_index.h"
#include "resources/spelling.h"

namespace casus {

// What an entry is on a day.
struct Standing {
  std::string_view code;           // empty: none
  SectorList sectors;              // empty: the state as such, or unknown
  const Office* office = nullptr;  // held on that day; null: none, or nobody with offices
  bool is_former = false;          // held offices, all of them before that day
};

class Knowledge {
 public:
  // Reads every .txt of `folders`; later folders are laid over earlier ones: their entries replace
  // those of the same name. The first folder holds codes.list and spelling.list, too.
  static Result<Knowledge> load(const std::vector<std::filesystem::path>& folders);
  // Makes Knowledge of entries at hand.
  static Knowledge make(std::vector<KnowledgeEntry> entries, Codes codes, Spelling spelling);

  const std::vector<KnowledgeEntry>& entries() const { return entries_; }
  const KnowledgeEntry& entry(std::int32_t index) const {
    return entries_[static_cast<std::size_t>(index)];
  }
  const Codes& codes() const { return codes_; }
  const Spelling& spelling() const { return spelling_; }
  const NameIndex& names() const { return names_; }

  // The entry with this canonical name, -1: none. Logarithmic.
  std::int32_t find(std::string_view name) const;
  // Its code, or that of the nearest entry it is part of; empty: none.
  std::string_view code_of(std::int32_t entry) const;
  // Code, sectors and office on `day`. Without a day: those that are listed last in time.
  Standing standing(std::int32_t entry, Day day) const;

 private:
  void link_parents();
  void index_names();
  SectorList party_sectors(const KnowledgeEntry& person, Day day) const;

  std::vector<KnowledgeEntry> entries_;
  std::vector<std::int32_t> by_name_;  // entries, sorted by canonical name
  Codes codes_;
  Spelling spelling_;
  NameIndex names_;
};

}  // namespace casus
