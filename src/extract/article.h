#pragma once

// The articles of a web page: extraction's front door.
//
//   auto articles = extract_articles(bytes, "text/html; charset=koi8-r", url, &rules);
//
// How the text is found: README.md of this folder. Linear in the page; thread-safe.

#include <string>
#include <string_view>
#include <vector>

#include "casus/result.h"
#include "extract/page_rules.h"

namespace casus {

struct Article {
  std::string title;
  std::string date;      // YYYY-MM-DD; empty: unknown
  std::string language;  // as the page states it, ISO 639-1; empty: it states none
  std::string author;
  std::string section;
  std::string url;   // canonical address; empty: unknown
  std::string text;  // paragraphs parted by an empty line; list items and table rows a line each
};

// `bytes` is the page as it came. A page without readable text, or longer than kMaxPageBytes, is
// an error without a file name. There is at least one article in a result.
Result<std::vector<Article>> extract_articles(std::string_view bytes, std::string_view content_type,
                                              std::string_view url, const PageRules* rules);

// The text of a piece of HTML (a feed's item), all of it, with furniture phrases left out where
// there are `rules`.
std::string text_of_fragment(std::string_view html, const PageRules* rules = nullptr);

}  // namespace casus
