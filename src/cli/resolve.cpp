// casus resolve: an actor phrase at a date to code, sectors, identity and office.

#include "cli/command.h"
#include "cli/run_documents.h"
#include "cli/terminal.h"

namespace casus::cli {

namespace {

struct ResolveOptions {
  RunOptions run;
  std::vector<std::string> arguments;  // a phrase's words, or files where --input is given
};

int resolve(const ResolveOptions& given) {
  RunOptions run = given.run;
  if (run.kind.empty()) {
    for (const std::string& word : given.arguments)
      run.text += (run.text.empty() ? "" : " ") + word;
    if (run.text.empty()) {
      return fail({ErrorKind::kUsage, "no phrase to resolve", "", 0,
                   "write it behind the command, or give --input jsonl and a file"});
    }
  } else {
    run.inputs = given.arguments;
  }
  if (run.format.empty()) run.format = output_is_terminal() ? "resolution-text" : "resolution";
  return run_documents(run);
}

}  // namespace

std::function<int()> add_resolve(CLI::App& app) {
  app.description("Say who a phrase names on a date: code, sectors, identity, office, and why");
  auto options = std::make_shared<ResolveOptions>();
  app.add_option("PHRASE", options->arguments, "the phrase; with --input, files or - to read from");
  app.add_option("--input", options->run.kind,
                 "read many phrases: a JSON object a line with id, text (the phrase) and date")
      ->type_name("KIND")
      ->check(CLI::IsMember({"jsonl"}));
  app.add_option("--date", options->run.date, "the day on which the phrase was written, YYYY-MM-DD")
      ->type_name("DAY")
      ->check(check_day);
  app.add_option("--language", options->run.language, "language of the phrase")->type_name("CODE");
  app.add_option("--threads", options->run.threads, "how many cores to use; 0 for all")
      ->type_name("N")
      ->check(CLI::Range(0, 1024));
  app.add_option("--data", options->run.data, "casus's data folder")->type_name("DIR");
  app.add_option("--knowledge", options->run.knowledge_overlays,
                 "folder of knowledge files laid over casus's own; may be repeated")
      ->type_name("DIR");
  app.add_flag("--json{resolution}", options->run.format, "JSON Lines on a terminal, too");
  app.footer(
      "  casus resolve --date 2010-05-01 \"units of the armed forces of the Republic of Armenia\"\n"
      "  casus resolve --input jsonl phrases.jsonl > codes.jsonl");
  return [options] { return resolve(*options); };
}

}  // namespace casus::cli
