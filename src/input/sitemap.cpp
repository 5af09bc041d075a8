// Sitemaps (sitemaps.org): the pages that they list, fetched one after the other.

#include <deque>
#include <unordered_set>

#include "extract/page_tree.h"
#include "input/feed_parser.h"
#include "input/http_client.h"
#include "input/reader.h"

namespace casus {

namespace {

constexpr std::size_t kMaxAddresses = 1'000'000;
constexpr std::size_t kMaxSitemapBytes = 64 << 20;  // the protocol's limit is 50 MB
constexpr int kMaxSitemaps = 1000;

class SitemapReader : public DocumentReader {
 public:
  SitemapReader(ByteSource source, InputOrigin origin, const ReaderOptions& options)
      : source_(std::move(source)), origin_(std::move(origin)), options_(options) {}

  Result<bool> next(Document& document) override {
    if (!is_read_) {
      is_read_ = true;
      if (auto read = read_first(); !read) return read.error();
    }
    while (true) {
      if (page_ != nullptr) {
        auto got = page_->next(document);
        if (!got || *got) return got;
        page_.reset();
      }
      if (addresses_.empty()) return false;
      const std::string address = std::move(addresses_.front());
      addresses_.pop_front();
      if (auto opened = open_address(address); !opened) return opened.error();
    }
  }

  std::uint64_t bytes_read() const override { return source_.bytes_read(); }

 private:
  Result<void> read_first() {
    std::string bytes;
    if (source_.read_rest(bytes, kMaxSitemapBytes) != ByteSource::Got::kLine) {
      return Error{ErrorKind::kLimit, "is longer than a sitemap may be (64 MiB)", origin_.name, 0,
                   ""};
    }
    return take(bytes);
  }

  Result<void> take(std::string_view bytes) {
    auto sitemap = parse_sitemap(bytes);
    if (!sitemap) {
      Error error = sitemap.error();
      error.file = origin_.name;
      return error;
    }
    if (options_.web == nullptr) {
      return Error{ErrorKind::kInvalidInput,
                   "is a sitemap of " + std::to_string(sitemap->addresses.size()) + " addresses",
                   origin_.name, 0, "give --follow to fetch them"};
    }
    for (std::string& address : sitemap->addresses) {
      if (addresses_.size() >= kMaxAddresses) break;
      if (seen_.insert(address).second) addresses_.push_back(std::move(address));
    }
    return {};
  }

  Result<void> open_address(const std::string& address) {
    auto fetched = options_.web->fetch(address);
    if (!fetched) return fetched.error();
    if (fetched->is_unchanged) return {};
    ByteSource source = ByteSource::from_bytes(std::move(fetched->body));
    if (source.peek(2) == "\x1F\x8B") source = ByteSource::unpacked(std::move(source));
    if (looks_like_sitemap(source.peek(kSniffBytes))) {
      std::string bytes;
      if (++sitemaps_ > kMaxSitemaps ||
          source.read_rest(bytes, kMaxSitemapBytes) != ByteSource::Got::kLine) {
        return Error{ErrorKind::kLimit, "is one sitemap too many, or too long", address, 0, ""};
      }
      return take(bytes);
    }
    InputOrigin origin;
    origin.name = address;
    origin.url = fetched->url;
    origin.content_type = fetched->content_type;
    origin.depth = origin_.depth + 1;
    auto page = open_reader("", std::move(source), std::move(origin), options_);
    if (!page) return page.error();
    page_ = *std::move(page);
    return {};
  }

  ByteSource source_;
  InputOrigin origin_;
  const ReaderOptions& options_;
  std::unique_ptr<DocumentReader> page_;
  std::deque<std::string> addresses_;
  std::unordered_set<std::string> seen_;
  int sitemaps_ = 0;
  bool is_read_ = false;
};

}  // namespace

std::unique_ptr<DocumentReader> open_sitemap(ByteSource source, InputOrigin origin,
                                             const ReaderOptions& options) {
  return std::make_unique<SitemapReader>(std::move(source), std::move(origin), options);
}

}  // namespace casus
