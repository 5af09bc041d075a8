#include "train/tree_vote.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace casus {
namespace {

// "they sang": the second word's tag, and each word's head and relation.
std::string tree(const std::string& tag, int first_head, const std::string& first_relation,
                 int second_head, const std::string& second_relation) {
  return "# text = they sang\n1\tthey\tthey\tPRON\tPRP\t_\t" + std::to_string(first_head) + "\t" +
         first_relation + "\t_\t_\n2\tsang\tsing\t" + tag + "\t_\t_\t" +
         std::to_string(second_head) + "\t" + second_relation + "\t_\t_\n\n";
}

class TreeVote : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / "casus_tree_vote_test";
    std::filesystem::create_directories(folder_);
  }
  void add(const std::string& text) {
    files_.push_back(folder_ / (std::to_string(files_.size()) + ".conllu"));
    std::ofstream(files_.back()) << text;
  }
  std::filesystem::path folder_;
  std::vector<std::filesystem::path> files_;
};

TEST_F(TreeVote, TakesWhatMostSay) {
  add(tree("VERB", 2, "nsubj", 0, "root"));
  add(tree("VERB", 2, "obj", 0, "root"));
  add(tree("NOUN", 2, "nsubj", 0, "root"));
  std::ostringstream out;
  const auto counts = vote_on_trees(files_, out);
  ASSERT_TRUE(counts) << counts.error().to_string();
  EXPECT_EQ(out.str(),
            "1\tthey\tthey\tPRON\tPRP\t_\t2\tnsubj\t_\t_\n"
            "2\tsang\tsing\tVERB\t_\t_\t0\troot\t_\t_\n\n");
  EXPECT_EQ(counts->sentences, 1U);
  EXPECT_EQ(counts->words, 2U);
  EXPECT_EQ(counts->agreed, 1U);
}

// One root at most, whatever the votes; equal votes go to the later file.
TEST_F(TreeVote, MakesOneTree) {
  add(tree("VERB", 0, "root", 1, "dep"));
  add(tree("NOUN", 2, "nsubj", 0, "root"));
  std::ostringstream out;
  ASSERT_TRUE(vote_on_trees(files_, out));
  EXPECT_EQ(out.str(),
            "1\tthey\tthey\tPRON\tPRP\t_\t2\tnsubj\t_\t_\n"
            "2\tsang\tsing\tNOUN\t_\t_\t0\troot\t_\t_\n\n");
}

TEST_F(TreeVote, RefusesOtherWords) {
  add(tree("VERB", 2, "nsubj", 0, "root"));
  add("1\twe\twe\tPRON\tPRP\t_\t0\troot\t_\t_\n\n");
  std::ostringstream out;
  const auto counts = vote_on_trees(files_, out);
  ASSERT_FALSE(counts);
  EXPECT_EQ(counts.error().kind, ErrorKind::kInvalidInput);
  EXPECT_EQ(counts.error().file, files_[1].string());
  EXPECT_EQ(counts.error().line, 2U);
}

}  // namespace
}  // namespace casus
