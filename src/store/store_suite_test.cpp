// What every engine of store_engines() must do.

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <random>

#include "output/json.h"
#include "store/store.h"

namespace casus {

namespace {

namespace fs = std::filesystem;

// A text of `words` words that no other seed gives.
std::string text_of_seed(int seed, int words = 80) {
  std::mt19937 random(static_cast<unsigned>(seed));
  std::string text;
  for (int i = 0; i < words; ++i) {
    std::string word;
    for (int k = 0; k < 5; ++k) word += static_cast<char>('a' + random() % 26);
    text += word + (i % 12 == 11 ? ". " : " ");
  }
  return text;
}

Document document_of(int seed, const std::string& source = "Agency") {
  Document document;
  document.id = "doc" + std::to_string(seed);
  document.date = "2020-07-14";
  document.source = source;
  document.url = "https://example.org/" + std::to_string(seed);
  document.title = "Title " + std::to_string(seed);
  document.language = "en";
  document.text = text_of_seed(seed);
  return document;
}

Participant party(const std::string& code, const std::string& sector, const std::string& name) {
  Participant each;
  each.actor.code = code;
  each.actor.sector = sector;
  each.actor.identifier_text = name;
  each.entity_text = "the " + name;
  each.start = 2;
  each.end = 9;
  return each;
}

// An event of a document, with something in every field.
Event event_of(const std::string& category, const std::string& from, const std::string& to) {
  Event event;
  event.sentence = 2;
  event.start = 0;
  event.end = 20;
  event.category = category;
  event.modes = {"firearms"};
  event.contexts = {{"military", 0, 3}, {"territory", 4, 6}};
  event.actors = {party(from, "MIL", "Army of " + from)};
  if (!to.empty()) event.recipients = {party(to, "CVL", "people of " + to)};
  event.actors[0].actor.other_sectors = {"GOV"};
  event.actors[0].actor.identifier_id = "Q1";
  event.actors[0].actor.office = "general staff";
  event.attributions = {{party("UNO", "", "United Nations"), "say"}};
  event.event_text = {"opened fire", "shelled"};
  event.date = "2020-07-12";
  event.enddate = "2020-07-13";
  event.date_source = DateSource::kSentence;
  event.place = 0;
  event.place_source = PlaceSource::kClause;
  event.size.dead = Count{3, 3, 0, 0};
  event.size.injured = Count{1, std::nullopt, 0, 0};
  event.quad_code = 4;
  event.event_scale = -9;
  event.confidence = 0.83;
  return event;
}

void add_layers(Document& document) {
  Place place;
  place.start = 0;
  place.end = 5;
  place.name = "Gyumri";
  place.country_code = "ARM";
  place.province = "Shirak";
  place.city = "Gyumri";
  place.feature_class = "P";
  place.feature_code = "PPLA";
  place.latitude = 40.79;
  place.longitude = 43.85;
  place.geonameid = 616635;
  place.resolution = 4;
  document.places = {place};
  document.events = {event_of("ASSAULT", "ARM", "AZE")};
  Event meeting = event_of("CONSULT", "FRA", "");
  meeting.sentence = 2;
  meeting.modes.clear();
  meeting.actors.push_back(party("DEU", "GOV", "Germany"));
  meeting.auxiliary = {"future"};
  meeting.quad_code = 1;
  meeting.place = kNone;
  meeting.date = "2020-08";
  document.events.push_back(meeting);
  Entity person;
  person.type = EntityType::kPerson;
  person.name = "Anna Example";
  document.entities = {person};
  Fact fact;
  fact.kind = "meeting";
  fact.name = "the Gyumri talks";
  fact.date = "2020-07-12";
  fact.sentence = 0;
  fact.end = 10;
  fact.roles = {{"host", party("ARM", "GOV", "Armenia")}};
  fact.fields = {{"topic", "the border"}};
  document.facts = {fact};
}

class StoreSuite : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("casus_store_" + std::to_string(::getpid()));
    fs::create_directories(folder_);
    path_ = (folder_ / "archive.db").string();
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::unique_ptr<Store> open(StoreMode mode = StoreMode::kCreate, std::int64_t max_bytes = 0) {
    auto store = open_store(path_, {mode, GetParam(), max_bytes});
    if (!store) ADD_FAILURE() << store.error().to_string();
    return store ? *std::move(store) : nullptr;
  }

  // Admits and, where it is new, codes.
  static Admission put(Store& store, Document document) {
    auto run = store.open_run("casus test", "{}", false);
    EXPECT_TRUE(run);
    auto admission = store.admit(document);
    if (!admission) {
      ADD_FAILURE() << admission.error().to_string();
      return {};
    }
    if (admission->outcome == Outcome::kNew) {
      add_layers(document);
      document.id = admission->document_id;
      auto done = store.add_coding(*run, admission->article, admission->revision, document);
      if (!done) ADD_FAILURE() << done.error().to_string();
    }
    return *admission;
  }

  static std::vector<EventRecord> events(Store& store, const Query& query = {}) {
    std::vector<EventRecord> list;
    auto done = store.read_events(query, [&](const EventRecord& record) {
      list.push_back(record);
      return true;
    });
    if (!done) ADD_FAILURE() << done.error().to_string();
    return list;
  }

  static std::vector<ArticleRecord> articles(Store& store, const Query& query = {}) {
    std::vector<ArticleRecord> list;
    auto done = store.read_articles(query, [&](const ArticleRecord& record) {
      list.push_back(record);
      return true;
    });
    if (!done) ADD_FAILURE() << done.error().to_string();
    return list;
  }

  fs::path folder_;
  std::string path_;
};

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

struct QueryCase {
  const char* name;
  void (*set)(Query& query);
  std::size_t expected;
};

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

TEST_P(StoreSuite, WhatIsNotCommittedIsNotThere) {
  auto store = open();
  ASSERT_TRUE(store->begin());
  put(*store, document_of(1));
  store->rollback();
  ASSERT_TRUE(store->begin());
  EXPECT_EQ(put(*store, document_of(1)).outcome, Outcome::kNew);
  ASSERT_TRUE(store->commit());
  EXPECT_EQ(events(*store).size(), 2U);
  EXPECT_TRUE(store->check());
}

TEST_P(StoreSuite, AFullDiskLosesNothingThatWasStored) {
  std::size_t stored = 0;
  {
    auto store = open(StoreMode::kCreate, 1 << 20);
    bool is_full = false;
    for (int i = 0; i < 4000 && !is_full; ++i) {
      ASSERT_TRUE(store->begin());
      auto admission = store->admit(document_of(i));
      is_full = !admission || !store->commit();
      if (is_full) store->rollback();
      if (!is_full) ++stored;
    }
    ASSERT_TRUE(is_full);
  }
  ASSERT_GT(stored, 10U);
  auto store = open(StoreMode::kWrite);
  EXPECT_EQ(articles(*store).size(), stored);
  EXPECT_TRUE(store->check());
}

// Kills a writing program at random instants, begins again where it was, and compares with what an
// undisturbed one stores.
TEST_P(StoreSuite, KilledAtRandomItNeitherLosesNorDoubles) {
  constexpr int kDocuments = 1500;
  const char* wanted = std::getenv("CASUS_KILLS");
  const int kills = wanted == nullptr ? 200 : std::atoi(wanted);
  std::mt19937 random(7);
  int killed = 0;
  for (int round = 0; killed < kills; ++round) {
    ASSERT_LT(round, kills);  // each round must kill at least once
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    bool is_complete = false;
    while (!is_complete) {
      const pid_t child = ::fork();
      if (child == 0) {
        auto store = open();
        for (int i = 0; i < kDocuments; ++i) {
          if (i % 20 == 0 && !store->begin()) ::_exit(2);
          put(*store, document_of(i));
          if (i % 20 == 19 && !store->commit()) ::_exit(3);
        }
        ::_exit(0);
      }
      ::usleep(static_cast<useconds_t>(1000 + random() % 60000));
      if (killed < kills) ::kill(child, SIGKILL);
      int status = 0;
      ::waitpid(child, &status, 0);
      if (WIFSIGNALED(status)) ++killed;
      is_complete = WIFEXITED(status);
      ASSERT_TRUE(!is_complete || WEXITSTATUS(status) == 0) << WEXITSTATUS(status);
    }
    auto store = open(StoreMode::kRead);
    ASSERT_TRUE(store->check());
    const auto list = articles(*store);
    ASSERT_EQ(list.size(), static_cast<std::size_t>(kDocuments));
    for (const ArticleRecord& each : list) ASSERT_EQ(each.copies, 0);
    ASSERT_EQ(events(*store).size(), 2U * kDocuments);
  }
}

TEST_P(StoreSuite, WhatIsNoArchiveIsAnError) {
  EXPECT_FALSE(open_store(path_, {StoreMode::kRead, GetParam(), 0}));
  std::FILE* file = std::fopen(path_.c_str(), "w");
  std::fputs("this is a text and no database, but long enough to be read as one ........", file);
  std::fclose(file);
  auto opened = open_store(path_, {StoreMode::kCreate, GetParam(), 0});
  ASSERT_FALSE(opened);
  EXPECT_NE(opened.error().to_string().find("archive.db"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Engines, StoreSuite, testing::Values("sqlite"),
                         [](const auto& engine) { return engine.param; });

TEST(Stores, TheSuiteRunsOnEveryEngine) { EXPECT_EQ(store_engines().size(), 1U); }

}  // namespace

}  // namespace casus
