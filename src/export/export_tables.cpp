#include "export/export_tables.h"

#include <charconv>

#include "base/text_file.h"

namespace casus {

namespace {

std::string unless_dash(std::string_view text) { return text == "-" ? "" : std::string(text); }

// What follows the first `words` words of a line.
std::string rest_of(const Line& line, std::size_t words) {
  std::string_view text = line.text;
  for (std::size_t i = 0; i < words; ++i) {
    text = trim(text.substr(std::min(text.size(), text.find(' '))));
  }
  return std::string(text);
}

template <typename Read>
Result<void> read_table(const std::filesystem::path& path, std::size_t least, Read read) {
  auto lines = read_lines(path);
  if (!lines) return lines.error();
  for (const Line& line : *lines) {
    const auto words = split_words(line.text);
    if (words.size() < least || !read(line, words)) {
      return line_error(path, line, "does not have the fields of its table",
                        "see the head of the file");
    }
  }
  return {};
}

const std::string kEmpty;

const std::string& look_up(const std::map<std::string, std::string>& table,
                           const std::string& key) {
  const auto found = table.find(key);
  return found == table.end() ? kEmpty : found->second;
}

}  // namespace

Result<ExportTables> ExportTables::read(const std::filesystem::path& folder) {
  ExportTables tables;
  auto done = read_table(folder / "countries.txt", 5, [&](const Line& line, const auto& words) {
    tables.countries_[std::string(words[0])] = {unless_dash(words[1]), unless_dash(words[2]),
                                                unless_dash(words[3]), rest_of(line, 4)};
    return true;
  });
  if (!done) return done.error();
  done = read_table(folder / "cameo.txt", 4, [&](const Line&, const auto& words) {
    CameoCode code;
    code.code = words[2];
    const auto [end, bad] =
        std::from_chars(words[3].data(), words[3].data() + words[3].size(), code.scale);
    tables.cameo_[std::string(words[0]) + " " + unless_dash(words[1])] = code;
    return bad == std::errc() && end == words[3].data() + words[3].size();
  });
  if (!done) return done.error();
  done = read_table(folder / "sectors.txt", 3, [&](const Line& line, const auto& words) {
    tables.cameo_sectors_[std::string(words[0])] = unless_dash(words[1]);
    tables.sector_names_[std::string(words[0])] = rest_of(line, 2);
    return true;
  });
  if (!done) return done.error();
  done = read_table(folder / "gdelt.txt", 2, [&](const Line&, const auto& words) {
    tables.gdelt_homes_.emplace(words[1]);
    return words[0] == "home";
  });
  if (!done) return done.error();
  return tables;
}

const ExportCountry& ExportTables::country(const std::string& code) const {
  static const ExportCountry none;
  const auto found = countries_.find(code);
  return found == countries_.end() ? none : found->second;
}

CameoCode ExportTables::cameo(const Event& event) const {
  for (const std::string& mode : event.modes) {
    const auto found = cameo_.find(event.category + " " + mode);
    if (found != cameo_.end()) return found->second;
  }
  const auto found = cameo_.find(event.category + " ");
  return found == cameo_.end() ? CameoCode() : found->second;
}

const std::string& ExportTables::cameo_sector(const std::string& sector) const {
  return look_up(cameo_sectors_, sector);
}

const std::string& ExportTables::sector_name(const std::string& sector) const {
  return look_up(sector_names_, sector);
}

}  // namespace casus
