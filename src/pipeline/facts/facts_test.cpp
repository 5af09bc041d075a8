#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "pipeline/facts/facts_stage.h"
#include "pipeline/test_tree.h"

namespace casus {
namespace {

using testing::add_sentence;

const FactRules& english() {
  static const auto rules =
      FactRules::load(std::filesystem::path(CASUS_SOURCE_DIR) / "data/languages/en");
  if (!rules) throw std::runtime_error(rules.error().to_string());
  return *rules;
}

void find(Document& document) {
  FactScratch scratch;
  ASSERT_TRUE(find_facts(english(), {}, document, scratch));
}

std::string role_code(const Fact& fact, const std::string& role) {
  for (const FactRole& each : fact.roles) {
    if (each.role == role) return each.participant.actor.code;
  }
  return "-";
}

std::string field(const Fact& fact, const std::string& name) {
  for (const auto& [key, value] : fact.fields) {
    if (key == name) return value;
  }
  return "-";
}

TEST(Facts, AStatementHasSpeakerStanceAndTopic) {
  Document document;
  add_sentence(document, R"(The the DET 2 det Definite=Def
Secretariat secretariat PROPN 3 nsubj =IGO
expresses express VERB 0 root Tense=Pres
concern concern NOUN 3 obj
over over ADP 7 case
the the DET 7 det Definite=Def
shelling shelling NOUN 4 nmod)");
  find(document);
  ASSERT_EQ(document.facts.size(), 1U);
  EXPECT_EQ(document.facts[0].kind, "statement");
  EXPECT_EQ(field(document.facts[0], "stance"), "concern");
  EXPECT_EQ(field(document.facts[0], "topic"), "shelling");
  EXPECT_EQ(role_code(document.facts[0], "speaker"), "IGO");
}

TEST(Facts, ANegatedStatementIsNone) {
  Document document;
  add_sentence(document, R"(Minsk Minsk PROPN 4 nsubj =BLR
did do AUX 4 aux
not not PART 4 advmod Polarity=Neg
condemn condemn VERB 0 root
it it PRON 4 obj)");
  find(document);
  EXPECT_TRUE(document.facts.empty());
}

constexpr const char* kMeeting = R"(The the DET 3 det Definite=Def
first first ADJ 3 amod NumType=Ord
summit summit NOUN 5 nsubj:pass
was be AUX 5 aux:pass
held hold VERB 0 root VerbForm=Part
under under ADP 7 case
auspices auspice NOUN 5 obl
of of ADP 9 case
Kenya Kenya PROPN 7 nmod =KEN)";

TEST(Facts, LaterMentionsAddToTheMeeting) {
  Document document;
  add_sentence(document, kMeeting);
  add_sentence(document, R"(Uganda Uganda PROPN 2 nsubj =UGA
chaired chair VERB 0 root Tense=Past
the the DET 4 det Definite=Def
summit summit NOUN 2 obj)");
  find(document);
  ASSERT_EQ(document.facts.size(), 1U);
  EXPECT_EQ(field(document.facts[0], "ordinal"), "1");
  EXPECT_EQ(role_code(document.facts[0], "chair"), "UGA");
}

TEST(Facts, AListOfNamesIsAListOfOperations) {
  Document document;
  add_sentence(document, R"(Russia Russia PROPN 2 nsubj =RUS
conducted conduct VERB 0 root Tense=Past
operations operation NOUN 2 obj
“ “ PUNCT 5 punct
Cobalt Cobalt PROPN 3 appos
” ” PUNCT 5 punct
and and CCONJ 8 cc
LANTERN Lantern PROPN 5 conj)");
  find(document);
  ASSERT_EQ(document.facts.size(), 2U);
  EXPECT_EQ(document.facts[0].name, "Cobalt");
  EXPECT_EQ(document.facts[1].name, "LANTERN");
}

TEST(Facts, ABrokenCeasefireKnowsWhoBrokeIt) {
  Document document;
  add_sentence(document, R"(Rebels rebel NOUN 2 nsubj =SYR
violated violate VERB 0 root Tense=Past
the the DET 4 det Definite=Def
ceasefire ceasefire NOUN 2 obj)");
  find(document);
  ASSERT_EQ(document.facts.size(), 2U);
  EXPECT_EQ(document.facts[0].kind, "breach");
  EXPECT_EQ(role_code(document.facts[0], "violator"), "SYR");
  EXPECT_EQ(document.facts[0].part_of, 1);
  EXPECT_EQ(document.facts[1].kind, "agreement");
  EXPECT_EQ(field(document.facts[1], "status"), "violated");
}

TEST(FactRules, SlipsNameFileAndLine) {
  const auto folder = std::filesystem::path(::testing::TempDir()) / "facts_language";
  std::filesystem::create_directories(folder / "facts");
  const auto path = folder / "facts/meeting.txt";
  const auto error_of = [&](const std::string& content) -> std::string {
    std::ofstream(path) << content;
    const auto rules = FactRules::load(folder);
    return rules ? "" : rules.error().message;
  };
  EXPECT_EQ(error_of("meet/v ; type:meeting\n"), "");
  EXPECT_NE(error_of("meet ; type:meeting\n"), "");
  EXPECT_NE(error_of("meet/v ; kind:visit\n"), "");  // would hide the fact's own kind
  EXPECT_NE(error_of("meet/v ; place=subj\n"), "");
  EXPECT_NE(error_of("meet/v obj:@unknown\n"), "");
  EXPECT_NE(error_of("meet/v ; wrong\n"), "");
  EXPECT_NE(error_of("meet/v ;; phrase\n"), "");
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace casus
