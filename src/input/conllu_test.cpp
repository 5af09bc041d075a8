#include "input/conllu.h"

#include <gtest/gtest.h>

#include <string>

namespace casus {
namespace {

const std::string kText =
    "# newdoc id = one\n# newpar\n# text = Don't go.\n"
    "1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_\n"
    "1\tDo\tdo\tAUX\tVB\tMood=Imp|VerbForm=Fin\t3\taux\t_\t_\n"
    "2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_\n"
    "3\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No\n"
    "4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_\n\n"
    "1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_\n\n"
    "# newpar\n"
    "1\tBack\tback\tADV\tRB\t_\t0\troot\t_\t_\n\n"
    "# newdoc id = two\n"
    "1\tEnd\tend\tNOUN\tNN\tNumber=Sing\t0\troot\t_\t_\n";

TEST(ParseConllu, ReadsDocumentsWithTextAndTrees) {
  const auto documents = parse_conllu(kText, "some.conllu");
  ASSERT_TRUE(documents) << documents.error().to_string();
  ASSERT_EQ(documents->size(), 2U);
  const Document& one = documents->front();
  EXPECT_EQ(one.id, "one");
  EXPECT_EQ(one.text, "Don't go. Yes\n\nBack");
  EXPECT_TRUE(one.has_given_syntax);
  ASSERT_EQ(one.sentences.size(), 3U);
  EXPECT_EQ(one.blocks.size(), 2U);
  EXPECT_EQ(one.sentences[2].block, 1);
  ASSERT_EQ(one.multiword_tokens.size(), 1U);
  EXPECT_EQ(one.words(one.multiword_tokens[0].start, one.multiword_tokens[0].end), "Don't");
  EXPECT_EQ(one.words(one.tokens[1].start, one.tokens[1].end), "n't");
  EXPECT_TRUE(one.tokens[1].space_after);
  EXPECT_FALSE(one.tokens[2].space_after);
  EXPECT_EQ(one.tokens[2].head, kNoToken);
  EXPECT_EQ(one.tokens[2].first_child, 0);
  EXPECT_EQ(one.tokens[2].xpos, "VB");
  EXPECT_EQ(one.tokens[2].feats, "");
  EXPECT_EQ(documents->back().text, "End");
}

TEST(ParseConllu, GivesWordsThatAreNotSpeltOutTheWholeToken) {
  const auto documents = parse_conllu(
      "1-2\tdu\t_\t_\t_\t_\t_\t_\t_\t_\n1\tde\tde\tADP\t_\t_\t2\tcase\t_\t_\n"
      "2\tle\tle\tDET\t_\t_\t0\troot\t_\t_\n",
      "x");
  ASSERT_TRUE(documents);
  EXPECT_EQ(documents->front().text, "du");
  EXPECT_EQ(documents->front().tokens[1].start, 0U);
  EXPECT_EQ(documents->front().tokens[1].end, 2U);
}

void expect_error(const std::string& text, std::uint64_t line) {
  const auto documents = parse_conllu(text, "bad.conllu");
  ASSERT_FALSE(documents) << text;
  EXPECT_EQ(documents.error().kind, ErrorKind::kSyntax);
  EXPECT_EQ(documents.error().file, "bad.conllu");
  EXPECT_EQ(documents.error().line, line) << text;
}

TEST(ParseConllu, NamesTheLineThatIsWrong) {
  const std::string good = "1\ta\ta\tDET\t_\t_\t0\troot\t_\t_\n";
  expect_error("# text\n1\ta\ta\n", 2);
  expect_error(good + "3\tb\tb\tNOUN\t_\t_\t1\tobj\t_\t_\n", 2);
  expect_error(good + "2\tb\tb\tTHING\t_\t_\t1\tobj\t_\t_\n", 2);
  expect_error(good + "2\tb\tb\tNOUN\t_\t_\t1\tthing\t_\t_\n", 2);
  expect_error(good + "2\tb\tb\tNOUN\t_\t_\tone\tobj\t_\t_\n", 2);
  expect_error(good + "2\tb\tb\tNOUN\t_\t_\t7\tobj\t_\t_\n\n", 3);
  expect_error(good + "2\tb\tb\tNOUN\t_\t_\t0\troot\t_\t_\n\n", 3);
  expect_error("1\ta\ta\tDET\t_\t_\t2\tdet\t_\t_\n2\ta\ta\tDET\t_\t_\t1\tdet\t_\t_\n\n", 3);
  expect_error("2-3\tab\t_\t_\t_\t_\t_\t_\t_\t_\n", 1);
}

TEST(ParseConllu, ReadsNothingFromNothing) {
  const auto documents = parse_conllu("\n\n# only a comment\n", "x");
  ASSERT_TRUE(documents);
  EXPECT_TRUE(documents->empty());
}

TEST(ReadConllu, NamesTheFileThatIsMissing) {
  const auto documents = read_conllu("/nonexistent/x.conllu");
  ASSERT_FALSE(documents);
  EXPECT_EQ(documents.error().file, "/nonexistent/x.conllu");
}

}  // namespace
}  // namespace casus
