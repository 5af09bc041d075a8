#pragma once

// The parameters of requests: one table says what each is called, means and takes; it checks
// requests, and the OpenAPI document is made of it.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "serve/http.h"
#include "serve/selection.h"

namespace casus::serve {

inline constexpr std::size_t kMaxLimit = 1000;  // items of one answer

enum class Format { kJson, kJsonl, kCsv, kGeojson };

// What a list's request asks for beside its filters.
struct Page {
  std::size_t limit = 50;
  bool has_limit = false;
  std::string cursor;  // as it was given
  std::string sort;
  Format format = Format::kJson;
};

enum class ParameterType { kText, kDate, kNumber, kInteger, kFlag, kName };

struct Parameter {
  std::string_view name;
  ParameterType type = ParameterType::kText;
  std::string_view meaning;
  std::vector<std::string_view> values = {};  // of kName: the ones there are
  bool is_repeatable = false;
};

// The conditions, which every list of events, facts and articles takes.
std::span<const Parameter> filter_parameters();
// Which of them a route takes.
enum class Paging { kNone, kFormat, kLimit, kCursor };  // each with those before it
// format, limit, cursor, as far as `paging` goes.
std::span<const Parameter> page_parameters(Paging paging);

// Refuses parameters that the route does not take, and values of the wrong type; `parameter` of the
// problem is the error's `file`.
Result<void> check_parameters(const Request& request, bool takes_filters, Paging paging,
                              std::span<const Parameter> own);
Result<Selection> read_selection(const Request& request);
// The page; the format is the parameter's, else the best of what `Accept` names among `offered`,
// which is never empty. What is not offered is an error.
Result<Page> read_page(const Request& request, std::span<const Format> offered);
std::string_view media_type(Format format);

// A cursor carries up to four numbers, opaque to clients.
std::string make_cursor(std::span<const std::int64_t> numbers);
Result<std::vector<std::int64_t>> read_cursor(const std::string& cursor, std::size_t count);

}  // namespace casus::serve
