#pragma once

// Reads CoNLL-U (universaldependencies.org/format.html) into documents whose text and syntax
// layers are filled: tokens with tags, lemmas and trees, multiword tokens, sentences, and a block
// a paragraph. A new document begins at each "# newdoc", a new block at each "# newpar".
//
// The text is put together from the forms and SpaceAfter=No: sentences are parted by a blank,
// paragraphs by an empty line. Empty nodes ("8.1") are left out.

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "casus/document.h"
#include "casus/result.h"

namespace casus {

// Every line that does not follow the format (ten columns, ids 1, 2, ..., known UPOS and
// relation, one root, a tree) is an error with `file` and the line. Linear in `content`. The
// documents own all their strings.
Result<std::vector<Document>> parse_conllu(std::string_view content, const std::string& file);

// The same for a file on disk.
Result<std::vector<Document>> read_conllu(const std::filesystem::path& path);

}  // namespace casus
