// Plain text: the whole input is one document.

#include "base/utf8.h"
#include "input/reader.h"

namespace casus {

namespace {

class TextReader : public DocumentReader {
 public:
  TextReader(ByteSource source, std::string name)
      : source_(std::move(source)), name_(std::move(name)) {}

  Result<bool> next(Document& document) override {
    if (is_done_) return false;
    is_done_ = true;
    const ByteSource::Got got = source_.read_rest(document.text, kMaxDocumentBytes);
    if (got == ByteSource::Got::kFailed) {
      return Error{ErrorKind::kUnreadable, "reading broke off", name_, 0, ""};
    }
    if (got == ByteSource::Got::kTooLong) {
      return Error{ErrorKind::kLimit, "is longer than a document may be (32 MiB)", name_, 0,
                   "split it into several files, or give it as JSONL, a document a line"};
    }
    document.repaired_bytes = repair_utf8(document.text);
    document.id = name_;
    return true;
  }

  std::uint64_t bytes_read() const override { return source_.bytes_read(); }

 private:
  ByteSource source_;
  std::string name_;
  bool is_done_ = false;
};

}  // namespace

bool looks_like_text(std::string_view) { return true; }

std::unique_ptr<DocumentReader> open_text(ByteSource source, InputOrigin origin,
                                          const ReaderOptions&) {
  return std::make_unique<TextReader>(std::move(source), std::move(origin.name));
}

}  // namespace casus
