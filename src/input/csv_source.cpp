// CSV (RFC 4180) and its cousins with semicolons or tabs: a document a row. The header's names say
// which column is what; docs/formats/inputs.md lists them.

#include <algorithm>
#include <array>
#include <utility>

#include "base/text_file.h"
#include "base/utf8.h"
#include "extract/day_text.h"
#include "input/reader.h"

namespace casus {

namespace {

constexpr std::size_t kMaxColumns = 1000;

struct Field {
  std::string_view column;  // in lower case
  std::string Document::*member;
};

constexpr std::array<Field, 25> kFields = {{
    {"text", &Document::text},
    {"body", &Document::text},
    {"content", &Document::text},
    {"article", &Document::text},
    {"full_text", &Document::text},
    {"fulltext", &Document::text},
    {"id", &Document::id},
    {"article_id", &Document::id},
    {"doc_id", &Document::id},
    {"date", &Document::date},
    {"published", &Document::date},
    {"publication_date", &Document::date},
    {"pubdate", &Document::date},
    {"publish_date", &Document::date},
    {"title", &Document::title},
    {"headline", &Document::title},
    {"language", &Document::language},
    {"lang", &Document::language},
    {"source", &Document::source},
    {"publisher", &Document::source},
    {"publication", &Document::source},
    {"url", &Document::url},
    {"link", &Document::url},
    {"author", &Document::author},
    {"section", &Document::section},
}};

std::string Document::*member_of(std::string_view column) {
  const std::string lower = lower_utf8(trim(column));
  const auto found = std::find_if(kFields.begin(), kFields.end(),
                                  [&](const Field& field) { return field.column == lower; });
  return found == kFields.end() ? nullptr : found->member;
}

char find_separator(std::string_view header) {
  char best = ',';
  for (const char c : {';', '\t'}) {
    if (std::count(header.begin(), header.end(), c) >
        std::count(header.begin(), header.end(), best)) {
      best = c;
    }
  }
  return best;
}

// Cuts a whole record into its cells; doubled quotes become one.
std::vector<std::string> cut_cells(std::string_view record, char separator) {
  std::vector<std::string> cells(1);
  bool is_quoted = false;
  for (std::size_t i = 0; i < record.size(); ++i) {
    const char c = record[i];
    if (is_quoted) {
      if (c != '"') {
        cells.back() += c;
      } else if (i + 1 < record.size() && record[i + 1] == '"') {
        cells.back() += '"';
        ++i;
      } else {
        is_quoted = false;
      }
    } else if (c == '"' && trim(cells.back()).empty()) {
      cells.back().clear();
      is_quoted = true;
    } else if (c == separator && cells.size() < kMaxColumns) {
      cells.emplace_back();
    } else {
      cells.back() += c;
    }
  }
  return cells;
}

class CsvReader : public DocumentReader {
 public:
  CsvReader(ByteSource source, std::string name)
      : source_(std::move(source)), name_(std::move(name)) {}

  Result<bool> next(Document& document) override;
  std::uint64_t bytes_read() const override { return source_.bytes_read(); }

 private:
  Error refused(std::string what, std::string remedy) const {
    return {ErrorKind::kInvalidInput, std::move(what), name_, first_line_, std::move(remedy)};
  }
  Result<bool> read_record(std::string& record);
  Result<void> read_header();
  Result<bool> fill(const std::vector<std::string>& cells, Document& document);

  ByteSource source_;
  std::string name_;
  std::vector<std::string Document::*> columns_;  // nullptr: not read
  char separator_ = ',';
  std::uint64_t first_line_ = 0;  // of the record read last
  bool is_done_ = false;
};

// Lines up to where all quotes are closed. False at the end.
Result<bool> CsvReader::read_record(std::string& record) {
  record.clear();
  std::string line;
  std::size_t quotes = 0;
  bool is_too_long = false;
  while (true) {
    const auto got = source_.read_line(line, kMaxDocumentBytes);
    if (quotes % 2 == 0) first_line_ = source_.line_number();
    if (got == ByteSource::Got::kEnd && record.empty() && !is_too_long) return false;
    if (got == ByteSource::Got::kEnd || got == ByteSource::Got::kFailed) {
      is_done_ = true;
      return refused(
          got == ByteSource::Got::kEnd ? "opens a quote that is never closed" : "reading broke off",
          "");
    }
    is_too_long = is_too_long || got == ByteSource::Got::kTooLong ||
                  record.size() + line.size() > kMaxDocumentBytes;
    quotes += static_cast<std::size_t>(std::count(line.begin(), line.end(), '"'));
    if (!is_too_long) record += record.empty() ? line : "\n" + line;
    if (quotes % 2 == 0) break;
    if (record.empty()) record = "\n";
  }
  if (is_too_long) return refused("is longer than a document may be (32 MiB)", "split it");
  return true;
}

Result<void> CsvReader::read_header() {
  std::string record;
  auto got = read_record(record);
  if (!got) return got.error();
  if (record.starts_with("\xEF\xBB\xBF")) record.erase(0, 3);
  separator_ = find_separator(record);
  bool has_text = false;
  for (const std::string& column : cut_cells(record, separator_)) {
    columns_.push_back(member_of(column));
    has_text = has_text || columns_.back() == &Document::text;
  }
  if (has_text) return {};
  is_done_ = true;
  return refused("has no column 'text'", "name the column of the texts 'text' in the first row");
}

Result<bool> CsvReader::fill(const std::vector<std::string>& cells, Document& document) {
  for (std::size_t i = 0; i < cells.size() && i < columns_.size(); ++i) {
    if (columns_[i] == nullptr || !(document.*columns_[i]).empty()) continue;
    std::string cell = cells[i];
    document.repaired_bytes += repair_utf8(cell);
    document.*columns_[i] =
        columns_[i] == &Document::text ? std::move(cell) : std::string(trim(cell));
  }
  if (trim(document.text).empty()) return refused("has an empty text", "");
  if (!document.date.empty()) {
    auto day = find_day(document.date);
    if (!day) return refused("date '" + document.date + "' is no day", "write it as YYYY-MM-DD");
    document.date = *std::move(day);
  }
  if (document.id.empty()) document.id = name_ + ":" + std::to_string(first_line_);
  return true;
}

Result<bool> CsvReader::next(Document& document) {
  if (is_done_) return false;
  if (columns_.empty()) {
    if (auto header = read_header(); !header) return header.error();
  }
  std::string record;
  while (true) {
    auto got = read_record(record);
    if (!got) return got.error();
    if (!*got) return false;
    if (!trim(record).empty()) break;
  }
  return fill(cut_cells(record, separator_), document);
}

}  // namespace

bool looks_like_csv(std::string_view first_bytes) {
  if (first_bytes.starts_with("\xEF\xBB\xBF")) first_bytes.remove_prefix(3);
  const std::size_t end = first_bytes.find('\n');
  if (end == std::string_view::npos) return false;
  std::string_view header = first_bytes.substr(0, end);
  if (header.ends_with('\r')) header.remove_suffix(1);
  const auto columns = cut_cells(header, find_separator(header));
  if (columns.size() < 2) return false;
  return std::any_of(columns.begin(), columns.end(), [](const std::string& column) {
    return member_of(column) == &Document::text;
  });
}

std::unique_ptr<DocumentReader> open_csv(ByteSource source, InputOrigin origin,
                                         const ReaderOptions&) {
  return std::make_unique<CsvReader>(std::move(source), std::move(origin.name));
}

}  // namespace casus
