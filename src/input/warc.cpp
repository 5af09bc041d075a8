// Web archives (WARC, ISO 28500), gzipped or not: the pages of their response, resource and
// conversion records. Requests, metadata, redirects, failures and what is no page (images,
// scripts) are no documents and are passed over; a damaged record is refused, and reading goes on
// at the next.

#include <algorithm>
#include <charconv>
#include <map>

#include "base/text_file.h"
#include "base/utf8.h"
#include "extract/charset.h"
#include "extract/page_tree.h"
#include "input/reader.h"

namespace casus {

namespace {

constexpr std::size_t kMaxRecordBytes = 2 * kMaxPageBytes;
constexpr std::size_t kMaxHeaderBytes = 64 << 10;

using Headers = std::map<std::string, std::string>;  // names in lower case

void add_header(Headers& headers, std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return;
  headers.emplace(lower_utf8(trim(line.substr(0, colon))), trim(line.substr(colon + 1)));
}

std::string header(const Headers& headers, const char* name) {
  const auto found = headers.find(name);
  return found == headers.end() ? std::string() : found->second;
}

struct Response {
  int status = 0;
  Headers headers;
  std::string body;
};

// Chunks put together; what is broken ends it.
std::string without_chunks(std::string_view body) {
  std::string whole;
  while (!body.empty()) {
    std::size_t size = 0;
    const std::size_t end = body.find('\n');
    if (end == std::string_view::npos) break;
    const std::string_view line = trim(body.substr(0, end));
    const auto parsed = std::from_chars(line.data(), line.data() + line.size(), size, 16);
    if (parsed.ec != std::errc() || size == 0) break;
    body.remove_prefix(end + 1);
    whole += body.substr(0, size);
    body.remove_prefix(std::min(body.size(), size));
    if (body.starts_with("\r\n"))
      body.remove_prefix(2);
    else if (body.starts_with("\n"))
      body.remove_prefix(1);
  }
  return whole;
}

std::optional<Response> parse_response(std::string_view block) {
  Response response;
  if (!block.starts_with("HTTP/")) return std::nullopt;
  std::size_t at = 0;
  while (at < block.size() && at < kMaxHeaderBytes) {
    const std::size_t end = std::min(block.find('\n', at), block.size());
    const std::string_view line = trim(block.substr(at, end - at));
    if (at == 0) {
      const auto words = split_words(line);
      if (words.size() < 2) return std::nullopt;
      std::from_chars(words[1].data(), words[1].data() + words[1].size(), response.status);
    } else if (line.empty()) {
      at = end + 1;
      break;
    } else {
      add_header(response.headers, line);
    }
    at = end + 1;
  }
  const std::string_view body = block.substr(std::min(at, block.size()));
  const bool is_chunked =
      lower_utf8(header(response.headers, "transfer-encoding")).find("chunked") !=
      std::string::npos;
  std::string whole = is_chunked ? without_chunks(body) : std::string(body);
  // Some crawlers store unchunked, unpacked bodies under the old headers.
  if (is_chunked && whole.empty()) whole = body;
  auto unpacked =
      unpack_content(whole, header(response.headers, "content-encoding"), kMaxRecordBytes);
  response.body = unpacked ? *std::move(unpacked) : std::move(whole);
  return response;
}

bool is_page_type(const std::string& content_type) {
  const std::string type = lower_utf8(content_type.substr(0, content_type.find(';')));
  return type.empty() || type.find("html") != std::string::npos ||
         type.find("xml") != std::string::npos || type == "text/plain" ||
         type == "application/json" || type == "text/csv";
}

class WarcReader : public DocumentReader {
 public:
  WarcReader(ByteSource source, InputOrigin origin, const ReaderOptions& options)
      : source_(std::move(source)), origin_(std::move(origin)), options_(options) {}

  Result<bool> next(Document& document) override {
    while (true) {
      if (page_ != nullptr) {
        auto got = page_->next(document);
        if (!got || *got) return got;
        page_.reset();
      }
      auto opened = open_record();
      if (!opened) return opened.error();
      if (!*opened) return false;
    }
  }

  std::uint64_t bytes_read() const override { return source_.bytes_read(); }

 private:
  Error refused(ErrorKind kind, std::string what) const {
    return {kind, std::move(what), origin_.name, source_.line_number(), ""};
  }

  // The next record, whether or not it gives a page. False at the end.
  Result<bool> open_record() {
    Headers headers;
    auto found = read_headers(headers);
    if (!found || !*found) return found;
    std::uint64_t size = 0;
    const std::string length = header(headers, "content-length");
    const auto parsed = std::from_chars(length.data(), length.data() + length.size(), size);
    if (parsed.ec != std::errc()) {
      return refused(ErrorKind::kInvalidInput, "has a record without a length");
    }
    const std::string type = header(headers, "warc-type");
    if (type != "response" && type != "resource" && type != "conversion") {
      source_.skip(size);
      return true;
    }
    if (size > kMaxRecordBytes) {
      source_.skip(size);
      return refused(ErrorKind::kLimit, "has a record longer than a page may be: " +
                                            header(headers, "warc-target-uri"));
    }
    std::string block;
    if (source_.read_bytes(block, size) == ByteSource::Got::kFailed || block.size() < size) {
      has_failed_ = true;
      return refused(ErrorKind::kUnreadable, "breaks off within a record");
    }
    return open_page(headers, type, std::move(block));
  }

  // Passes over bytes up to a record's first line.
  Result<bool> read_headers(Headers& headers) {
    std::string line;
    bool is_in_record = false;
    while (true) {
      const auto got = source_.read_line(line, kMaxHeaderBytes);
      if (got == ByteSource::Got::kEnd) return false;
      if (got == ByteSource::Got::kFailed) {
        if (has_failed_) return false;
        has_failed_ = true;
        return refused(ErrorKind::kUnreadable, "reading broke off: the archive is damaged");
      }
      if (line.starts_with("WARC/")) {
        is_in_record = true;
        headers.clear();
      } else if (is_in_record && trim(line).empty()) {
        return true;
      } else if (is_in_record) {
        add_header(headers, line);
      }
    }
  }

  Result<bool> open_page(const Headers& headers, const std::string& type, std::string block) {
    InputOrigin origin;
    origin.url = header(headers, "warc-target-uri");
    if (origin.url.starts_with('<') && origin.url.ends_with('>')) {
      origin.url = origin.url.substr(1, origin.url.size() - 2);
    }
    repair_utf8(origin.url);
    origin.name = origin.url.empty() ? origin_.name : origin.url;
    origin.depth = origin_.depth + 1;
    origin.content_type = header(headers, "content-type");
    if (type == "response") {
      auto response = parse_response(block);
      if (!response || response->status != 200) return true;
      origin.content_type = header(response->headers, "content-type");
      block = std::move(response->body);
    }
    if (!is_page_type(origin.content_type) || trim(block).empty()) return true;
    if (origin.depth > kMaxArchiveDepth) {
      return refused(ErrorKind::kLimit, "holds archives within archives too deep");
    }
    auto page =
        open_reader("", ByteSource::from_bytes(std::move(block)), std::move(origin), options_);
    if (!page) return page.error();
    page_ = *std::move(page);
    return true;
  }

  ByteSource source_;
  InputOrigin origin_;
  const ReaderOptions& options_;
  std::unique_ptr<DocumentReader> page_;
  bool has_failed_ = false;
};

}  // namespace

bool looks_like_warc(std::string_view first_bytes) { return first_bytes.starts_with("WARC/"); }

std::unique_ptr<DocumentReader> open_warc(ByteSource source, InputOrigin origin,
                                          const ReaderOptions& options) {
  return std::make_unique<WarcReader>(std::move(source), std::move(origin), options);
}

}  // namespace casus
