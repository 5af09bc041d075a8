#pragma once

// The layout of compiled knowledge (docs/formats/knowledge.md), shared by what writes it and what
// maps it. All numbers are little-endian; every record's size is a multiple of 4. The sections
// follow the header in the order of its counts, those of 8-byte numbers first.

#include <array>
#include <bit>
#include <cstdint>

#include "resources/day_range.h"

namespace casus {

enum class NameKind : std::uint8_t {
  kName,
  kShort,
  kAdjective,
  kInhabitant,
  kCapital,
  kGovernment,
  kSurname,
};

// What a name can stand for.
struct NameSense {
  static constexpr std::uint8_t kAcronym = 1;
  static constexpr std::uint8_t kHasCapital = 2;
  static constexpr std::uint8_t kEndsUpper = 4;

  std::int32_t entry = -1;
  NameKind kind = NameKind::kName;
  std::uint8_t written = 0;
  std::uint16_t unused = 0;

  // One word in capitals only ("WHO"): text must write it so.
  bool is_acronym() const { return (written & kAcronym) != 0; }
  // The name is written with a capital somewhere.
  bool has_capital() const { return (written & kHasCapital) != 0; }
  // Its last word begins with one.
  bool ends_upper() const { return (written & kEndsUpper) != 0; }
};

namespace knowledge_format {

static_assert(std::endian::native == std::endian::little, "the mapped files are little-endian");

inline constexpr std::array<char, 8> kMagic = {'C', 'A', 'S', 'U', 'S', 'K', 'N', 'O'};
// Raise it when the layout changes, or the way to make a key of a word or names of an entry.
inline constexpr std::uint32_t kVersion = 1;

struct Header {
  std::array<char, 8> magic;
  std::uint64_t sources;   // XXH3 of the text files that it was made of
  std::uint64_t checksum;  // XXH3, 64 bits, of all bytes after the header
  std::uint32_t version;
  std::uint32_t nodes;    // of the names: 64-bit path, and 32-bit first sense (one more)
  std::uint32_t buckets;  // of the nodes, a power of two; one number more than that
  std::uint32_t senses;   // NameSense
  std::uint32_t entries;  // Entry (one more), and 32-bit number by name
  std::uint32_t offices;  // Office
  std::uint32_t spans;    // DatedSectors
  std::uint32_t texts;    // bytes of all texts
};
static_assert(sizeof(Header) == 56);

struct Text {
  std::uint32_t offset = 0;  // into the texts
  std::uint32_t size = 0;    // bytes
};

using Code = std::array<char, 4>;  // "ARM\0"; empty: none
using Sectors =
    std::array<std::uint8_t, 6>;  // numbers of codes.list, the primary one first; then 0

struct Office {
  Text title;
  DayRange days;
  Code code{};
  Sectors sectors{};
  std::uint16_t unused = 0;
};
static_assert(sizeof(Office) == 28);

struct DatedSectors {
  DayRange days;
  Sectors sectors{};
  std::uint16_t unused = 0;
};
static_assert(sizeof(DatedSectors) == 16);

enum EntryFlag : std::uint8_t { kVague = 1, kPartial = 2, kHasAfter = 4 };

// The last one is a sentinel: only its first_office and first_span count.
struct Entry {
  Text name;
  Text wikidata;
  Code code{};
  std::int32_t parent = -1;  // entries; -1: none
  std::int32_t party = -1;
  std::uint32_t first_office = 0;
  std::uint32_t first_span = 0;
  Sectors before{};
  Sectors after{};
  std::uint8_t kind = 0;
  std::uint8_t flags = 0;
  std::uint16_t unused = 0;
};
static_assert(sizeof(Entry) == 52);

}  // namespace knowledge_format
}  // namespace casus
