#pragma once

// Looks for contradictions in the knowledge that no single line shows.

#include <vector>

#include "casus/result.h"
#include "resources/knowledge_text.h"

namespace casus {

// What people should mend: an office with two holders at once, an end before its beginning, an
// unknown code, parent, party or member, a name that two entries share without a date to tell them
// apart, an entry written twice. Each names file and line. Time grows as n log n.
std::vector<Error> check_knowledge(const KnowledgeText& knowledge);

}  // namespace casus
