#pragma once

// Everything that the pipeline reads and never changes, loaded once and shared by threads.

#include <filesystem>
#include <string>
#include <vector>

#include "casus/coder.h"
#include "casus/result.h"
#include "pipeline/entities/entities_stage.h"
#include "pipeline/events/events_stage.h"
#include "pipeline/facts/facts_stage.h"
#include "pipeline/places/places_stage.h"
#include "pipeline/syntax/syntax_stage.h"
#include "pipeline/text/text_stage.h"
#include "pipeline/times/times_stage.h"
#include "resources/event_schema.h"
#include "resources/gazetteer.h"
#include "resources/knowledge.h"

namespace casus {

// One folder of data/languages.
struct Language {
  std::string code;  // ISO 639-1, the folder's name
  TextRules text;
  SyntaxModel syntax;
  EntityRules entities;
  TimeRules times;
  PlaceRules places;
  EventLexicon events;
  FactRules facts;
};

struct Resources {
  EventSchema schema;
  Knowledge knowledge;
  Gazetteer gazetteer;
  std::vector<Language> languages;

  static Result<Resources> load(const std::filesystem::path& data, const CoderOptions& options);

  // The language to read `document` with: the one it names, else the one its words are of.
  Result<const Language*> language_of(const Document& document) const;
};

}  // namespace casus
