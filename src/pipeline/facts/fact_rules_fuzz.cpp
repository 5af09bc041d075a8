// Any bytes as the content of a cue file and of a set file: cues or an error, never a crash.

#include <cstdint>
#include <string_view>

#include "pipeline/facts/fact_rules.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace casus;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const char* name : {"meeting.txt", "sets.txt"}) {
    const auto rules = FactRules::parse(name, bytes);
    if (!rules && rules.error().message.empty()) __builtin_trap();
    if (!rules) continue;
    for (const std::uint32_t index : rules->cues_of("meeting") != nullptr
                                         ? *rules->cues_of("meeting")
                                         : std::vector<std::uint32_t>{}) {
      if (rules->cue(index).kind != "meeting") __builtin_trap();
    }
  }
  return 0;
}
