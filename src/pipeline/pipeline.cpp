#include "pipeline/pipeline.h"

#include <chrono>

namespace casus {

namespace {

// Runs stages until one fails or `last` is done, and takes each one's time.
class StageRunner {
 public:
  StageRunner(Stage last, StageTimes* times) : last_(last), times_(times) {}

  template <typename Run>
  void stage(Stage stage, Run run) {
    if (!result_ || stage > last_) return;
    const auto start = std::chrono::steady_clock::now();
    result_ = run();
    if (times_ == nullptr) return;
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    times_->seconds[static_cast<int>(stage)] += took.count();
  }

  Result<void> result() { return std::move(result_); }

 private:
  Stage last_;
  StageTimes* times_;
  Result<void> result_;
};

}  // namespace

Result<void> run_pipeline(const Resources& resources, Document& document, PipelineScratch& scratch,
                          Stage last, StageTimes* times) {
  if (!document.has_given_tokens) document.clear_layers();
  const auto found = resources.language_of(document);
  if (!found) return found.error();
  const Language& language = **found;
  document.language = language.code;
  StageRunner run(last, times);

  run.stage(Stage::kText, [&]() -> Result<void> {
    if (document.has_given_tokens) return {};
    return find_tokens(language.text, document, scratch.text);
  });
  // From here on the text has blocks, sentences and tokens, and their offsets are final.

  run.stage(Stage::kSyntax, [&]() -> Result<void> {
    if (document.has_given_syntax) return {};
    return parse_sentences(language.syntax, document, scratch.syntax);
  });
  // Every sentence is one tree: each token has a tag, a lemma, a head and its children.

  run.stage(Stage::kEntities, [&] {
    return find_entities(language.entities, resources.knowledge, document, scratch.entities,
                         &resources.gazetteer);
  });
  // Names are found and joined into chains; every noun phrase knows whether it is an actor.

  run.stage(Stage::kTimes, [&] { return find_times(language.times, document, scratch.times); });
  // Time expressions have values, and the relative ones say what they were reckoned from.

  run.stage(Stage::kPlaces, [&] {
    return find_places(language.places, resources.knowledge, resources.gazetteer, document,
                       scratch.places);
  });
  // Place names are resolved to one entry each, no finer than the text says.

  run.stage(Stage::kEvents, [&] {
    return find_events(language.events, resources.schema, document, scratch.events);
  });
  // Events have actors, modality, claimants, dates and places, all tied to words.

  run.stage(Stage::kFacts, [&] {
    const ContextSource contexts{&scratch.events.context_hits, &resources.schema.contexts()};
    return find_facts(language.facts, contexts, document, scratch.facts);
  });

  auto result = run.result();
  if (!result) document.clear_layers();
  return result;
}

}  // namespace casus
