#pragma once

// The shapes of all answers: the schemas of the OpenAPI document.

#include "output/json.h"

namespace casus::serve {

// Schemas by name, as JSON Schema 2020-12 writes them. Objects have no other fields than those that
// are named, where they do not say so.
const Json& answer_schemas();

}  // namespace casus::serve
