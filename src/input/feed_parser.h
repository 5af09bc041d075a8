#pragma once

// RSS 0.9 to 2.0 and Atom 1.0, by expat. Entities that XML does not know (&nbsp;) are read as
// HTML's. Linear; expat bounds what entities expand to.

#include <string>
#include <string_view>
#include <vector>

#include "casus/result.h"

namespace casus {

struct FeedItem {
  std::string id;
  std::string title;
  std::string link;
  std::string date;  // as written
  std::string author;
  std::string section;
  std::string summary;  // HTML
  std::string content;  // HTML, the whole text where the feed has it
};

struct Feed {
  std::string title;
  std::string language;
  std::vector<FeedItem> items;
  Error damage;  // where has_damage: the XML broke off; the items before it were read
  bool has_damage = false;
};

// `bytes` as they came, of any character set.
Feed parse_feed(std::string_view bytes, std::string_view content_type);

// The addresses of a sitemap; of a sitemap index, those of its sitemaps.
struct Sitemap {
  std::vector<std::string> addresses;
  bool is_index = false;
};
Result<Sitemap> parse_sitemap(std::string_view bytes);

}  // namespace casus
