// Any bytes as a PETRARCH dictionary (first byte even) or Wikidata's items (odd): imported,
// written, and read again; what is written must load.

#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string_view>

#include "base/text_file.h"
#include "resources/knowledge_import.h"
#include "resources/knowledge_reader.h"

namespace {

casus::Codes codes() {
  casus::Codes codes;
  codes.sectors = {"", "GOV", "MIL", "ELI", "PTY"};
  codes.non_states = {"IGO"};
  codes.former = 3;
  codes.metonym = 1;
  return codes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  casus::KnowledgeEntry country;
  country.name = "Utopia";
  country.kind = casus::EntryKind::kCountry;
  country.code = "UTO";
  country.wikidata = "Q1";
  const auto known = casus::KnowledgeText::make({country}, codes(), casus::Spelling());
  const auto base = casus::Knowledge::make(known);
  if (!base) std::abort();
  casus::ImportRules rules;
  rules.classes["Q5"] = {casus::EntryKind::kPerson, {}};
  rules.classes["Q7278"] = {casus::EntryKind::kGroup, {}};
  casus::SectorList government;
  government.add(1);
  rules.offices.push_back({"minister", government});
  casus::KnowledgeImport import(known, *base, rules);
  if (data[0] % 2 == 0) {
    import.read_petrarch(text, "fuzz");
  } else {
    std::istringstream stream{std::string(text)};
    import.read_wikidata(stream, "fuzz");
  }
  const auto lines = casus::parse_lines("fuzz.txt", import.knowledge_text());
  if (!lines) std::abort();
  std::vector<casus::KnowledgeEntry> entries;
  if (!casus::read_entries("fuzz.txt", *lines, base->codes(), entries)) std::abort();
  return 0;
}
