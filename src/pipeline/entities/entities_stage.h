#pragma once

// The entities stage: who is mentioned, and what they are in PLOVER's terms on the document's date.
// Reads text and syntax; adds entities, actor_phrases, actor_at.

#include <filesystem>
#include <string>

#include "casus/document.h"
#include "casus/result.h"
#include "pipeline/entities/agent_lexicon.h"
#include "pipeline/entities/entity_scratch.h"
#include "pipeline/entities/name_model.h"
#include "resources/gazetteer.h"
#include "resources/knowledge.h"

namespace casus {

// A language's words for actors and names (agents.txt and names.txt of its folder,
// docs/formats/agents.md) and, where it has one, its names model (names.bin). Constant once loaded,
// shared by threads.
class EntityRules {
 public:
  // Sectors and codes are those of `knowledge`. An ill-formed line is an error that names it.
  static Result<EntityRules> load(const std::filesystem::path& language_folder,
                                  const Knowledge& knowledge);

  const AgentLexicon& lexicon() const { return lexicon_; }
  const NameModel& names() const { return names_; }
  const OfficeHolders& holders() const { return holders_; }

 private:
  AgentLexicon lexicon_;
  NameModel names_;
  OfficeHolders holders_;
};

// Finds mentions, chains and actor phrases. Needs tokens with trees; uses `document.date` where
// there is one. Towns that the knowledge lacks have the countries of `gazetteer`; null: none.
// Linear in the text; `scratch` serves one thread at a time.
Result<void> find_entities(const EntityRules& rules, const Knowledge& knowledge, Document& document,
                           EntityScratch& scratch, const Gazetteer* gazetteer = nullptr);

// The actor that a document with one phrase and nothing else names: that of the phrase at the
// first sentence's root, or of the first that is an actor. `casus resolve` parses a phrase, runs
// find_entities() and asks this. Null where no phrase is an actor; then `reason` says why.
const ActorPhrase* resolve_phrase(const Document& document, std::string& reason);

}  // namespace casus
