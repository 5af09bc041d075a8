#include "pipeline/text/text_rules.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <string>

#include "base/text_file.h"
#include "pipeline/text/chars.h"

namespace casus {

namespace {

constexpr std::uint64_t kFnvBasis = 14695981039346656037ULL;
constexpr std::uint64_t kFnvPrime = 1099511628211ULL;

// The spelling that hash_word() hashes, one character; 0: drop it.
char32_t folded(const Char& c) {
  if (c.value < 0x80) {
    if (c.kind == CharKind::kUpper) return c.value + 32;
    return c.value == '`' ? U'\'' : c.value;
  }
  switch (c.kind) {
    case CharKind::kIgnorable:
      return 0;
    case CharKind::kApostrophe:
      return U'\'';
    case CharKind::kHyphen:
      return U'-';
    case CharKind::kUpper:
      return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c.value)));
    default:
      return c.value;
  }
}

// A lost character stands for an apostrophe where a clitic is asked for.
char32_t clitic_character(const Char& c) {
  return c.kind == CharKind::kUnknown ? U'\'' : folded(c);
}

std::u32string clitic_spelling(std::string_view word) {
  std::u32string spelling;
  for (std::size_t at = 0; at < word.size();) {
    const Char c = char_at(word, at);
    if (const char32_t value = clitic_character(c); value != 0) spelling.push_back(value);
    at += c.size;
  }
  return spelling;
}

bool has_apostrophe(std::string_view word) {
  for (std::size_t at = 0; at < word.size();) {
    const Char c = char_at(word, at);
    if (c.kind == CharKind::kApostrophe || c.kind == CharKind::kUnknown) return true;
    at += c.size;
  }
  return false;
}

// True where `word` ends in `clitic` and has something before it.
bool ends_in_clitic(std::string_view word, std::u32string_view clitic) {
  std::size_t end = word.size();
  for (std::size_t i = clitic.size(); i > 0;) {
    if (end == 0) return false;
    const Char c = char_before(word, end);
    end -= c.size;
    const char32_t value = clitic_character(c);
    if (value == 0) continue;
    if (value != clitic[i - 1]) return false;
    --i;
  }
  return end > 0;
}

struct TraitKey {
  std::string_view key;
  std::uint16_t traits;
};
constexpr TraitKey kTraitKeys[] = {
    {"title", kTitle | kAbbreviation},
    {"before-number", kBeforeNumber | kAbbreviation},
    {"abbreviation", kAbbreviation},
    {"closing", kClosing | kAbbreviation},
    {"hyphen-prefix", kHyphenPrefix},
    {"hyphen-suffix", kHyphenSuffix},
    {"hyphen-word", kHyphenWord},
    {"unit", kUnit},
    {"elision", kElision},
    {"not-initial", kNotInitial},
    {"function-word", kFunctionWord},
    {"slash-word", kSlashWord},
};

}  // namespace

WordHash hash_word(std::string_view word) {
  WordHash hash = kFnvBasis;
  for (std::size_t at = 0; at < word.size();) {
    const Char c = char_at(word, at);
    at += c.size;
    const char32_t value = folded(c);
    if (value != 0) hash = (hash ^ value) * kFnvPrime;
  }
  return hash;
}

// Fills a TextRules from "key: words" lines.
class TextRulesReader {
 public:
  Result<void> read(const std::filesystem::path& file) {
    const auto lines = read_lines(file);
    if (!lines) return lines.error();
    for (const Line& line : *lines) {
      const std::size_t colon = line.text.find(':');
      const std::string key = line.text.substr(0, colon);
      const std::string_view rest =
          colon == std::string::npos ? "" : trim(std::string_view(line.text).substr(colon + 1));
      if (rest.empty() || !add(key, rest)) {
        return line_error(file, line, "is not a line 'key: words' with a known key",
                          "docs/formats/text.md lists the keys");
      }
    }
    return {};
  }

  TextRules finish(BreakModel breaks) {
    rules_.breaks_ = std::move(breaks);
    std::stable_sort(rules_.clitics_.begin(), rules_.clitics_.end(),
                     [](const auto& a, const auto& b) { return a.size() > b.size(); });
    return std::move(rules_);
  }

 private:
  bool add(std::string_view key, std::string_view rest) {
    if (key == "contraction") return add_contraction(split_words(rest));
    if (key == "clitic") return add_clitics(split_words(rest));
    if (key == "final-apostrophe") return add_final_apostrophe(rest);
    if (key == "navigation") return add_navigation(split_words(rest));
    if (key == "hyphens") return rules_.keeps_hyphens_ = rest == "keep";
    if (key == "letters") return add_letters(rest);
    if (key == "initials") return rules_.parts_initials_ = rest == "apart";
    if (key == "decimal") return rules_.has_decimal_comma_ = rest == "comma";
    for (const TraitKey& known : kTraitKeys) {
      if (key != known.key) continue;
      for (const std::string_view word : split_words(rest)) add_traits(word, known.traits);
      return true;
    }
    return false;
  }

  void add_traits(std::string_view word, std::uint16_t traits) {
    rules_.traits_[hash_word(word)] |= traits;
  }

  // "cannot can not": the word, then its parts, which together spell it.
  bool add_contraction(const std::vector<std::string_view>& words) {
    Contraction contraction;
    if (words.size() < 3 || words.size() > 4) return false;
    std::string joined;
    for (std::size_t i = 1; i < words.size(); ++i) {
      contraction.characters[i - 1] = static_cast<std::uint8_t>(clitic_spelling(words[i]).size());
      joined += words[i];
    }
    if (joined != words[0]) return false;
    rules_.contractions_[hash_word(words[0])] = contraction;
    return true;
  }

  bool add_clitics(const std::vector<std::string_view>& words) {
    for (const std::string_view word : words) rules_.clitics_.push_back(clitic_spelling(word));
    return true;
  }

  bool add_final_apostrophe(std::string_view letters) {
    for (const char32_t c : clitic_spelling(letters)) {
      if (c != U' ')
        rules_.final_apostrophe_ += {c, static_cast<char32_t>(u_toupper(static_cast<UChar32>(c)))};
    }
    return true;
  }

  bool add_letters(std::string_view letters) {
    for (const char32_t c : clitic_spelling(letters)) {
      if (c != U' ') rules_.letters_ += c;
    }
    return true;
  }

  bool add_navigation(std::vector<std::string_view> words) {
    const bool is_open = words.back() == "*";
    if (is_open) words.pop_back();
    if (words.empty()) return false;
    std::vector<WordHash> hashes;
    for (const std::string_view word : words) hashes.push_back(hash_word(word));
    (is_open ? rules_.beginnings_ : rules_.lines_).push_back(std::move(hashes));
    return true;
  }

  TextRules rules_;
};

Result<TextRules> TextRules::load(const std::filesystem::path& language_folder) {
  TextRulesReader reader;
  for (const auto& file : files_in(language_folder / "text", ".txt")) {
    if (auto read = reader.read(file); !read) return read.error();
  }
  auto breaks = BreakModel::load(language_folder / "text" / "breaks.model");
  if (!breaks) return breaks.error();
  return reader.finish(*std::move(breaks));
}

std::size_t TextRules::clitic_characters(std::string_view word) const {
  if (!has_apostrophe(word)) return 0;
  const auto found =
      std::find_if(clitics_.begin(), clitics_.end(),
                   [&](const std::u32string& clitic) { return ends_in_clitic(word, clitic); });
  return found == clitics_.end() ? 0 : found->size();
}

namespace {

constexpr std::size_t kMostNavigationWords = 8;

// Takes the next word between blanks off `rest`; empty at its end.
std::string_view take_word(std::string_view& rest) {
  constexpr std::string_view kBlanks = " \t\r";
  rest.remove_prefix(std::min(rest.find_first_not_of(kBlanks), rest.size()));
  const std::string_view word = rest.substr(0, rest.find_first_of(kBlanks));
  rest.remove_prefix(word.size());
  return word;
}

// The hashes of the words of `line`, without signs; more than the most where there are too many.
std::size_t hash_line(std::string_view line, std::array<WordHash, kMostNavigationWords>& hashes) {
  std::size_t count = 0;
  for (std::string_view word = take_word(line); !word.empty(); word = take_word(line)) {
    const auto is_letter_at = [&](std::size_t i) { return is_word_kind(char_at(word, i).kind); };
    while (!word.empty() && !is_letter_at(0)) word.remove_prefix(char_at(word, 0).size);
    while (!word.empty() && (word.back() == '.' || word.back() == ':')) word.remove_suffix(1);
    if (word.empty()) continue;
    if (count == kMostNavigationWords) return count + 1;
    hashes[count++] = hash_word(word);
  }
  return count;
}

}  // namespace

// Listed lines one after the other ("Print version | Share") are furniture too.
bool TextRules::is_navigation(std::string_view line) const {
  constexpr std::size_t kMostBytes = 80;
  if (line.size() > kMostBytes) return false;
  std::array<WordHash, kMostNavigationWords> words;
  const std::size_t count = hash_line(line, words);
  if (count == 0 || count > kMostNavigationWords) return false;
  const auto matches_at = [&](const std::vector<WordHash>& listed, std::size_t at) {
    return listed.size() <= count - at &&
           std::equal(listed.begin(), listed.end(),
                      words.begin() + static_cast<std::ptrdiff_t>(at));
  };
  if (std::any_of(beginnings_.begin(), beginnings_.end(),
                  [&](const auto& listed) { return matches_at(listed, 0); })) {
    return true;
  }
  std::size_t at = 0;
  while (at < count) {
    std::size_t longest = 0;
    for (const auto& listed : lines_) {
      if (listed.size() > longest && matches_at(listed, at)) longest = listed.size();
    }
    if (longest == 0) return false;
    at += longest;
  }
  return true;
}

}  // namespace casus
