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

TEST_F(SqliteStoreTest, EveryViewCanBeRead) {
  ASSERT_TRUE(open_store(path_, {StoreMode::kCreate, "", 0}));
  auto opened = database();
  for (const char* view : {"articles", "events", "participants", "dyads", "facts",
                           "fact_participants", "links", "runs"}) {
    const auto count = opened.integer("SELECT count(*) FROM " + std::string(view));
    EXPECT_TRUE(count) << view;
  }
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
