#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>

#include "base/utf8.h"
#include "pipeline/text/language_detector.h"
#include "pipeline/text/sentence_breaker.h"
#include "pipeline/text/text_check.h"
#include "pipeline/text/text_stage.h"

namespace casus {
namespace {

namespace fs = std::filesystem;

const TextRules& english() {
  static const TextRules rules = [] {
    auto loaded = TextRules::load(fs::path(CASUS_SOURCE_DIR) / "data/languages/en");
    EXPECT_TRUE(loaded) << (loaded ? "" : loaded.error().to_string());
    return *std::move(loaded);
  }();
  return rules;
}

Document read(std::string text) {
  Document document;
  document.text = std::move(text);
  TextScratch scratch;
  EXPECT_TRUE(find_tokens(english(), document, scratch));
  EXPECT_EQ(find_text_fault(document), "");
  return document;
}

// Writes one file of a language folder of its own and loads it.
Result<TextRules> load_rules(const std::string& name, const std::string& content) {
  const fs::path folder = fs::path(testing::TempDir()) / "casus_text_rules";
  fs::remove_all(folder);
  fs::create_directories(folder / "text");
  std::ofstream(folder / "text" / name) << content;
  return TextRules::load(folder);
}

TEST(TextStage, KeepsByteOffsetsOfTheOriginal) {
  const Document document = read("Žarko met\u00A0Üle in “Töö”.");
  ASSERT_EQ(document.tokens.size(), 8U);
  EXPECT_EQ(document.tokens[2].form, "Üle");
  EXPECT_EQ(document.words(document.tokens[5].start, document.tokens[5].end), "Töö");
}

TEST(TextStage, LeavesUnseenCharactersOutOfForms) {
  const Document document = read("Du\u200Bshanbe\uFEFF is\u00ADn't far");
  EXPECT_EQ(document.tokens[0].form, "Dushanbe");
  EXPECT_EQ(document.tokens[1].form, "is");
  EXPECT_EQ(document.multiword_tokens.size(), 1U);
}

TEST(TextStage, ReadsEscapesAsTheCharactersThatTheyStandFor) {
  const Document document = read("Chad\\u2019s envoy met Niinist\\xF6 at C:\\u19 \\uD83D.");
  EXPECT_EQ(document.tokens[1].form, "\u2019s");
  EXPECT_EQ(document.words(document.tokens[1].start, document.tokens[1].end), "\\u2019s");
  EXPECT_EQ(document.tokens[4].form, "Niinist\u00F6");
  EXPECT_EQ(document.words(document.tokens[4].start, document.tokens[4].end), "Niinist\\xF6");
}

TEST(TextStage, EmptyAndBlankTextsHaveNothing) {
  EXPECT_TRUE(read("").blocks.empty());
  EXPECT_TRUE(read(" \n\t\u200B\n\r\n").blocks.empty());
}

TEST(TextStage, TellsKindsOfBlocks) {
  const Document document =
      read("Press release\n\nThe talks ended.\n\n• One thing\n\nBack to the section\n");
  ASSERT_EQ(document.blocks.size(), 4U);
  EXPECT_EQ(document.blocks[0].kind, BlockKind::kHeading);
  EXPECT_EQ(document.blocks[1].kind, BlockKind::kParagraph);
  EXPECT_EQ(document.blocks[2].kind, BlockKind::kListItem);
  EXPECT_EQ(document.blocks[3].kind, BlockKind::kNavigation);
}

TEST(TextStage, CutsASentenceThatIsTooLongAfterASemicolonOrComma) {
  std::string text;
  for (int i = 0; i < 3000; ++i) text += i % 100 == 99 ? "word, " : "word ";
  const Document document = read(text);
  ASSERT_GE(document.sentences.size(), 3U);
  for (std::size_t i = 0; i + 1 < document.sentences.size(); ++i) {
    const Sentence& sentence = document.sentences[i];
    EXPECT_EQ(document.tokens[static_cast<std::size_t>(sentence.last) - 1].form, ",");
  }
}

TEST(TextStage, WindowsOfALongBlockGiveTheSentencesOfShortOnes) {
  const std::string sentence = "Gen. Smith met U.N. envoys on Jan. 5 in Dushanbe. ";
  std::string text;
  for (int i = 0; i < 4000; ++i) text += sentence;
  const Document document = read(text);
  EXPECT_EQ(document.sentences.size(), 4000U);
}

TEST(TextStage, ReadsHostileTextsInLinearTime) {
  for (const char* piece :
       {"(", "a-", "1-", "a.", "''", "…", "http://", "@a.", "&#", "x\u200B", "A."}) {
    std::string text;
    while (text.size() < 1'000'000) text += piece;
    read(text);
  }
}

TEST(TextStage, KeepsItsInvariantsOnRandomTexts) {
  const std::vector<std::string> pieces = {
      "a",      "B",      ".",      "..",   "-",  "'",       "\u2019", "\n",     "\n\n",   " ",
      "\u00A0", "\u200B", "n't",    "'s",   "12", ",",       ":",      "/",      "\uFFFD", "(",
      ")",      "\"",     "U.S.",   "etc.", "@",  "http://", "й",      "Ж.",     "\r",     "&",
      ";",      "#39",    "\u0301", "😀",    "$",  "%",       "•",      "cannot", "s'"};
  std::mt19937 random(7);
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (std::size_t i = random() % 40; i > 0; --i) text += pieces[random() % pieces.size()];
    read(text);
  }
}

TEST(LanguageDetector, PrefersTheLanguageOfTheText) {
  const auto russian = TextRules::load(fs::path(CASUS_SOURCE_DIR) / "data/languages/ru");
  ASSERT_TRUE(russian);
  const auto prefers_english = [&](std::string_view text) {
    return language_fit(english(), text) > language_fit(*russian, text);
  };
  EXPECT_TRUE(prefers_english("The ministers met in Dushanbe"));
  EXPECT_TRUE(prefers_english("Rebels shell Donetsk"));
  EXPECT_FALSE(prefers_english("Министры встретились в Душанбе"));
  EXPECT_FALSE(prefers_english("Повстанцы обстреляли Донецк"));
  EXPECT_EQ(language_fit(english(), "12.05.2019"), 0);
}

TEST(TextRules, NameTheLineOfAnUnknownKey) {
  const auto rules = load_rules("words.txt", "unit: m\n\nabbreviatoin: Gen\n");
  ASSERT_FALSE(rules);
  EXPECT_EQ(rules.error().line, 3U);
}

TEST(TextRules, RefuseAContractionThatItsPartsDoNotSpell) {
  EXPECT_FALSE(load_rules("words.txt", "contraction: won't will not\n"));
  EXPECT_TRUE(load_rules("words.txt", "contraction: won't wo n't\n"));
}

TEST(TextRules, RefuseADamagedModel) {
  EXPECT_FALSE(load_rules("breaks.model", "casus-breaks 2\n"));
  EXPECT_FALSE(load_rules("breaks.model", "casus-breaks 1\n00000001 12\nnonsense\n"));
  EXPECT_TRUE(load_rules("breaks.model", "casus-breaks 1\n00000001 12\n"));
}

TEST(TextRules, ALanguageWithoutFilesIsReadByThePlainRules) {
  const auto rules = TextRules::load("no/such/folder");
  ASSERT_TRUE(rules);
  Document document;
  document.text = "They met. Then they left.";
  TextScratch scratch;
  ASSERT_TRUE(find_tokens(*rules, document, scratch));
  EXPECT_EQ(document.sentences.size(), 2U);
}

}  // namespace
}  // namespace casus
