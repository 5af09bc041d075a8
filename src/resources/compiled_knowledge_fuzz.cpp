// Any bytes as compiled knowledge. The header's checksum is put right first, so that what is behind
// it gets tested, too.

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <cstring>
#include <string>
#include <vector>

#include "resources/knowledge.h"

namespace {

// Walks a name that the corpus has, and what it finds.
void look_up(const casus::Knowledge& knowledge) {
  std::string buffer;
  casus::NameIndex::Node node = casus::NameIndex::kRoot;
  for (const std::string_view word : {"Anna", "Bell"}) {
    node = knowledge.names().step(node, knowledge.spelling().key(word, buffer));
    for (const casus::NameSense& sense : knowledge.names().senses(node)) {
      (void)knowledge.standing(sense.entry, 20200101);
      (void)knowledge.entry(sense.entry);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using casus::knowledge_format::Header;
  std::vector<std::uint64_t> aligned(size / 8 + 1);
  char* const bytes = reinterpret_cast<char*>(aligned.data());
  if (size > 0) std::memcpy(bytes, data, size);
  if (size >= sizeof(Header)) {
    const std::uint64_t checksum = XXH3_64bits(bytes + sizeof(Header), size - sizeof(Header));
    std::memcpy(bytes + offsetof(Header, checksum), &checksum, sizeof checksum);
  }
  casus::Codes codes;
  codes.sectors = {"", "GOV", "MIL", "ELI"};
  codes.former = 3;
  const auto knowledge = casus::Knowledge::open({bytes, size}, codes, casus::Spelling());
  if (!knowledge) return knowledge.error().message.empty() ? 1 : 0;
  look_up(*knowledge);
  (void)knowledge->find("Anna Bell");
  for (std::int32_t i = -1; i <= knowledge->size() && i < 100; ++i) {
    const casus::KnownEntry entry = knowledge->entry(i);
    for (const casus::KnownOffice& office : entry.offices) {
      (void)knowledge->title_of(office);
      (void)knowledge->code_of(office);
    }
    for (const casus::Day day : {casus::kNoDay, 19990101, 20200101}) {
      for (const casus::SectorId sector : knowledge->standing(i, day).sectors) {
        if (sector >= codes.sectors.size()) return 1;
      }
    }
  }
  return 0;
}
