#pragma once

// The country of a town that the knowledge base lacks.

#include <string_view>

#include "pipeline/entities/entity_scratch.h"
#include "resources/gazetteer.h"

namespace casus {

// ISO 3166 alpha-3 of the country whose town `name` has 30,000 people at least and five times
// those of any other country's town of this name; empty: none. The view lives as long as
// `gazetteer`. Constant time but for the number of places of that name.
std::string_view country_of_town(const Gazetteer& gazetteer, std::string_view name,
                                 EntityScratch& scratch);

}  // namespace casus
