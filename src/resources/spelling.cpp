#include "resources/spelling.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include <algorithm>

#include "base/text_file.h"
#include "base/utf8.h"

namespace casus {

namespace {

constexpr std::size_t kShortWord = 5;  // letters; up to here one letter makes another word

// Latin letters that no decomposition takes apart.
std::string_view plain_letter(char32_t lower) {
  switch (lower) {
    case 0xDF:
      return "ss";
    case 0xE6:
      return "ae";
    case 0xF0:
      return "d";
    case 0xF8:
      return "o";
    case 0xFE:
      return "th";
    case 0x111:
      return "d";
    case 0x131:
      return "i";
    case 0x142:
      return "l";
    case 0x153:
      return "oe";
    case 0x259:
      return "a";
    default:
      return {};
  }
}

void append_folded(char32_t c, std::string& folded) {
  const auto lower = static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
  if (const auto plain = plain_letter(lower); !plain.empty()) {
    folded += plain;
    return;
  }
  UErrorCode status = U_ZERO_ERROR;
  static const UNormalizer2* const kDecomposer = unorm2_getNFDInstance(&status);
  UChar decomposed[8];
  const std::int32_t length =
      unorm2_getRawDecomposition(kDecomposer, static_cast<UChar32>(lower), decomposed, 8, &status);
  const bool is_accented_latin =
      length > 0 && U_SUCCESS(status) && lower < 0x2000 && (lower < 0x370 || lower >= 0x1E00);
  if (!is_accented_latin) {
    append_utf8(folded, lower);
  } else if (decomposed[0] < 0x80) {
    folded.push_back(static_cast<char>(decomposed[0]));
  } else {
    append_folded(decomposed[0], folded);  // two accents: at most one step deeper
  }
}

void collapse_doubles(std::string& word) {
  word.erase(std::unique(word.begin(), word.end(),
                         [](char a, char b) { return a == b && (a < '0' || a > '9'); }),
             word.end());
}

WordKey hash_of(std::string_view word) {
  std::uint64_t hash = 0xCBF29CE484222325u;  // FNV-1a, then a final mix
  for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
  hash ^= hash >> 32;
  return hash == kNoKey ? 1 : hash;
}

}  // namespace

void fold_word(std::string_view word, std::string& folded) {
  folded.clear();
  for (std::size_t at = 0; at < word.size();) {
    const auto byte = static_cast<unsigned char>(word[at]);
    if (byte < 0x80) {
      folded.push_back(static_cast<char>(byte >= 'A' && byte <= 'Z' ? byte + 32 : byte));
      ++at;
      continue;
    }
    const CodePoint point = decode_at(word, at);
    at += point.size;
    if (point.value == 0x2019 ||
        u_charType(static_cast<UChar32>(point.value)) == U_NON_SPACING_MARK)
      continue;
    append_folded(point.value, folded);
  }
  std::erase_if(folded, [](char c) { return c == '\'' || c == '.'; });
}

Result<Spelling> Spelling::load(const std::filesystem::path& path) {
  auto lines = read_lines(path);
  if (!lines) return lines.error();
  Spelling spelling;
  for (const Line& line : *lines) {
    const auto words = split_words(line.text);
    std::string_view from = words[0];
    Rule rule;
    rule.at_start = from.front() == '^';
    if (rule.at_start) from.remove_prefix(1);
    rule.at_end = !from.empty() && from.back() == '$';
    if (rule.at_end) from.remove_suffix(1);
    if (words.size() > 2 || from.empty()) {
      return line_error(path, line, "is no spelling rule",
                        "write FROM TO, for instance 'enka$ enko'");
    }
    rule.from = from;
    if (words.size() == 2) rule.to = words[1];
    auto& rules = rule.at_start && rule.at_end ? spelling.whole_words_ : spelling.rules_;
    rules.push_back(std::move(rule));
  }
  spelling.sort_rules();
  return spelling;
}

void Spelling::sort_rules() {
  const auto letter = [](const Rule& rule) { return static_cast<unsigned char>(rule.from[0]); };
  std::stable_sort(rules_.begin(), rules_.end(), [&](const Rule& a, const Rule& b) {
    return letter(a) != letter(b) ? letter(a) < letter(b) : a.from.size() > b.from.size();
  });
  for (const Rule& rule : rules_) ++rules_from_[letter(rule) + 1];
  for (std::size_t i = 1; i < std::size(rules_from_); ++i) rules_from_[i] += rules_from_[i - 1];
}

const Spelling::Rule* Spelling::rule_at(std::string_view word, std::size_t at) const {
  const auto letter = static_cast<unsigned char>(word[at]);
  for (std::size_t i = rules_from_[letter]; i < rules_from_[letter + 1]; ++i) {
    const Rule& rule = rules_[i];
    if (rule.at_start && at > 0) continue;
    if (rule.at_end && at + rule.from.size() != word.size()) continue;
    if (word.compare(at, rule.from.size(), rule.from) == 0) return &rule;
  }
  return nullptr;
}

void Spelling::apply_rules(std::string& word) const {
  std::string changed;
  for (std::size_t at = 0; at < word.size();) {
    const Rule* rule = rule_at(word, at);
    if (rule == nullptr) {
      changed.push_back(word[at++]);
      continue;
    }
    changed += rule->to;
    at += rule->from.size();
  }
  word.swap(changed);
}

WordKey Spelling::key(std::string_view word, std::string& buffer) const {
  fold_word(word, buffer);
  if (buffer.empty()) return kNoKey;
  if (buffer.size() > kShortWord) {
    apply_rules(buffer);
    collapse_doubles(buffer);
  }
  for (const Rule& rule : whole_words_) {
    if (rule.from != buffer) continue;
    buffer = rule.to;
    break;
  }
  return hash_of(buffer);
}

}  // namespace casus
