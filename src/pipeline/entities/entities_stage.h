#pragma once

// The entities stage: who is mentioned, and what they are in PLOVER's terms on the document's date.
// Reads text and syntax; adds entities, actor_phrases, actor_at.

#include <filesystem>

#include "casus/document.h"
#include "casus/result.h"
#include "resources/knowledge.h"

namespace casus {

// A language's words for actors: `language_folder`/agents.txt and what goes with it.
class EntityRules {
 public:
  static Result<EntityRules> load(const std::filesystem::path& language_folder);
};

struct EntityScratch {};

Result<void> find_entities(const EntityRules& rules, const Knowledge& knowledge,
                           Document& document, EntityScratch& scratch);

}  // namespace casus
