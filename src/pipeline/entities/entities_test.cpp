#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "pipeline/entities/entities_stage.h"
#include "pipeline/entities/tree_for_tests.h"

namespace casus {
namespace {

const std::filesystem::path kData = std::filesystem::path(CASUS_SOURCE_DIR) / "data";

// The shipped data, loaded once.
struct Shipped {
  Knowledge knowledge;
  Gazetteer gazetteer;
  EntityRules rules;
};

const Shipped& shipped() {
  static const Shipped* const kShipped = [] {
    auto knowledge = Knowledge::load({kData / "knowledge"});
    EXPECT_TRUE(knowledge) << (knowledge ? "" : knowledge.error().to_string());
    auto* loaded = new Shipped;
    if (knowledge) loaded->knowledge = *std::move(knowledge);
    auto gazetteer = Gazetteer::load(kData / "gazetteer");
    EXPECT_TRUE(gazetteer) << (gazetteer ? "" : gazetteer.error().to_string());
    if (gazetteer) loaded->gazetteer = *std::move(gazetteer);
    auto rules = EntityRules::load(kData / "languages" / "en", loaded->knowledge);
    EXPECT_TRUE(rules) << (rules ? "" : rules.error().to_string());
    if (rules) loaded->rules = *std::move(rules);
    return loaded;
  }();
  return *kShipped;
}

void find(Document& document) {
  EntityScratch scratch;
  ASSERT_TRUE(
      find_entities(shipped().rules, shipped().knowledge, document, scratch, &shipped().gazetteer));
}

// "ARM MIL" of the phrase whose head is the token with this form; "-" for no actor.
std::string actor_of(const Document& document, std::string_view form) {
  for (std::size_t i = 0; i < document.tokens.size(); ++i) {
    if (document.tokens[i].form != form || document.actor_at[i] == kNone) continue;
    const ActorPhrase& phrase =
        document.actor_phrases[static_cast<std::size_t>(document.actor_at[i])];
    if (!phrase.is_actor) return "-";
    std::string text = phrase.actor.code + " " + phrase.actor.sector;
    for (const std::string& other : phrase.actor.other_sectors) text += "+" + other;
    return text;
  }
  return "no phrase";
}

std::string resolve(std::string_view tree, std::string_view head,
                    std::string_view date = "2020-07-14") {
  Document document = tree_of(tree, date);
  find(document);
  return actor_of(document, head);
}

TEST(Actors, NationalityAndAgentWord) {
  EXPECT_EQ(
      resolve("three/three/NUM/3/nummod Peruvian/Peruvian/ADJ/3/amod gunboats/gunboat/NOUN/0/root",
              "gunboats"),
      "PER MIL");
}

TEST(Actors, SecondarySectors) {
  EXPECT_EQ(
      resolve("the/the/DET/4/det Bolivian/Bolivian/ADJ/4/amod defence/defence/NOUN/4/compound "
              "minister/minister/NOUN/0/root",
              "minister"),
      "BOL GOV+MIL");
}

TEST(Actors, PossessiveState) {
  EXPECT_EQ(
      resolve("Bolivia/Bolivia/PROPN/3/nmod:poss 's/'s/PART/1/case Ministry/Ministry/PROPN/0/root "
              "of/of/ADP/5/case Hydrocarbons/Hydrocarbons/PROPN/3/nmod",
              "Ministry"),
      "BOL GOV");
}

TEST(Actors, CollectiveTakesTheSectorOfWhatItBelongsTo) {
  EXPECT_EQ(
      resolve("units/unit/NOUN/0/root of/of/ADP/5/case the/the/DET/5/det armed/armed/ADJ/5/amod "
              "forces/force/NOUN/1/nmod of/of/ADP/8/case the/the/DET/8/det "
              "Republic/Republic/PROPN/5/nmod of/of/ADP/10/case Armenia/Armenia/PROPN/8/nmod",
              "units"),
      "ARM MIL");
}

TEST(Actors, CapitalBeforeTheAgentWord) {
  EXPECT_EQ(
      resolve(
          "the/the/DET/4/det Tbilisi/Tbilisi/PROPN/4/compound district/district/NOUN/4/compound "
          "police/police/NOUN/0/root",
          "police"),
      "GEO COP");
}

TEST(Actors, FormerReplacesTheSector) {
  EXPECT_EQ(resolve("a/a/DET/4/det former/former/ADJ/4/amod Kyrgyz/Kyrgyz/ADJ/4/amod "
                    "minister/minister/NOUN/0/root",
                    "minister"),
            "KGZ ELI");
}

TEST(Actors, OppositionIsAdded) {
  EXPECT_EQ(resolve("Syrian/Syrian/ADJ/3/amod opposition/opposition/NOUN/3/compound "
                    "lawmakers/lawmaker/NOUN/0/root",
                    "lawmakers"),
            "SYR LEG+OPP");
}

TEST(Actors, OrganisationOfStates) {
  EXPECT_EQ(resolve("the/the/DET/5/det CSTO/CSTO/PROPN/5/compound Deputy/Deputy/PROPN/5/compound "
                    "Secretary/Secretary/PROPN/5/compound General/General/PROPN/0/root",
                    "General"),
            "IGO ");
}

TEST(Actors, ThingsAreNone) {
  EXPECT_EQ(resolve("the/the/DET/3/det police/police/NOUN/3/compound station/station/NOUN/0/root",
                    "station"),
            "-");
  EXPECT_EQ(resolve("Syrian/Syrian/ADJ/2/amod oil/oil/NOUN/0/root", "oil"), "-");
}

TEST(Actors, CountryAlone) {
  EXPECT_EQ(resolve("Libya/Libya/PROPN/2/nsubj agreed/agree/VERB/0/root", "Libya"), "LBY ");
}

TEST(Actors, CapitalActsOrIsAPlace) {
  EXPECT_EQ(resolve("Baku/Baku/PROPN/2/nsubj rejected/reject/VERB/0/root", "Baku"), "AZE GOV");
  EXPECT_EQ(resolve("met/meet/VERB/0/root in/in/ADP/3/case Baku/Baku/PROPN/1/obl", "Baku"), "-");
}

TEST(Actors, UnknownPersonTakesTheTitle) {
  const char* tree =
      "the/the/DET/3/det Kazakh/Kazakh/ADJ/3/amod lawmaker/lawmaker/NOUN/0/root "
      "Aliya/Aliya/PROPN/3/appos Nurgaliyeva/Nurgaliyeva/PROPN/4/flat";
  Document document = tree_of(tree);
  find(document);
  EXPECT_EQ(actor_of(document, "lawmaker"), "KAZ LEG");
  ASSERT_EQ(document.entities.size(), 1u);
  EXPECT_EQ(document.entities[0].name, "Aliya Nurgaliyeva");
  EXPECT_EQ(document.entities[0].type, EntityType::kPerson);
}

TEST(Chains, SurnameAndInitialsJoinTheFullName) {
  Document document = tree_of(
      "Alymbay/Alymbay/PROPN/3/nsubj Sultanov/Sultanov/PROPN/1/flat spoke/speak/VERB/0/root || "
      "A.Sultanov/A.Sultanov/PROPN/2/nsubj left/leave/VERB/0/root || "
      "Sultanov/Sultanov/PROPN/2/nsubj said/say/VERB/0/root so/so/ADV/2/advmod");
  find(document);
  ASSERT_EQ(document.entities.size(), 3u);
  EXPECT_EQ(document.entities[1].chain, document.entities[0].chain);
  EXPECT_EQ(document.entities[2].chain, document.entities[0].chain);
}

TEST(Chains, AcronymInBracketsAndShortForm) {
  Document document = tree_of(
      "the/the/DET/3/det Lowland/Lowland/PROPN/3/compound Organization/Organization/PROPN/7/nsubj "
      "(/(/PUNCT/5/punct LO/LO/PROPN/3/appos )/)/PUNCT/5/punct met/meet/VERB/0/root || "
      "LO/LO/PROPN/2/nsubj said/say/VERB/0/root || "
      "the/the/DET/2/det Organization/organization/NOUN/3/nsubj agreed/agree/VERB/0/root");
  find(document);
  ASSERT_GE(document.entities.size(), 2u);
  const std::int32_t chain = document.entities[0].chain;
  for (const Entity& entity : document.entities) EXPECT_EQ(entity.chain, chain) << entity.name;
  const std::int32_t last = document.actor_at[document.tokens.size() - 2];
  ASSERT_NE(last, kNone);
  EXPECT_EQ(document.actor_phrases[static_cast<std::size_t>(last)].chain, chain);
}

TEST(Chains, PronounOnlyWhereOnePersonFits) {
  Document one = tree_of(
      "Anna/Anna/PROPN/3/nsubj Bell/Bell/PROPN/1/flat spoke/speak/VERB/0/root || "
      "she/she/PRON/2/nsubj left/leave/VERB/0/root");
  find(one);
  EXPECT_NE(one.actor_phrases.back().chain, kNone);
  Document two = tree_of(
      "Anna/Anna/PROPN/6/nsubj Bell/Bell/PROPN/1/flat and/and/CCONJ/4/cc Mary/Mary/PROPN/1/conj "
      "Cole/Cole/PROPN/4/flat spoke/speak/VERB/0/root || she/she/PRON/2/nsubj "
      "left/leave/VERB/0/root");
  find(two);
  EXPECT_EQ(two.actor_phrases.back().chain, kNone);
}

TEST(Chains, PronounPrefersTheOnlySubject) {
  Document document = tree_of(
      "Anna/Anna/PROPN/3/nsubj Bell/Bell/PROPN/1/flat met/meet/VERB/0/root Mary/Mary/PROPN/3/obj "
      "Cole/Cole/PROPN/4/flat again/again/ADV/3/advmod yesterday/yesterday/NOUN/3/obl || "
      "she/she/PRON/2/nsubj left/leave/VERB/0/root");
  find(document);
  ASSERT_EQ(document.entities.size(), 2u);
  EXPECT_EQ(document.actor_phrases.back().chain, document.entities[0].chain);
}

TEST(Rules, BadLineIsNamed) {
  const auto folder = std::filesystem::path(::testing::TempDir()) / "agents";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "agents.txt") << "agent GOV: minister\nagent XYZ: oracle\n";
  auto rules = EntityRules::load(folder, shipped().knowledge);
  ASSERT_FALSE(rules);
  EXPECT_EQ(rules.error().line, 2u);
  EXPECT_NE(rules.error().message.find("XYZ"), std::string::npos);
}

}  // namespace
}  // namespace casus
