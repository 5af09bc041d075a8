// casus kb: for people who extend the knowledge files.

#include <fmt/format.h>

#include "cli/command.h"
#include "cli/data_folder.h"
#include "cli/terminal.h"
#include "resources/knowledge.h"
#include "resources/knowledge_check.h"

namespace casus::cli {

namespace {

struct KbOptions {
  std::string data;
  std::vector<std::string> overlays;
};

int check(const KbOptions& options) {
  auto data = find_data(options.data);
  if (!data) return fail(data.error());
  std::vector<std::filesystem::path> folders = {*data / "knowledge"};
  folders.insert(folders.end(), options.overlays.begin(), options.overlays.end());
  auto knowledge = Knowledge::load(folders);
  if (!knowledge) return fail(knowledge.error());
  const auto findings = check_knowledge(*knowledge);
  for (const Error& finding : findings) fmt::print("{}\n", finding.to_string());
  std::size_t names = 0;
  for (const KnowledgeEntry& entry : knowledge->entries()) {
    names += 1 + entry.names.size() + entry.short_names.size() + entry.adjectives.size() +
             entry.inhabitants.size() + entry.capitals.size() + entry.governments.size();
  }
  fmt::print("{} entries, {} names, {} findings\n", knowledge->entries().size(), names,
             findings.size());
  return findings.empty() ? kDone : kSomeRefused;
}

}  // namespace

std::function<int()> add_kb(CLI::App& app) {
  app.description("Check the knowledge files: who is who, and who held which office when");
  app.require_subcommand(1);
  auto options = std::make_shared<KbOptions>();
  CLI::App* checker = app.add_subcommand(
      "check",
      "Find contradictions: two holders of one office, an end before its beginning, a "
      "name that two entries share. Exit status 1 where there are findings");
  checker->add_option("--data", options->data, "casus's data folder")->type_name("DIR");
  checker
      ->add_option("--knowledge", options->overlays,
                   "folder of knowledge files laid over casus's own; may be repeated")
      ->type_name("DIR");
  return [options] { return check(*options); };
}

}  // namespace casus::cli
