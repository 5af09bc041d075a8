// What every engine of store_engines() must do: texts, events, facts, links, runs.

#include "store/store_suite.h"

#include "output/json.h"

namespace casus {

TEST_P(StoreSuite, EventsComeBackWhole) {
  auto store = open();
  ASSERT_TRUE(store->begin());
  Document document = document_of(1);
  put(*store, document_of(1));
  ASSERT_TRUE(store->commit());
  add_layers(document);
  const auto list = events(*store);
  ASSERT_EQ(list.size(), 2U);
  const EventRecord& record = list[0];
  const Event& expected = document.events[0];
  EXPECT_EQ(record.id, "doc1-3-1");
  EXPECT_EQ(list[1].id, "doc1-3-2");
  EXPECT_EQ(record.event.category, "ASSAULT");
  EXPECT_EQ(record.event.modes, expected.modes);
  EXPECT_EQ(record.event.contexts.size(), 2U);
  EXPECT_EQ(record.event.contexts[1].name, "territory");
  ASSERT_EQ(record.event.actors.size(), 1U);
  EXPECT_EQ(record.event.actors[0].actor.other_sectors, std::vector<std::string>{"GOV"});
  EXPECT_EQ(record.event.actors[0].actor.office, "general staff");
  EXPECT_EQ(record.event.recipients[0].entity_text, "the people of AZE");
  EXPECT_EQ(record.event.attributions[0].verb, "say");
  EXPECT_EQ(record.event.event_text, expected.event_text);
  EXPECT_EQ(record.event.date, "2020-07-12");
  EXPECT_EQ(record.event.enddate, "2020-07-13");
  EXPECT_EQ(record.event.date_source, DateSource::kSentence);
  EXPECT_EQ(record.event.size.dead->maximum, 3);
  EXPECT_EQ(record.event.size.injured->maximum, std::nullopt);
  EXPECT_FALSE(record.event.size.arrested);
  EXPECT_DOUBLE_EQ(record.event.confidence, 0.83);
  ASSERT_TRUE(record.place);
  EXPECT_EQ(record.place->geonameid, 616635);
  EXPECT_EQ(record.place_text, document.text.substr(0, 5));
  EXPECT_EQ(record.text, document.text.substr(0, 20));
  EXPECT_EQ(record.article.people, "Anna Example");
  EXPECT_EQ(list[1].event.date, "2020-08");
  EXPECT_EQ(list[1].event.auxiliary, std::vector<std::string>{"future"});
}

TEST_P(StoreSuite, FactsComeBackAsTheyWereWritten) {
  auto store = open();
  ASSERT_TRUE(store->begin());
  put(*store, document_of(1));
  ASSERT_TRUE(store->commit());
  Document document = document_of(1);
  add_layers(document);
  const OffsetMap offsets(document.text);
  int found = 0;
  Query query;
  query.kinds = {"meeting"};
  ASSERT_TRUE(store->read_facts(query, [&](const FactRecord& fact) {
    ++found;
    EXPECT_EQ(fact.json, to_line(fact_json(document, offsets, document.facts[0])));
    return true;
  }));
  EXPECT_EQ(found, 1);
}

TEST_P(StoreSuite, TextsAreRecognised) {
  auto store = open();
  ASSERT_TRUE(store->begin());
  EXPECT_EQ(put(*store, document_of(1)).outcome, Outcome::kNew);
  EXPECT_EQ(put(*store, document_of(1)).outcome, Outcome::kKnown);
  Document crawled_again = document_of(1, "Agency");
  crawled_again.id = "other";
  crawled_again.url += "?utm=feed";
  for (char& c : crawled_again.text) c = c == ' ' ? '\n' : c;
  EXPECT_EQ(put(*store, std::move(crawled_again)).outcome, Outcome::kDuplicate);
  Document edited = document_of(1);
  edited.url.clear();
  edited.id = "edited";
  edited.source = "Agency";
  edited.text += "Correction of a name.";
  EXPECT_EQ(put(*store, std::move(edited)).outcome, Outcome::kRevision);
  EXPECT_EQ(put(*store, document_of(2)).outcome, Outcome::kNew);
  Document reprint = document_of(2, "Newspaper");
  reprint.id = "reprint";
  reprint.url = "https://newspaper.example/2";
  reprint.text += "Our reporter added this.";
  const Admission tied = put(*store, std::move(reprint));
  EXPECT_EQ(tied.outcome, Outcome::kNew);
  EXPECT_NE(tied.story_of, 0);
  ASSERT_TRUE(store->commit());
  const auto list = articles(*store);
  ASSERT_EQ(list.size(), 3U);
  EXPECT_EQ(list[0].revisions, 2);
  EXPECT_EQ(list[0].copies, 2);
  EXPECT_EQ(list[1].story, list[2].story);
  EXPECT_NE(list[0].story, list[1].story);
  EXPECT_EQ(events(*store).size(), 6U);  // nothing is coded twice
}

TEST_P(StoreSuite, DailyReportsThatDifferInTheirNumbersAreArticles) {
  auto store = open();
  ASSERT_TRUE(store->begin());
  Document monday = document_of(1);
  monday.text += " In all 14 violations were counted.";
  Document tuesday = document_of(1);
  tuesday.id = "tuesday";
  tuesday.url += "/tuesday";
  tuesday.date = "2020-07-15";
  tuesday.text += " In all 17 violations were counted.";
  EXPECT_EQ(put(*store, std::move(monday)).outcome, Outcome::kNew);
  EXPECT_EQ(put(*store, std::move(tuesday)).outcome, Outcome::kNew);
  ASSERT_TRUE(store->commit());
}

TEST_P(StoreSuite, IdentifiersThatCollideAreMadeUnique) {
  auto store = open();
  ASSERT_TRUE(store->begin());
  put(*store, document_of(1));
  Document other = document_of(2);
  other.id = "doc1";
  EXPECT_EQ(put(*store, std::move(other)).document_id, "doc1~2");
  Document again = document_of(2);
  again.id = "doc1";
  EXPECT_EQ(put(*store, std::move(again)).outcome, Outcome::kKnown);
  ASSERT_TRUE(store->commit());
}

TEST_P(StoreSuite, ReportsOfOneHappeningShareALink) {
  auto store = open();
  ASSERT_TRUE(store->begin());
  put(*store, document_of(1));
  put(*store, document_of(2, "Newspaper"));
  ASSERT_TRUE(store->commit());
  Query query;
  query.categories = {"ASSAULT"};
  const auto list = events(*store, query);
  ASSERT_EQ(list.size(), 2U);
  EXPECT_FALSE(list[0].event.link.empty());
  EXPECT_EQ(list[0].event.link, list[1].event.link);
}

TEST_P(StoreSuite, DaysThatNoCalendarHasLinkLikeOthers) {
  auto store = open();
  ASSERT_TRUE(store->begin());
  auto run = store->open_run("casus test", "{}", false);
  ASSERT_TRUE(run);
  for (int number = 1; number <= 2; ++number) {
    Document document = document_of(number, number == 1 ? "Agency" : "Newspaper");
    auto admission = store->admit(document);
    ASSERT_TRUE(admission);
    add_layers(document);
    document.id = admission->document_id;
    for (Event& event : document.events) event.date = "2020-04-31";
    document.events.back().date = "PRESENT_RE";
    auto done = store->add_coding(*run, admission->article, admission->revision, document);
    ASSERT_TRUE(done) << done.error().to_string();
  }
  ASSERT_TRUE(store->commit());
  const auto list = events(*store);
  ASSERT_EQ(list.size(), 4U);
  std::size_t linked = 0;
  for (const EventRecord& each : list) linked += each.event.link.empty() ? 0 : 1;
  EXPECT_EQ(linked, 2U);
}

TEST_P(StoreSuite, RecodingKeepsTheOldRun) {
  auto store = open();
  ASSERT_TRUE(store->begin());
  put(*store, document_of(1));
  ASSERT_TRUE(store->commit());
  ASSERT_TRUE(store->begin());
  auto run = store->open_run("casus test", "{}", true);
  ASSERT_TRUE(run);
  Pending pending;
  auto found = store->next_uncoded(*run, 0, pending);
  ASSERT_TRUE(found && *found);
  EXPECT_EQ(pending.document.text, document_of(1).text);
  add_layers(pending.document);
  pending.document.events.resize(1);
  pending.document.events[0].actors[0].actor.code = "GEO";
  ASSERT_TRUE(store->add_coding(*run, pending.article, pending.revision, pending.document));
  EXPECT_FALSE(*store->next_uncoded(*run, 0, pending));
  ASSERT_TRUE(store->commit());
  EXPECT_EQ(events(*store).size(), 1U);
  Query query;
  query.actors = {parse_actor("ARM")};
  EXPECT_EQ(events(*store, query).size(), 0U);
  query.actors = {parse_actor("GEO")};
  EXPECT_EQ(events(*store, query).size(), 1U);
  Query old_run;
  old_run.run = 1;
  EXPECT_EQ(events(*store, old_run).size(), 2U);
  ASSERT_EQ(store->runs()->size(), 2U);
  EXPECT_EQ((*store->runs())[1].events, 1);
}

INSTANTIATE_TEST_SUITE_P(Engines, StoreSuite, testing::Values("sqlite"),
                         [](const auto& engine) { return engine.param; });

TEST(Stores, TheSuiteRunsOnEveryEngine) { EXPECT_EQ(store_engines().size(), 1U); }

}  // namespace casus
