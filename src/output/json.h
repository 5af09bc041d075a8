#pragma once

// Documents and their layers as JSON, in the shape that docs/formats/json.md states. Offsets are
// code points, end exclusive.

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "casus/document.h"

namespace casus {

using Json = nlohmann::ordered_json;

// One line of JSON without a line break; text that is not UTF-8 cannot occur in a Document.
std::string to_line(const Json& json);
// The text, or null where it is empty: nothing is known.
Json or_null(std::string_view text);

// The whole document with every layer.
Json document_json(const Document& document);

// `number` is the event's place among the document's, 0-based.
Json event_json(const Document& document, const OffsetMap& offsets, std::size_t number);
// `fact` is one of the document's own.
Json fact_json(const Document& document, const OffsetMap& offsets, const Fact& fact);
Json place_json(const Document& document, const Place& place);

// "doc7-3-1": document, sentence (1-based) and place among the sentence's events.
std::string event_id(const Document& document, std::size_t number);

// "doc7-f2": document and place among its facts; `fact` is one of the document's own.
std::string fact_id(const Document& document, const Fact& fact);

std::string_view date_source_name(DateSource source);  // "clause", "publication", ...
std::string_view place_source_name(PlaceSource source);
std::string_view time_anchor_name(TimeAnchor anchor);

}  // namespace casus
