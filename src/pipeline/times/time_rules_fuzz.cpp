// Feeds any bytes to the reader of rule files: words before the first "===" line, rules after it.

#include <string>

#include "pipeline/times/time_rules.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 4096) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::size_t border = std::min(text.find("===\n"), text.size());
  const auto rules = casus::TimeRules::parse(text.substr(0, border),
                                             text.substr(std::min(border + 4, text.size())));
  if (!rules && rules.error().message.empty()) return 1;
  return 0;
}
