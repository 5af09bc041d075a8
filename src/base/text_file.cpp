#include "base/text_file.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

#include "base/utf8.h"

namespace casus {

namespace {

bool is_blank(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');  // tab, line feed, vertical tab, form feed, return
}

std::string_view without_comment(std::string_view line) {
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '#' && (i == 0 || is_blank(line[i - 1]))) return line.substr(0, i);
  }
  return line;
}

}  // namespace

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  if (text.empty()) return parts;
  std::size_t start = 0;
  while (true) {
    const std::size_t end = std::min(text.find(separator, start), text.size());
    parts.push_back(trim(text.substr(start, end - start)));
    if (end == text.size()) return parts;
    start = end + 1;
  }
}

std::vector<std::string_view> split_words(std::string_view text) {
  std::vector<std::string_view> words;
  std::size_t at = 0;
  while (at < text.size()) {
    while (at < text.size() && is_blank(text[at])) ++at;
    const std::size_t start = at;
    while (at < text.size() && !is_blank(text[at])) ++at;
    if (at > start) words.push_back(text.substr(start, at - start));
  }
  return words;
}

Result<std::string> read_file(const std::filesystem::path& path) {
  errno = 0;
  std::ifstream stream(path, std::ios::binary);
  if (!stream || std::filesystem::is_directory(path)) {
    const bool missing = !std::filesystem::exists(path);
    return Error{missing ? ErrorKind::kNotFound : ErrorKind::kUnreadable,
                 missing ? "no such file" : "cannot be read", path.string(), 0, ""};
  }
  std::ostringstream content;
  content << stream.rdbuf();
  if (stream.bad()) {
    return Error{ErrorKind::kUnreadable, std::strerror(errno), path.string(), 0, ""};
  }
  return std::move(content).str();
}

Result<std::vector<Line>> read_lines(const std::filesystem::path& path) {
  auto content = read_file(path);
  if (!content) return content.error();
  return parse_lines(path, *content);
}

Result<std::vector<Line>> parse_lines(const std::filesystem::path& path, std::string_view content) {
  std::vector<Line> lines;
  std::uint64_t number = 0;
  std::size_t start = 0;
  while (start < content.size()) {
    const std::size_t end = std::min(content.find('\n', start), content.size());
    const std::string_view raw = content.substr(start, end - start);
    ++number;
    start = end + 1;
    const std::string_view text = trim(without_comment(raw));
    if (text.empty()) continue;
    Line line{std::string(text), number, is_blank(raw.front())};
    if (repair_utf8(line.text) > 0) {
      return line_error(path, line, "is not UTF-8", "save the file as UTF-8");
    }
    if (line.text.empty()) continue;  // nothing but a byte order mark
    lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder,
                                            std::string_view ending) {
  std::vector<std::filesystem::path> files;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
    const std::string name = entry.path().filename().string();
    if (name.size() > ending.size() && name.ends_with(ending)) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

Error line_error(const std::filesystem::path& path, const Line& line, std::string message,
                 std::string remedy) {
  return {ErrorKind::kSyntax, std::move(message), path.string(), line.number, std::move(remedy)};
}

}  // namespace casus
