#include <benchmark/benchmark.h>

#include <filesystem>

#include "pipeline/places/places_stage.h"
#include "pipeline/text/text_stage.h"

namespace casus {
namespace {

const std::filesystem::path kData = std::filesystem::path(CASUS_SOURCE_DIR) / "data";

constexpr std::string_view kText =
    "Government forces shelled the town of Saraqib in Idlib province on Monday, residents said. In "
    "Paris, officials from France and Germany called for talks in Geneva, Switzerland. Clashes at "
    "the Tajik-Afghan border left two soldiers dead, the Ministry of Defence in Dushanbe "
    "reported, and thousands marched through Tripoli and Benghazi against the decision.\n\n";

void load_gazetteer(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(Gazetteer::load(kData / "gazetteer"));
}
BENCHMARK(load_gazetteer)->Unit(benchmark::kMillisecond);

void places_of_news(benchmark::State& state) {
  const auto text = TextRules::load(kData / "languages/en");
  const auto rules = PlaceRules::load(kData / "languages/en");
  const auto knowledge = Knowledge::load({kData / "knowledge"});
  const auto gazetteer = Gazetteer::load(kData / "gazetteer");
  Document document;
  document.language = "en";
  for (int i = 0; i < 100; ++i) document.text += kText;
  TextScratch text_scratch;
  if (!find_tokens(*text, document, text_scratch)) return;
  PlaceScratch scratch;
  for (auto _ : state) {
    document.places.clear();
    benchmark::DoNotOptimize(find_places(*rules, *knowledge, *gazetteer, document, scratch));
  }
  const auto sentences = static_cast<std::int64_t>(document.sentences.size());
  state.SetItemsProcessed(state.iterations() * sentences);
}
BENCHMARK(places_of_news)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace casus
