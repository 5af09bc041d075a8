#include "serve/snippet.h"

#include <algorithm>

#include "base/utf8.h"

namespace casus::serve {

namespace {

constexpr std::size_t kBefore = 70;  // bytes
constexpr std::size_t kAfter = 150;
constexpr std::size_t kMaxText = 1 << 20;  // searched: what comes later is not shown

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }
bool is_word_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return !is_continuation(c); }));
}

}  // namespace

std::vector<std::string> words_of_query(std::string_view query) {
  static const std::vector<std::string> kOperators = {"AND", "OR", "NOT", "NEAR"};
  std::vector<std::string> words;
  std::size_t at = 0;
  while (at < query.size()) {
    std::size_t end = at;
    while (end < query.size() && is_word_byte(query[end])) ++end;
    const std::string word(query.substr(at, end - at));
    const bool is_operator =
        std::find(kOperators.begin(), kOperators.end(), word) != kOperators.end();
    if (!word.empty() && !is_operator) words.push_back(lower_utf8(word));
    at = end + 1;
  }
  return words;
}

Snippet make_snippet(std::string_view text, const std::vector<std::string>& words) {
  text = text.substr(0, kMaxText);
  // Folding keeps the length of every letter that it knows; where it does not, marks are left out.
  const std::string folded = lower_utf8(text);
  const bool is_aligned = folded.size() == text.size();
  const std::string_view searched = is_aligned ? std::string_view(folded) : text;
  const auto find = [&](const std::string& word, std::size_t from) {
    for (std::size_t at = searched.find(word, from); at != std::string_view::npos;
         at = searched.find(word, at + 1)) {
      if (at == 0 || !is_word_byte(searched[at - 1])) return at;
    }
    return std::string_view::npos;
  };
  std::size_t first = std::string_view::npos;
  for (const std::string& word : words) first = std::min(first, find(word, 0));
  std::size_t begin = first == std::string_view::npos || first < kBefore ? 0 : first - kBefore;
  std::size_t end = std::min(text.size(), begin + kBefore + kAfter);
  while (begin > 0 && is_continuation(text[begin])) --begin;
  while (end < text.size() && is_continuation(text[end])) ++end;
  Snippet snippet;
  std::string_view shown = text.substr(begin, end - begin);
  const std::string lead = begin > 0 ? "…" : "";
  snippet.text = lead + std::string(shown) + (end < text.size() ? "…" : "");
  for (const std::string& word : words) {
    for (std::size_t at = find(word, begin);
         at != std::string_view::npos && at + word.size() <= end;
         at = find(word, at + word.size())) {
      const std::size_t start = code_points(lead) + code_points(text.substr(begin, at - begin));
      snippet.marks.emplace_back(start, start + code_points(text.substr(at, word.size())));
    }
  }
  std::sort(snippet.marks.begin(), snippet.marks.end());
  return snippet;
}

}  // namespace casus::serve
