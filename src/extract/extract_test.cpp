#include <gtest/gtest.h>

#include <chrono>

#include "extract/address.h"
#include "extract/article.h"
#include "extract/charset.h"
#include "extract/day_text.h"
#include "extract/markup_guard.h"
#include "extract/page_tree.h"

namespace casus {
namespace {

TEST(DecodePage, FollowsMarkServerAndMeta) {
  EXPECT_EQ(decode_page("\xEF\xBB\xBFh\xC3\xA9", "text/html; charset=latin1"), "hé");
  EXPECT_EQ(decode_page("h\xE9 \x93q\x94", "text/html; charset=ISO-8859-1"), "hé “q”");
  EXPECT_EQ(decode_page("<meta charset=windows-1251>\xCC\xE8\xF0", ""),
            "<meta charset=windows-1251>Мир");
  EXPECT_EQ(
      decode_page("<meta http-equiv=Content-Type content='text/html; charset=gb2312'>\xD6\xD0", ""),
      "<meta http-equiv=Content-Type content='text/html; charset=gb2312'>中");
  EXPECT_EQ(decode_page("plain \xC3\xA9", ""), "plain é");
  EXPECT_EQ(decode_page("a\xFF", "text/html; charset=utf-8"), "a\xEF\xBF\xBD");
  EXPECT_EQ(decode_page("x", "text/html; charset=no-such-set"), "x");
}

TEST(FindDay, ReadsWhatPagesWrite) {
  EXPECT_EQ(find_day("2020-07-14T10:00:00+02:00"), "2020-07-14");
  EXPECT_EQ(find_day("Tue, 14 Jul 2020 10:00:00 GMT"), "2020-07-14");
  EXPECT_EQ(find_day("Published: July 14th, 2020"), "2020-07-14");
  EXPECT_EQ(find_day("14 de julio de 2020"), "2020-07-14");
  EXPECT_EQ(find_day("14 июля 2020 г., 12:30"), "2020-07-14");
  EXPECT_EQ(find_day("14.07.2020"), "2020-07-14");
  EXPECT_EQ(find_day("07/08/2020"), "2020-08-07");
  EXPECT_EQ(find_day("07/08/2020", "en-US"), "2020-07-08");
  EXPECT_EQ(find_day("Submitted on Wed, 07/08/2020 - 14:20"), "2020-07-08");
  EXPECT_EQ(find_day("07/14/2020"), "2020-07-14");
  EXPECT_EQ(find_day("2020年7月14日"), "2020-07-14");
  EXPECT_EQ(find_day("18 مايو 2021"), "2021-05-18");
  EXPECT_EQ(find_day("20200714"), "2020-07-14");
  EXPECT_EQ(find_day("31 February 2020"), std::nullopt);
  EXPECT_EQ(find_day("Tel. 555 1234"), std::nullopt);
  EXPECT_EQ(day_of_address("https://e.org/2020/07/14/ferry"), "2020-07-14");
  EXPECT_EQ(day_of_address("https://e.org/news/12345"), std::nullopt);
}

TEST(Addresses, AreMadeWhole) {
  EXPECT_EQ(resolve_address("https://e.org/a/b?c", "d"), "https://e.org/a/d");
  EXPECT_EQ(resolve_address("https://e.org/a/b", "../x?y=1#z"), "https://e.org/x?y=1");
  EXPECT_EQ(resolve_address("https://e.org", "//f.org/p"), "https://f.org/p");
  EXPECT_EQ(resolve_address("https://e.org/a", "javascript:x"), "");
  EXPECT_EQ(resolve_address("", "page.html"), "");
  EXPECT_EQ(host_of("https://user@e.org:8080/a"), "e.org");
}

TEST(GuardMarkup, BoundsWhatAPageNests) {
  std::string deep;
  for (int i = 0; i < 100000; ++i) deep += "<div><b><p>";
  deep += "text";
  auto page = PageTree::parse(deep);
  ASSERT_TRUE(page);
  int depth = 0;
  for (NodeIndex i = page->size() - 1; i != kNoNode; i = (*page)[i].parent) ++depth;
  EXPECT_LT(depth, 2000);
  EXPECT_NE(page->text_of(0).find("text"), std::string::npos);
}

TEST(GuardMarkup, TakesOutWhatIsNoText) {
  EXPECT_EQ(guard_markup("<p class=a onclick='x()'>1 < 2<!-- c --><script>a</b></script></p>"),
            "<p class=\"a\">1 &lt; 2</p>");
  EXPECT_EQ(guard_markup("a<svg>b"), "ab");
  EXPECT_EQ(guard_markup("<script>never closed"), "");
}

// Time a byte on input made to hurt is within a few times that of an ordinary page's.
TEST(ExtractArticles, HostilePagesTakeLinearTime) {
  for (const char* piece : {"<table><tr><td>", "<a href=x>", "<b a=1><i>", "</p></b>", "<p>x<font>",
                            "<svg><math>", "<h1>t", "<!--", "<script>", "&amp;&lt", "<li><ul>x"}) {
    std::string page = "<html><body>";
    while (page.size() < (1U << 20)) page += piece;
    const auto start = std::chrono::steady_clock::now();
    auto articles = extract_articles(page, "", "", nullptr);
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    EXPECT_LT(taken.count(), 20) << piece;
  }
}

TEST(ExtractArticles, APageOfSeveralArticlesGivesEach) {
  const std::string text =
      "The council of the islands signed the agreement on Monday, and its chair said that the "
      "ferry would return in the spring, after three winters without one. Fishermen had asked for "
      "it twice, and blocked the harbour with forty boats until the ministry agreed to talk.";
  std::string page = "<html><title>Digest</title><body>";
  for (const char* name : {"One", "Two", "Three"}) {
    page += std::string("<article><h2>Report ") + name + "</h2><time datetime=2020-07-1" +
            std::to_string(name[0] % 7) + "></time><p>" + name + ". " + text + "</p><p>" + name +
            " more. " + text + "</p></article>";
  }
  auto articles = extract_articles(page, "", "https://e.org/digest", nullptr);
  ASSERT_TRUE(articles);
  ASSERT_EQ(articles->size(), 3U);
  EXPECT_EQ((*articles)[1].title, "Report Two");
  EXPECT_TRUE((*articles)[2].text.starts_with("Three. The council"));
}

TEST(PageRules, NameTheirBadLines) {
  EXPECT_FALSE(parse_node_pattern("div p"));
  EXPECT_FALSE(parse_node_pattern("[x"));
  auto pattern = parse_node_pattern("div#a.b.c[itemprop=articleBody]");
  ASSERT_TRUE(pattern);
  EXPECT_EQ(pattern->tag, "div");
  EXPECT_EQ(pattern->id, "a");
  EXPECT_EQ(pattern->classes.size(), 2U);
  EXPECT_EQ(pattern->value, "articleBody");
}

// A page of releases, each with its day, whatever stands around them.
std::string page_of_releases(const std::string& open, const std::string& close) {
  std::string page = "<html lang=en><head><title>Press centre</title></head><body><div id=main>";
  for (const char* day : {"21 July 2020", "19 July 2020", "2 June 2020"}) {
    page += open + "<p>" + day + "</p><h2>What was done on " + day + "</h2><p>The council of the ";
    page += "river commission met for its session of " + std::string(day) + " and agreed to open ";
    page += "the locks for fishing boats in spring and in autumn, it said.</p>" + close;
  }
  return page + "</div></body></html>";
}

TEST(ExtractArticles, YieldsEachReleaseOfAPage) {
  for (const auto& [open, close] : std::vector<std::pair<std::string, std::string>>{
           {"<article>", "</article>"}, {"<div class=item>", "</div>"}, {"", ""}}) {
    const auto articles = extract_articles(page_of_releases(open, close), "", "", nullptr);
    ASSERT_TRUE(articles);
    ASSERT_EQ(articles->size(), 3U) << open;
    EXPECT_EQ((*articles)[1].title, "What was done on 19 July 2020");
    EXPECT_EQ((*articles)[1].date, "2020-07-19");
    EXPECT_TRUE((*articles)[1].text.starts_with("The council of the river commission met"));
  }
}

// Sections of one article have no days, posts of a thread repeat its title.
TEST(ExtractArticles, LeavesSectionsAndThreadsWhole) {
  std::string page = page_of_releases("<div class=item>", "</div>");
  for (std::size_t at; (at = page.find("What was done on ")) != std::string::npos;) {
    page.replace(at, page.find('<', at) - at, "Re: when the locks open");
  }
  const auto thread = extract_articles(page, "", "", nullptr);
  ASSERT_TRUE(thread);
  EXPECT_EQ(thread->size(), 1U);
}

}  // namespace
}  // namespace casus
