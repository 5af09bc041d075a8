// The program: a table of commands.

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "cli/command.h"

namespace {

struct Command {
  const char* name;
  casus::cli::AddCommand add;
};

constexpr Command kCommands[] = {
    {"code", casus::cli::add_code},           {"annotate", casus::cli::add_annotate},
    {"parse", casus::cli::add_parse},         {"explain", casus::cli::add_explain},
    {"facts", casus::cli::add_facts},         {"resolve", casus::cli::add_resolve},
    {"extract", casus::cli::add_extract},     {"ingest", casus::cli::add_ingest},
    {"recode", casus::cli::add_recode},       {"query", casus::cli::add_query},
    {"export", casus::cli::add_export},       {"diff", casus::cli::add_diff},
    {"serve", casus::cli::add_serve},         {"eval", casus::cli::add_eval},
    {"train", casus::cli::add_train},         {"kb", casus::cli::add_kb},
    {"gazetteer", casus::cli::add_gazetteer}, {"lexicon", casus::cli::add_lexicon},
    {"manual", casus::cli::add_manual},       {"completion", casus::cli::add_completion},
};

void describe(CLI::App& app) {
  app.name("casus");
  app.description(
      "Reads releases and news, and keeps an accountable record of who did what to whom, when, "
      "where, and who says so (PLOVER 2.0 events).");
  app.footer(
      "Begin with:\n"
      "  casus code FILE --date YYYY-MM-DD     the events of a text\n"
      "  casus explain FILE                    why they were coded so\n"
      "  casus COMMAND --help                  what a command takes\n\n"
      "Exit status: 0 done; 1 done, but some documents were refused, each named on standard "
      "error;\n2 the command was wrong or nothing could be read.");
  app.set_version_flag("--version", "casus " CASUS_VERSION);
  app.require_subcommand(1);
  app.get_formatter()->column_width(28);
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app;
  describe(app);
  std::vector<std::pair<CLI::App*, std::function<int()>>> commands;
  for (const Command& command : kCommands) {
    CLI::App* added = app.add_subcommand(command.name);
    auto run = command.add(*added);
    commands.emplace_back(added, std::move(run));
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? casus::cli::kDone : casus::cli::kFailed;
  }
  for (const auto& [command, run] : commands) {
    if (command->parsed()) return run();
  }
  return casus::cli::kFailed;
}
