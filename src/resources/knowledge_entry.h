#pragma once

// One entry of the knowledge files (docs/formats/knowledge.md), and the codes they are written in.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "resources/day_range.h"

namespace casus {

enum class EntryKind : std::uint8_t {
  kCountry,
  kRegion,
  kOrganisation,
  kGroup,
  kCompany,
  kMedia,
  kPerson,
  kBuilding,
};
inline constexpr std::uint8_t kEntryKinds = 8;
std::string_view entry_kind_name(EntryKind kind);  // "country" ... "building"

// A PLOVER sector, an index into Codes; kNoSector: none.
using SectorId = std::uint8_t;
inline constexpr SectorId kNoSector = 0;

// A few sectors in their order, the primary one first; no duplicates. More than fit are dropped.
class SectorList {
 public:
  void add(SectorId sector);
  void add_first(SectorId sector);
  void add_all(const SectorList& others);
  void clear() { size_ = 0; }
  bool empty() const { return size_ == 0; }
  bool contains(SectorId sector) const;
  SectorId primary() const { return size_ == 0 ? kNoSector : sectors_[0]; }
  const SectorId* begin() const { return sectors_.data(); }
  const SectorId* end() const { return sectors_.data() + size_; }

 private:
  std::array<SectorId, 6> sectors_{};
  std::uint8_t size_ = 0;
};

// PLOVER's sectors and codes of non-states, and the sectors that casus gives by rule
// (`codes.list` of the knowledge folder).
struct Codes {
  std::vector<std::string> sectors = {""};  // by SectorId
  std::vector<std::string> non_states;      // "IGO", ...
  std::vector<std::string> single_offices;  // titles that one person a country holds at a time
  std::vector<std::string> family_first;    // codes of countries that write the family name first
  SectorId former = kNoSector;              // who left office
  SectorId metonym = kNoSector;             // a capital that acts
  SectorId partial = kNoSector;             // partly recognised entities
  SectorId inhabitant = kNoSector;          // the people of a country
  SectorId force = kNoSector;               // armed forces, by the words for them
  SectorList irregular;                     // whose armed forces are none of a state

  std::optional<SectorId> find_sector(std::string_view name) const;
  bool is_non_state(std::string_view code) const;
};

struct DatedSectors {
  SectorList sectors;
  DayRange days;
};

struct Office {
  std::string code;  // of the body it is held in; empty: the person's own code
  SectorList sectors;
  std::string title;
  DayRange days;
};

struct Membership {
  std::string member;  // a code or an entry's name
  DayRange days;
};

struct KnowledgeEntry {
  std::string name;
  EntryKind kind = EntryKind::kOrganisation;
  std::string code;       // empty: none of its own
  bool is_vague = false;  // `---`: a region that stands for nobody
  bool is_partial = false;
  bool has_after = false;
  std::string wikidata;
  std::vector<std::string> names;  // `also`
  std::vector<std::string> short_names;
  std::vector<std::string> adjectives;
  std::vector<std::string> inhabitants;
  std::vector<std::string> capitals;
  std::vector<std::string> governments;
  std::vector<DatedSectors> sectors;
  std::vector<Office> offices;
  SectorList before;
  SectorList after;
  std::string surname;  // of people, where it is not the word that their country puts there
  std::string party;
  std::string part_of;
  std::int32_t parent = -1;  // entry that `part_of` names; -1: none
  std::vector<Membership> members;
  std::string file;  // where it is written
  std::uint64_t line = 0;
};

}  // namespace casus
