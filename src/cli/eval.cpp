// casus eval: scores casus on gold records, a layer at a time.

#include "cli/eval.h"

#include "cli/command.h"
#include "cli/terminal.h"

namespace casus::cli {

namespace {

struct EvalLayer {
  const char* name;
  const char* description;
  int (*evaluate)(const EvalOptions& options, const Coder& coder);
};

const std::vector<EvalLayer>& eval_layers() {
  static const std::vector<EvalLayer> layers = {
      {"syntax", "CoNLL-U: tokens, sentences, tags, lemmas, trees by the CoNLL 2018 measures",
       eval_syntax},
      {"entities", "JSON Lines with text and entities (start, end, type)", eval_entities},
      {"actors", "phrases with date, code and sectors, tabs between, - for none", eval_actors},
      {"chains", "texts whose mentions are marked with their chains: [1 the ministry]",
       eval_chains},
      {"times", "TimeML, or JSON Lines with text, date and times (start, end, type, value)",
       eval_times},
      {"places", "JSON Lines with text and places (start, end, lat, lon)", eval_places},
      {"extract", "a folder of pages NAME.html with their texts NAME.txt: runs of four words",
       eval_extract},
      {"events",
       "JSON Lines with text, event, actor and recipient, a gold event a sentence; or .txt, "
       "texts with every event annotated (tests/sets/README.md)",
       eval_events},
      {"facts", "releases with every fact of them (tests/sets/README.md), all files together",
       eval_facts},
      {"event-places", "JSON Lines with text, date and events (start, end, date, enddate, place)",
       eval_event_places},
  };
  return layers;
}

int evaluate(const EvalOptions& options) {
  auto coder = open_coder(options.run);
  if (!coder) return fail(coder.error());
  for (const EvalLayer& layer : eval_layers()) {
    if (layer.name == options.layer) return layer.evaluate(options, *coder);
  }
  return kFailed;
}

}  // namespace

std::function<int()> add_eval(CLI::App& app) {
  app.description("Score casus on gold records, layer by layer, and show the misses");
  auto options = std::make_shared<EvalOptions>();
  std::string text = "what to score, and on which gold";
  std::vector<std::string> names;
  for (const EvalLayer& layer : eval_layers()) {
    text += std::string("; ") + layer.name + ": " + layer.description;
    names.emplace_back(layer.name);
  }
  app.add_option("GOLD", options->run.inputs, "gold files")->required();
  options->layer = names.front();
  app.add_option("--layer", options->layer, text)->type_name("NAME")->check(CLI::IsMember(names));
  app.add_flag("--misses", options->show_misses, "print what was missed, each with its text");
  app.add_flag("--given-tokens", options->given_tokens,
               "syntax: parse the gold's sentences and words instead of the raw text");
  app.add_option("--language", options->run.language, "language of the gold's texts")
      ->type_name("CODE");
  app.add_option("--data", options->run.data, "casus's data folder")->type_name("DIR");
  app.add_option("--lexicon", options->run.lexicon_overlays, "lexicon folder laid over casus's own")
      ->type_name("DIR");
  app.add_option("--knowledge", options->run.knowledge_overlays,
                 "knowledge folder laid over casus's own")
      ->type_name("DIR");
  app.footer("  casus eval --layer syntax en_ewt-ud-dev.conllu");
  return [options] { return evaluate(*options); };
}

}  // namespace casus::cli
