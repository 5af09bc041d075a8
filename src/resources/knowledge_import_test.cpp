#include "resources/knowledge_import.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <sstream>

#include "base/text_file.h"
#include "resources/knowledge_reader.h"

namespace casus {
namespace {

const std::filesystem::path kFolder =
    std::filesystem::path(CASUS_SOURCE_DIR) / "data" / "knowledge";

constexpr std::string_view kBase =
    "Utopia\n  is country UTO\n  wikidata Q1000001\n"
    "Erewhon\n  is country ERE\n"
    "Utopian Front\n  is group UTO\n  also Front of Utopia\n  sector REB\n"
    "Reform Party\n  is group UTO\n  wikidata Q1000007\n  sector PTY\n";

// An import over a small base of our own.
struct Fixture {
  Codes codes = *read_codes(kFolder / "codes.list");
  KnowledgeText text = make_text();
  Knowledge base = *Knowledge::make(text);
  ImportRules rules = *ImportRules::load(kFolder / "import.list", codes);
  KnowledgeImport import{text, base, rules};

  KnowledgeText make_text() const {
    std::vector<KnowledgeEntry> entries;
    EXPECT_TRUE(read_entries("base.txt", *parse_lines("base.txt", kBase), codes, entries));
    return KnowledgeText::make(std::move(entries), codes,
                               *Spelling::load(kFolder / "spelling.list"));
  }
  // "OUTCOME LINE WHAT: WHY" a line
  std::string report() const {
    std::string lines;
    for (const ImportNote& note : import.notes()) {
      lines += std::string(import_outcome_name(note.outcome)) + " " + std::to_string(note.line) +
               " " + note.what + ": " + note.why + "\n";
    }
    return lines;
  }
};

TEST(Petrarch, ActorsBecomePeopleAndBodiesWithDays) {
  Fixture f;
  f.import.read_petrarch(
      "; made for this test\n"
      "ANNA_BELL_ ; somebody\n+A._BELL\n\t[UTOGOV 990301-031231]\n\t[UTOELI >031231]\n"
      "COAST_GUARD_OF_EREWHON_ [EREMIL]\n",
      "actors.txt");
  EXPECT_EQ(f.import.knowledge_text(),
            "Anna Bell\n  is person UTO\n  also A. Bell\n"
            "  office GOV office-holder 1999-03-01..2003-12-31\n\n"
            "Coast Guard of Erewhon\n  is organisation ERE\n  sector MIL\n\n");
  EXPECT_EQ(f.report(), "taken 2 Anna Bell: is new\ntaken 6 Coast Guard of Erewhon: is new\n");
}

TEST(Petrarch, KnownNamesAreMergedAndContradictionsRefused) {
  Fixture f;
  f.import.read_petrarch(
      "FRONT_OF_UTOPIA [UTOREB]\n+UTOPIAN_FRONTISTS\nUTOPIAN_FRONT [EREREB]\nNOBODY_KNOWN [XYZ]\n"
      "HALF_LINE [UTOGOV\n+\n[UTO]\n",
      "actors.txt");
  const std::string report = f.report();
  for (const char* part :
       {"merged 1 Front of Utopia: is 'Utopian Front', new names",
        "refused 3 Utopian Front: is known as 'Utopian Front' with the code UTO, not ERE",
        "refused 4 Nobody Known: has no code of PLOVER's", "has a bracket that does not close",
        "refused 6 +: is no name"}) {
    EXPECT_NE(report.find(part), std::string::npos) << part << " in\n" << report;
  }
  EXPECT_NE(f.import.knowledge_text().find("Utopian Frontists"), std::string::npos);
}

TEST(Petrarch, AgentsUseSets) {
  Fixture f;
  f.import.read_petrarch(
      "!FOLK! = MAN, WOMAN\nRIOT_!FOLK! [~OPP]\nGUNNER {GUNNERS} [~MIL]\nX_!NONE! [~GOV]\n",
      "agents.txt");
  EXPECT_EQ(f.import.agents_text(), "agent OPP : riot man | riot woman\nagent MIL : gunner\n");
  EXPECT_NE(f.report().find("refused 4 X_!NONE!: uses an unknown set"), std::string::npos)
      << f.report();
}

constexpr std::string_view kItems = R"([
{"id":"Q1000002","labels":{"en":{"value":"Anna Bell"}},"aliases":{"en":[{"value":"A. Bell"}]},"claims":{"P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q5"}}}}],"P27":[{"mainsnak":{"datavalue":{"value":{"id":"Q1000001"}}}}],"P102":[{"mainsnak":{"datavalue":{"value":{"id":"Q1000007"}}}}],"P39":[{"mainsnak":{"datavalue":{"value":{"id":"Q1000003"}}},"qualifiers":{"P580":[{"datavalue":{"value":{"time":"+1999-03-01T00:00:00Z","precision":11}}}],"P582":[{"datavalue":{"value":{"time":"+2003-00-00T00:00:00Z","precision":9}}}]}},{"mainsnak":{"datavalue":{"value":{"id":"Q1000009"}}}}]}},
{"id":"Q1000003","labels":{"en":{"value":"Minister of Defence of Utopia"}}},
{"id":"Q1000004","labels":{"en":{"value":"Some River"}},"claims":{"P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q4022"}}}}]}},
not json
]
)";

TEST(Wikidata, OfficesHaveDaysAndPartiesNames) {
  Fixture f;
  std::istringstream stream{std::string(kItems)};
  f.import.read_wikidata(stream, "items.jsonl");
  EXPECT_EQ(f.import.knowledge_text(),
            "Anna Bell\n  is person UTO\n  wikidata Q1000002\n  also A. Bell\n"
            "  office GOV,MIL Minister 1999-03-01..2003-12-31\n  party Reform Party\n\n");
  const std::string report = f.report();
  for (const char* part :
       {"refused 2 Anna Bell: held Q1000009", "taken 2 Anna Bell: is new",
        "refused 3 Minister of Defence of Utopia: is of a class that import.list lacks",
        "refused 4 Some River", "refused 5 : is no item"}) {
    EXPECT_NE(report.find(part), std::string::npos) << part << " in\n" << report;
  }
}

}  // namespace
}  // namespace casus
