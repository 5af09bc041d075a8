// What is SQLite's alone: versions of the tables, views, files of others.

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "store/schema_version_1.h"
#include "store/schema_version_2.h"
#include "store/sqlite_schema.h"
#include "store/store.h"
#include "store/text_codec.h"

namespace casus {

namespace {

namespace fs = std::filesystem;

class SqliteStoreTest : public testing::Test {
 protected:
  void SetUp() override {
    path_ = (fs::temp_directory_path() / ("casus_sqlite_" + std::to_string(::getpid()) + ".db"))
                .string();
    TearDown();
  }
  void TearDown() override {
    for (const char* ending : {"", "-wal", "-shm"}) fs::remove(path_ + ending);
  }
  sqlite::Database database() {
    auto opened = sqlite::Database::open(path_, sqlite::Mode::kCreate);
    EXPECT_TRUE(opened);
    return *std::move(opened);
  }

  std::string path_;
};

TEST_F(SqliteStoreTest, AnArchiveOfVersion1IsBroughtUpToDateAndKeepsWhatItHolds) {
  {
    auto old = database();
    ASSERT_TRUE(old.run("PRAGMA journal_mode = WAL; PRAGMA application_id = " +
                        std::to_string(kApplicationId)));
    ASSERT_TRUE(old.run(kSchemaVersion1));
    ASSERT_TRUE(
        old.run("PRAGMA user_version = 1; INSERT INTO source VALUES(1, 'Agency');"
                "INSERT INTO article(id, document_id, source_id, story_id, revision_id, date) "
                "VALUES(1, 'kept', 1, 1, 1, 20200714);"
                "INSERT INTO revision VALUES(1, 1, 1, x'00', 3, 9, x'', NULL, 0)"));
  }
  auto read_only = open_store(path_, {StoreMode::kRead, "", 0});
  ASSERT_FALSE(read_only);
  EXPECT_NE(read_only.error().remedy.find("casus ingest"), std::string::npos);
  auto store = open_store(path_, {StoreMode::kWrite, "", 0});
  ASSERT_TRUE(store) << store.error().to_string();
  std::vector<std::string> kept;
  ASSERT_TRUE((*store)->read_articles({}, [&](const ArticleRecord& article) {
    kept.push_back(article.document_id + " " + article.date);
    return true;
  }));
  EXPECT_EQ(kept, std::vector<std::string>{"kept 2020-07-14"});
  auto now = database();
  EXPECT_EQ(*now.integer("PRAGMA user_version"), newest_schema());
  EXPECT_EQ(*now.integer("SELECT count(*) FROM articles"), 1);
}

TEST_F(SqliteStoreTest, AnArchiveOfVersion2KeepsItsTextsPagesAndFacts) {
  const std::string json =
      R"({"id":"kept-f1","kind":"statement","name":null,"stance":"denial","sequence":1})";
  {
    auto old = database();
    ASSERT_TRUE(old.run("PRAGMA journal_mode = WAL; PRAGMA application_id = " +
                        std::to_string(kApplicationId)));
    ASSERT_TRUE(old.run(kSchemaVersion1));
    ASSERT_TRUE(old.run(kSchemaVersion2));
    ASSERT_TRUE(old.run(
        "PRAGMA user_version = 2; INSERT INTO source VALUES(1, 'Agency');"
        "INSERT INTO run VALUES(1, 'casus', '{}', 0); INSERT INTO term VALUES(1, 'kind', "
        "'statement'); INSERT INTO evidence VALUES(1, 0, 4, 'Said');"
        "INSERT INTO article(id, document_id, source_id, story_id, revision_id, coding_id, title) "
        "VALUES(1, 'kept', 1, 1, 1, 1, 'A title');"
        "INSERT INTO coding(id, run_id, article_id, revision_id, sentences, words, first_event, "
        "events, first_fact, facts) VALUES(1, 1, 1, 1, 1, 5, 1, 0, 7, 1);"));
    TextCodec codec;
    auto text = old.prepare("INSERT INTO revision VALUES(1, 1, 1, x'00', 3, 18, ?1, 1, 0)");
    ASSERT_TRUE(text);
    ASSERT_TRUE(text->bind_bytes(1, codec.pack("Said the ministry.")).run());
    auto page = old.prepare("INSERT INTO page VALUES(1, 5, 'text/html', 6, ?1)");
    ASSERT_TRUE(page);
    ASSERT_TRUE(page->bind_bytes(1, codec.pack("<html>")).run());
    auto fact = old.prepare("INSERT INTO fact VALUES(7, 1, 1, 1, 1, NULL, 0, NULL, 1, 1, ?1)");
    ASSERT_TRUE(fact);
    ASSERT_TRUE(fact->bind(1, json).run());
  }
  auto store = open_store(path_, {StoreMode::kWrite, "", 0});
  ASSERT_TRUE(store) << store.error().to_string();
  EXPECT_EQ(*(*store)->text_of(1), "Said the ministry.");
  std::vector<std::string> facts;
  ASSERT_TRUE((*store)->read_facts({}, [&](const FactRecord& fact) {
    facts.push_back(fact.json);
    return true;
  }));
  EXPECT_EQ(facts, std::vector<std::string>{json});
  Query query;
  query.text = "ministry";
  int found = 0;
  ASSERT_TRUE((*store)->read_articles(query, [&](const ArticleRecord&) { return ++found > 0; }));
  EXPECT_EQ(found, 1);
  auto now = database();
  EXPECT_EQ(*now.integer("SELECT fields = '{\"stance\":\"denial\"}' FROM facts"), 1);
  EXPECT_EQ(*now.integer("SELECT count(*) FROM page WHERE pack_id > 0"), 1);
}

// What somebody can ask of the archives of tests/corpus/store, which programs of those versions
// wrote (five articles, one of them with a copy, one with a second revision, one refused, one that
// waits; two runs), whatever their tables.
std::string told(Store& store) {
  std::string lines;
  const auto add_event = [&](const EventRecord& record) {
    lines += record.id + " " + record.event.category + " " + record.event.date + " " +
             record.event.link + " " + record.place_text + " " + record.text + "\n";
    for (const Participant& each : record.event.actors) lines += each.actor.code + " ";
    return true;
  };
  const auto add_article = [&](const ArticleRecord& article) {
    lines += article.document_id + " " + article.title + " " + std::to_string(article.revisions) +
             " " + std::to_string(article.copies) + " " + article.people + article.refusal + "\n";
    return true;
  };
  EXPECT_TRUE(store.read_articles({}, add_article));
  for (const std::int64_t run : {0, 1, 2}) {
    Query query;
    query.run = run;
    EXPECT_TRUE(store.read_events(query, add_event));
  }
  EXPECT_TRUE(store.read_facts({}, [&](const FactRecord& fact) {
    lines += fact.json + "\n";
    return true;
  }));
  Query query;
  query.text = "\"ministry denied\"";
  EXPECT_TRUE(store.read_articles(query, add_article));
  query = {};
  query.recipients = {parse_actor("AZE")};
  EXPECT_TRUE(store.read_events(query, add_event));
  for (std::int64_t revision = 1; revision <= 6; ++revision) {
    const auto text = store.text_of(revision);
    EXPECT_TRUE(text) << revision;
    if (text) lines += *text + "\n";
  }
  const auto page = store.page_of(1);
  EXPECT_TRUE(page);
  if (page) lines += page->bytes + "\n";
  return lines;
}

class OldArchive : public SqliteStoreTest, public testing::WithParamInterface<int> {};

TEST_P(OldArchive, TellsTheSameWhenItIsBroughtUpToDate) {
  const auto stored = [](int version) {
    return fs::path(CASUS_SOURCE_DIR) / "tests/corpus/store" /
           ("version_" + std::to_string(version));
  };
  const auto opened = [&](int version) {
    TearDown();
    fs::copy_file(stored(version), path_);
    auto store = open_store(path_, {StoreMode::kWrite, "", 0});
    EXPECT_TRUE(store) << store.error().to_string();
    return store ? *std::move(store) : nullptr;
  };
  const auto newest = opened(4);
  ASSERT_NE(newest, nullptr);
  const std::string expected = told(*newest);
  const auto store = opened(GetParam());
  ASSERT_NE(store, nullptr);
  EXPECT_EQ(told(*store), expected);
  EXPECT_TRUE(store->check());
  EXPECT_EQ(*database().integer("PRAGMA user_version"), newest_schema());
  // Not only equal, but what was put in.
  EXPECT_NE(expected.find("doc1 Title 1 1 1 Anna Example\n"), std::string::npos) << expected;
  EXPECT_NE(expected.find("doc2 Title 2 2 1"), std::string::npos);
  EXPECT_NE(expected.find("a sentence is too long"), std::string::npos);
  EXPECT_NE(expected.find("<p>The page of the first article.</p>"), std::string::npos);
  EXPECT_NE(expected.find("doc3-3-2 CONSULT 2020-08"), std::string::npos);
  EXPECT_NE(expected.find("It confirmed the correction."), std::string::npos);
  // And it goes on: what is there is known, what waited is found.
  Pending pending;
  EXPECT_TRUE(*store->next_uncoded(0, 0, pending));
  EXPECT_EQ(pending.document.id, "waiting");
  Document again;
  again.id = "waiting";
  again.source = pending.document.source;
  again.url = pending.document.url;
  again.text = pending.document.text;
  ASSERT_TRUE(store->begin());
  auto admission = store->admit(again);
  ASSERT_TRUE(admission);
  EXPECT_EQ(admission->outcome, Outcome::kKnown);
  ASSERT_TRUE(store->commit());
}

INSTANTIATE_TEST_SUITE_P(Versions, OldArchive, testing::Values(1, 2, 3, 4));

TEST_F(SqliteStoreTest, EveryViewCanBeRead) {
  ASSERT_TRUE(open_store(path_, {StoreMode::kCreate, "", 0}));
  auto opened = database();
  for (const char* view : {"articles", "events", "participants", "dyads", "facts",
                           "fact_participants", "links", "runs"}) {
    const auto count = opened.integer("SELECT count(*) FROM " + std::string(view));
    EXPECT_TRUE(count) << view;
  }
}

TEST_F(SqliteStoreTest, ANewArchiveHasTheSchemaThatIsKnownByItsHash) {
  ASSERT_TRUE(open_store(path_, {StoreMode::kCreate, "", 0}));
  auto opened = database();
  EXPECT_EQ(*schema_hash(opened), kSchemaHash);
  // What others add makes another hash, and is looked at by name.
  ASSERT_TRUE(opened.run("CREATE TABLE theirs(a)"));
  EXPECT_NE(*schema_hash(opened), kSchemaHash);
  EXPECT_TRUE(open_store(path_, {StoreMode::kRead, "", 0}));
}

TEST_F(SqliteStoreTest, ATidiedSearchIndexIsInOnePartAndFindsTheSame) {
  auto store = open_store(path_, {StoreMode::kCreate, "", 0});
  ASSERT_TRUE(store);
  for (int i = 0; i < 40; ++i) {
    ASSERT_TRUE((*store)->begin());
    Document document;
    document.id = "doc" + std::to_string(i);
    document.source = "Agency";
    document.text = "Talks number " + std::to_string(i) + (i % 4 == 0 ? " in Bern" : " in Oslo");
    ASSERT_TRUE((*store)->admit(document));
    ASSERT_TRUE((*store)->commit());
  }
  constexpr const char* kParts = "SELECT count(DISTINCT segid) FROM words_idx";
  const auto before = (*store)->articles_with_words("bern");
  EXPECT_GT(*database().integer(kParts), 1);
  ASSERT_TRUE((*store)->tidy());
  EXPECT_EQ(*database().integer(kParts), 1);
  EXPECT_EQ(*(*store)->articles_with_words("bern"), *before);
  EXPECT_EQ(before->size(), 10U);
  // A little more is left for later.
  ASSERT_TRUE((*store)->tidy());
  EXPECT_TRUE((*store)->check());
}

TEST_F(SqliteStoreTest, ANewerArchiveIsRefused) {
  ASSERT_TRUE(open_store(path_, {StoreMode::kCreate, "", 0}));
  ASSERT_TRUE(database().run("PRAGMA user_version = 99"));
  auto store = open_store(path_, {StoreMode::kWrite, "", 0});
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().kind, ErrorKind::kVersion);
}

TEST_F(SqliteStoreTest, AnArchiveWithTriggersOrChangedTablesIsRefused) {
  ASSERT_TRUE(open_store(path_, {StoreMode::kCreate, "", 0}));
  ASSERT_TRUE(
      database().run("CREATE TRIGGER x AFTER INSERT ON event BEGIN DELETE FROM event; END"));
  EXPECT_FALSE(open_store(path_, {StoreMode::kWrite, "", 0}));
  ASSERT_TRUE(database().run("DROP TRIGGER x; DROP INDEX event_date"));
  EXPECT_FALSE(open_store(path_, {StoreMode::kWrite, "", 0}));
}

TEST_F(SqliteStoreTest, ADatabaseOfAnotherProgramIsLeftAlone) {
  ASSERT_TRUE(database().run("CREATE TABLE theirs(a); INSERT INTO theirs VALUES(1)"));
  EXPECT_FALSE(open_store(path_, {StoreMode::kCreate, "", 0}));
  EXPECT_EQ(*database().integer("SELECT count(*) FROM sqlite_schema"), 1);
}

}  // namespace

}  // namespace casus
