#pragma once

// The events stage: PLOVER 2.0 events from triggers and their arguments in the tree.
// Reads all earlier layers; adds events, and trigger_notes where Document::wants_reasons.

#include <filesystem>

#include "casus/document.h"
#include "casus/result.h"
#include "resources/event_schema.h"

namespace casus {

// A language's words for events: `language_folder`/events, compiled for lookup.
class EventLexicon {
 public:
  // Later folders are laid over earlier ones. Every category must be one of `schema`.
  static Result<EventLexicon> load(const std::vector<std::filesystem::path>& language_folders,
                                   const EventSchema& schema);
};

struct EventScratch {};

Result<void> find_events(const EventLexicon& lexicon, const EventSchema& schema,
                         Document& document, EventScratch& scratch);

}  // namespace casus
