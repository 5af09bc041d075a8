// CoNLL-U as an input: a document from each "# newdoc" to the next, words and trees kept.

#include "base/utf8.h"
#include "input/conllu.h"
#include "input/reader.h"

namespace casus {

namespace {

constexpr std::string_view kNewDocument = "# newdoc";

class ConlluDocuments : public DocumentReader {
 public:
  ConlluDocuments(ByteSource source, std::string name)
      : source_(std::move(source)), name_(std::move(name)) {}

  Result<bool> next(Document& document) override {
    while (true) {
      auto content = read_content();
      if (!content) return content.error();
      if (content->empty()) return false;
      const std::uint64_t repaired = repair_utf8(*content);
      auto parsed = parse_conllu(*content, name_);
      if (!parsed) return at_its_line(parsed.error());
      if (parsed->empty()) continue;  // comments alone
      document = std::move(parsed->front());
      document.repaired_bytes = repaired;
      document.has_given_tokens = true;
      document.has_given_syntax = true;
      if (document.id.empty()) document.id = name_ + ":" + std::to_string(first_line_);
      return true;
    }
  }

  std::uint64_t bytes_read() const override { return source_.bytes_read(); }

 private:
  Error at_its_line(Error error) const {
    if (error.line > 0) error.line += first_line_ - 1;
    return error;
  }

  // The lines up to the next document's first; empty at the end.
  Result<std::string> read_content() {
    std::string content = std::move(pending_);
    pending_.clear();
    first_line_ = content.empty() ? source_.line_number() + 1 : source_.line_number();
    bool too_long = false;
    std::string line;
    while (!is_at_end_) {
      const ByteSource::Got got = source_.read_line(line, kMaxDocumentBytes);
      if (got == ByteSource::Got::kEnd) is_at_end_ = true;
      if (got == ByteSource::Got::kFailed) {
        is_at_end_ = true;
        return Error{ErrorKind::kUnreadable, "reading broke off", name_, 0, ""};
      }
      if (got == ByteSource::Got::kTooLong) too_long = true;
      if (got != ByteSource::Got::kLine) continue;
      if (line.starts_with(kNewDocument) && !content.empty()) {
        pending_ = line + "\n";
        break;
      }
      too_long = too_long || content.size() + line.size() > kMaxTreebankBytes;
      if (!too_long) content += line + "\n";
    }
    if (too_long) {
      return Error{ErrorKind::kLimit, "has a document longer than a document may be (256 MiB)",
                   name_, first_line_, "part it with '# newdoc' lines"};
    }
    return content;
  }

  // CoNLL-U takes several times the bytes of its text.
  static constexpr std::size_t kMaxTreebankBytes = 8 * kMaxDocumentBytes;

  ByteSource source_;
  std::string name_;
  std::string pending_;
  std::uint64_t first_line_ = 1;
  bool is_at_end_ = false;
};

}  // namespace

bool looks_like_conllu(std::string_view first_bytes) {
  return first_bytes.starts_with("# newdoc") || first_bytes.starts_with("# sent_id") ||
         first_bytes.starts_with("# text =") || first_bytes.starts_with("# global.columns") ||
         first_bytes.starts_with("1\t") || first_bytes.starts_with("1-2\t");
}

std::unique_ptr<DocumentReader> open_conllu(ByteSource source, InputOrigin origin,
                                            const ReaderOptions&) {
  return std::make_unique<ConlluDocuments>(std::move(source), std::move(origin.name));
}

}  // namespace casus
