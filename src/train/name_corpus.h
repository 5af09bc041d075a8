#pragma once

// Names marked in documents, for training the names model.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

#include "casus/document.h"
#include "casus/result.h"
#include "pipeline/entities/agent_lexicon.h"
#include "resources/knowledge.h"

namespace casus {

// Tokens [first, last) of a document.
struct MarkedName {
  TokenIndex first = 0;
  TokenIndex last = 0;
  EntityType type = EntityType::kMisc;
};

// A document with trees and the names in it, which do not overlap.
struct NameExample {
  Document document;
  std::vector<MarkedName> names;
};

// Reads CoNLL-U that marks entities in the MISC column ("Entity=(1-person-...", the notation of
// GUM). Names are the proper nouns around a mention's head; of persons without titles. A file that
// cannot be read is an error.
Result<std::vector<NameExample>> read_name_treebank(const std::filesystem::path& treebank,
                                                    const AgentLexicon& lexicon,
                                                    const Knowledge& knowledge);

// A name in a text: bytes [start, end).
struct NameSpan {
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  EntityType type = EntityType::kMisc;
};

// A text with its names, not yet parsed.
struct MarkedText {
  Document document;
  std::vector<NameSpan> names;
};

// Reads plain text in which names stand as "[PER Ann Lee]", ORG and LOC alike; an empty line ends a
// document. "#" at the start of a line begins a comment. A bracket that does not close, nests, or
// has another type is an error that names its line.
Result<std::vector<MarkedText>> read_marked_text(const std::filesystem::path& path);

// "PER", "ORG", "LOC".
std::optional<EntityType> type_named(std::string_view name);

// The tokens of a parsed text that its names cover.
NameExample example_of(MarkedText text);

}  // namespace casus
