#include "resources/knowledge_entry.h"

#include <algorithm>

namespace casus {

std::string_view entry_kind_name(EntryKind kind) {
  constexpr std::array<std::string_view, 8> names = {
      "country", "region", "organisation", "group", "company", "media", "person", "building"};
  return names[static_cast<std::size_t>(kind)];
}

bool SectorList::contains(SectorId sector) const {
  return std::find(begin(), end(), sector) != end();
}

void SectorList::add(SectorId sector) {
  if (sector == kNoSector || contains(sector) || size_ == sectors_.size()) return;
  sectors_[size_++] = sector;
}

void SectorList::add_first(SectorId sector) {
  SectorList list;
  list.add(sector);
  list.add_all(*this);
  *this = list;
}

void SectorList::add_all(const SectorList& others) {
  for (const SectorId sector : others) add(sector);
}

std::optional<SectorId> Codes::find_sector(std::string_view name) const {
  const auto found = std::find(sectors.begin() + 1, sectors.end(), name);
  if (found == sectors.end()) return std::nullopt;
  return static_cast<SectorId>(found - sectors.begin());
}

bool Codes::is_non_state(std::string_view code) const {
  return std::find(non_states.begin(), non_states.end(), code) != non_states.end();
}

}  // namespace casus
