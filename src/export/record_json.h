#pragma once

// Stored records as the JSON that `casus code` and `annotate` write.

#include "output/json.h"
#include "store/records.h"

namespace casus {

// docs/formats/json.md, field for field.
Json record_json(const EventRecord& record);
Json record_json(const ArticleRecord& article);

}  // namespace casus
