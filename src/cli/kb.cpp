// casus kb: for people who extend the knowledge files.

#include <fmt/format.h>

#include <algorithm>
#include <fstream>

#include "base/text_file.h"
#include "cli/command.h"
#include "cli/data_folder.h"
#include "cli/terminal.h"
#include "resources/knowledge.h"
#include "resources/knowledge_check.h"
#include "resources/knowledge_compiler.h"
#include "resources/knowledge_import.h"

namespace casus::cli {

namespace {

struct KbOptions {
  std::string data;
  std::vector<std::string> overlays;
  std::vector<std::string> inputs;  // of import
  std::string format = "auto";
  std::string output;
};

std::vector<std::filesystem::path> folders_of(const KbOptions& options,
                                              const std::filesystem::path& data) {
  std::vector<std::filesystem::path> folders = {data / "knowledge"};
  folders.insert(folders.end(), options.overlays.begin(), options.overlays.end());
  return folders;
}

// What is there to be mapped; the text files count in any case.
void report_compiled(const std::vector<std::filesystem::path>& folders) {
  const auto compiled = Knowledge::load_compiled(folders);
  if (compiled) {
    fmt::print("{}: up to date\n", compiled_knowledge_path(folders).string());
  } else {
    fmt::print("{}; the text files are read instead\n", compiled.error().to_string());
  }
}

int compile(const KbOptions& options) {
  auto data = find_data(options.data);
  if (!data) return fail(data.error());
  const auto folders = folders_of(options, *data);
  const auto bytes = write_compiled_knowledge(folders);
  if (!bytes) return fail(bytes.error());
  const auto compiled = Knowledge::load_compiled(folders);
  if (!compiled) return fail(compiled.error());
  fmt::print("{}: {} entries, {} bytes\n", compiled_knowledge_path(folders).string(),
             compiled->size(), *bytes);
  return kDone;
}

int check(const KbOptions& options) {
  auto data = find_data(options.data);
  if (!data) return fail(data.error());
  const auto folders = folders_of(options, *data);
  auto knowledge = KnowledgeText::load(folders);
  if (!knowledge) return fail(knowledge.error());
  const auto findings = check_knowledge(*knowledge);
  for (const Error& finding : findings) fmt::print("{}\n", finding.to_string());
  report_compiled(folders);
  std::size_t names = 0;
  for (const KnowledgeEntry& entry : knowledge->entries()) {
    names += 1 + entry.names.size() + entry.short_names.size() + entry.adjectives.size() +
             entry.inhabitants.size() + entry.capitals.size() + entry.governments.size();
  }
  fmt::print("{} entries, {} names, {} findings\n", knowledge->entries().size(), names,
             findings.size());
  return findings.empty() ? kDone : kSomeRefused;
}

Result<void> write_file(const std::filesystem::path& path, const std::string& text) {
  std::ofstream stream(path, std::ios::binary);
  stream << text;
  stream.close();
  if (stream) return {};
  return Error{ErrorKind::kUnreadable, "cannot be written", path.string(), 0,
               "give an --output folder that can be written to"};
}

// JSON starts with an object, or with the bracket around a dump, alone on its line.
bool is_wikidata(const KbOptions& options, std::istream& stream) {
  if (options.format != "auto") return options.format == "wikidata";
  std::string line;
  while (std::getline(stream, line) && trim(line).empty()) {
  }
  const auto first = trim(line);
  return first.starts_with('{') || first == "[";
}

Result<void> read_source(const KbOptions& options, const std::string& file,
                         KnowledgeImport& import) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) {
    return Error{ErrorKind::kNotFound, "cannot be read", file, 0,
                 "give a dictionary of PETRARCH's or Wikidata's items, a JSON object a line"};
  }
  if (is_wikidata(options, stream)) {
    import.read_wikidata(stream, file);
    return {};
  }
  auto content = read_file(file);
  if (!content) return content.error();
  import.read_petrarch(*content, file);
  return {};
}

std::string report_of(const KnowledgeImport& import) {
  std::string report = "file\tline\toutcome\tname\twhy\n";
  for (const ImportNote& note : import.notes()) {
    std::string what = note.what;
    std::replace(what.begin(), what.end(), '\t', ' ');
    fmt::format_to(std::back_inserter(report), "{}\t{}\t{}\t{}\t{}\n", note.file, note.line,
                   import_outcome_name(note.outcome), what, note.why);
  }
  return report;
}

Result<void> write_import(const KbOptions& options, const KnowledgeImport& import) {
  const std::filesystem::path folder = options.output;
  std::error_code ignored;
  std::filesystem::create_directories(folder, ignored);
  auto written = write_file(folder / "imported.txt", import.knowledge_text());
  if (written) written = write_file(folder / "report.tsv", report_of(import));
  if (written && !import.agents_text().empty()) {
    written = write_file(folder / "agents.list", import.agents_text());
  }
  return written;
}

// What was written must load, laid over what it was made from; it is compiled, too.
int check_import(KbOptions options, const std::filesystem::path& data) {
  options.overlays.push_back(options.output);
  const auto folders = folders_of(options, data);
  auto knowledge = KnowledgeText::load(folders);
  if (!knowledge) return fail(knowledge.error());
  if (auto written = write_compiled_knowledge(folders); !written) return fail(written.error());
  const auto findings = check_knowledge(*knowledge);
  for (const Error& finding : findings) fmt::print("{}\n", finding.to_string());
  fmt::print("{} findings of casus kb check\n", findings.size());
  return findings.empty() ? kDone : kSomeRefused;
}

int import(const KbOptions& options) {
  auto data = find_data(options.data);
  if (!data) return fail(data.error());
  auto text = KnowledgeText::load(folders_of(options, *data));
  if (!text) return fail(text.error());
  auto knowledge = Knowledge::make(*text);
  if (!knowledge) return fail(knowledge.error());
  auto rules = ImportRules::load(*data / "knowledge" / "import.list", knowledge->codes());
  if (!rules) return fail(rules.error());
  KnowledgeImport import(*text, *knowledge, *rules);
  for (const std::string& file : options.inputs) {
    if (auto read = read_source(options, file, import); !read) return fail(read.error());
  }
  if (auto written = write_import(options, import); !written) return fail(written.error());
  std::size_t counts[3] = {};
  for (const ImportNote& note : import.notes()) ++counts[static_cast<std::size_t>(note.outcome)];
  fmt::print("{} taken, {} merged, {} refused: {}\n", counts[0], counts[1], counts[2],
             (std::filesystem::path(options.output) / "report.tsv").string());
  const int checked = check_import(options, *data);
  return counts[2] > 0 && checked == kDone ? kSomeRefused : checked;
}

void add_folders(CLI::App& app, KbOptions& options) {
  app.add_option("--data", options.data, "casus's data folder")->type_name("DIR");
  app.add_option("--knowledge", options.overlays,
                 "folder of knowledge files laid over casus's own; may be repeated")
      ->type_name("DIR");
}

CLI::App* add_import(CLI::App& app, KbOptions& options) {
  CLI::App* importer = app.add_subcommand(
      "import",
      "Make knowledge files of PETRARCH's dictionaries or Wikidata's items, with a report line by "
      "line of what was taken, merged and refused (docs/formats/import.md). Use the output with "
      "--knowledge DIR. Exit status 1 where something was refused");
  importer->add_option("FILE", options.inputs, "dictionaries, or items as JSON, one a line")
      ->required();
  importer->add_option("--output", options.output, "the folder to write")
      ->required()
      ->type_name("DIR");
  importer->add_option("--format", options.format, "what the files are; auto: by their content")
      ->check(CLI::IsMember({"auto", "petrarch", "wikidata"}))
      ->capture_default_str();
  add_folders(*importer, options);
  return importer;
}

}  // namespace

std::function<int()> add_kb(CLI::App& app) {
  app.description(
      "Check and extend the knowledge files: who is who, and who held which office when");
  app.require_subcommand(1);
  auto options = std::make_shared<KbOptions>();
  CLI::App* checker = app.add_subcommand(
      "check",
      "Find contradictions: two holders of one office, an end before its beginning, an unknown "
      "code, a name that two entries share. Exit status 1 where there are findings");
  add_folders(*checker, *options);
  CLI::App* compiler = app.add_subcommand(
      "compile",
      "Write the knowledge as one file that starts at once (knowledge.bin in the last folder). "
      "Needed by large overlays alone; edited text files count at once, compiled or not");
  add_folders(*compiler, *options);
  CLI::App* importer = add_import(app, *options);
  return [options, importer, compiler] {
    if (compiler->parsed()) return compile(*options);
    return importer->parsed() ? import(*options) : check(*options);
  };
}

}  // namespace casus::cli
