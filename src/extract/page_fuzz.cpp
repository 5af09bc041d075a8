// Any bytes as a page: articles in valid UTF-8, or an error.

#include <cstdint>
#include <cstdlib>

#include "base/utf8.h"
#include "extract/article.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  auto articles = casus::extract_articles(bytes, "", "https://example.org/a", nullptr);
  if (!articles) return articles.error().message.empty() ? (std::abort(), 0) : 0;
  for (casus::Article& article : *articles) {
    for (std::string* text : {&article.text, &article.title, &article.author}) {
      if (casus::repair_utf8(*text) != 0) std::abort();
    }
  }
  return 0;
}
