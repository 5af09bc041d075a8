#include "eval/events_eval.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace casus {
namespace {

GoldEvent gold_event(std::string category, std::vector<std::string> actors,
                     std::vector<std::string> recipients) {
  GoldEvent gold;
  gold.category = std::move(category);
  gold.actors = std::move(actors);
  gold.recipients = std::move(recipients);
  return gold;
}

Document coded(std::string category, const std::vector<std::string>& actors,
               const std::vector<std::string>& recipients) {
  Document document;
  Event event;
  event.category = std::move(category);
  for (const auto* side : {&actors, &recipients}) {
    for (const std::string& code : *side) {
      Participant party;
      party.actor.code = code;
      (side == &actors ? event.actors : event.recipients).push_back(party);
    }
  }
  document.events.push_back(std::move(event));
  return document;
}

EventScores score_one(const GoldEvent& gold, Document document, const CodeFolds& folds = {}) {
  const Document documents[] = {std::move(document)};
  return score_events(std::span(&gold, 1), documents, folds);
}

TEST(EventsEval, AllRight) {
  const auto scores =
      score_one(gold_event("AID", {"FIN"}, {"TZA"}), coded("AID", {"FIN"}, {"TZA"}));
  EXPECT_EQ(scores.all_right, 1);
  EXPECT_TRUE(scores.misses.empty());
  EXPECT_DOUBLE_EQ(scores.f1(), 1.0);
}

TEST(EventsEval, WrongSideIsWrongUnlessReciprocal) {
  EXPECT_EQ(
      score_one(gold_event("AID", {"FIN"}, {"TZA"}), coded("AID", {"TZA"}, {"FIN"})).all_right, 0);
  EXPECT_EQ(score_one(gold_event("CONSULT", {"FIN", "TZA"}, {}), coded("CONSULT", {"TZA"}, {"FIN"}))
                .all_right,
            1);
  EXPECT_EQ(score_one(gold_event("CONSULT", {"FIN"}, {"TZA"}), coded("CONSULT", {"TZA", "FIN"}, {}))
                .all_right,
            1);
}

TEST(EventsEval, FoldsCodes) {
  const CodeFolds folds = {{"UNO", "IGO"}};
  EXPECT_EQ(score_one(gold_event("AID", {"IGO"}, {"TZA"}), coded("AID", {"UNO"}, {"TZA"}), folds)
                .all_right,
            1);
}

TEST(EventsEval, ReadsRecordsAndRefusesBrokenOnes) {
  const auto path = std::filesystem::temp_directory_path() / "casus_events_eval.jsonl";
  std::ofstream(path)
      << R"({"id":"a","text":"x","event":"AID","actor":[{"code":"FIN"}],"recipient":[]})"
      << "\n"
      << R"({"id":"b","text":"x","event":"AID","scored":false})"
      << "\n";
  const auto gold = read_gold_events(path, {});
  ASSERT_TRUE(gold);
  ASSERT_EQ(gold->size(), 1u);
  EXPECT_EQ((*gold)[0].actors, std::vector<std::string>{"FIN"});
  std::ofstream(path) << "{broken\n";
  const auto broken = read_gold_events(path, {});
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().line, 1u);
  std::filesystem::remove(path);
}

}  // namespace
}  // namespace casus
