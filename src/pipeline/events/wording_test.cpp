// The wording of an event and the weights of its names.

#include "pipeline/events/wording.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "pipeline/test_tree.h"

namespace casus {
namespace {

class WordingTest : public ::testing::Test {
 protected:
  void SetUp() override {
    path_ = std::filesystem::temp_directory_path() /
            ("casus_wording_" + std::to_string(::getpid()) + ".list");
    testing::add_sentence(document_, "Earlier early ADV 0 root\n");
    testing::add_sentence(document_,
                          "Chad Chad PROPN 2 nsubj\nGave give VERB 0 root Tense=Past\n"
                          "schools school NOUN 2 iobj\nschools school NOUN 2 obj\n");
    event_.sentence = 1;
    event_.trigger = 2;
    event_.category = "AID";
    event_.event_text = {"Gave schools"};
    event_.actors.resize(1);
    event_.actors[0].actor.code = "TCD";
  }
  void TearDown() override { std::filesystem::remove(path_); }

  Result<WordingWeights> weights(const std::string& lines) {
    std::ofstream(path_) << lines;
    return WordingWeights::load(path_);
  }

  std::filesystem::path path_;
  Document document_;
  Event event_;
  EventLexicon lexicon_;
  std::vector<TermId> terms_ = std::vector<TermId>(5, kNoTerm);
  Tree tree_{document_, lexicon_, terms_, terms_};
  WordingScratch scratch_;
  WordingReader reader_{tree_, scratch_};
};

TEST_F(WordingTest, SumsEachNameOnceAndWhatStandsNearByHalf) {
  const auto loaded =
      weights("# made by hand\ns=school -1.5 -1\nhead=give 0.25 0.5\nn=early 1 2\n");
  ASSERT_TRUE(loaded) << loaded.error().to_string();
  const WordingWeight sum = reader_.sum(event_, *loaded);
  EXPECT_FLOAT_EQ(sum.right, -0.75F);
  EXPECT_FLOAT_EQ(sum.told, 0.5F);
  EXPECT_FLOAT_EQ(reader_.sum(event_, *loaded).right, sum.right);
  EXPECT_EQ(reader_.against(event_, *loaded), "school");
}

TEST_F(WordingTest, NamesTellWordsKindsAndTrigger) {
  std::vector<std::string> names;
  for (const WordingName& each : reader_.names(event_)) names.push_back(each.name);
  for (const char* name : {"s=school", "head=give", "cat-head=AID:give", "trigger=gave", "cat=AID",
                           "pair=-:none", "alone=AID", "feats=Tense=Past", "n=early"}) {
    EXPECT_EQ(std::count(names.begin(), names.end(), name), 1) << name;
  }
}

TEST_F(WordingTest, WithoutWeightsNothingIsAdded) {
  const WordingWeight sum = reader_.sum(event_, WordingWeights());
  EXPECT_EQ(sum.right, 0);
  EXPECT_EQ(sum.told, 0);
}

TEST_F(WordingTest, ABadLineIsAnErrorWithItsNumber) {
  for (const char* lines : {"s=a 1 2\ns=b 1\n", "s=a 1 2\ns=b one 2\n", "s=a 1 2\ns=b\n"}) {
    const auto loaded = weights(lines);
    ASSERT_FALSE(loaded) << lines;
    EXPECT_EQ(loaded.error().line, 2U);
  }
}

}  // namespace
}  // namespace casus
