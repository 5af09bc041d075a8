// casus lexicon: for people who extend the event lexicon.

#include "pipeline/events/lexicon.h"

#include <fmt/format.h>

#include <filesystem>

#include "base/text_file.h"
#include "cli/command.h"
#include "cli/data_folder.h"
#include "cli/terminal.h"
#include "pipeline/events/events_stage.h"

namespace casus::cli {

namespace {

namespace fs = std::filesystem;

struct LexiconOptions {
  std::string data;
  std::string language = "en";
  std::vector<std::string> overlays;
  std::string word;
};

struct OpenLexicon {
  std::unique_ptr<EventSchema> schema;  // the lexicon points into it
  EventLexicon lexicon;
};

Result<OpenLexicon> open_lexicon(const LexiconOptions& options) {
  auto data = find_data(options.data);
  if (!data) return data.error();
  auto schema = EventSchema::load(*data / "events");
  if (!schema) return schema.error();
  const fs::path folder = *data / "languages" / options.language;
  if (!fs::is_directory(folder)) {
    return Error{ErrorKind::kNotFound, "no such language", folder.string(), 0, "see --language"};
  }
  std::vector<fs::path> folders = {folder};
  for (const std::string& overlay : options.overlays) {
    folders.push_back(fs::path(overlay) / options.language);
  }
  OpenLexicon opened{std::make_unique<EventSchema>(*std::move(schema)), {}};
  auto lexicon = EventLexicon::load(folders, *opened.schema);
  if (!lexicon) return lexicon.error();
  opened.lexicon = *std::move(lexicon);
  return opened;
}

int check(const LexiconOptions& options) {
  auto opened = open_lexicon(options);
  if (!opened) return fail(opened.error());
  const auto findings = check_lexicon(opened->lexicon);
  for (const LexiconFinding& finding : findings) {
    fmt::print("{}:{}: {}\n", finding.place.file, finding.place.line, finding.message);
  }
  fmt::print("{} entries, {} findings\n", opened->lexicon.entries().size(), findings.size());
  return findings.empty() ? kDone : kSomeRefused;
}

int explain(const LexiconOptions& options) {
  auto opened = open_lexicon(options);
  if (!opened) return fail(opened.error());
  const EventLexicon& lexicon = opened->lexicon;
  std::size_t shown = 0;
  for (const std::int32_t index : lexicon.headed_by(lexicon.words().find(options.word))) {
    const Entry& entry = lexicon.entries()[static_cast<std::size_t>(index)];
    fmt::print("{:<10} {}\n{:<10} {}:{}\n",
               entry.category == nullptr ? "no event" : entry.category->name, entry.text, "",
               entry.place.file, entry.place.line);
    ++shown;
  }
  if (shown == 0)
    fmt::print("no entry has '{}' as its head; give the base form of a word\n", options.word);
  return kDone;
}

void add_options(CLI::App& app, LexiconOptions& options) {
  app.add_option("--language", options.language, "language of the lexicon")->type_name("CODE");
  app.add_option("--data", options.data, "casus's data folder")->type_name("DIR");
  app.add_option("--lexicon", options.overlays,
                 "folder of lexicon files, by language, laid over casus's own; may be repeated")
      ->type_name("DIR");
}

}  // namespace

std::function<int()> add_lexicon(CLI::App& app) {
  app.description("Check the event lexicon, or show what it says of a word");
  app.require_subcommand(1);
  auto options = std::make_shared<LexiconOptions>();
  CLI::App* checker = app.add_subcommand(
      "check",
      "Find entries that can never win, that contradict each other, or are there twice. "
      "Exit status 1 where there are findings");
  add_options(*checker, *options);
  CLI::App* explainer = app.add_subcommand("explain", "Show every entry of a word");
  explainer->add_option("WORD", options->word, "base form: attack, sign")->required();
  add_options(*explainer, *options);
  return [options, checker] { return checker->parsed() ? check(*options) : explain(*options); };
}

}  // namespace casus::cli
