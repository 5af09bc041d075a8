// Makes an archive of generated articles and events, to measure stores with.
//   casus_make_archive FILE ARTICLES EVENTS_PER_ARTICLE WORDS_PER_ARTICLE [varied]
// Prints articles and events a second of processor time, generating left out. Words are drawn from
// 50,000 by Zipf's law, parties from 200 codes of which the first are the most frequent, days from
// thirty years. `varied` events have modes, claimants, auxiliaries, confidences and links as real
// ones do, and each second article tells a fact: a meeting, a statement, an agreement and maybe its
// breach, an operation.

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <ctime>
#include <random>

#include "store/store.h"

namespace {

using casus::Document;

class Generator {
 public:
  explicit Generator(bool is_varied) : is_varied_(is_varied) {}
  Document document(std::int64_t number, int events, int words) {
    Document document;
    document.id = fmt::format("generated-{}", number);
    document.source = fmt::format("Agency {}", random_() % 40);
    document.url = fmt::format("https://example.org/{}", number);
    document.date = day();
    document.language = "en";
    document.title = word() + " " + word() + " " + word();
    for (int i = 0; i < words; ++i) document.text += word() + (i % 15 == 14 ? ". " : " ");
    casus::Place place;
    place.end = 5;
    place.geonameid = static_cast<std::int64_t>(random_() % 20000);
    place.name = fmt::format("Town {}", place.geonameid);
    place.country_code = code();
    place.latitude = static_cast<double>(place.geonameid % 180) - 90;
    place.longitude = static_cast<double>(place.geonameid % 360) - 180;
    place.resolution = 4;
    document.places = {place};
    for (int i = 0; i < events; ++i) document.events.push_back(event(i));
    if (is_varied_ && number % 2 == 0) add_facts(document, number / 2);
    return document;
  }

 private:
  std::size_t zipf(std::size_t most) {
    const double u = std::uniform_real_distribution<double>(0, 1)(random_);
    return static_cast<std::size_t>(std::pow(static_cast<double>(most), u)) - 1;
  }
  std::string word() {
    std::size_t rank = zipf(50000);
    std::string text;
    for (std::size_t seed = rank * 2654435761U + 7; text.size() < 2 + rank % 8;
         seed = seed * 31 + 11) {
      text += static_cast<char>('a' + seed / 64 % 26);
    }
    return text;
  }
  std::string code() {
    const std::size_t rank = zipf(200);
    return {static_cast<char>('A' + rank / 26), static_cast<char>('A' + rank % 26), 'X'};
  }
  std::string day() {
    return fmt::format("{}-{:02}-{:02}", 1995 + random_() % 30, 1 + random_() % 12,
                       1 + random_() % 28);
  }
  casus::Participant party() {
    static const char* const kSectors[] = {"GOV", "MIL", "REB", "CVL", ""};
    casus::Participant each;
    each.actor.code = code();
    each.actor.sector = kSectors[random_() % 5];
    each.entity_text = "the " + word();
    return each;
  }
  casus::Event event(int number) {
    static const char* const kCategories[] = {"ASSAULT", "CONSULT", "ACCUSE",
                                              "AID",     "PROTEST", "COERCE"};
    casus::Event event;
    event.sentence = number;
    event.start = static_cast<std::uint32_t>(number) * 20;
    event.end = event.start + 100;
    event.category = kCategories[random_() % 6];
    event.contexts = {{"military", 0, 0}};
    event.actors = {party()};
    event.recipients = {party()};
    event.date = day();
    event.place = 0;
    event.quad_code = 1 + static_cast<int>(random_() % 4);
    event.event_scale = -5;
    event.confidence = 0.7;
    event.event_text = {"did"};
    if (is_varied_) vary(event);
    return event;
  }
  void vary(casus::Event& event) {
    static const char* const kContexts[] = {"territory", "election", "economic", "legal", "health"};
    static const char* const kAuxiliaries[] = {"future", "negation", "hypothetical", "historical"};
    static const double kScales[] = {2.5, 8, -3, -7};
    event.event_scale = kScales[event.quad_code - 1];
    event.confidence = static_cast<double>(30 + random_() % 70) / 100;
    if (event.category == "ASSAULT") event.modes = {random_() % 2 == 0 ? "aerial" : "firearms"};
    if (random_() % 2 == 0) event.contexts.push_back({kContexts[random_() % 5], 0, 0});
    if (random_() % 4 == 0) event.auxiliary = {kAuxiliaries[random_() % 4]};
    if (random_() % 3 == 0) event.attributions = {{party(), "say"}};
    if (random_() % 3 == 0) event.place = casus::kNone;
    if (event.category == "CONSULT") {
      event.actors.push_back(event.recipients.front());
      event.recipients.clear();
    }
  }

  // Draws nothing: what follows is the same with facts and without.
  void add_facts(Document& document, std::int64_t number) {
    static const char* const kKinds[] = {"meeting", "statement", "agreement", "operation"};
    static const char* const kNames[] = {"talks on the border", "", "ceasefire agreement",
                                         "operation in the hills"};
    const auto kind = static_cast<std::size_t>(number % 4);
    casus::Fact fact;
    fact.kind = kKinds[kind];
    fact.name = kNames[kind];
    fact.date = document.date;
    fact.sentence = 0;
    fact.end = 20;
    fact.evidence = {{0, 20, 0}};
    fact.place = 0;
    for (const casus::Event& event : {document.events[0], document.events[1]}) {
      fact.roles.push_back({kind == 1 ? "speaker" : "party", event.actors[0]});
    }
    if (kind == 1) fact.fields = {{"stance", "concern"}, {"topic", "the " + document.title}};
    if (kind == 2) fact.fields = {{"status", "signed"}};
    document.facts = {fact};
    if (kind != 2 || number % 12 != 2) return;
    document.facts[0].date.clear();
    fact.kind = "breach";
    fact.name.clear();
    fact.fields.clear();
    fact.roles.resize(1);
    fact.part_of = 0;
    document.facts.push_back(fact);
  }

  bool is_varied_;
  std::mt19937_64 random_{42};
};

int fail(const casus::Error& error) {
  fmt::print(stderr, "{}\n", error.to_string());
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5 && argc != 6)
    return fail({casus::ErrorKind::kUsage, "give FILE ARTICLES EVENTS WORDS [varied]", "", 0, ""});
  const std::int64_t articles = std::atoll(argv[2]);
  const int events = std::atoi(argv[3]);
  auto store = casus::open_store(argv[1], {casus::StoreMode::kCreate, "", 0});
  if (!store) return fail(store.error());
  Generator generator(argc == 6);
  double seconds = 0;
  for (std::int64_t i = 0; i < articles;) {
    std::vector<Document> batch;
    for (int k = 0; k < 1000 && i < articles; ++k)
      batch.push_back(generator.document(i++, events, std::atoi(argv[4])));
    const std::clock_t start = std::clock();
    if (auto done = (*store)->begin(); !done) return fail(done.error());
    auto run = (*store)->open_run("generator", "{}", false);
    if (!run) return fail(run.error());
    for (Document& document : batch) {
      auto admission = (*store)->admit(document);
      if (!admission) return fail(admission.error());
      auto done = (*store)->add_coding(*run, admission->article, admission->revision, document);
      if (!done) return fail(done.error());
    }
    if (auto done = (*store)->commit(); !done) return fail(done.error());
    seconds += static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  }
  fmt::print(
      "{} articles, {} events in {:.1f} s of processor time: {:.0f} articles/s, {:.0f} events/s\n",
      articles, articles * events, seconds, static_cast<double>(articles) / seconds,
      static_cast<double>(articles * events) / seconds);
  return 0;
}
