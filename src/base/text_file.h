#pragma once

// Reads the text files that people edit: lexicon, knowledge, rules. UTF-8, "#" begins a comment
// at the start of a line or after white space, blank lines and trailing blanks do not count.

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "casus/result.h"

namespace casus {

struct Line {
  std::string text;          // without comment, indentation and trailing blanks; never empty
  std::uint64_t number = 0;  // 1-based line in the file
  bool is_indented = false;
};

// A file's lines in order. Invalid UTF-8 is an error that names the line.
Result<std::vector<Line>> read_lines(const std::filesystem::path& path);
// The same for the file's content at hand; `path` is for errors.
Result<std::vector<Line>> parse_lines(const std::filesystem::path& path, std::string_view content);
// The files of a folder with this ending (".txt"), sorted by name; none where there is no folder.
std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder,
                                            std::string_view ending);
// The whole file.
Result<std::string> read_file(const std::filesystem::path& path);

std::string_view trim(std::string_view text);
// Parts between separators, trimmed; empty parts are kept, an empty text has no parts.
std::vector<std::string_view> split(std::string_view text, char separator);
// The words between blanks.
std::vector<std::string_view> split_words(std::string_view text);

// An error about a line of a file that people edit.
Error line_error(const std::filesystem::path& path, const Line& line, std::string message,
                 std::string remedy = {});

}  // namespace casus
