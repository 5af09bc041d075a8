#pragma once

// Names of a treebank by a list: which of its proper nouns are persons, organisations and places.
//
//   ORG: Northern Alliance | Coast Guard
//   -: Gulf War | Coast Guard Day
//
// A name is written in the treebank's words with blanks between; "-" is for what only looks like
// one. From left to right the longest listed name is taken whose first and last words the treebank
// tags as proper nouns.

#include <filesystem>
#include <vector>

#include "casus/result.h"
#include "train/name_corpus.h"

namespace casus {

// The texts of a CoNLL-U file with the names that `list` gives a type. A line of the list without
// a known type is an error that names it.
Result<std::vector<MarkedText>> read_listed_treebank(const std::filesystem::path& treebank,
                                                     const std::filesystem::path& list);

}  // namespace casus
