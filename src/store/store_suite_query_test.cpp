// What every engine must find.

#include "store/store_suite.h"

namespace casus {

namespace {

struct QueryCase {
  const char* name;
  void (*set)(Query& query);
  std::size_t expected;
};

}  // namespace

TEST_P(StoreSuite, QueriesFindWhatTheyAskFor) {
  auto store = open();
  ASSERT_TRUE(store->begin());
  put(*store, document_of(1));
  put(*store, document_of(2, "Newspaper"));
  ASSERT_TRUE(store->commit());
  const QueryCase cases[] = {
      {"all", [](Query&) {}, 4},
      {"actor", [](Query& q) { q.actors = {parse_actor("ARM")}; }, 2},
      {"recipient", [](Query& q) { q.recipients = {parse_actor("AZE")}; }, 2},
      {"dyad",
       [](Query& q) {
         q.actors = {parse_actor("ARM")};
         q.recipients = {parse_actor("AZE")};
       },
       2},
      {"dyad turned",
       [](Query& q) {
         q.actors = {parse_actor("AZE")};
         q.recipients = {parse_actor("ARM")};
       },
       0},
      {"undirected",
       [](Query& q) {
         q.actors = {parse_actor("AZE")};
         q.recipients = {parse_actor("ARM")};
         q.is_dyad_directed = false;
       },
       2},
      {"parties of a meeting",
       [](Query& q) {
         q.actors = {parse_actor("DEU")};
         q.recipients = {parse_actor("FRA")};
       },
       2},
      {"sector", [](Query& q) { q.actors = {parse_actor("/MIL")}; }, 4},
      {"secondary sector", [](Query& q) { q.actors = {parse_actor("ARM/GOV")}; }, 2},
      {"sector of a recipient", [](Query& q) { q.recipients = {parse_actor("/CVL")}; }, 2},
      {"meeting sector as recipient", [](Query& q) { q.recipients = {parse_actor("DEU/GOV")}; }, 2},
      {"identifier", [](Query& q) { q.either = {parse_actor("Q1")}; }, 4},
      {"name", [](Query& q) { q.either = {parse_actor("people of AZE")}; }, 2},
      {"category",
       [](Query& q) {
         q.categories = {"CONSULT", "AID"};
       },
       2},
      {"mode", [](Query& q) { q.modes = {"firearms"}; }, 2},
      {"context", [](Query& q) { q.contexts = {"territory"}; }, 4},
      {"auxiliary", [](Query& q) { q.auxiliaries = {"future"}; }, 2},
      {"asserted", [](Query& q) { q.asserted_only = true; }, 2},
      {"month",
       [](Query& q) {
         q.from = "2020-07";
         q.to = "2020-07";
       },
       2},
      {"year",
       [](Query& q) {
         q.from = "2020";
         q.to = "2020";
       },
       4},
      {"day",
       [](Query& q) {
         q.from = "2020-07-13";
         q.to = "2020-07-31";
       },
       0},
      {"country", [](Query& q) { q.countries = {"ARM"}; }, 2},
      {"place", [](Query& q) { q.place = "shirak"; }, 2},
      {"box",
       [](Query& q) {
         q.box = Box{40, 43, 41, 44};
       },
       2},
      {"other box",
       [](Query& q) {
         q.box = Box{40, 44, 41, 45};
       },
       0},
      {"box over the 180th meridian",
       [](Query& q) {
         q.box = Box{40, 170, 41, 44};
       },
       2},
      {"source", [](Query& q) { q.sources = {"Newspaper"}; }, 2},
      {"document", [](Query& q) { q.document = "doc2"; }, 2},
      {"confidence", [](Query& q) { q.confidence = 84; }, 0},
      {"text", [](Query& q) { q.text = "title AND 2"; }, 2},
      {"all together",
       [](Query& q) {
         q.actors = {parse_actor("ARM")};
         q.sources = {"Agency"};
         q.text = "title";
         q.from = "2020";
         q.contexts = {"military"};
         q.countries = {"ARM"};
       },
       1},
      {"limit", [](Query& q) { q.limit = 3; }, 3},
      {"run",
       [](Query& q) {
         q.run = 1;
         q.actors = {parse_actor("ARM")};
       },
       2},
      {"no such run", [](Query& q) { q.run = 9; }, 0},
  };
  for (const QueryCase& each : cases) {
    Query query;
    each.set(query);
    EXPECT_EQ(events(*store, query).size(), each.expected) << each.name << "\n"
                                                           << store->explain(query);
  }
}

TEST_P(StoreSuite, CountsByPeriodAndColumn) {
  auto store = open();
  ASSERT_TRUE(store->begin());
  put(*store, document_of(1));
  put(*store, document_of(2, "Newspaper"));
  ASSERT_TRUE(store->commit());
  const auto counted = [&](const CountQuery& query) {
    std::string text;
    auto done = store->count_events(query, [&](const CountRow& row) {
      for (const std::string& key : row.keys) text += key + " ";
      text += std::to_string(row.events) + "\n";
      return true;
    });
    if (!done) ADD_FAILURE() << done.error().to_string() << store->explain(query);
    return text;
  };
  CountQuery query;
  EXPECT_EQ(counted(query), "4\n");
  query.period = Period::kMonth;
  EXPECT_EQ(counted(query), "2020-07 2\n2020-08 2\n");
  query.period = Period::kWeek;
  EXPECT_EQ(counted(query), " 2\n2020-07-06 2\n");
  query.columns = {"category", "quad", "source", "country"};
  query.period = Period::kYear;
  EXPECT_EQ(counted(query),
            "2020 ASSAULT 4 Agency ARM 1\n2020 ASSAULT 4 Newspaper ARM 1\n"
            "2020 CONSULT 1 Agency  1\n2020 CONSULT 1 Newspaper  1\n");
  query.columns = {"actor", "recipient"};
  EXPECT_EQ(counted(query), "2020 ARM AZE 2\n2020 DEU FRA 2\n2020 FRA DEU 2\n");
  query.query.actors = {parse_actor("ARM")};
  EXPECT_EQ(counted(query), "2020 ARM AZE 2\n");
  query.query.recipients = {parse_actor("AZE")};
  EXPECT_EQ(counted(query), "2020 ARM AZE 2\n");
  query.query.sources = {"Agency"};
  EXPECT_EQ(counted(query), "2020 ARM AZE 1\n");
}

}  // namespace casus
