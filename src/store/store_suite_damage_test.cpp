// What no engine may lose: killed, on a full disk, given what is no archive.

#include <signal.h>
#include <sys/wait.h>

#include <cstdlib>

#include "store/store_suite.h"

namespace casus {

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

}  // namespace casus
