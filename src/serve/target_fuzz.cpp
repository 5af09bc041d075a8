// Any bytes as the target of a request, and as the parameters that it may hold.

#include <cstdint>
#include <cstdlib>

#include "serve/parameters.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace casus::serve;
  const std::string text(reinterpret_cast<const char*>(data), size);
  (void)read_cursor(text, 2);
  (void)parse_http_date(text);
  auto target = parse_target(text);
  if (!target) return 0;
  // What was decoded, is the same when it is encoded and decoded again.
  std::string again;
  for (const std::string& each : target->segments) again += "/" + percent_encoded(each);
  if (auto twice = parse_target(again.empty() ? "/" : again);
      twice && twice->segments != target->segments) {
    std::abort();
  }
  Request request;
  request.parsed = *target;
  request.accept = text;
  const Format formats[] = {Format::kJson, Format::kCsv};
  (void)read_page(request, formats);
  if (check_parameters(request, true, Paging::kCursor, {})) (void)read_selection(request);
  return 0;
}
