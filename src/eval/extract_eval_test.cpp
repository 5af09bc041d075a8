#include "eval/extract_eval.h"

#include <gtest/gtest.h>

namespace casus {
namespace {

TEST(CompareShingles, CountsRunsOfFourWords) {
  const auto same = compare_shingles("One two, three four five.", "one");
  EXPECT_EQ(same.f1(), 0);
  const auto part = compare_shingles("a b c d e", "a b c d");
  EXPECT_DOUBLE_EQ(part.precision, 0.5);
  EXPECT_DOUBLE_EQ(part.recall, 1);
  EXPECT_DOUBLE_EQ(compare_shingles("a b c d a b c d", "a b c d").precision, 0.2);
  EXPECT_DOUBLE_EQ(compare_shingles("两国外长签署", "两国外长签署").f1(), 1);
  EXPECT_DOUBLE_EQ(compare_shingles("", "").f1(), 1);
}

TEST(EvaluatePages, OurOwnPagesComeOutWholeAndClean) {
  const std::filesystem::path root = CASUS_SOURCE_DIR;
  auto rules = PageRules::read(root / "data" / "extract");
  ASSERT_TRUE(rules) << rules.error().to_string();
  auto scores = evaluate_pages(root / "tests" / "sets" / "pages", *rules);
  ASSERT_TRUE(scores);
  EXPECT_GE(scores->pages.size(), 40U);
  EXPECT_GE(scores->f1(), 0.97) << to_table(*scores, true);
  for (const PageScore& page : scores->pages) {
    EXPECT_GE(page.score.f1(), 0.8) << page.name;
  }
}

}  // namespace
}  // namespace casus
