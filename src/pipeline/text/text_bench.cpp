// Words a second of the text stage, over releases of our own, one core.

#include <benchmark/benchmark.h>

#include <filesystem>
#include <string>

#include "base/text_file.h"
#include "pipeline/text/text_stage.h"

namespace casus {
namespace {

const std::filesystem::path kSource = CASUS_SOURCE_DIR;

std::string example_text(std::size_t least_bytes) {
  std::string text;
  while (text.size() < least_bytes) {
    const std::size_t before = text.size();
    for (const auto& file : files_in(kSource / "examples", ".txt")) {
      if (auto content = read_file(file)) text += *content + "\n\n";
    }
    if (text.size() == before) text += "The ministers met in Dushanbe on Monday, May 17.\n\n";
  }
  return text;
}

void run(benchmark::State& state, std::string text) {
  const auto rules = TextRules::load(kSource / "data" / "languages" / "en");
  if (!rules) {
    state.SkipWithError(rules.error().to_string().c_str());
    return;
  }
  Document document;
  document.text = std::move(text);
  TextScratch scratch;
  std::size_t words = 0;
  for (auto _ : state) {
    document.clear_layers();
    benchmark::DoNotOptimize(find_tokens(*rules, document, scratch));
    words += document.tokens.size();
  }
  state.counters["words"] =
      benchmark::Counter(static_cast<double>(words), benchmark::Counter::kIsRate);
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * document.text.size()));
}

void releases(benchmark::State& state) { run(state, example_text(1 << 20)); }
BENCHMARK(releases);

void one_line_without_stops(benchmark::State& state) {
  std::string text;
  while (text.size() < static_cast<std::size_t>(state.range(0))) text += "Word, item 12 ";
  run(state, text);
}
BENCHMARK(one_line_without_stops)->Arg(1 << 16)->Arg(1 << 20)->Arg(1 << 24);

void brackets(benchmark::State& state) {
  run(state, std::string(static_cast<std::size_t>(state.range(0)), '('));
}
BENCHMARK(brackets)->Arg(1 << 16)->Arg(1 << 20);

}  // namespace
}  // namespace casus
