// Feeds any bytes to the reader of the gazetteer. The header's checksum is put right first, so that
// what is behind it gets tested, too.

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <cstring>
#include <vector>

#include "resources/gazetteer.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using casus::gazetteer_format::Header;
  std::vector<std::uint64_t> aligned(size / 8 + 1);
  char* const bytes = reinterpret_cast<char*>(aligned.data());
  if (size > 0) std::memcpy(bytes, data, size);
  if (size >= sizeof(Header)) {
    const std::uint64_t checksum = XXH3_64bits(bytes + sizeof(Header), size - sizeof(Header));
    std::memcpy(bytes + offsetof(Header, checksum), &checksum, sizeof checksum);
  }
  const auto gazetteer = casus::Gazetteer::open({bytes, size});
  if (!gazetteer) return gazetteer.error().message.empty() ? 1 : 0;
  std::vector<casus::Gazetteer::Candidate> candidates;
  for (const std::string_view name : {"paris", "teple", "north", ""}) {
    gazetteer->find(name, candidates);
  }
  for (const auto& candidate : candidates) (void)gazetteer->entry(candidate.place);
  for (casus::PlaceId place = 0; place < gazetteer->place_count() && place < 100; ++place) {
    const casus::GazetteerEntry entry = gazetteer->entry(place);
    (void)gazetteer->entry(entry.province);
    (void)gazetteer->entry(entry.district);
  }
  (void)gazetteer->provinces_of(0);
  return 0;
}
