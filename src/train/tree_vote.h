#pragma once

// Several parsers' trees of the same text made one: `casus train vote`. What most of them say is
// right more often than any of them, and makes better machine-parsed text to learn from.

#include <cstdint>
#include <filesystem>
#include <ostream>
#include <vector>

#include "casus/result.h"

namespace casus {

struct VoteCounts {
  std::uint64_t sentences = 0;
  std::uint64_t words = 0;
  std::uint64_t agreed = 0;  // words with the same head and relation in all files
};

// Reads CoNLL-U files that hold the same words and writes their common trees. A word gets the tag
// (UPOS, XPOS and FEATS together) with most votes, with equal votes that of the later file; the
// heads make the tree with most votes; the relation has most votes among those that chose the head,
// or among all where none did. The other columns are the last file's; comments and the lines of
// multiword tokens are left out. Sentences of more than 256 words are the last file's as they are.
// Files whose words differ are an error that names file and line. Reads a sentence at a time.
Result<VoteCounts> vote_on_trees(const std::vector<std::filesystem::path>& files,
                                 std::ostream& out);

}  // namespace casus
