#pragma once

// Joins reports of one happening within a document.

#include "casus/document.h"

namespace casus {

// Events of one category by and to the same parties, on dates that do not exclude each other, get
// the same `link`, "<document id>#<n>"; the first leads. Linear on average.
void link_events(Document& document);

}  // namespace casus
