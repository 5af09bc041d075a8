#include <gtest/gtest.h>

#include <string>

#include "pipeline/text/text_stage.h"
#include "pipeline/times/calendar.h"
#include "pipeline/times/times_stage.h"

namespace casus {
namespace {

const std::filesystem::path kEnglish =
    std::filesystem::path(CASUS_SOURCE_DIR) / "data/languages/en";

const TimeRules& english() {
  static const TimeRules rules = [] {
    auto loaded = TimeRules::load(kEnglish);
    if (!loaded) throw std::runtime_error(loaded.error().to_string());
    return *std::move(loaded);
  }();
  return rules;
}

Document annotate(const std::string& text, const std::string& date) {
  static const auto text_rules = TextRules::load(kEnglish);
  Document document;
  document.text = text;
  document.date = date;
  TextScratch text_scratch;
  TimeScratch scratch;
  EXPECT_TRUE(find_tokens(*text_rules, document, text_scratch));
  EXPECT_TRUE(find_times(english(), document, scratch));
  return document;
}

// "May 16=2019-05-16; ..." of a text without syntax, published on Monday 2019-05-20.
std::string times_of(const std::string& text, const std::string& date = "2019-05-20") {
  const Document document = annotate(text, date);
  std::string found;
  for (const Time& time : document.times) {
    if (!found.empty()) found += "; ";
    found += std::string(document.words(time.start, time.end)) + "=" + time.value;
  }
  return found;
}

TEST(Calendar, IsoWeeksAtTheTurnOfTheYear) {
  EXPECT_EQ(format_week(day_of(2019, 12, 30)), "2020-W01");
  EXPECT_EQ(format_week(day_of(2021, 1, 3)), "2020-W53");
  EXPECT_EQ(weekday_of(day_of(1969, 12, 31)), 3);
  EXPECT_EQ(format_day(day_of(1969, 12, 31)), "1969-12-31");
}

TEST(Calendar, RefusesDaysThatAreNone) {
  EXPECT_FALSE(parse_day("2019-02-29"));
  EXPECT_FALSE(parse_day("2019-2-9"));
  EXPECT_TRUE(parse_day("2020-02-29T10:00:00Z"));
}

TEST(Times, FullDatesInManyOrders) {
  EXPECT_EQ(times_of("17 May 2019"), "17 May 2019=2019-05-17");
  EXPECT_EQ(times_of("Friday, May 17th, 2019"), "Friday, May 17th, 2019=2019-05-17");
  EXPECT_EQ(times_of("17.05.2019"), "17.05.2019=2019-05-17");
  EXPECT_EQ(times_of("2019-05-17"), "2019-05-17=2019-05-17");
  EXPECT_EQ(times_of("5/17/2019"), "5/17/2019=2019-05-17");
  EXPECT_EQ(times_of("17/5/2019"), "17/5/2019=2019-05-17");
}

TEST(Times, BothEndsOfARangeAreTimesWithTheDaysOfTheWhole) {
  const Document document = annotate("It met on May 16-17, 2019.", "");
  ASSERT_EQ(document.times.size(), 2U);
  EXPECT_EQ(document.times[0].value, "2019-05-16");
  EXPECT_EQ(document.times[1].value, "2019-05-17");
  for (const Time& time : document.times) {
    EXPECT_EQ(time.begin, "2019-05-16");
    EXPECT_EQ(time.finish, "2019-05-17");
  }
}

TEST(Times, RangesShareWhatOneEndSays) {
  EXPECT_EQ(times_of("from 3 to 5 June 2018"), "3=2018-06-03; 5 June 2018=2018-06-05");
  EXPECT_EQ(times_of("in 2014-16"), "2014=2014; 16=2016");
  EXPECT_EQ(times_of("from November 2018 until March 2019"),
            "November 2018=2018-11; March 2019=2019-03");
  EXPECT_EQ(times_of("from December to March 2018"), "December=2017-12; March 2018=2018-03");
}

TEST(Times, PartsOfYears) {
  EXPECT_EQ(times_of("the first half of 2020"), "the first half of 2020=2020-H1");
  EXPECT_EQ(times_of("the second quarter of 2018"), "the second quarter of 2018=2018-Q2");
  EXPECT_EQ(times_of("the 19th century"), "the 19th century=18");
  EXPECT_EQ(times_of("the early 1990s"), "the early 1990s=199");
  EXPECT_EQ(times_of("spring 2017"), "spring 2017=2017-SP");
}

TEST(Times, ReckonedFromThePublicationDate) {
  EXPECT_EQ(times_of("He left yesterday."), "yesterday=2019-05-19");
  EXPECT_EQ(times_of("It was last Tuesday."), "last Tuesday=2019-05-14");
  EXPECT_EQ(times_of("It will be next month."), "next month=2019-06");
  EXPECT_EQ(times_of("It happened two years ago."), "two years ago=2017");
  EXPECT_EQ(times_of("It happened last week."), "last week=2019-W20");
}

TEST(Times, TenseSettlesWeekdays) {
  EXPECT_EQ(times_of("They met on Friday."), "Friday=2019-05-17");
  EXPECT_EQ(times_of("They will meet on Friday."), "Friday=2019-05-24");
}

TEST(Times, DatesWithoutAYearAreTheNearest) {
  EXPECT_EQ(times_of("They met on July 12."), "July 12=2018-07-12");
  EXPECT_EQ(times_of("They will meet on July 12."), "July 12=2019-07-12");
  EXPECT_EQ(times_of("On July 12, this year, they met."), "July 12, this year=2019-07-12");
}

TEST(Times, ThePassageCarriesTheDateOn) {
  EXPECT_EQ(times_of("On 4 July 1831 he was arrested. He died on 12 March. Two days later, the "
                     "following month and that year."),
            "4 July 1831=1831-07-04; 12 March=1832-03-12; Two days later=1832-03-14; "
            "the following month=1832-04; that year=1832");
}

TEST(Times, ADatelineCountsMoreThanTheDayThePageWasRead) {
  const Document document =
      annotate("Talks end\n\nFriday, May 17, 2019\n\nThey met yesterday.\n", "2020-03-01");
  ASSERT_EQ(document.times.size(), 2U);
  EXPECT_EQ(document.times[1].value, "2019-05-16");
  EXPECT_EQ(document.times[1].anchor, TimeAnchor::kPassage);
}

TEST(Times, ADatelineIsTheDayOfADocumentThatCameWithoutOne) {
  EXPECT_EQ(annotate("Statement\n\n16 July 2021\n\nThe ministry was concerned.", "").date,
            "2021-07-16");
  EXPECT_EQ(annotate("The war that began on 16 July 2021 is over, the ministry said.", "").date,
            "");
  EXPECT_EQ(annotate("Statement\n\n16 July 2021\n\nIt was.", "2021-07-20").date, "2021-07-20");
}

TEST(Times, WithoutAnyDateRelativeOnesStayOpen) {
  EXPECT_EQ(times_of("They met on Monday.", ""), "Monday=XXXX-WXX-1");
  EXPECT_EQ(times_of("They met in October.", ""), "October=XXXX-10");
}

TEST(Times, DurationsAndSets) {
  EXPECT_EQ(times_of("a two-day conference"), "two-day=P2D");
  EXPECT_EQ(times_of("for three weeks"), "three weeks=P3W");
  EXPECT_EQ(times_of("twenty-five years"), "twenty-five years=P25Y");
  EXPECT_EQ(times_of("They meet every Monday."), "every Monday=XXXX-WXX-1");
  EXPECT_EQ(times_of("It is held annually."), "annually=P1Y");
}

TEST(Times, ClockTimesJoinTheirDay) {
  EXPECT_EQ(times_of("at 10:30 a.m. GMT on Monday"), "10:30 a.m. GMT on Monday=2019-05-20T10:30Z");
  EXPECT_EQ(times_of("Yesterday evening"), "Yesterday evening=2019-05-19TEV");
  EXPECT_EQ(times_of("on 6 May at 15:30"), "6 May at 15:30=2019-05-06T15:30");
}

TEST(Times, WhatIsNoTimeIsNotFound) {
  EXPECT_EQ(times_of("You may march in the sun, in room 2012, a second later."), "");
  EXPECT_EQ(times_of("It cost $2019, or 1,990, and 2019 people paid."), "");
  EXPECT_EQ(times_of("Resolution 1973, the 25-year-old man, /2019/05, A2019."), "");
}

TEST(TimeRules, SlipsNameFileLineAndRemedy) {
  const auto unknown_class = TimeRules::parse("month\n 1 january\n", "date : {month} {dag}\n");
  ASSERT_FALSE(unknown_class);
  EXPECT_EQ(unknown_class.error().line, 1U);
  EXPECT_EQ(unknown_class.error().file, "rules.txt");
  EXPECT_FALSE(TimeRules::parse("month\n 13 undecember\n", ""));
  EXPECT_FALSE(TimeRules::parse(" 1 january\n", ""));
  EXPECT_FALSE(TimeRules::parse("", "date : (a|b\n"));
  EXPECT_FALSE(TimeRules::parse("", "date : a? b?\n"));
  EXPECT_FALSE(TimeRules::parse("", "holiday : a\n"));
  EXPECT_FALSE(TimeRules::parse("", "date : {day} ~ - {day}\n"));
}

}  // namespace
}  // namespace casus
