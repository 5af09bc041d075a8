// Any bytes as an archive: opened to be read, asked, and checked; then opened to be written, which
// brings an older one up to date, and written to.

#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <string>

#include "store/store.h"

namespace {

void ask(casus::Store& store) {
  casus::Query query;
  query.limit = 50;
  (void)store.read_events(query, [](const casus::EventRecord&) { return true; });
  (void)store.read_facts(query, [](const casus::FactRecord&) { return true; });
  (void)store.read_articles(query, [](const casus::ArticleRecord&) { return true; });
  query.text = "the";
  query.actors = {casus::parse_actor("USA")};
  (void)store.read_events(query, [](const casus::EventRecord&) { return true; });
  for (int revision = 1; revision < 4; ++revision) (void)store.text_of(revision);
  (void)store.page_of(1);
  (void)store.runs();
}

casus::Result<void> add(casus::Store& store, casus::Document document) {
  auto run = store.open_run("fuzz", "{}", true);
  if (!run) return run.error();
  auto admission = store.admit(document);
  if (!admission) return admission.error();
  document.id = admission->document_id;
  casus::Event event;
  event.category = "CONSULT";
  event.date = "2020-07-14";
  event.actors.resize(1);
  event.actors[0].actor.code = "USA";
  document.events = {event};
  return store.add_coding(*run, admission->article, admission->revision, document);
}

// A text that is new, and one that is met again where the archive has it.
void write(casus::Store& store) {
  for (const char* id : {"doc1", "new"}) {
    casus::Document document;
    document.id = id;
    document.url = "https://example.org/1";
    document.source = "Agency";
    document.text = "The ministry denied the report. It said so twice.";
    if (!store.begin()) return;
    if (!add(store, std::move(document)) || !store.commit()) store.rollback();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::error_code code;
  const std::string folder = std::filesystem::is_directory("/dev/shm", code) ? "/dev/shm" : "/tmp";
  const std::string path = folder + "/casus_store_fuzz_" + std::to_string(::getpid()) + ".db";
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (file == nullptr) return 0;
  std::fwrite(data, 1, size, file);
  std::fclose(file);
  if (auto store = casus::open_store(path, {casus::StoreMode::kRead, "", 0})) ask(**store);
  if (auto store = casus::open_store(path, {casus::StoreMode::kWrite, "", 0})) {
    write(**store);
    ask(**store);
  }
  for (const char* ending : {"", "-wal", "-shm"}) ::unlink((path + ending).c_str());
  return 0;
}
