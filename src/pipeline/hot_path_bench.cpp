// Raw text to finished syntax on one core, as a program does it that reads document after document
// with the same buffers: words a second, and calls of operator new a thousand words, which count
// what is allocated once buffers have grown.

#include <benchmark/benchmark.h>

#include <atomic>
#include <cstdlib>
#include <new>
#include <string>
#include <vector>

#include "base/text_file.h"
#include "casus/coder.h"

namespace {
std::atomic<std::size_t> allocations = 0;
}  // namespace

// GCC does not see that the two sides below are a pair.
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"

void* operator new(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace {

const casus::Coder& coder() {
  static const casus::Coder opened = [] {
    auto result = casus::Coder::open(CASUS_SOURCE_DIR "/data");
    if (!result) throw std::runtime_error(result.error().to_string());
    return *std::move(result);
  }();
  return opened;
}

std::string releases() {
  std::string all;
  for (const auto& path : casus::files_in(CASUS_SOURCE_DIR "/examples", ".txt"))
    if (auto text = casus::read_file(path)) all += *text + "\n\n";
  return all;
}

// One sentence of about 5,000 words.
std::string long_list() {
  std::string list = "The following were invited: ";
  for (int i = 0; i < 1250; ++i) list += "the mayor of village " + std::to_string(i) + ", ";
  return list + "and others.";
}

void read_again_and_again(benchmark::State& state, casus::Stage last, const std::string& text) {
  casus::Coder::Scratch scratch;
  casus::Document document;
  document.id = "bench";
  document.text = text;
  std::size_t before = 0, words = 0;
  int rounds = 0;
  for (auto _ : state) {
    document.clear_layers();
    if (!coder().code(document, scratch, last)) state.SkipWithError("not coded");
    if (rounds++ == 0) {
      before = allocations;
    } else {
      words += document.tokens.size();
    }
  }
  const auto thousands = static_cast<double>(words) / 1000;
  if (words > 0)
    state.counters["allocations/1000 words"] =
        static_cast<double>(allocations - before) / thousands;
  state.counters["words/s"] =
      benchmark::Counter(static_cast<double>(words), benchmark::Counter::kIsRate);
}

void text_of_releases(benchmark::State& state) {
  read_again_and_again(state, casus::Stage::kText, releases());
}
void text_and_syntax_of_releases(benchmark::State& state) {
  read_again_and_again(state, casus::Stage::kSyntax, releases());
}
void text_of_a_sentence_of_5000(benchmark::State& state) {
  read_again_and_again(state, casus::Stage::kText, long_list());
}
void text_and_syntax_of_a_sentence_of_5000(benchmark::State& state) {
  read_again_and_again(state, casus::Stage::kSyntax, long_list());
}

}  // namespace

BENCHMARK(text_of_releases)->Unit(benchmark::kMillisecond);
BENCHMARK(text_and_syntax_of_releases)->Unit(benchmark::kMillisecond);
BENCHMARK(text_of_a_sentence_of_5000)->Unit(benchmark::kMillisecond);
BENCHMARK(text_and_syntax_of_a_sentence_of_5000)->Unit(benchmark::kMillisecond);
