#include "eval/actors_eval.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "eval/chains_eval.h"

namespace casus {
namespace {

std::filesystem::path write(const std::string& name, const std::string& content) {
  const auto path = std::filesystem::path(::testing::TempDir()) / name;
  std::ofstream(path) << content;
  return path;
}

ActorCode actor(std::string code, std::string sector, std::vector<std::string> others = {}) {
  ActorCode given;
  given.code = std::move(code);
  given.sector = std::move(sector);
  given.other_sectors = std::move(others);
  return given;
}

TEST(ActorsEval, ReadsAnswersAndNone) {
  const auto gold = read_actor_gold(
      write("actors.tsv", "# a comment\n2001-02-03\tthe junta\tMMR|-\tGOV MIL|MIL\n"));
  ASSERT_TRUE(gold);
  ASSERT_EQ(gold->size(), 1u);
  EXPECT_EQ(gold->front().codes, (std::vector<std::string>{"MMR", ""}));
  EXPECT_EQ(gold->front().sectors, (std::vector<std::string>{"GOV MIL", "MIL"}));
}

TEST(ActorsEval, NamesTheBrokenLine) {
  const auto gold = read_actor_gold(write("broken.tsv", "# x\n2001-02-03\tthe junta\tMMR\n"));
  ASSERT_FALSE(gold);
  EXPECT_EQ(gold.error().line, 2u);
}

TEST(ActorsEval, OtherSectorsCountInAnyOrderThePrimaryDoesNot) {
  const ActorGold gold{"", "x", {"MMR"}, {"GOV MIL COP"}};
  ActorScores scores;
  score_actor(gold, actor("MMR", "GOV", {"COP", "MIL"}), scores);
  EXPECT_EQ(scores.fully_right, 1u);
  score_actor(gold, actor("MMR", "MIL", {"COP", "GOV"}), scores);
  score_actor(gold, actor("MMR", "GOV"), scores);
  score_actor(gold, actor("THA", "GOV", {"MIL", "COP"}), scores);
  EXPECT_EQ(scores.phrases, 4u);
  EXPECT_EQ(scores.fully_right, 1u);
  EXPECT_EQ(scores.right_codes, 3u);
  EXPECT_EQ(scores.right_primaries, 3u);
  EXPECT_EQ(scores.misses.size(), 3u);
}

TEST(ChainsEval, ReadsNestedMarks) {
  const auto texts =
      read_chain_gold(write("chains.txt", "# c\n=== a b 2001-02-03\n[1 Army of [2 Chad]] fled.\n"));
  ASSERT_TRUE(texts);
  ASSERT_EQ(texts->size(), 1u);
  const ChainGold& gold = texts->front();
  EXPECT_EQ(gold.document.id, "a b");
  EXPECT_EQ(gold.document.date, "2001-02-03");
  EXPECT_EQ(gold.document.text, "Army of Chad fled.\n");
  ASSERT_EQ(gold.mentions.size(), 2u);
  EXPECT_EQ(gold.mentions[0].end, 12u);
  EXPECT_EQ(gold.mentions[1].start, 8u);
  EXPECT_FALSE(read_chain_gold(write("open.txt", "=== a 2001-02-03\n[1 Army fled.\n")));
}

TEST(ChainsEval, CountsPairs) {
  ChainGold gold;
  gold.mentions = {{0, 4, 1}, {5, 9, 1}, {10, 14, 2}, {15, 19, 1}};
  Document coded;
  coded.text = "Anna Anna Olga Anna Ivan";
  const auto add = [&](std::uint32_t start, std::int32_t chain) {
    Entity& entity = coded.entities.emplace_back();
    entity.start = start;
    entity.end = start + 4;
    entity.chain = chain;
  };
  add(0, 7);
  add(5, 7);
  add(10, 7);
  add(20, 8);
  ChainScores scores;
  score_chains(gold, coded, scores);
  EXPECT_EQ(scores.right, 1u);
  EXPECT_EQ(scores.missed, 2u);
  EXPECT_EQ(scores.wrong, 2u);
}

}  // namespace
}  // namespace casus
