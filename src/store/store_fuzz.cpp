// Any bytes as an archive: opened to be read, asked, and checked.

#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <string>

#include "store/store.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string path = "/tmp/casus_store_fuzz_" + std::to_string(::getpid()) + ".db";
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (file == nullptr) return 0;
  std::fwrite(data, 1, size, file);
  std::fclose(file);
  if (auto store = casus::open_store(path, {casus::StoreMode::kRead, "", 0})) {
    casus::Query query;
    query.limit = 50;
    (void)(*store)->read_events(query, [](const casus::EventRecord&) { return true; });
    (void)(*store)->read_facts(query, [](const casus::FactRecord&) { return true; });
    (void)(*store)->read_articles(query, [](const casus::ArticleRecord&) { return true; });
    query.text = "the";
    query.actors = {casus::parse_actor("USA")};
    (void)(*store)->read_events(query, [](const casus::EventRecord&) { return true; });
    for (int revision = 1; revision < 4; ++revision) (void)(*store)->text_of(revision);
    (void)(*store)->runs();
  }
  ::unlink(path.c_str());
  ::unlink((path + "-wal").c_str());
  ::unlink((path + "-shm").c_str());
  return 0;
}
