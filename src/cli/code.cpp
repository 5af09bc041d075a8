// casus code, annotate, parse and explain: the pipeline's results in four views.

#include "cli/command.h"
#include "cli/run_documents.h"
#include "cli/terminal.h"

namespace casus::cli {

namespace {

// A command that runs documents and writes them in one of `formats`, by default the first.
std::function<int()> add_run(CLI::App& app, std::vector<std::string> formats,
                             const std::string& piped_default, bool writes_events = false) {
  auto options = std::make_shared<RunOptions>();
  add_run_options(app, *options);
  if (writes_events) {
    app.add_option("--min-confidence", options->minimum_confidence,
                   "leave out events that are less likely right, 0 to 1")
        ->type_name("SHARE")
        ->check(CLI::Range(0.0, 1.0));
  }
  const std::string terminal_default = formats.front();
  if (formats.size() > 1) add_format_option(app, *options, formats);
  return [options, terminal_default, piped_default] {
    if (options->format.empty()) {
      options->format = output_is_terminal() ? terminal_default : piped_default;
    }
    options->wants_reasons = options->format == "explanation";
    options->parse_again = options->format == "conllu";
    return run_documents(*options);
  };
}

}  // namespace

std::function<int()> add_code(CLI::App& app) {
  app.description("Code texts into PLOVER events: who did what to whom, when, where, says who");
  app.footer(
      "A table on a terminal, JSON Lines when piped.\n\n"
      "  casus code release.txt --date 2020-07-14\n"
      "  casus code archive/ --format csv --threads 0 > events.csv\n"
      "  casus code --text \"Ministers from Chile and Peru met in Lima on Monday.\"");
  return add_run(app, {"table", "jsonl", "csv"}, "jsonl", true);
}

std::function<int()> add_annotate(CLI::App& app) {
  app.description(
      "Write every layer of each document as JSON: sentences, trees, entities, times, places, "
      "events, facts");
  app.footer("  casus annotate release.txt | jq '.events[].event'");
  return add_run(app, {"annotation"}, "annotation", true);
}

std::function<int()> add_parse(CLI::App& app) {
  app.description("Parse raw text into Universal Dependencies, as CoNLL-U");
  app.footer("  casus parse release.txt > release.conllu");
  return add_run(app, {"conllu"}, "conllu");
}

std::function<int()> add_explain(CLI::App& app) {
  app.description(
      "Show a text's trees, triggers and actors, and why each event has its code, mode, date and "
      "place, or was not coded");
  app.footer("  casus explain --text \"Rebels denied that they had shelled the village.\"");
  return add_run(app, {"explanation"}, "explanation");
}

}  // namespace casus::cli
