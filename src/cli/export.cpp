// casus export: an archive's events in the formats that other people's scripts read.

#include "export/export.h"

#include <fmt/format.h>

#include <cstdio>

#include "cli/command.h"
#include "cli/data_folder.h"
#include "cli/query_options.h"
#include "cli/terminal.h"
#include "store/happening.h"

namespace casus::cli {

namespace {

struct Options {
  QueryOptions conditions;
  std::string database;
  std::string format = "csv";
  std::string output;
  std::string codebook;
  std::string data;
  std::string rule = "place";
  int window_days = kLinkWindowDays;
  bool one_per_happening = false;
  bool with_auxiliary = false;
};

Error not_written(const std::string& path) {
  return {ErrorKind::kUnreadable, "cannot be written", path, 0,
          "is the disk full, or the reader gone?"};
}

Result<void> write_file(const std::string& path, const std::string& text) {
  std::FILE* file = std::fopen(path.c_str(), "w");
  if (file == nullptr) return not_written(path);
  const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
  if (std::fclose(file) != 0 || !written) return not_written(path);
  return {};
}

int write(ExportContext& context, const Options& options, const std::string& filters) {
  const ExportFormat& format = *find_export(options.format);
  std::FILE* file = options.output.empty() ? stdout : std::fopen(options.output.c_str(), "w");
  if (file == nullptr) return fail(not_written(options.output));
  bool failed = false;
  context.sink = [&](const std::string& bytes) {
    failed = failed || std::fwrite(bytes.data(), 1, bytes.size(), file) != bytes.size();
    return !failed;
  };
  auto done = write_export(format, context);
  failed = (file == stdout ? std::fflush(file) : std::fclose(file)) != 0 || failed;
  if (!done) return fail(done.error());
  if (failed) return fail(not_written(options.output.empty() ? "the output" : options.output));
  const std::string losses = losses_text(context.losses);
  fmt::print(stderr, "casus: {} events written\n{}", context.events, losses);
  if (options.codebook.empty()) return kDone;
  auto described = write_file(options.codebook, codebook(format, context, filters));
  return described ? kDone : fail(described.error());
}

int run(const Options& options, const std::string& filters) {
  auto query = make_query(options.conditions);
  if (!query) return fail(query.error());
  auto data = find_data(options.data);
  if (!data) return fail(data.error());
  auto tables = ExportTables::read(*data / "export");
  if (!tables) return fail(tables.error());
  auto store = open_store(options.database, {StoreMode::kRead, "", 0});
  if (!store) return fail(store.error());
  ExportOptions choices;
  choices.query = *query;
  choices.rule = options.rule == "country"   ? LinkRule::kCountry
                 : options.rule == "parties" ? LinkRule::kParties
                                             : LinkRule::kPlace;
  choices.window_days = options.window_days;
  choices.one_per_happening = options.one_per_happening;
  choices.with_auxiliary = options.with_auxiliary;
  ExportContext context{**store, *tables, choices, {}};
  return write(context, options, filters);
}

void add_link_options(CLI::App& app, Options& options) {
  app.add_option("--link-rule", options.rule,
                 "which reports are of one happening: same category, parties, modality and place, "
                 "country of "
                 "the place, or parties alone")
      ->type_name("RULE")
      ->check(CLI::IsMember({"place", "country", "parties"}));
  app.add_option("--link-window", options.window_days,
                 "days between the first and the last of them")
      ->type_name("DAYS")
      ->check(CLI::Range(0, 366));
  app.add_flag("--one-per-happening", options.one_per_happening,
               "of several reports of a happening only the first");
}

}  // namespace

std::function<int()> add_export(CLI::App& app) {
  app.description(
      "Write an archive's events in the format of another data set, a map, a graph or a panel");
  auto options = std::make_shared<Options>();
  std::vector<std::string> names;
  std::string formats = "the format";
  for (const ExportFormat& format : export_formats()) {
    names.emplace_back(format.name);
    formats += fmt::format("; {}: {}", format.name, format.description);
  }
  app.add_option("--db", options->database, "the archive")->required()->type_name("FILE");
  app.add_option("--format", options->format, formats)
      ->type_name("NAME")
      ->check(CLI::IsMember(names));
  app.add_option("--output", options->output, "file to write, else standard output")
      ->type_name("FILE");
  app.add_option("--codebook", options->codebook,
                 "also write a page that tells what each column means")
      ->type_name("FILE");
  add_query_options(app, options->conditions);
  add_link_options(app, *options);
  app.add_flag(
      "--with-auxiliary", options->with_auxiliary,
      "future, hypothetical, denied and historical events into formats that cannot say so, too");
  app.add_option("--data", options->data, "casus's data folder")->type_name("DIR");
  app.footer(
      "The archive itself is an SQLite file with views for other programs "
      "(docs/formats/archive.md).\n\n"
      "  casus export --db news.db --format polecat --output events.tsv --codebook events.md\n"
      "  casus export --db news.db --format dyad-month --one-per-happening --from 2020 --to 2020");
  return [options, &app] { return run(*options, given_filters(app)); };
}

}  // namespace casus::cli
