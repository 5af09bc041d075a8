#pragma once

// KnowledgeText is the knowledge files as people write them, with all that only checks and imports
// need. What reads news looks at Knowledge (knowledge.h), which is compiled from it.

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

#include "casus/result.h"
#include "resources/knowledge_entry.h"
#include "resources/spelling.h"

namespace casus {

class KnowledgeText {
 public:
  // Reads every .txt of `folders`; later folders are laid over earlier ones: their entries replace
  // those of the same name. The first folder holds codes.list and spelling.list, too.
  static Result<KnowledgeText> load(const std::vector<std::filesystem::path>& folders);
  // Makes it of entries at hand.
  static KnowledgeText make(std::vector<KnowledgeEntry> entries, Codes codes, Spelling spelling);

  const std::vector<KnowledgeEntry>& entries() const { return entries_; }
  const KnowledgeEntry& entry(std::int32_t index) const {
    return entries_[static_cast<std::size_t>(index)];
  }
  const Codes& codes() const { return codes_; }
  const Spelling& spelling() const { return spelling_; }
  // The numbers of the entries, sorted by canonical name.
  const std::vector<std::int32_t>& by_name() const { return by_name_; }

  // The entry with this canonical name, -1: none. Logarithmic.
  std::int32_t find(std::string_view name) const;

 private:
  void link_parents();

  std::vector<KnowledgeEntry> entries_;
  std::vector<std::int32_t> by_name_;
  Codes codes_;
  Spelling spelling_;
};

}  // namespace casus
