#pragma once

// Readers turn bytes into documents, one kind of input each; readers.cpp lists them.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casus/document.h"
#include "casus/result.h"
#include "extract/page_rules.h"
#include "input/byte_source.h"

namespace casus {

class HttpClient;

class DocumentReader {
 public:
  virtual ~DocumentReader() = default;
  // Fills `document`, which is empty, with the next document: true; false at the end of input.
  // An error refuses one document; the call after it goes on behind that document.
  virtual Result<bool> next(Document& document) = 0;
  virtual std::uint64_t bytes_read() const = 0;
};

// What is known of an input beside its bytes.
struct InputOrigin {
  std::string name;          // in messages, and in the ids of documents without one
  std::string url;           // the address it came from; empty: unknown
  std::string content_type;  // as the server or the archive stated it; may be empty
  std::string path;          // of a file that holds just this input; else empty
  int depth = 0;             // archives around it
};

struct ReaderOptions {
  const PageRules* rules = nullptr;  // for pages; nullptr: structure alone decides
  bool keep_pages = false;           // fill Document::page
  HttpClient* web = nullptr;         // for the addresses that a sitemap lists; nullptr: refused
};

// An archive within an archive within ... is refused from this depth on.
inline constexpr int kMaxArchiveDepth = 4;

struct ReaderKind {
  std::string_view name;         // as --input takes it
  std::string_view description;  // for --help
  bool (*recognises)(std::string_view first_bytes);
  // `options` outlives the reader.
  std::unique_ptr<DocumentReader> (*open)(ByteSource source, InputOrigin origin,
                                          const ReaderOptions& options);
};

// Every kind, in the order in which they are asked whether they recognise an input.
const std::vector<ReaderKind>& reader_kinds();

// How many first bytes decide what an input is.
inline constexpr std::size_t kSniffBytes = 4096;

// Opens `source` as `kind`, or, where `kind` is empty, as what its first bytes look like. Empty
// and binary inputs are refused with an error that names them.
Result<std::unique_ptr<DocumentReader>> open_reader(std::string_view kind, ByteSource source,
                                                    InputOrigin origin,
                                                    const ReaderOptions& options);

// `bytes` without the layers that HTTP put around them: "gzip", "deflate"; nullopt where they are
// damaged or longer than `limit`.
std::optional<std::string> unpack_content(std::string_view bytes, std::string_view encoding,
                                          std::size_t limit);

// "2020-07-14" of "2020-07-14" or "2020-07-14T10:00:00Z"; nullopt for what is no calendar day.
std::optional<std::string> parse_day(std::string_view text);

// The kinds.
bool looks_like_jsonl(std::string_view first_bytes);
std::unique_ptr<DocumentReader> open_jsonl(ByteSource source, InputOrigin origin,
                                           const ReaderOptions& options);
bool looks_like_conllu(std::string_view first_bytes);
std::unique_ptr<DocumentReader> open_conllu(ByteSource source, InputOrigin origin,
                                            const ReaderOptions& options);
bool looks_like_zip(std::string_view first_bytes);
std::unique_ptr<DocumentReader> open_zip(ByteSource source, InputOrigin origin,
                                         const ReaderOptions& options);
bool looks_like_warc(std::string_view first_bytes);
std::unique_ptr<DocumentReader> open_warc(ByteSource source, InputOrigin origin,
                                          const ReaderOptions& options);
bool looks_like_feed(std::string_view first_bytes);
std::unique_ptr<DocumentReader> open_feed(ByteSource source, InputOrigin origin,
                                          const ReaderOptions& options);
bool looks_like_sitemap(std::string_view first_bytes);
std::unique_ptr<DocumentReader> open_sitemap(ByteSource source, InputOrigin origin,
                                             const ReaderOptions& options);
bool looks_like_csv(std::string_view first_bytes);
std::unique_ptr<DocumentReader> open_csv(ByteSource source, InputOrigin origin,
                                         const ReaderOptions& options);
bool looks_like_html(std::string_view first_bytes);
std::unique_ptr<DocumentReader> open_html(ByteSource source, InputOrigin origin,
                                          const ReaderOptions& options);
bool looks_like_text(std::string_view first_bytes);
std::unique_ptr<DocumentReader> open_text(ByteSource source, InputOrigin origin,
                                          const ReaderOptions& options);

}  // namespace casus
