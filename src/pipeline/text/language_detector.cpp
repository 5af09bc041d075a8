#include "pipeline/text/language_detector.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "pipeline/text/chars.h"

namespace casus {

namespace {

constexpr double kLetterWeight = 0.1;

double share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

double language_fit(const TextRules& rules, std::string_view text) {
  const std::size_t end = std::min(text.size(), kDetectedBytes);
  std::size_t letters = 0;
  std::size_t known_letters = 0;
  std::size_t words = 0;
  std::size_t known_words = 0;
  for (std::size_t at = 0; at < end;) {
    const std::size_t start = at;
    while (at < end) {
      const Char c = char_at(text, at);
      if (!is_letter_kind(c.kind)) break;
      ++letters;
      known_letters +=
          rules.has_letter(static_cast<char32_t>(u_tolower(static_cast<UChar32>(c.value))));
      at += c.size;
    }
    if (at == start) {
      at += char_at(text, at).size;
      continue;
    }
    ++words;
    known_words += (rules.traits(hash_word(text.substr(start, at - start))) & kFunctionWord) != 0;
  }
  return share(known_words, words) + kLetterWeight * share(known_letters, letters);
}

}  // namespace casus
