// casus facts: the registers of meetings, operations, programmes, agreements and their breaches,
// memberships and statements.

#include "cli/command.h"
#include "cli/run_documents.h"
#include "cli/terminal.h"

namespace casus::cli {

namespace {

// The formats of this command are the writers of this name after "facts-".
constexpr std::string_view kWriterPrefix = "facts-";

}  // namespace

std::function<int()> add_facts(CLI::App& app) {
  app.description(
      "File what texts tell of meetings, operations, programmes, agreements, breaches, memberships "
      "and statements, each with its words");
  auto options = std::make_shared<RunOptions>();
  add_run_options(app, *options);
  app.add_option("--kind", options->kinds,
                 "only facts of this kind (meeting, operation, programme, agreement, breach, "
                 "membership, statement, or one of a lexicon's own); may be repeated")
      ->type_name("KIND");
  app.add_option("--format", options->format,
                 "table: for people; jsonl: a JSON object a fact; csv: a row a fact (RFC 4180, "
                 "UTF-8, with a header)")
      ->type_name("NAME")
      ->check(CLI::IsMember({"table", "jsonl", "csv"}));
  app.footer(
      "A table on a terminal, JSON Lines when piped.\n\n"
      "  casus facts release.txt --date 2020-07-14\n"
      "  casus facts archive/ --kind agreement --kind breach --format csv > ceasefires.csv\n"
      "  casus facts releases.jsonl --kind meeting | jq '.participants[] | [.role, .entity_text]'");
  return [options] {
    if (options->format.empty()) options->format = output_is_terminal() ? "table" : "jsonl";
    options->format = std::string(kWriterPrefix) + options->format;
    return run_documents(*options);
  };
}

}  // namespace casus::cli
