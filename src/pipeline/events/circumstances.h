#pragma once

// When, where, how many: what the words around a trigger say of its event.

#include "pipeline/events/tree.h"

namespace casus {

// Sets `date`, `enddate` and `date_source` of `event` from the time expression of its trigger's
// clause, else of its sentence, else of the passage before it, else from the publication date.
void find_date(const Tree& tree, Event& event);
// Sets `place` and `place_source` likewise; an event may have none.
void find_place(const Tree& tree, Event& event);
// Sets `size` from the counts of dead, injured and arrested in the trigger's clause and below it.
void find_size(const Tree& tree, Event& event);

}  // namespace casus
