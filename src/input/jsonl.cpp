// JSON Lines: a JSON object a line, with `text` and what is known of the document.

#include <nlohmann/json.hpp>

#include "base/text_file.h"
#include "base/utf8.h"
#include "input/reader.h"

namespace casus {

namespace {

class JsonlReader : public DocumentReader {
 public:
  JsonlReader(ByteSource source, std::string name)
      : source_(std::move(source)), name_(std::move(name)) {}

  Result<bool> next(Document& document) override;
  std::uint64_t bytes_read() const override { return source_.bytes_read(); }

 private:
  Error refused(std::string what, std::string remedy) const {
    return {ErrorKind::kInvalidInput, std::move(what), name_, source_.line_number(),
            std::move(remedy)};
  }
  Result<bool> read_record(Document& document);
  Result<void> read_string(const nlohmann::json& record, const char* key, std::string& value);
  Result<void> read_fields(const nlohmann::json& record, Document& document);

  ByteSource source_;
  std::string name_;
  std::string line_;
  bool has_failed_ = false;
};

Result<bool> JsonlReader::next(Document& document) {
  while (!has_failed_) {
    // A JSON escape takes up to six bytes for one of the text's.
    switch (source_.read_line(line_, 6 * kMaxDocumentBytes)) {
      case ByteSource::Got::kEnd:
        return false;
      case ByteSource::Got::kFailed:
        has_failed_ = true;
        return refused("reading broke off", "");
      case ByteSource::Got::kTooLong:
        return refused("is longer than a document may be (32 MiB)", "split it");
      case ByteSource::Got::kLine:
        break;
    }
    if (!trim(line_).empty()) return read_record(document);
  }
  return false;
}

Result<void> JsonlReader::read_string(const nlohmann::json& record, const char* key,
                                      std::string& value) {
  const auto found = record.find(key);
  if (found == record.end() || found->is_null()) return {};
  if (!found->is_string()) {
    return refused(std::string("'") + key + "' is not a string", "write it in quotes");
  }
  value = found->get<std::string>();
  return {};
}

Result<void> JsonlReader::read_fields(const nlohmann::json& record, Document& document) {
  for (const auto& [key, value] : {std::pair<const char*, std::string*>{"id", &document.id},
                                   {"date", &document.date},
                                   {"title", &document.title},
                                   {"language", &document.language},
                                   {"author", &document.author},
                                   {"section", &document.section},
                                   {"source", &document.source},
                                   {"url", &document.url}}) {
    if (auto read = read_string(record, key, *value); !read) return read.error();
  }
  if (document.date.empty()) return {};
  auto day = parse_day(document.date);
  if (!day) return refused("date '" + document.date + "' is no day", "write it as YYYY-MM-DD");
  document.date = *std::move(day);
  return {};
}

Result<bool> JsonlReader::read_record(Document& document) {
  document.repaired_bytes = repair_utf8(line_);
  const auto record = nlohmann::json::parse(line_, nullptr, false);
  if (record.is_discarded()) return refused("is not valid JSON", "one JSON object a line");
  if (!record.is_object()) return refused("is not a JSON object", "one JSON object a line");
  if (!record.contains("text") || !record["text"].is_string()) {
    return refused("has no 'text'", "give the document's text as a string named 'text'");
  }
  document.text = record["text"].get<std::string>();
  if (document.text.size() > kMaxDocumentBytes) {
    return refused("has a text longer than a document may be (32 MiB)", "split it");
  }
  // An escape such as \u0000 can still smuggle in what is no text.
  document.repaired_bytes += repair_utf8(document.text);
  if (auto read = read_fields(record, document); !read) return read.error();
  if (document.id.empty()) document.id = name_ + ":" + std::to_string(source_.line_number());
  return true;
}

}  // namespace

bool looks_like_jsonl(std::string_view first_bytes) {
  const bool is_whole = first_bytes.find('\n') != std::string_view::npos;
  const std::string_view line = trim(first_bytes.substr(0, first_bytes.find('\n')));
  if (!line.starts_with("{") || line.find('"') == std::string_view::npos) return false;
  return !is_whole || line.ends_with("}");
}

std::unique_ptr<DocumentReader> open_jsonl(ByteSource source, InputOrigin origin,
                                           const ReaderOptions&) {
  return std::make_unique<JsonlReader>(std::move(source), std::move(origin.name));
}

}  // namespace casus
