#pragma once

// The events stage: PLOVER 2.0 events from triggers and their arguments in the tree.
// Reads all earlier layers; adds events, and trigger_notes where Document::wants_reasons.
// README.md in this folder tells the rules.

#include "casus/document.h"
#include "casus/result.h"
#include "pipeline/events/confidence.h"
#include "pipeline/events/contexts.h"
#include "pipeline/events/lexicon.h"
#include "pipeline/events/match.h"
#include "resources/event_schema.h"

namespace casus {

// One thread's buffers.
struct EventScratch {
  std::vector<TermId> lemmas;  // by token
  std::vector<TermId> forms;
  EntityAt entity_at;
  std::vector<Match> matches;    // of one sentence, by head
  std::vector<BoundWord> bound;  // what patterns of the sentence required, by token
  std::vector<ContextHit> context_hits;
  std::vector<EventGrounds> grounds;  // beside Document::events when done
  WordingScratch wording;
  std::string lower;
};

// Finds the events of `document`. Time is linear in its tokens: what is asked about one token is
// bounded (tree.h), and so is the number of entries that one word heads.
Result<void> find_events(const EventLexicon& lexicon, const EventSchema& schema, Document& document,
                         EventScratch& scratch);

}  // namespace casus
