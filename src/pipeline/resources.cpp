#include "pipeline/resources.h"

#include <algorithm>

#include "base/text_file.h"
#include "base/utf8.h"
#include "pipeline/text/language_detector.h"

namespace casus {

namespace {

Result<Language> load_language(const std::filesystem::path& folder, const CoderOptions& options,
                               const EventSchema& schema, const Knowledge& knowledge) {
  Language language;
  language.code = folder.filename().string();
  auto text = TextRules::load(folder);
  if (!text) return text.error();
  language.text = *std::move(text);
  auto syntax = SyntaxModel::load(folder);
  if (!syntax) return syntax.error();
  language.syntax = *std::move(syntax);
  auto entities = EntityRules::load(folder, knowledge);
  if (!entities) return entities.error();
  language.entities = *std::move(entities);
  auto times = TimeRules::load(folder);
  if (!times) return times.error();
  language.times = *std::move(times);
  auto places = PlaceRules::load(folder);
  if (!places) return places.error();
  language.places = *std::move(places);
  std::vector<std::filesystem::path> folders = {folder};
  for (const auto& overlay : options.lexicon_overlays) folders.push_back(overlay / language.code);
  auto events = EventLexicon::load(folders, schema);
  if (!events) return events.error();
  language.events = *std::move(events);
  auto facts = FactRules::load(folder);
  if (!facts) return facts.error();
  language.facts = *std::move(facts);
  return language;
}

std::vector<std::filesystem::path> language_folders(const std::filesystem::path& data) {
  std::vector<std::filesystem::path> folders;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(data / "languages", ignored)) {
    if (entry.is_directory()) folders.push_back(entry.path());
  }
  std::sort(folders.begin(), folders.end());
  return folders;
}

// The language whose words and letters `text` has most of; the first where none has any.
const Language* best_fitting(const std::vector<Language>& languages, std::string_view text) {
  const Language* best = &languages.front();
  double best_fit = 0;
  for (const Language& language : languages) {
    const double fit = language_fit(language.text, text);
    if (fit <= best_fit) continue;
    best = &language;
    best_fit = fit;
  }
  return best;
}

// "en" of "en", "EN" and "en-GB" (RFC 5646).
std::string primary_subtag(std::string_view tag) {
  return lower_utf8(tag.substr(0, tag.find_first_of("-_")));
}

}  // namespace

Result<Resources> Resources::load(const std::filesystem::path& data, const CoderOptions& options) {
  Resources resources;
  auto schema = EventSchema::load(data / "events");
  if (!schema) return schema.error();
  resources.schema = *std::move(schema);
  std::vector<std::filesystem::path> knowledge_folders = {data / "knowledge"};
  knowledge_folders.insert(knowledge_folders.end(), options.knowledge_overlays.begin(),
                           options.knowledge_overlays.end());
  auto knowledge = Knowledge::load(knowledge_folders);
  if (!knowledge) return knowledge.error();
  resources.knowledge = *std::move(knowledge);
  auto gazetteer = Gazetteer::load(data / "gazetteer");
  if (!gazetteer) return gazetteer.error();
  resources.gazetteer = *std::move(gazetteer);
  for (const auto& folder : language_folders(data)) {
    auto language = load_language(folder, options, resources.schema, resources.knowledge);
    if (!language) return language.error();
    resources.languages.push_back(*std::move(language));
  }
  if (resources.languages.empty()) {
    return Error{ErrorKind::kNotFound, "holds no language", (data / "languages").string(), 0,
                 "give the folder of casus's data with --data"};
  }
  return resources;
}

Result<const Language*> Resources::language_of(const Document& document) const {
  if (document.language.empty()) return best_fitting(languages, document.text);
  const std::string code = primary_subtag(document.language);
  const auto found = std::find_if(languages.begin(), languages.end(),
                                  [&](const Language& language) { return language.code == code; });
  if (found != languages.end()) return &*found;
  std::string known;
  for (const Language& language : languages) known += (known.empty() ? "" : ", ") + language.code;
  return Error{ErrorKind::kInvalidInput, "language '" + document.language + "' is not installed",
               "", 0, "installed: " + known};
}

}  // namespace casus
