#include "train/listed_names.h"

#include <gtest/gtest.h>

#include <fstream>

namespace casus {
namespace {

constexpr const char* kTree =
    "# newdoc id = a\n"
    "1\tGulf\tGulf\tPROPN\tNNP\t_\t2\tcompound\t_\t_\n"
    "2\tWar\twar\tPROPN\tNNP\t_\t3\tnsubj\t_\t_\n"
    "3\tcost\tcost\tVERB\tVBD\t_\t0\troot\t_\t_\n"
    "4\tAnn\tAnn\tPROPN\tNNP\t_\t3\tiobj\t_\t_\n"
    "5\tLee\tLee\tPROPN\tNNP\t_\t4\tflat\t_\t_\n"
    "6\tmay\tmay\tAUX\tMD\t_\t3\tdep\t_\t_\n\n";

class ListedNames : public testing::Test {
 protected:
  void SetUp() override {
    const auto folder = std::filesystem::temp_directory_path() / "casus_listed_names_test";
    std::filesystem::create_directories(folder);
    tree_ = folder / "a.conllu";
    list_ = folder / "names.txt";
    std::ofstream(tree_) << kTree;
  }
  void write_list(const std::string& text) { std::ofstream(list_) << text; }
  std::filesystem::path tree_;
  std::filesystem::path list_;
};

TEST_F(ListedNames, LongestNameOfProperNouns) {
  write_list("# names\nPER: Ann | Ann Lee | may\nLOC: Gulf\n-: Gulf War\n");
  const auto texts = read_listed_treebank(tree_, list_);
  ASSERT_TRUE(texts) << texts.error().to_string();
  ASSERT_EQ(texts->size(), 1u);
  const MarkedText& text = texts->front();
  ASSERT_EQ(text.names.size(), 1u);
  EXPECT_EQ(text.document.words(text.names[0].start, text.names[0].end), "Ann Lee");
  EXPECT_EQ(text.names[0].type, EntityType::kPerson);
}

TEST_F(ListedNames, LineWithoutTypeIsNamed) {
  write_list("PER: Ann\nThing: Gulf\n");
  const auto texts = read_listed_treebank(tree_, list_);
  ASSERT_FALSE(texts);
  EXPECT_EQ(texts.error().line, 2u);
}

}  // namespace
}  // namespace casus
