// Any bytes as a knowledge file: read, index, check, look up.

#include <cstdint>
#include <string_view>

#include "base/text_file.h"
#include "resources/knowledge.h"
#include "resources/knowledge_check.h"
#include "resources/knowledge_reader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto lines = casus::parse_lines("fuzz.txt", text);
  if (!lines) return 0;
  casus::Codes codes;
  codes.sectors = {"", "GOV", "MIL", "ELI"};
  codes.non_states = {"IGO"};
  codes.former = 3;
  std::vector<casus::KnowledgeEntry> entries;
  if (!casus::read_entries("fuzz.txt", *lines, codes, entries)) return 0;
  const auto texts = casus::KnowledgeText::make(std::move(entries), codes, casus::Spelling());
  (void)casus::check_knowledge(texts);
  const auto knowledge = casus::Knowledge::make(texts);
  if (!knowledge) return 1;
  for (std::int32_t i = 0; i < knowledge->size(); ++i) (void)knowledge->standing(i, 20200101);
  return 0;
}
