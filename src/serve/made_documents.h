#pragma once

// Made-up articles for the tests of this folder: some two hundred events in which every field
// occurs, always the same.

#include <algorithm>
#include <initializer_list>
#include <random>
#include <string>

#include "store/store.h"

namespace casus::serve {

class MadeDocuments {
 public:
  Document document(int number) {
    Document document;
    document.id = "made-" + std::to_string(number);
    document.date = day();
    document.source = pick({"Agency", "Daily <b>News</b>", "Ministère \"A\""});
    document.section = pick({"", "World", "Politics"});
    document.language = pick({"en", "ru"});
    document.title = "Title & <i>" + std::to_string(number) + "</i>";
    document.url = "https://example.org/" + std::to_string(number);
    document.text = "Утром the ceasefire of Gyumri held. ";
    for (int i = 0; i < 60; ++i) document.text += word() + (i % 12 == 11 ? ". " : " ");
    document.places = {place("Gyumri", "ARM", 40.79, 43.85, 4), place("Armenia", "ARM", 40, 45, 1),
                       place("Goma", "COD", -1.67, 29.22, 4)};
    const int events = static_cast<int>(random_() % 6);
    for (int i = 0; i < events; ++i) document.events.push_back(event());
    std::stable_sort(document.events.begin(), document.events.end(),
                     [](const Event& a, const Event& b) { return a.sentence < b.sentence; });
    if (random_() % 2 == 0) document.facts.push_back(fact());
    return document;
  }

 private:
  std::string pick(std::initializer_list<const char*> list) {
    return *(list.begin() + random_() % list.size());
  }
  std::string word() {
    std::string text;
    for (int k = 0; k < 5; ++k) text += static_cast<char>('a' + random_() % 26);
    return text;
  }
  std::string day() {
    const auto month = random_() % 6 + 1;
    const auto number = random_() % 28 + 1;
    return "2020-0" + std::to_string(month) + (number < 10 ? "-0" : "-") + std::to_string(number);
  }
  static Place place(const char* name, const char* country, double latitude, double longitude,
                     int resolution) {
    Place place;
    place.end = 5;
    place.name = name;
    place.country_code = country;
    if (resolution == 4) place.city = name;
    place.latitude = latitude;
    place.longitude = longitude;
    place.geonameid = static_cast<std::int64_t>(latitude * 1000);
    place.resolution = resolution;
    return place;
  }
  Participant party() {
    Participant party;
    party.actor.code = pick({"ARM", "AZE", "FRA", "DEU", ""});
    party.actor.sector = party.actor.code.empty() ? "REB" : pick({"", "GOV", "MIL"});
    if (random_() % 3 == 0) {
      party.actor.identifier_id = "Q" + std::to_string(random_() % 3 + 1);
      party.actor.identifier_text = "Army of Somewhere";
      party.actor.other_sectors = {"CVL"};
    }
    party.entity_text = "the <army>";
    party.end = 5;
    return party;
  }
  Event event() {
    Event event;
    event.sentence = static_cast<std::int32_t>(random_() % 3);
    event.end = 20;
    const bool is_meeting = random_() % 3 == 0;
    event.category = is_meeting ? "CONSULT" : pick({"ASSAULT", "ACCUSE"});
    event.quad_code = is_meeting ? 1 : event.category == "ASSAULT" ? 4 : 3;
    event.event_scale = is_meeting ? 2.5 : event.category == "ASSAULT" ? -9 : -3;
    event.actors = {party()};
    if (is_meeting) event.actors.push_back(party());
    if (!is_meeting && random_() % 4 != 0) event.recipients = {party()};
    if (event.category == "ASSAULT") event.modes = {pick({"firearms", "aerial"})};
    if (random_() % 2 == 0) event.contexts = {{"military", 0, 3}};
    if (random_() % 4 == 0) event.auxiliary = {pick({"negation", "future", "historical"})};
    if (random_() % 3 == 0) event.attributions = {{party(), "say"}};
    event.event_text = {"shelled"};
    event.date = pick({"2020-03-05", "2020-03-06", "2020-03", "2020", "", "2019-11-30"});
    if (random_() % 2 == 0) event.date = day();
    event.place = static_cast<std::int32_t>(random_() % 4) - 1;
    if (random_() % 4 == 0) event.size.dead = Count{3, std::nullopt, 0, 0};
    event.confidence = static_cast<double>(random_() % 101) / 100;
    return event;
  }
  Fact fact() {
    Fact fact;
    fact.kind = pick({"meeting", "agreement", "statement"});
    fact.name = "the <talks>";
    fact.date = day();
    fact.sentence = 0;
    fact.end = 10;
    fact.roles = {{"host", party()}};
    fact.fields = {{"topic", "the border"}};
    fact.evidence = {{0, 5, 0}};
    if (random_() % 2 == 0) fact.place = 0;
    return fact;
  }
  std::mt19937 random_{7};
};

// Stores `count` articles: of twenty, one is refused, one waits to be coded, one has a copy.
inline Result<void> store_made_documents(Store& store, int count) {
  if (auto begun = store.begin(); !begun) return begun;
  auto run = store.open_run("casus test", "{\"data\":\"made\"}", false);
  if (!run) return run.error();
  MadeDocuments made;
  for (int i = 0; i < count; ++i) {
    Document document = made.document(i);
    auto admission = store.admit(document);
    if (!admission) return admission.error();
    if (i % 20 == 18) continue;
    const Error too_long{ErrorKind::kLimit, "too long", "", 0, ""};
    auto done = i % 20 == 19
                    ? store.refuse_coding(*run, admission->article, admission->revision, too_long)
                    : store.add_coding(*run, admission->article, admission->revision, document);
    if (!done) return done;
    if (i % 20 != 17) continue;
    document.id += "-copy";
    document.source = "Another";
    document.url += "/copy";
    if (auto copy = store.admit(document); !copy) return copy.error();
  }
  return store.commit();
}

}  // namespace casus::serve
