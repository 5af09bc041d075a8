// casus eval --layer syntax.

#include <fmt/format.h>

#include "cli/command.h"
#include "cli/eval.h"
#include "cli/terminal.h"
#include "eval/syntax_eval.h"
#include "input/conllu.h"

namespace casus::cli {

namespace {

Result<std::vector<Document>> read_gold(const std::vector<std::string>& files) {
  std::vector<Document> gold;
  for (const std::string& file : files) {
    auto documents = read_conllu(file);
    if (!documents) return documents.error();
    for (Document& document : *documents) gold.push_back(std::move(document));
  }
  return gold;
}

// What casus makes of the gold's texts, or of its words where `options` ask for that.
Result<std::vector<Document>> code_gold(const EvalOptions& options, const Coder& coder,
                                        const std::vector<Document>& gold) {
  std::vector<Document> system;
  if (options.given_tokens) {
    auto again = read_gold(options.run.inputs);
    if (!again) return again.error();
    system = *std::move(again);
  } else {
    system = raw_documents(gold);
  }
  Coder::Scratch scratch;
  for (Document& document : system) {
    document.has_given_tokens = options.given_tokens;
    document.has_given_syntax = false;
    document.language = options.run.language;
    if (auto coded = coder.code(document, scratch, Stage::kSyntax); !coded) return coded.error();
  }
  return system;
}

}  // namespace

int eval_syntax(const EvalOptions& options, const Coder& coder) {
  auto gold = read_gold(options.run.inputs);
  if (!gold) return fail(gold.error());
  auto system = code_gold(options, coder, *gold);
  if (!system) return fail(system.error());
  auto scores = score_syntax(*gold, *system);
  if (!scores) return fail(scores.error());
  fmt::print("{}", to_table(*scores));
  auto by_genre = score_syntax_by_genre(*gold, *system);
  if (!by_genre) return fail(by_genre.error());
  if (by_genre->size() < 2) return kDone;
  fmt::print("\n{:<16} {:>8} {:>8} {:>8} {:>8} {:>8} {:>12} {:>8}\n", "genre", "words", "UPOS",
             "lemmas", "UAS", "LAS", "LAS-nopunct", "MainArgs");
  for (const auto& [genre, each] : *by_genre) {
    fmt::print("{:<16} {:>8} {:>8.2f} {:>8.2f} {:>8.2f} {:>8.2f} {:>12.2f} {:>8.2f}\n", genre,
               each.words.gold, each.upos.f1(), each.lemmas.f1(), each.uas.f1(), each.las.f1(),
               each.las_without_punctuation.f1(), each.main_arguments.f1());
  }
  return kDone;
}

}  // namespace casus::cli
