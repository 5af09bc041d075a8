#include "eval/timeml.h"

#include <gtest/gtest.h>

namespace casus {
namespace {

TEST(TimeMl, ReadsTextDateAndTimes) {
  const auto read = read_timeml(
      "<TimeML lang=\"ru\">\n<DOCID>a1</DOCID>\n<DCT><TIMEX3 tid=\"t0\" type=\"DATE\" "
      "value=\"2021-03-04\">today</TIMEX3></DCT>\n<TEXT>He &amp; she <EVENT eid=\"e1\">met</EVENT> "
      "on <TIMEX3 tid=\"t1\" type=\"DATE\" value=\"2021-03-01\">Monday</TIMEX3>.<TIMEX3 tid=\"t2\" "
      "value=\"P1D\"/></TEXT></TimeML>",
      "a.tml");
  ASSERT_TRUE(read) << read.error().to_string();
  ASSERT_EQ(read->size(), 1U);
  const TimeGold& gold = read->front();
  EXPECT_EQ(gold.document.id, "a1");
  EXPECT_EQ(gold.document.language, "ru");
  EXPECT_EQ(gold.document.date, "2021-03-04");
  EXPECT_EQ(gold.document.text, "He & she met on Monday.");
  ASSERT_EQ(gold.times.size(), 1U);
  EXPECT_EQ(gold.document.words(gold.times[0].start, gold.times[0].end), "Monday");
  EXPECT_EQ(gold.times[0].value, "2021-03-01");
}

TEST(TimeMl, RefusesWhatDoesNotEndWithItsLine) {
  const auto open = read_timeml(
      "<TimeML><TEXT>a</TEXT></TimeML>\n<TimeML><TEXT><TIMEX3 value=\"2021\">a</TEXT></TimeML>",
      "a.tml");
  ASSERT_FALSE(open);
  EXPECT_EQ(open.error().line, 2U);
  EXPECT_FALSE(read_timeml("<TimeML></TimeML>", "a.tml"));
  EXPECT_FALSE(read_timeml("<html>", "a.tml"));
}

TEST(TimeScores, CountOverlapBordersAndValues) {
  TimeGold gold;
  gold.document.text = "on Monday and Tuesday";
  gold.times = {{3, 9, "DATE", "2021-03-01"}, {14, 21, "DATE", "2021-03-02"}};
  Document coded;
  coded.text = gold.document.text;
  Time first;
  first.start = 3;
  first.end = 9;
  first.value = "2021-03-01";
  Time second;
  second.start = 10;
  second.end = 21;
  second.value = "2021-03-09";
  coded.times = {first, second};
  TimeScores scores;
  score_times(gold, coded, scores);
  EXPECT_EQ(scores.found, 2U);
  EXPECT_EQ(scores.exact, 1U);
  EXPECT_EQ(scores.right_value, 1U);
  EXPECT_DOUBLE_EQ(scores.f1_of(scores.right_value), 0.5);
  EXPECT_EQ(scores.misses.size(), 1U);
}

}  // namespace
}  // namespace casus
