#pragma once

// The words of a text around what a search looked for.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace casus::serve {

struct Snippet {
  std::string text;
  std::vector<std::pair<std::size_t, std::size_t>> marks;  // code points of `text`, end exclusive
};

// Words that an FTS5 query looks for: "ceasefire AND goma*" gives ceasefire, goma.
std::vector<std::string> words_of_query(std::string_view query);
// About 200 bytes around the first of the words; without any, the text's beginning. Linear.
Snippet make_snippet(std::string_view text, const std::vector<std::string>& words);

}  // namespace casus::serve
