#include "eval/facts_gold.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text_file.h"

namespace casus {

namespace {

constexpr std::string_view kReleaseMark = "=== ";
constexpr std::string_view kFactsMark = "--- facts";
// All other names are roles.
constexpr std::array<std::string_view, 12> kFields = {"status", "stance",  "date",    "enddate",
                                                      "since",  "until",   "place",   "ordinal",
                                                      "topic",  "against", "part_of", "result"};

bool is_field(std::string_view name) {
  return std::find(kFields.begin(), kFields.end(), name) != kFields.end();
}

// Parts between separators of several characters, trimmed.
std::vector<std::string_view> parts_of(std::string_view text, std::string_view separator) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(separator, at), text.size());
    parts.push_back(trim(text.substr(at, end - at)));
    at = end + separator.size();
  }
  return parts;
}

// "WORDS" or "WORDS@2": where they stand in the text.
std::optional<GoldSpan> find_words(std::string_view text, std::string_view words) {
  int wanted = 1;
  const std::size_t at_sign = words.rfind('@');
  if (at_sign != std::string_view::npos && at_sign + 2 == words.size()) {
    wanted = words.back() - '0';
    words = words.substr(0, at_sign);
  }
  if (words.empty()) return std::nullopt;
  std::size_t at = text.find(words);
  for (int count = 1; count < wanted && at != std::string_view::npos; ++count) {
    at = text.find(words, at + words.size());
  }
  if (at == std::string_view::npos) return std::nullopt;
  return GoldSpan{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + words.size())};
}

class GoldReader {
 public:
  explicit GoldReader(const std::filesystem::path& path) : path_(path) {}

  Result<std::vector<GoldRelease>> read(std::string_view content) {
    for (std::size_t at = 0; at < content.size();) {
      const std::size_t end = std::min(content.find('\n', at), content.size());
      ++line_.number;
      if (auto read = read_line(content.substr(at, end - at)); !read) return read.error();
      at = end + 1;
    }
    return std::move(releases_);
  }

 private:
  Result<void> read_line(std::string_view text) {
    if (text.starts_with(kReleaseMark)) {
      const auto words = split_words(text.substr(kReleaseMark.size()));
      if (words.empty()) return slip("a release without a name", "write === NAME YYYY-MM-DD");
      GoldRelease& release = releases_.emplace_back();
      release.document.id = words[0];
      if (words.size() > 1) release.document.date = words[1];
      in_facts_ = false;
      return {};
    }
    if (releases_.empty()) {
      return trim(text).empty() ? Result<void>() : slip("text before the first release");
    }
    if (text == kFactsMark) {
      in_facts_ = true;
      return {};
    }
    if (in_facts_) return trim(text).empty() ? Result<void>() : read_fact(text);
    releases_.back().document.text.append(text).append("\n");
    return {};
  }

  Result<void> read_fact(std::string_view text) {
    const auto parts = parts_of(text, " | ");
    if (parts.size() < 2) return slip("a fact without words", "write KIND | WORDS | field=words");
    GoldFact fact;
    fact.kind = parts[0];
    fact.words = parts[1];
    for (const std::string_view words : parts_of(parts[1], " ++ ")) {
      const auto span = find_words(releases_.back().document.text, words);
      if (!span) return slip("the release does not hold '" + std::string(words) + "'");
      fact.tellings.push_back(*span);
    }
    for (std::size_t i = 2; i < parts.size(); ++i) {
      const std::size_t equals = parts[i].find('=');
      if (equals == std::string_view::npos || equals == 0) {
        return slip("no field=words: '" + std::string(parts[i]) + "'");
      }
      const std::string_view name = parts[i].substr(0, equals);
      auto& into = is_field(name) ? fact.fields : fact.roles;
      into.emplace_back(name, parts[i].substr(equals + 1));
    }
    releases_.back().facts.push_back(std::move(fact));
    return {};
  }

  Error slip(std::string message, std::string remedy = {}) const {
    return line_error(path_, line_, std::move(message), std::move(remedy));
  }

  const std::filesystem::path& path_;
  Line line_;
  std::vector<GoldRelease> releases_;
  bool in_facts_ = false;
};

}  // namespace

Result<std::vector<GoldRelease>> parse_gold_releases(const std::filesystem::path& path,
                                                     std::string_view content) {
  return GoldReader(path).read(content);
}

Result<std::vector<GoldRelease>> read_gold_releases(const std::filesystem::path& path) {
  auto content = read_file(path);
  if (!content) return content.error();
  return parse_gold_releases(path, *content);
}

}  // namespace casus
