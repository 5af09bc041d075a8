#pragma once

// The layout of data/gazetteer/places.bin (docs/formats/gazetteer.md), shared by the program that
// maps it and the one that makes it. All numbers are little-endian.

#include <array>
#include <bit>
#include <cstdint>

namespace casus::gazetteer_format {

static_assert(std::endian::native == std::endian::little, "the mapped files are little-endian");

inline constexpr std::array<char, 8> kMagic = {'C', 'A', 'S', 'U', 'S', 'G', 'A', 'Z'};
inline constexpr std::uint32_t kVersion = 1;
inline constexpr std::uint32_t kBuckets = 1U << 16;
inline constexpr std::uint16_t kNoDivision = 0xFFFF;
inline constexpr std::uint32_t kAlternative = 1U << 31;  // flag of a posting's target

struct Header {
  std::array<char, 8> magic;
  std::uint32_t version;
  std::uint32_t countries;  // ISO alpha-2 codes
  std::uint32_t features;   // class and code
  std::uint32_t provinces;  // the first places
  std::uint32_t districts;  // the places after them
  std::uint32_t places;     // all places
  std::uint32_t postings;
  std::uint32_t names_bytes;
  std::uint64_t checksum;                 // XXH3, 64 bits, of all bytes after the header
  std::array<std::uint32_t, 4> reserved;  // zero
};
static_assert(sizeof(Header) == 64);

using Country = std::array<char, 4>;  // "AM\0\0"
using Feature = std::array<char, 8>;  // class, then code: "PPPLA2\0\0"

struct Place {
  std::uint32_t name;     // offset into the names: a length byte, then the bytes
  std::int32_t latitude;  // 1e-5 degrees
  std::int32_t longitude;
  std::uint32_t geonameid;  // 0: not known
  std::uint32_t population;
  std::uint16_t country;
  std::uint16_t province;  // number of a province, or kNoDivision
  std::uint16_t district;  // number of a district, or kNoDivision
  std::uint16_t feature;
};
static_assert(sizeof(Place) == 28);

// A name's XXH3 hash: the upper 16 bits choose the bucket, the next 32 are the fingerprint.
inline std::uint32_t bucket_of(std::uint64_t hash) {
  return static_cast<std::uint32_t>(hash >> 48);
}
inline std::uint32_t fingerprint_of(std::uint64_t hash) {
  return static_cast<std::uint32_t>(hash >> 16);
}

}  // namespace casus::gazetteer_format
