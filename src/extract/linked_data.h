#pragma once

// JSON-LD of a page: the first article that schema.org's types describe.

#include <string>
#include <string_view>

#include "extract/page_tree.h"

namespace casus {

struct LinkedArticle {
  bool is_found = false;
  std::string headline;
  std::string date;  // as written
  std::string author;
  std::string section;
  std::string language;
  std::string url;
  std::string body;
  std::string page_date;  // of the page itself, where it is no article to schema.org
};

// Broken JSON is passed over: browsers ignore it too. Linear in the scripts' size.
LinkedArticle find_linked_article(const PageTree& page);

}  // namespace casus
