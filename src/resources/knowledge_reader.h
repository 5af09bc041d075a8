#pragma once

// Reads the knowledge files into entries, line by line (docs/formats/knowledge.md). A line that
// breaks a rule is an error with file, line and remedy; what only shows when entries are compared
// (an unknown parent, two presidents at once) is for check_knowledge().

#include <filesystem>
#include <string_view>
#include <vector>

#include "base/text_file.h"
#include "casus/result.h"
#include "resources/knowledge_entry.h"

namespace casus {

// `codes.list`: lines "sector NAME ...", "code NAME ...", "single TITLE" (an office that one person
// a country holds at a time) and "rule PURPOSE SECTOR".
Result<Codes> read_codes(const std::filesystem::path& path);

// Appends the entries of the lines of one file.
Result<void> read_entries(const std::filesystem::path& path, const std::vector<Line>& lines,
                          const Codes& codes, std::vector<KnowledgeEntry>& entries);

}  // namespace casus
