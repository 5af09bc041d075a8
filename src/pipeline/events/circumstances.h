#pragma once

// When, where, how many: what the words around a trigger say of its event.

#include "pipeline/events/tree.h"
#include "resources/event_schema.h"

namespace casus {

// Sets `date`, `enddate` and `date_source` of `event` from the time expression of its trigger's
// clause, else of its sentence, else (unless the event is spoken) of the passage before it, else
// of the dateline, else from the publication date. A stretch of days fills both.
void find_date(const Tree& tree, EventScene scene, Event& event);
// Sets `place` and `place_source` from the places that are scenes (scene.h): of the trigger's
// clause, else of its sentence, else of the passage before it, else the dateline's. A spoken event
// has the place that its own verb gives, or none.
void find_place(const Tree& tree, EventScene scene, Event& event);
// Sets `size` from the counts of dead, injured and arrested in the trigger's clause and below it.
void find_size(const Tree& tree, Event& event);

}  // namespace casus
