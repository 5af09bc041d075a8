// Breaches of an agreement that other articles told of.

#include "serve/fact_parts.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

namespace casus::serve {

namespace {

// A fact of a kind, with a name, a date, and the codes of who takes part.
Fact fact_of(const std::string& kind, const std::string& name, const std::string& date,
             const std::vector<std::string>& codes) {
  Fact fact;
  fact.kind = kind;
  fact.name = name;
  fact.date = date;
  fact.sentence = 0;
  fact.end = 5;
  fact.evidence = {{0, 5, 0}};
  for (const std::string& code : codes) {
    Participant party;
    if (code.starts_with('/')) party.actor.sector = code.substr(1);
    if (!code.starts_with('/')) party.actor.code = code;
    party.entity_text = "those of " + code;
    party.end = 5;
    fact.roles.push_back({"party", party});
  }
  return fact;
}

}  // namespace

class FactPartsTest : public testing::Test {
 protected:
  void SetUp() override {
    path_ = std::filesystem::temp_directory_path() /
            ("casus_parts_" + std::to_string(::getpid()) + ".db");
    std::filesystem::remove(path_);
    auto store = open_store(path_.string(), {StoreMode::kCreate, "", 0});
    ASSERT_TRUE(store) << store.error().to_string();
    store_ = *std::move(store);
    auto rules = PartRules::load(std::filesystem::path(CASUS_SOURCE_DIR) / "data/serve/parts.txt");
    ASSERT_TRUE(rules) << rules.error().to_string();
    rules_ = *std::move(rules);
  }
  void TearDown() override {
    store_.reset();
    std::filesystem::remove(path_);
  }

  // Stores an article of its own that tells of an agreement, and with `violators` of a breach of
  // it.
  void tell(const std::string& id, const Fact& agreement, const std::vector<std::string>& violators,
            const std::string& day = "") {
    Document document;
    document.id = id;
    document.date = "2020-07-01";
    document.text = id + " tells a story of its own, in words of " + id;
    document.facts = {agreement};
    if (!violators.empty()) {
      document.facts.push_back(fact_of("breach", "", day, violators));
      document.facts.back().part_of = 0;
    }
    ASSERT_TRUE(store_->begin());
    auto run = store_->open_run("casus test", "{}", false);
    ASSERT_TRUE(run);
    auto admission = store_->admit(document);
    ASSERT_TRUE(admission);
    ASSERT_TRUE(store_->add_coding(*run, admission->article, admission->revision, document));
    ASSERT_TRUE(store_->commit());
  }

  // "b-f2 parties" for each part of the first fact of an article.
  std::vector<std::string> parts_of(const std::string& article) {
    static const char* const kReasons[] = {"article", "name", "parties"};
    auto index = ArchiveIndex::load(*store_);
    auto parts = FactParts::load(**index, *store_, rules_);
    EXPECT_TRUE(parts);
    auto number = store_->fact_number(article + "-f1");
    EXPECT_TRUE(number && *number > 0);
    std::vector<std::string> told;
    for (const FactPart& part : parts->of(*number)) {
      const std::int64_t numbers[] = {part.number};
      const auto records = store_->numbered_facts(numbers);
      told.push_back(records->front().article.document_id + " " +
                     kReasons[static_cast<int>(part.reason)]);
    }
    return told;
  }

  using List = std::vector<std::string>;
  std::filesystem::path path_;
  std::unique_ptr<Store> store_;
  PartRules rules_;
};

TEST_F(FactPartsTest, PartiesAndSortJoinAcrossArticles) {
  tell("signed", fact_of("agreement", "ceasefire agreement", "2020-05-19", {"ARM", "AZE"}), {});
  tell("broken", fact_of("agreement", "truce", "", {"AZE"}), {"ARM"}, "2020-06-02");
  tell("others", fact_of("agreement", "ceasefire", "", {"SDN"}), {"/REB"}, "2020-06-03");
  tell("trade", fact_of("agreement", "trade agreement", "", {"AZE"}), {"ARM"}, "2020-06-04");
  EXPECT_EQ(parts_of("signed"), List({"broken parties"}));
  EXPECT_EQ(parts_of("broken"), List({"broken article"}));
}

TEST_F(FactPartsTest, ABreachIsOfTheLatestAgreementBeforeIt) {
  tell("old", fact_of("agreement", "ceasefire", "1994", {"ARM", "AZE"}), {});
  tell("new", fact_of("agreement", "ceasefire", "2020-05-19", {"ARM", "AZE"}), {});
  tell("early", fact_of("agreement", "ceasefire", "", {}), {"ARM"}, "2016-04-02");
  tell("late", fact_of("agreement", "ceasefire", "", {}), {"AZE"}, "2020-06-02");
  tell("of-old", fact_of("agreement", "ceasefire", "1994-05", {}), {"AZE"}, "2020-06-03");
  tell("undated", fact_of("agreement", "ceasefire", "", {"ARM", "AZE"}), {});
  EXPECT_EQ(parts_of("old"), List({"of-old parties", "early parties"}));
  EXPECT_EQ(parts_of("new"), List({"late parties"}));
  EXPECT_EQ(parts_of("undated"), List());
}

TEST_F(FactPartsTest, WithoutAnyDateAllPartiesMustBeTheSame) {
  tell("whole", fact_of("agreement", "ceasefire", "", {"ARM", "AZE"}), {});
  tell("both", fact_of("agreement", "ceasefire", "", {"AZE"}), {"ARM"});
  tell("one", fact_of("agreement", "ceasefire", "", {}), {"ARM"});
  EXPECT_EQ(parts_of("whole"), List({"both parties"}));
}

TEST_F(FactPartsTest, OneKnownPartyMustHaveOneAgreement) {
  tell("north", fact_of("agreement", "ceasefire", "2019-01-10", {"ARM", "AZE"}), {});
  tell("one", fact_of("agreement", "ceasefire", "", {}), {"ARM"}, "2020-06-02");
  EXPECT_EQ(parts_of("north"), List({"one parties"}));
  tell("south", fact_of("agreement", "truce", "2018-01-10", {"ARM", "TUR"}), {});
  EXPECT_EQ(parts_of("north"), List());
}

TEST_F(FactPartsTest, ANameOfItsOwnJoins) {
  tell("pact", fact_of("agreement", "Ouagadougou Agreement", "", {"MLI"}), {});
  tell("again", fact_of("agreement", "Ouagadougou agreement", "", {}), {"/REB"});
  tell("elsewhere", fact_of("agreement", "Ouagadougou Agreement", "", {"NER"}), {"BFA"});
  tell("nameless", fact_of("agreement", "Agreement", "", {}), {"/REB"});
  // "Ouagadougou agreement" is a description by its letters: only its first one is a capital.
  EXPECT_EQ(parts_of("pact"), List());
  tell("third", fact_of("agreement", "Ouagadougou Agreement", "", {}), {"/REB"});
  EXPECT_EQ(parts_of("pact"), List());  // rebels are no party that it names
  tell("fourth", fact_of("agreement", "Ouagadougou Agreement", "", {}), {"MLI"});
  EXPECT_EQ(parts_of("pact"), List({"fourth name"}));
}

TEST(PartRulesTest, ABadLineIsAnErrorThatNamesIt) {
  const auto path = std::filesystem::temp_directory_path() / "casus_parts_rules.txt";
  std::ofstream(path) << "part breach of agreement\npart breach\n";
  const auto rules = PartRules::load(path);
  ASSERT_FALSE(rules);
  EXPECT_EQ(rules.error().line, 2U);
  std::filesystem::remove(path);
}

}  // namespace casus::serve
