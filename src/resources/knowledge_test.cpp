#include "resources/knowledge.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "base/text_file.h"
#include "resources/knowledge_check.h"
#include "resources/knowledge_reader.h"

namespace casus {
namespace {

const std::filesystem::path kFolder =
    std::filesystem::path(CASUS_SOURCE_DIR) / "data" / "knowledge";

Codes codes() {
  auto read = read_codes(kFolder / "codes.list");
  EXPECT_TRUE(read);
  return *std::move(read);
}

Result<KnowledgeText> text_of(std::string_view text) {
  const Codes known = codes();
  auto lines = parse_lines("test.txt", text);
  if (!lines) return lines.error();
  std::vector<KnowledgeEntry> entries;
  if (auto read = read_entries("test.txt", *lines, known, entries); !read) return read.error();
  return KnowledgeText::make(std::move(entries), known, *Spelling::load(kFolder / "spelling.list"));
}

Result<Knowledge> knowledge_of(std::string_view text) {
  auto read = text_of(text);
  if (!read) return read.error();
  return Knowledge::make(*read);
}

std::string sectors_of(const Knowledge& knowledge, const Standing& standing) {
  std::string text(standing.code);
  for (const SectorId sector : standing.sectors) text += " " + knowledge.codes().sectors[sector];
  return text;
}

constexpr std::string_view kPerson =
    "Utopia\n  is country UTO\n"
    "Anna Bell\n  is person UTO\n  before OPP\n"
    "  office GOV,MIL Minister of Defence 2001-05..2005-11-22\n"
    "  office GOV President 2005-11-22..2010\n"
    "  office IGO:GOV Secretary-General 2012-02..\n";

TEST(Knowledge, StandingFollowsTheDay) {
  const auto knowledge = knowledge_of(kPerson);
  ASSERT_TRUE(knowledge);
  const std::int32_t anna = knowledge->find("Anna Bell");
  const auto on = [&](Day day) { return sectors_of(*knowledge, knowledge->standing(anna, day)); };
  EXPECT_EQ(on(20010430), "UTO OPP");
  EXPECT_EQ(on(20010501), "UTO GOV MIL");
  EXPECT_EQ(on(20080101), "UTO GOV");
  EXPECT_EQ(on(20110101), "UTO ELI");
  EXPECT_EQ(on(20200101), "IGO GOV");
  EXPECT_EQ(on(kNoDay), "IGO GOV");
}

TEST(Knowledge, CodeAndSectorsComeFromTheParent) {
  const auto knowledge = knowledge_of(
      "Utopia\n  is country UTO\nUtopian Army\n  is organisation\n  sector MIL\n  part-of Utopia\n"
      "First Brigade\n  is organisation\n  part-of Utopian Army\n");
  ASSERT_TRUE(knowledge);
  EXPECT_EQ(sectors_of(*knowledge, knowledge->standing(knowledge->find("First Brigade"), kNoDay)),
            "UTO MIL");
}

TEST(Knowledge, LoadErrorsNameTheLine) {
  const auto unknown_sector = knowledge_of("A B\n  is person UTO\n  office XXX President 2001..\n");
  ASSERT_FALSE(unknown_sector);
  EXPECT_EQ(unknown_sector.error().line, 3u);
  EXPECT_FALSE(knowledge_of("  is person UTO\n"));
  EXPECT_FALSE(knowledge_of("A\n  colour red\n"));
  EXPECT_FALSE(knowledge_of("A\n  is person UTO\n  office GOV President\n"));
  EXPECT_FALSE(knowledge_of("A\n  is wizard UTO\n"));
}

// What check_knowledge() finds, one line each.
std::string findings_of(std::string_view text) {
  const auto knowledge = text_of(text);
  EXPECT_TRUE(knowledge) << (knowledge ? "" : knowledge.error().to_string());
  std::string all;
  if (!knowledge) return all;
  for (const Error& finding : check_knowledge(*knowledge)) all += finding.to_string() + "\n";
  return all;
}

TEST(KnowledgeCheck, FindsContradictions) {
  const std::string all = findings_of(
      "Utopia\n  is country UTO\n"
      "A One\n  is person UTO\n  office GOV President 2001..2006-05-01\n"
      "B Two\n  is person UTO\n  office GOV President 2004-02-03..2010\n"
      "C Three\n  is person NOW\n  part-of Nothing\n  office GOV Minister 2009..2008\n");
  for (const char* part : {"together with 'A One'", "unknown code NOW", "unknown 'Nothing'",
                           "ends before it begins"}) {
    EXPECT_NE(all.find(part), std::string::npos) << part << " in\n" << all;
  }
}

TEST(KnowledgeCheck, OfficeHeldTogetherAlsoWithSomebodyBetween) {
  const std::string found = findings_of(
      "Utopia\n  is country UTO\n"
      "A One\n  is person UTO\n  office GOV President 1990..2010\n"
      "B Two\n  is person UTO\n  office GOV President 1995..1996\n"
      "C Three\n  is person UTO\n  office GOV President 2001..2002\n");
  EXPECT_NE(found.find("'B Two' holds"), std::string::npos) << found;
  EXPECT_NE(found.find("'C Three' holds"), std::string::npos) << found;
}

TEST(KnowledgeCheck, SuccessorsAndOtherCountriesDoNotShareAnOffice) {
  EXPECT_EQ(findings_of("Utopia\n  is country UTO\nErewhon\n  is country ERE\n"
                        "A One\n  is person UTO\n  office GOV President 1990-01-05..1999-05-20\n"
                        "B Two\n  is person UTO\n  office GOV President 1999-05-20..2003\n"
                        "C Three\n  is person ERE\n  office GOV President 1991..2001\n"),
            "");
}

TEST(KnowledgeCheck, SharedNamesNeedADateOrAContext) {
  const std::string shared = findings_of(
      "Utopia\n  is country UTO\n"
      "Utopian Front\n  is group UTO\n  also UF\nUtopian Forum\n  is group UTO\n  also UF\n");
  EXPECT_NE(shared.find("shares the name 'UF' with 'Utopian Front'"), std::string::npos) << shared;
  EXPECT_EQ(findings_of("Utopia\n  is country UTO\n"
                        "Utopian Front\n  is group UTO\n  also UF\n"
                        "Utopian Foods\n  is company UTO\n  also UF\n"
                        "A One\n  is person UTO\n  also Bell\n  office GOV Minister 1990..1991\n"
                        "B Two\n  is person UTO\n  also Bell\n  office GOV Minister 2001..2002\n"),
            "");
}

TEST(KnowledgeCheck, EntryWrittenTwiceUnknownPartyAndMember) {
  const std::string found = findings_of(
      "Utopia\n  is country UTO\nClub\n  is organisation IGO\n  member UTO | NOW\n"
      "A One\n  is person UTO\n  party Nobody's Party\nA One\n  is person UTO\n");
  for (const char* part :
       {"is also at test.txt:6", "unknown party 'Nobody's Party'", "unknown member NOW"}) {
    EXPECT_NE(found.find(part), std::string::npos) << part << " in\n" << found;
  }
}

std::size_t senses_of(const Knowledge& knowledge, std::string_view words) {
  std::vector<NameWord> split;
  split_name_words(words, split);
  std::string buffer;
  NameIndex::Node node = NameIndex::kRoot;
  for (const NameWord& word : split) {
    node = knowledge.names().step(
        node, knowledge.spelling().key(words.substr(word.start, word.end - word.start), buffer));
  }
  return knowledge.names().senses(node).size();
}

TEST(Names, SpellingsOfOneNameMatch) {
  const auto knowledge = knowledge_of(
      "Alexander Lukashenko\n  is person UTO\nMohamed Hussein\n  is person UTO\n"
      "Slobodan Milo\u0161evi\u0107\n  is person UTO\nVolodymyr Zelensky\n  is person UTO\n"
      "Utopian Nations\n  is organisation IGO\n  also UN | the Nations of Utopia\n");
  ASSERT_TRUE(knowledge);
  for (const char* name :
       {"Aleksandr Lukashenka", "Alexander Lukashenko", "Muhammad Hussain", "Slobodan Milosevic",
        "Slobodan Milosevich", "VOLODYMYR ZELENSKYY", "U.N.", "UN", "Nations of Utopia"}) {
    EXPECT_EQ(senses_of(*knowledge, name), 1u) << name;
  }
  EXPECT_EQ(senses_of(*knowledge, "Volodymyr"), 0u);
}

TEST(Names, ShortWordsAreNotSpelledOtherwise) {
  const auto knowledge =
      knowledge_of("Anna Yellen\n  is person UTO\nMark Rutte\n  is person UTO\n");
  ASSERT_TRUE(knowledge);
  EXPECT_EQ(senses_of(*knowledge, "Yellen"), 1u);
  EXPECT_EQ(senses_of(*knowledge, "Ellen"), 0u);
  EXPECT_EQ(senses_of(*knowledge, "Route"), 0u);
}

TEST(Names, SurnameIsWhereTheCountryPutsIt) {
  const auto knowledge = knowledge_of(
      "Qin Gang\n  is person CHN\nDolkun Isa\n  is person CHN\n  surname Isa\n"
      "Anna Bell\n  is person UTO\n");
  ASSERT_TRUE(knowledge);
  for (const char* surname : {"Qin", "Isa", "Bell"}) {
    EXPECT_EQ(senses_of(*knowledge, surname), 1u) << surname;
  }
  for (const char* name : {"Gang", "Dolkun", "Anna"}) {
    EXPECT_EQ(senses_of(*knowledge, name), 0u) << name;
  }
}

TEST(Days, RangesAndPartialDates) {
  EXPECT_EQ(parse_day_range("2005-11..2006")->first, 20051101);
  EXPECT_EQ(parse_day_range("2005-11..2006")->last, 20061231);
  EXPECT_EQ(parse_day_range("..1999")->first, kFirstDay);
  EXPECT_EQ(parse_day_range("2001")->last, 20011231);
  EXPECT_FALSE(parse_day_range("2001-13"));
  EXPECT_FALSE(parse_day_range("soon..2001"));
}

TEST(Knowledge, ShippedFilesLoad) {
  const auto knowledge = Knowledge::load({kFolder});
  ASSERT_TRUE(knowledge) << knowledge.error().to_string();
  EXPECT_GT(knowledge->size(), 100);
}

}  // namespace
}  // namespace casus
