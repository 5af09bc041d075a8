// A web page: its article, or each of its articles, is a document (src/extract).

#include <algorithm>

#include "base/text_file.h"
#include "extract/article.h"
#include "extract/page_tree.h"
#include "input/reader.h"

namespace casus {

namespace {

class HtmlReader : public DocumentReader {
 public:
  HtmlReader(ByteSource source, InputOrigin origin, const ReaderOptions& options)
      : source_(std::move(source)), origin_(std::move(origin)), options_(options) {}

  Result<bool> next(Document& document) override {
    if (!is_read_) {
      is_read_ = true;
      if (auto read = read_page(); !read) return read.error();
    }
    if (next_ == articles_.size()) return false;
    Article& article = articles_[next_++];
    document.id = origin_.name;
    if (articles_.size() > 1) document.id += "#" + std::to_string(next_);
    document.title = std::move(article.title);
    document.date = std::move(article.date);
    document.language = std::move(article.language);
    document.author = std::move(article.author);
    document.section = std::move(article.section);
    document.url = std::move(article.url);
    document.text = std::move(article.text);
    document.page = page_;
    if (page_ != nullptr) {
      document.page_type = origin_.content_type.empty() ? "text/html" : origin_.content_type;
    }
    return true;
  }

  std::uint64_t bytes_read() const override { return source_.bytes_read(); }

 private:
  Result<void> read_page() {
    std::string bytes;
    const ByteSource::Got got = source_.read_rest(bytes, kMaxPageBytes);
    if (got == ByteSource::Got::kFailed) {
      return Error{ErrorKind::kUnreadable, "reading broke off", origin_.name, 0, ""};
    }
    if (got == ByteSource::Got::kTooLong) {
      return Error{ErrorKind::kLimit, "is longer than a page may be (16 MiB)", origin_.name, 0,
                   "split it, or save its text"};
    }
    auto articles = extract_articles(bytes, origin_.content_type, origin_.url, options_.rules);
    if (!articles) {
      Error error = articles.error();
      error.file = origin_.name;
      return error;
    }
    articles_ = *std::move(articles);
    if (options_.keep_pages) page_ = std::make_shared<const std::string>(std::move(bytes));
    return {};
  }

  ByteSource source_;
  InputOrigin origin_;
  const ReaderOptions& options_;
  std::shared_ptr<const std::string> page_;
  std::vector<Article> articles_;
  std::size_t next_ = 0;
  bool is_read_ = false;
};

}  // namespace

bool looks_like_html(std::string_view first_bytes) {
  if (first_bytes.starts_with("\xEF\xBB\xBF")) first_bytes.remove_prefix(3);
  const std::size_t start = first_bytes.find_first_not_of(" \t\r\n");
  if (start == std::string_view::npos || first_bytes[start] != '<') return false;
  std::string begin(first_bytes.substr(start, 2048));
  std::transform(begin.begin(), begin.end(), begin.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  if (begin.starts_with("<!doctype html")) return true;
  for (const char* tag : {"<html", "<head", "<body", "<title", "<meta ", "<table", "<div", "<p>"}) {
    if (begin.find(tag) != std::string::npos) return true;
  }
  return false;
}

std::unique_ptr<DocumentReader> open_html(ByteSource source, InputOrigin origin,
                                          const ReaderOptions& options) {
  return std::make_unique<HtmlReader>(std::move(source), std::move(origin), options);
}

}  // namespace casus
