#pragma once

// Writes an entry as the knowledge files have it (docs/formats/knowledge.md).

#include <string>

#include "resources/knowledge_entry.h"

namespace casus {

// "2005-11-22..2021-12-08"; open ends are left out.
std::string day_range_text(const DayRange& days);

// Appends the lines of one entry and an empty line. Reading them gives an equal entry.
void write_entry(const KnowledgeEntry& entry, const Codes& codes, std::string& text);

}  // namespace casus
