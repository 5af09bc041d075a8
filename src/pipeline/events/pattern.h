#pragma once

// Reads one line of a lexicon file into an Entry: head, conditions, options.

#include <functional>
#include <string>
#include <string_view>

#include "base/text_file.h"
#include "casus/result.h"
#include "pipeline/events/lexicon.h"

namespace casus {

// What a line may refer to.
struct PatternVocabulary {
  WordTable* words = nullptr;                                // grows
  std::function<const WordSet*(std::string_view)> find_set;  // null: no such set
  const EventSchema* schema = nullptr;
  const EventCategory* category = nullptr;  // null: every entry is an anti-entry
};

// Errors say what is wrong and what to write instead; `path` and `line` are for them.
Result<Entry> read_entry(const std::filesystem::path& path, const Line& line,
                         const PatternVocabulary& vocabulary);

// Words, "(a|b)", "@set" and mixtures into `words`; an error message or nothing.
Result<void> read_words(const std::filesystem::path& path, const Line& line, std::string_view text,
                        const PatternVocabulary& vocabulary, WordSet& words);

}  // namespace casus
