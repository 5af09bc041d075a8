#include <algorithm>
#include <charconv>
#include <chrono>

#include "base/text_file.h"
#include "extract/charset.h"
#include "input/reader.h"

namespace casus {

const std::vector<ReaderKind>& reader_kinds() {
  static const std::vector<ReaderKind> kinds = {
      {"jsonl", "a JSON object a line: id, text, date, title, language, source, url",
       looks_like_jsonl, open_jsonl},
      {"conllu", "CoNLL-U, whose words and trees are kept (parse makes the trees anew)",
       looks_like_conllu, open_conllu},
      {"csv", "a table with a header that names text, and what it has of id, date, title, url",
       looks_like_csv, open_csv},
      {"feed", "an RSS or Atom feed, a document an item", looks_like_feed, open_feed},
      {"sitemap", "a sitemap: the pages that it lists, fetched", looks_like_sitemap, open_sitemap},
      {"warc", "a web archive: the pages in it", looks_like_warc, open_warc},
      {"zip", "a zip archive: the files in it", looks_like_zip, open_zip},
      {"html", "a web page: its article or articles", looks_like_html, open_html},
      {"text", "plain text, a document a file", looks_like_text, open_text},
  };
  return kinds;
}

namespace {

Error refused(const std::string& name, std::string what, std::string remedy) {
  return {ErrorKind::kInvalidInput, std::move(what), name, 0, std::move(remedy)};
}

// Text has no NUL bytes and few other control characters.
bool is_binary(std::string_view first_bytes) {
  const auto controls = std::count_if(first_bytes.begin(), first_bytes.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\v';
  });
  const bool has_nul = first_bytes.find('\0') != std::string_view::npos;
  return first_bytes.starts_with("%PDF-") || has_nul ||
         controls * 20 > static_cast<std::ptrdiff_t>(first_bytes.size());
}

// UTF-16 with its mark, as UTF-8.
Result<ByteSource> decode_wide(ByteSource source, const std::string& name) {
  std::string bytes;
  if (source.read_rest(bytes, 2 * kMaxDocumentBytes) != ByteSource::Got::kLine) {
    return Error{ErrorKind::kLimit, "is longer than UTF-16 text may be (64 MiB)", name, 0,
                 "save it as UTF-8"};
  }
  return ByteSource::from_bytes(decode_page(bytes, ""));
}

const ReaderKind* find_kind(std::string_view name) {
  const auto& kinds = reader_kinds();
  const auto found = std::find_if(kinds.begin(), kinds.end(),
                                  [&](const ReaderKind& kind) { return kind.name == name; });
  return found == kinds.end() ? nullptr : &*found;
}

}  // namespace

Result<std::unique_ptr<DocumentReader>> open_reader(std::string_view kind, ByteSource source,
                                                    InputOrigin origin,
                                                    const ReaderOptions& options) {
  const std::string& name = origin.name;
  std::string_view first_bytes = source.peek(kSniffBytes);
  if (first_bytes.starts_with("\x1F\x8B") && origin.depth < kMaxArchiveDepth) {
    ++origin.depth;
    origin.path.clear();
    return open_reader(kind, ByteSource::unpacked(std::move(source)), std::move(origin), options);
  }
  if (first_bytes.empty()) return refused(name, "is empty", "");
  if (first_bytes.starts_with("\xFF\xFE") || first_bytes.starts_with("\xFE\xFF")) {
    auto decoded = decode_wide(std::move(source), name);
    if (!decoded) return decoded.error();
    source = *std::move(decoded);
    first_bytes = source.peek(kSniffBytes);
  }
  if (!looks_like_zip(first_bytes) && !looks_like_warc(first_bytes) && is_binary(first_bytes)) {
    return refused(name, "is a binary file, not text",
                   "turn it into plain text first, for instance with pdftotext");
  }
  if (!kind.empty()) {
    const ReaderKind* named = find_kind(kind);
    if (named != nullptr) return named->open(std::move(source), std::move(origin), options);
    return Error{ErrorKind::kUsage, "unknown kind of input '" + std::string(kind) + "'", "", 0,
                 "see --help for --input"};
  }
  const std::size_t mark = first_bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  const bool is_xml =
      mark != std::string_view::npos && first_bytes.substr(mark).starts_with("<?xml");
  for (const ReaderKind& each : reader_kinds()) {
    if (is_xml && each.name == "text") {
      return refused(name, "is XML, but no page, feed or sitemap",
                     "give --input text to read its markup as text");
    }
    if (each.recognises(first_bytes))
      return each.open(std::move(source), std::move(origin), options);
  }
  return refused(name, "is of no kind that casus reads", "name its kind with --input");
}

std::optional<std::string> parse_day(std::string_view text) {
  text = trim(text);
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  if (text.size() > 10 && text[10] != 'T' && text[10] != ' ') return std::nullopt;
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  const auto number = [&](std::size_t at, std::size_t size, auto& value) {
    const char* end = text.data() + at + size;
    const auto parsed = std::from_chars(text.data() + at, end, value);
    return parsed.ec == std::errc() && parsed.ptr == end;
  };
  if (!number(0, 4, year) || !number(5, 2, month) || !number(8, 2, day)) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                         std::chrono::day(day)};
  if (!date.ok()) return std::nullopt;
  return std::string(text.substr(0, 10));
}

}  // namespace casus
