// RSS and Atom feeds: a document an item, with the whole text where the feed has it, else the
// summary, else the headline.

#include <algorithm>

#include "base/text_file.h"
#include "base/utf8.h"
#include "extract/article.h"
#include "extract/day_text.h"
#include "input/feed_parser.h"
#include "input/reader.h"

namespace casus {

namespace {

class FeedReader : public DocumentReader {
 public:
  FeedReader(ByteSource source, InputOrigin origin, const ReaderOptions& options)
      : source_(std::move(source)), origin_(std::move(origin)), options_(options) {}

  Result<bool> next(Document& document) override {
    if (!is_read_) {
      is_read_ = true;
      std::string bytes;
      const auto got = source_.read_rest(bytes, kMaxDocumentBytes);
      if (got != ByteSource::Got::kLine) {
        const bool is_long = got == ByteSource::Got::kTooLong;
        return Error{is_long ? ErrorKind::kLimit : ErrorKind::kUnreadable,
                     is_long ? "is longer than a feed may be (32 MiB)" : "reading broke off",
                     origin_.name, 0, ""};
      }
      feed_ = parse_feed(bytes, origin_.content_type);
    }
    while (next_ < feed_.items.size()) {
      if (fill(feed_.items[next_++], document)) return true;
    }
    if (!feed_.has_damage) return false;
    feed_.has_damage = false;
    feed_.damage.file = origin_.name;
    return feed_.damage;
  }

  std::uint64_t bytes_read() const override { return source_.bytes_read(); }

 private:
  // False where the item holds nothing to read.
  bool fill(const FeedItem& item, Document& document) const {
    document.title = text_of_fragment(item.title);
    const std::string content = text_of_fragment(item.content, options_.rules);
    const std::string summary = text_of_fragment(item.summary, options_.rules);
    document.text = content.size() >= summary.size() ? content : summary;
    if (document.text.empty()) document.text = document.title;
    if (document.text.empty()) return false;
    document.id = !item.id.empty()     ? item.id
                  : !item.link.empty() ? item.link
                                       : origin_.name + "#" + std::to_string(next_);
    repair_utf8(document.id);
    document.url = item.link;
    if (auto day = find_day(item.date)) document.date = *day;
    document.author = text_of_fragment(item.author);
    document.section = text_of_fragment(item.section);
    document.source = feed_.title;
    const std::string_view language = feed_.language;
    document.language = lower_utf8(language.substr(0, language.find_first_of("-_")));
    if (document.language.size() != 2) document.language.clear();
    return true;
  }

  ByteSource source_;
  InputOrigin origin_;
  const ReaderOptions& options_;
  Feed feed_;
  std::size_t next_ = 0;
  bool is_read_ = false;
};

bool begins_with_element(std::string_view bytes, std::initializer_list<std::string_view> names) {
  const std::size_t start = bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (start == std::string_view::npos || bytes[start] != '<') return false;
  return std::any_of(names.begin(), names.end(), [&](std::string_view name) {
    return bytes.substr(0, 2048).find(name) != std::string_view::npos;
  });
}

}  // namespace

bool looks_like_feed(std::string_view first_bytes) {
  return begins_with_element(first_bytes, {"<rss", "<feed", "<rdf:RDF", "<atom:feed"}) &&
         first_bytes.substr(0, 2048).find("<html") == std::string_view::npos;
}

std::unique_ptr<DocumentReader> open_feed(ByteSource source, InputOrigin origin,
                                          const ReaderOptions& options) {
  return std::make_unique<FeedReader>(std::move(source), std::move(origin), options);
}

bool looks_like_sitemap(std::string_view first_bytes) {
  return begins_with_element(first_bytes, {"<urlset", "<sitemapindex"});
}

}  // namespace casus
