#include "eval/extract_eval.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "base/text_file.h"
#include "base/utf8.h"
#include "extract/article.h"

namespace casus {

namespace {

using Shingles = std::unordered_map<std::string, int>;

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  const auto end_word = [&] {
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode_at(text, at);
    const bool is_character = point.value >= 0x3040 && point.value <= 0x9FFF;
    if (is_character) end_word();
    if (is_letter(point.value) || is_digit(point.value) || is_character) {
      word.append(text, at, point.size);
      if (is_character) end_word();
    } else {
      end_word();
    }
    at += point.size;
  }
  end_word();
  return words;
}

Shingles shingles_of(std::string_view text) {
  const auto words = words_of(text);
  Shingles shingles;
  if (words.empty()) return shingles;
  for (std::size_t i = 0; i == 0 || i + 4 <= words.size(); ++i) {
    std::string shingle;
    for (std::size_t j = i; j < std::min(i + 4, words.size()); ++j) shingle += words[j] + " ";
    ++shingles[shingle];
  }
  return shingles;
}

int count(const Shingles& shingles) {
  int sum = 0;
  for (const auto& [shingle, number] : shingles) sum += number;
  return sum;
}

int common(const Shingles& left, const Shingles& right) {
  int sum = 0;
  for (const auto& [shingle, number] : left) {
    const auto found = right.find(shingle);
    if (found != right.end()) sum += std::min(number, found->second);
  }
  return sum;
}

std::vector<std::string> lines_without(std::string_view text, const Shingles& other) {
  std::vector<std::string> lines;
  for (const std::string_view line : split(text, '\n')) {
    const Shingles shingles = shingles_of(line);
    if (2 * common(shingles, other) < count(shingles)) lines.emplace_back(line);
  }
  return lines;
}

double mean(const std::vector<PageScore>& pages, double (*value)(const ShingleScore&)) {
  double sum = 0;
  for (const PageScore& page : pages) sum += value(page.score);
  return pages.empty() ? 0 : sum / double(pages.size());
}

}  // namespace

double ShingleScore::f1() const {
  return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
}

ShingleScore compare_shingles(std::string_view found, std::string_view wanted) {
  const Shingles ours = shingles_of(found);
  const Shingles theirs = shingles_of(wanted);
  if (ours.empty() && theirs.empty()) return {1, 1};
  if (ours.empty() || theirs.empty()) return {0, 0};
  const double both = common(ours, theirs);
  return {both / count(ours), both / count(theirs)};
}

double ExtractScores::precision() const {
  return mean(pages, [](const ShingleScore& score) { return score.precision; });
}
double ExtractScores::recall() const {
  return mean(pages, [](const ShingleScore& score) { return score.recall; });
}
double ExtractScores::f1() const {
  return mean(pages, [](const ShingleScore& score) { return score.f1(); });
}

Result<ExtractScores> evaluate_pages(const std::filesystem::path& folder, const PageRules& rules) {
  ExtractScores scores;
  for (const auto& path : files_in(folder, ".html")) {
    auto page = read_file(path);
    if (!page) return page.error();
    std::filesystem::path text_path = path;
    auto wanted = read_file(text_path.replace_extension(".txt"));
    if (!wanted) return wanted.error();
    auto articles = extract_articles(*page, "", "", &rules);
    std::string text;
    if (articles) {
      for (const Article& article : *articles) text += article.text + "\n\n";
    }
    scores.pages.push_back({path.stem().string(), compare_shingles(text, *wanted),
                            lines_without(*wanted, shingles_of(text)),
                            lines_without(text, shingles_of(*wanted))});
  }
  if (!scores.pages.empty()) return scores;
  return Error{ErrorKind::kNotFound, "holds no page NAME.html", folder.string(), 0,
               "name a folder of pages, each with its text NAME.txt"};
}

std::string to_table(const ExtractScores& scores, bool with_misses) {
  std::string table =
      fmt::format("{} pages: precision {:.4f}, recall {:.4f}, F1 {:.4f}\n", scores.pages.size(),
                  scores.precision(), scores.recall(), scores.f1());
  if (!with_misses) return table;
  for (const PageScore& page : scores.pages) {
    if (page.score.f1() > 0.9999) continue;
    table += fmt::format("{:<40} precision {:.3f} recall {:.3f}\n", page.name, page.score.precision,
                         page.score.recall);
    for (const std::string& line : page.missed) table += "  missed:   " + line + "\n";
    for (const std::string& line : page.spurious) table += "  spurious: " + line + "\n";
  }
  return table;
}

}  // namespace casus
