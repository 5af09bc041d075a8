// Speed of the events stage alone: a parsed document with an event in every sentence.

#include <benchmark/benchmark.h>

#include <filesystem>

#include "pipeline/events/events_stage.h"
#include "pipeline/test_tree.h"

namespace {

using namespace casus;

constexpr const char* kSentence =
    "Israel Israel PROPN 2 nsubj =ISR/\n"
    "launched launch VERB 0 root Tense=Past|VerbForm=Fin\n"
    "an a DET 4 det\n"
    "attack attack NOUN 2 obj\n"
    "on on ADP 7 case\n"
    "southern southern ADJ 7 amod\n"
    "Lebanon Lebanon PROPN 4 nmod =LBN/\n"
    ", , PUNCT 9 punct\n"
    "killing kill VERB 2 advcl VerbForm=Ger\n"
    "three three NUM 11 nummod\n"
    "soldiers soldier NOUN 9 obj =LBN/MIL\n"
    ", , PUNCT 15 punct\n"
    "the the DET 14 det\n"
    "ministry ministry NOUN 15 nsubj =LBN/GOV\n"
    "said say VERB 2 parataxis Tense=Past|VerbForm=Fin\n"
    ". . PUNCT 2 punct\n";

void BM_FindEvents(benchmark::State& state) {
  const std::filesystem::path data = std::filesystem::path(CASUS_SOURCE_DIR) / "data";
  const auto schema = EventSchema::load(data / "events");
  if (!schema) return state.SkipWithError(schema.error().to_string().c_str());
  const auto lexicon = EventLexicon::load({data / "languages" / "en"}, *schema);
  if (!lexicon) return state.SkipWithError(lexicon.error().to_string().c_str());
  Document document;
  document.date = "2020-07-14";
  for (int i = 0; i < 100; ++i) testing::add_sentence(document, kSentence);
  EventScratch scratch;
  for (auto _ : state) {
    auto done = find_events(*lexicon, *schema, document, scratch);
    benchmark::DoNotOptimize(done);
  }
  state.SetItemsProcessed(state.iterations() * 100);
  state.counters["sentences"] = benchmark::Counter(100.0 * static_cast<double>(state.iterations()),
                                                   benchmark::Counter::kIsRate);
}
BENCHMARK(BM_FindEvents)->Unit(benchmark::kMicrosecond);

}  // namespace
