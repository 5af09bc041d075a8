#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "pipeline/places/places_stage.h"
#include "pipeline/text/text_stage.h"

namespace casus {
namespace {

const std::filesystem::path kData = std::filesystem::path(CASUS_SOURCE_DIR) / "data";

template <typename T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().to_string());
  return *std::move(result);
}

// The stage on texts without tags, trees and entities.
class Places : public testing::Test {
 protected:
  struct Resources {
    TextRules text = must(TextRules::load(kData / "languages/en"));
    PlaceRules rules = must(PlaceRules::load(kData / "languages/en"));
    Knowledge knowledge = must(Knowledge::load({kData / "knowledge"}));
    Gazetteer gazetteer = must(Gazetteer::load(kData / "gazetteer"));
  };
  static const Resources& resources() {
    static const Resources loaded;
    return loaded;
  }

  const std::vector<Place>& find(const std::string& text) {
    document_.clear_layers();
    document_.text = text;
    document_.language = "en";
    TextScratch text_scratch;
    const auto& [rules, places, knowledge, gazetteer] = resources();
    EXPECT_TRUE(find_tokens(rules, document_, text_scratch));
    EXPECT_TRUE(find_places(places, knowledge, gazetteer, document_, scratch_));
    return document_.places;
  }

  // "Paris USA 4 | Texas USA 2"
  std::string summary(const std::string& text) {
    std::string line;
    for (const Place& place : find(text)) {
      if (!line.empty()) line += " | ";
      line += std::string(document_.words(place.start, place.end)) + " " + place.country_code +
              " " + std::to_string(place.resolution);
    }
    return line;
  }

  Document document_;
  PlaceScratch scratch_;
};

TEST_F(Places, TakesTheContainerNamedAfter) {
  EXPECT_EQ(summary("He was born in Paris, Texas."), "Paris USA 4 | Texas USA 2");
  EXPECT_EQ(summary("The talks were held in Paris."), "Paris FRA 4");
  EXPECT_EQ(summary("Fighting reached Tripoli, Lebanon."), "Tripoli LBN 4 | Lebanon LBN 1");
  EXPECT_EQ(summary("Fighting reached Tripoli, Libya."), "Tripoli LBY 4 | Libya LBY 1");
}

TEST_F(Places, TellsTheStateFromTheCountry) {
  EXPECT_EQ(summary("Floods hit Alabama, Georgia and Florida."),
            "Alabama USA 2 | Georgia USA 2 | Florida USA 2");
  EXPECT_EQ(summary("Troops entered Georgia from Russia."), "Georgia GEO 1 | Russia RUS 1");
}

TEST_F(Places, IsNoFinerThanTheText) {
  EXPECT_EQ(summary("Strikes went on in northern Syria."), "Syria SYR 1");
  EXPECT_EQ(summary("Shelling in Donetsk region."), "Donetsk UKR 2");
}

TEST_F(Places, KnowsFormerNamesAndAbbreviations) {
  EXPECT_EQ(summary("They met in Leningrad and in Kiev."), "Leningrad RUS 4 | Kiev UKR 4");
  EXPECT_EQ(summary("The UK and the US signed."), "UK GBR 1 | US USA 1");
  EXPECT_EQ(summary("They gave us a hand."), "");
}

TEST_F(Places, FindsBorders) {
  const auto& places = find("Shots were fired at the Tajik-Afghan border.");
  ASSERT_EQ(places.size(), 1U);
  EXPECT_EQ(places[0].name, "Tajikistan-Afghanistan");
  EXPECT_EQ(places[0].resolution, 1);
  EXPECT_NEAR(*places[0].latitude, 37.5, 1.5);
}

TEST_F(Places, LeavesOutPeopleAndLongerNames) {
  EXPECT_EQ(summary("Yesterday President Lincoln spoke."), "");
  EXPECT_EQ(summary("She studied at the University of Georgia."), "");
  EXPECT_EQ(summary("Cases of West Nile virus rose."), "");
}

TEST_F(Places, LeavesOutACapitalThatSpeaks) {
  find("Moscow said no.");
  document_.places.clear();
  ASSERT_GE(document_.tokens.size(), 2U);
  Token& subject = document_.tokens[0];
  Token& verb = document_.tokens[1];
  subject.upos = Upos::kPropn;
  subject.relation = Relation::kNsubj;
  subject.head = 1;
  verb.upos = Upos::kVerb;
  verb.lemma = "say";
  const auto& [rules, places, knowledge, gazetteer] = resources();
  ASSERT_TRUE(find_places(places, knowledge, gazetteer, document_, scratch_));
  EXPECT_TRUE(document_.places.empty());
}

TEST_F(Places, FillsTheLocation) {
  const auto& places = find("A bomb exploded in Stepanakert.");
  ASSERT_EQ(places.size(), 1U);
  EXPECT_EQ(places[0].name, "Xankandi");
  EXPECT_EQ(places[0].geonameid, 146970);
  EXPECT_EQ(places[0].feature_class, "P");
  EXPECT_FALSE(places[0].province.empty());
}

TEST_F(Places, GoesThroughOddTexts) {
  EXPECT_EQ(summary(""), "");
  std::string odd;
  for (int i = 0; i < 3000; ++i) odd += "San Jose, ";
  find(odd);
  EXPECT_EQ(summary("\xF0\x9F\x98\x80 , ( - / ."), "");
}

TEST(PlaceRulesFile, NamesABadLine) {
  const auto folder = std::filesystem::temp_directory_path() / "casus_places_test";
  std::filesystem::create_directories(folder / "places");
  std::ofstream(folder / "places/cues.txt") << "locative in\nnonsense at\n";
  const auto rules = PlaceRules::load(folder);
  std::filesystem::remove_all(folder);
  ASSERT_FALSE(rules);
  EXPECT_EQ(rules.error().line, 2U);
}

}  // namespace
}  // namespace casus
