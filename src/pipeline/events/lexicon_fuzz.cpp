// Any bytes as lines of a lexicon file: each line is an entry or an error, never a crash.

#include <cstdint>
#include <string_view>

#include "base/text_file.h"
#include "pipeline/events/pattern.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace casus;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  WordTable words;
  const EventSchema schema;
  EventCategory category;
  category.name = "ASSAULT";
  category.modes.push_back({"aerial", -9.5});
  WordSet set;
  set.add(words.add("rifle"));
  PatternVocabulary vocabulary;
  vocabulary.words = &words;
  vocabulary.schema = &schema;
  vocabulary.category = &category;
  vocabulary.find_set = [&](std::string_view name) { return name == "guns" ? &set : nullptr; };
  std::uint64_t number = 0;
  for (const std::string_view text : split(bytes, '\n')) {
    if (text.empty()) continue;
    const Line line{std::string(text), ++number, false};
    const auto entry = read_entry("fuzz.txt", line, vocabulary);
    if (!entry && entry.error().message.empty()) __builtin_trap();
    if (entry && entry->conditions.size() > 8) __builtin_trap();
  }
  return 0;
}
