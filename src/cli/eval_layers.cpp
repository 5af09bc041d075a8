// casus eval --layer entities, actors, chains, times, places and events.
// casus eval --layer entities, times, places, events and facts.

#include <fmt/format.h>

#include "cli/command.h"
#include "cli/data_folder.h"
#include "cli/eval.h"
#include "cli/terminal.h"
#include "eval/actors_eval.h"
#include "eval/chains_eval.h"
#include "eval/entities_eval.h"
#include "eval/event_places_eval.h"
#include "eval/event_set.h"
#include "eval/events_eval.h"
#include "eval/extract_eval.h"
#include "eval/facts_eval.h"
#include "eval/places_eval.h"
#include "eval/times_eval.h"

namespace casus::cli {

namespace {

// Scores each gold file and prints it; `score` returns a Result of its table.
template <typename Score>
int for_each_file(const EvalOptions& options, Score score) {
  for (const std::string& file : options.run.inputs) {
    Result<std::string> table = score(file);
    if (!table) return fail(table.error());
    if (options.run.inputs.size() > 1) fmt::print("{}\n", file);
    fmt::print("{}", *table);
  }
  return kDone;
}

Result<std::string> events_table(const EvalOptions& options, const Coder& coder,
                                 const CodeFolds& folds, const std::string& file) {
  auto gold = read_gold_events(file, folds);
  if (!gold) return gold.error();
  auto documents = gold_documents(*gold);
  Coder::Scratch scratch;
  for (Document& document : documents) {
    if (auto coded = coder.code(document, scratch, Stage::kEvents); !coded) return coded.error();
  }
  const EventScores scores = score_events(*gold, documents, folds);
  return to_table(scores) + (options.show_misses ? misses_text(scores, *gold) : "");
}

Result<std::string> event_set_table(const EvalOptions& options, const Coder& coder,
                                    const std::string& file) {
  auto texts = read_event_set(file);
  if (!texts) return texts.error();
  auto documents = set_documents(*texts);
  Coder::Scratch scratch;
  for (Document& document : documents) {
    if (auto coded = coder.code(document, scratch, Stage::kEvents); !coded) return coded.error();
  }
  const EventSetScores scores = score_event_set(*texts, documents);
  return to_table(scores) + (options.show_misses ? "\n" + scores.misses : "");
}

}  // namespace

int eval_entities(const EvalOptions& options, const Coder& coder) {
  return for_each_file(options, [&](const std::string& file) -> Result<std::string> {
    auto scores = evaluate_entities(coder, file);
    if (!scores) return scores.error();
    return to_table(*scores, options.show_misses);
  });
}

int eval_actors(const EvalOptions& options, const Coder& coder) {
  return for_each_file(options, [&](const std::string& file) -> Result<std::string> {
    auto scores = evaluate_actors(coder, file);
    if (!scores) return scores.error();
    return to_table(*scores, options.show_misses);
  });
}

int eval_chains(const EvalOptions& options, const Coder& coder) {
  return for_each_file(options, [&](const std::string& file) -> Result<std::string> {
    auto scores = evaluate_chains(coder, file);
    if (!scores) return scores.error();
    return to_table(*scores, options.show_misses);
  });
}

int eval_times(const EvalOptions& options, const Coder& coder) {
  return for_each_file(options, [&](const std::string& file) -> Result<std::string> {
    auto scores = evaluate_times(coder, file);
    if (!scores) return scores.error();
    return to_table(*scores, options.show_misses);
  });
}

int eval_places(const EvalOptions& options, const Coder& coder) {
  return for_each_file(options, [&](const std::string& file) -> Result<std::string> {
    auto score = score_places(coder, file, options.show_misses);
    if (!score) return score.error();
    return fmt::format("{}{}\n", to_text(*score), fmt::join(score->misses, "\n"));
  });
}

int eval_extract(const EvalOptions& options, const Coder&) {
  auto rules = read_page_rules(options.run.data);
  if (!rules) return fail(rules.error());
  return for_each_file(options, [&](const std::string& folder) -> Result<std::string> {
    auto scores = evaluate_pages(folder, *rules);
    if (!scores) return scores.error();
    return to_table(*scores, options.show_misses);
  });
}

int eval_event_places(const EvalOptions& options, const Coder& coder) {
  return for_each_file(options, [&](const std::string& file) -> Result<std::string> {
    auto scores = evaluate_event_places(coder, file);
    if (!scores) return scores.error();
    return to_table(*scores, options.show_misses);
  });
}

int eval_events(const EvalOptions& options, const Coder& coder) {
  auto data = find_data(options.run.data);
  if (!data) return fail(data.error());
  auto folds = read_code_folds(*data / "eval" / "plover-codes.txt");
  if (!folds) return fail(folds.error());
  return for_each_file(options, [&](const std::string& file) {
    if (file.ends_with(".txt")) return event_set_table(options, coder, file);
    return events_table(options, coder, *folds, file);
  });
}

int eval_facts(const EvalOptions& options, const Coder& coder) {
  FactScores scores;
  for (const std::string& file : options.run.inputs) {
    if (auto evaluated = evaluate_facts(coder, file, scores); !evaluated) {
      return fail(evaluated.error());
    }
  }
  fmt::print("{}", to_table(scores, options.show_misses));
  return kDone;
}

}  // namespace casus::cli
