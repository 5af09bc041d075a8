// The whole chain up to each stage, over the example press releases: sentences and words a second.

#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "base/text_file.h"
#include "casus/coder.h"

namespace {

const casus::Coder& coder() {
  static const casus::Coder opened = [] {
    auto result = casus::Coder::open(CASUS_SOURCE_DIR "/data");
    if (!result) throw std::runtime_error(result.error().to_string());
    return *std::move(result);
  }();
  return opened;
}

std::vector<std::string> example_texts() {
  std::vector<std::string> texts;
  for (const auto& path : casus::files_in(CASUS_SOURCE_DIR "/examples", ".txt")) {
    if (auto text = casus::read_file(path)) texts.push_back(*std::move(text));
  }
  return texts;
}

void code_up_to(benchmark::State& state) {
  const auto last = static_cast<casus::Stage>(state.range(0));
  const auto texts = example_texts();
  casus::Coder::Scratch scratch;
  double sentences = 0;
  double words = 0;
  for (auto _ : state) {
    for (const std::string& text : texts) {
      casus::Document document;
      document.id = "bench";
      document.date = "2020-07-20";
      document.text = text;
      if (!coder().code(document, scratch, last)) state.SkipWithError("not coded");
      sentences += static_cast<double>(document.sentences.size());
      words += static_cast<double>(document.tokens.size());
    }
  }
  state.SetLabel(std::string(casus::stage_name(last)));
  state.counters["sentences"] = benchmark::Counter(sentences, benchmark::Counter::kIsRate);
  state.counters["words"] = benchmark::Counter(words, benchmark::Counter::kIsRate);
}

void open_coder(benchmark::State& state) {
  for (auto _ : state) {
    auto opened = casus::Coder::open(CASUS_SOURCE_DIR "/data");
    benchmark::DoNotOptimize(opened);
  }
}

}  // namespace

BENCHMARK(code_up_to)->DenseRange(0, 6)->Unit(benchmark::kMillisecond);
BENCHMARK(open_coder)->Unit(benchmark::kMillisecond);
