// Words a second of the syntax stage alone, on sentences of ordinary length and on one of 5,000
// tokens, and the time to load a model. One thread. "allocations" counts calls of operator new a
// document, once buffers have grown: only the arena's chunks for new lemmas remain.

#include <benchmark/benchmark.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <new>
#include <string>
#include <vector>

#include "pipeline/syntax/syntax_stage.h"

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

namespace casus {
namespace {

const std::filesystem::path kLanguage =
    std::filesystem::path(CASUS_SOURCE_DIR) / "data/languages/en";

constexpr std::string_view kWords[] = {
    "On",        "Tuesday",   "the",   "foreign", "minister", "of",     "the",     "republic",
    "told",      "reporters", "that",  "two",     "convoys",  "had",    "crossed", "the",
    "border",    "near",      "Lower", "Karsk",   "and",      "called", "on",      "the",
    "Secretary", "General",   "to",    "condemn", "it",       "."};

// `sentences` of `length` words each: the words above over and over, with numbers that vary.
Document make_document(std::size_t sentences, std::size_t length) {
  Document document;
  for (std::size_t s = 0; s < sentences; ++s) {
    Sentence sentence;
    sentence.first = static_cast<TokenIndex>(document.tokens.size());
    for (std::size_t i = 0; i < length; ++i) {
      Token token;
      const std::size_t word = s * 7 + i;
      token.form = word % 11 == 0 ? document.arena.store(std::to_string(word))
                                  : kWords[word % std::size(kWords)];
      document.tokens.push_back(token);
    }
    sentence.last = static_cast<TokenIndex>(document.tokens.size());
    document.sentences.push_back(sentence);
  }
  return document;
}

void parse(benchmark::State& state, std::size_t sentences, std::size_t length) {
  const auto model = SyntaxModel::load(kLanguage);
  if (!model) {
    state.SkipWithError(model.error().to_string().c_str());
    return;
  }
  Document document = make_document(sentences, length);
  SyntaxScratch scratch;
  if (auto warm = parse_sentences(*model, document, scratch); !warm) return;
  const std::size_t allocations_before = allocations;
  for (auto _ : state) {
    auto parsed = parse_sentences(*model, document, scratch);
    benchmark::DoNotOptimize(parsed);
  }
  state.counters["allocations"] = benchmark::Counter(
      static_cast<double>(allocations - allocations_before), benchmark::Counter::kAvgIterations);
  state.counters["words/s"] =
      benchmark::Counter(static_cast<double>(document.tokens.size() * state.iterations()),
                         benchmark::Counter::kIsRate);
}

void BM_ParseArticle(benchmark::State& state) { parse(state, 40, 25); }
BENCHMARK(BM_ParseArticle);

void BM_ParseOneSentence(benchmark::State& state) { parse(state, 1, 25); }
BENCHMARK(BM_ParseOneSentence);

void BM_ParseSentenceOf5000(benchmark::State& state) { parse(state, 1, 5000); }
BENCHMARK(BM_ParseSentenceOf5000);

void BM_LoadModel(benchmark::State& state) {
  for (auto _ : state) {
    auto model = SyntaxModel::load(kLanguage);
    benchmark::DoNotOptimize(model);
  }
}
BENCHMARK(BM_LoadModel);

}  // namespace
}  // namespace casus
