#pragma once

// The shapes of answers, a file a resource, in a shorthand that schemas.cpp makes JSON Schema of: a
// type a paragraph.
//
//   Name            an object
//     field  type   a field that is always there; "field?" may be missing
//     +Other        the fields of another object
//     ...           there may be others
//   Name = type     another name for a type
//
// Types: string, integer, number, boolean, null, object (any), a name, [type] a list, a|b either,
// "word" this word.

#include <string_view>

namespace casus::serve {

extern const std::string_view kCommonShapes;
extern const std::string_view kEventsShapes;
extern const std::string_view kArticlesShapes;
extern const std::string_view kFactsShapes;
extern const std::string_view kCountsShapes;
extern const std::string_view kReviewsShapes;
extern const std::string_view kStatusShapes;

}  // namespace casus::serve
