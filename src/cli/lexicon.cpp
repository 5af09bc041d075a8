// casus lexicon: for people who extend the event lexicon.

#include "pipeline/events/lexicon.h"

#include <fmt/format.h>

#include <filesystem>
#include <set>

#include "base/text_file.h"
#include "casus/coder.h"
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
  std::vector<std::string> texts;  // files and folders to try the entries on
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

// The text of a case (between "--- text" and "--- expect"), or of an annotated set (its sentences).
std::string text_of(const std::string& content) {
  const bool is_case = content.find("--- text\n") != std::string::npos;
  bool is_inside = !is_case;
  std::string text;
  for (const std::string_view line : split(content, '\n')) {
    if (line.starts_with("--- ")) {
      is_inside = line == "--- text";
    } else if (is_inside && !line.starts_with('#') && !line.starts_with('>')) {
      text.append(line.starts_with("===") ? "\n" : line).append("\n");
    }
  }
  return text;
}

std::vector<fs::path> text_files(const std::vector<std::string>& paths) {
  std::vector<fs::path> files;
  for (const fs::path path : paths) {
    if (!fs::is_directory(path)) {
      files.push_back(path);
      continue;
    }
    for (const auto& entry : fs::recursive_directory_iterator(path)) {
      if (entry.path().extension() == ".txt") files.push_back(entry.path());
    }
  }
  return files;
}

// The entries that held somewhere in the texts, as they are written.
Result<std::set<std::string>> entries_tried(const LexiconOptions& options) {
  auto data = find_data(options.data);
  if (!data) return data.error();
  const CoderOptions coder_options{{options.overlays.begin(), options.overlays.end()}, {}};
  auto coder = Coder::open(*data, coder_options);
  if (!coder) return coder.error();
  std::set<std::string> tried;
  Coder::Scratch scratch;
  for (const fs::path& file : text_files(options.texts)) {
    auto content = read_file(file);
    if (!content) return content.error();
    Document document;
    document.text = text_of(*content);
    document.language = options.language;
    document.wants_reasons = true;
    if (auto coded = coder->code(document, scratch, Stage::kEvents); !coded) return coded.error();
    for (const TriggerNote& note : document.trigger_notes) {
      tried.insert(note.entry.substr(0, note.entry.rfind("  [")));
    }
  }
  return tried;
}

// Prints the entries that held nowhere in the texts, and how many they are.
int check_on_texts(const LexiconOptions& options, const EventLexicon& lexicon) {
  const auto tried = entries_tried(options);
  if (!tried) return fail(tried.error());
  std::size_t untried = 0;
  for (const Entry& entry : lexicon.entries()) {
    if (tried->contains(entry.text)) continue;
    ++untried;
    fmt::print("{}:{}: untested: {}\n", entry.place.file, entry.place.line, entry.text);
  }
  fmt::print("{} of {} entries are untested by these texts\n", untried, lexicon.entries().size());
  return kDone;
}

int check(const LexiconOptions& options) {
  auto opened = open_lexicon(options);
  if (!opened) return fail(opened.error());
  const auto findings = check_lexicon(opened->lexicon);
  for (const LexiconFinding& finding : findings) {
    fmt::print("{}:{}: {}\n", finding.place.file, finding.place.line, finding.message);
  }
  fmt::print("{} entries, {} findings\n", opened->lexicon.entries().size(), findings.size());
  if (!options.texts.empty()) {
    const int tested = check_on_texts(options, opened->lexicon);
    if (tested != kDone) return tested;
  }
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
  checker
      ->add_option("--texts", options->texts,
                   "cases, annotated sets or plain texts, files or folders: list the entries that "
                   "hold nowhere in them")
      ->type_name("PATH");
  CLI::App* explainer = app.add_subcommand("explain", "Show every entry of a word");
  explainer->add_option("WORD", options->word, "base form: attack, sign")->required();
  add_options(*explainer, *options);
  return [options, checker] { return checker->parsed() ? check(*options) : explain(*options); };
}

}  // namespace casus::cli
