#pragma once

// What a page says of its article outside the text: JSON-LD (schema.org), OpenGraph, <meta>,
// <link>, <time>, headings.

#include <string>
#include <string_view>
#include <vector>

#include "extract/page_tree.h"

namespace casus {

struct PageFacts {
  std::string title;
  std::string date;  // YYYY-MM-DD
  std::string language;
  std::string author;
  std::string section;
  std::string url;
  std::string body;             // articleBody of the JSON-LD, markup taken out; often empty
  bool is_article = false;      // the page says that it is one article
  NodeIndex heading = kNoNode;  // the heading that is the title
};

// `url` is where the page came from, or empty. Linear in the page.
PageFacts find_page_facts(const PageTree& page, std::string_view url);

// The heading below `root` that stands first; kNoNode for none.
NodeIndex first_heading(const PageTree& page, NodeIndex root);
// The first day that a <time> element, or an element named for dates, below `root` gives.
std::string day_below(const PageTree& page, NodeIndex root, std::string_view language);

// Equal but for case, blanks and punctuation.
bool is_same_text(std::string_view left, std::string_view right);
// The letters and digits of a text in lower case.
std::string letters_only(std::string_view text);

}  // namespace casus
