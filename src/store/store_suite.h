#pragma once

// What the tests of every engine share: documents with something in every layer, and an archive in
// a folder of its own. The tests are in store_suite*_test.cpp.

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <random>

#include "store/store.h"

namespace casus {

namespace fs = std::filesystem;

// A text of `words` words that no other seed gives.
inline std::string text_of_seed(int seed, int words = 80) {
  std::mt19937 random(static_cast<unsigned>(seed));
  std::string text;
  for (int i = 0; i < words; ++i) {
    std::string word;
    for (int k = 0; k < 5; ++k) word += static_cast<char>('a' + random() % 26);
    text += word + (i % 12 == 11 ? ". " : " ");
  }
  return text;
}

inline Document document_of(int seed, const std::string& source = "Agency") {
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

inline Participant party(const std::string& code, const std::string& sector,
                         const std::string& name) {
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
inline Event event_of(const std::string& category, const std::string& from, const std::string& to) {
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

inline void add_layers(Document& document) {
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

}  // namespace casus
