#include "pipeline/syntax/edit_rule.h"

#include <unicode/uchar.h>

#include <charconv>

#include "base/utf8.h"

namespace casus {

namespace {

constexpr std::string_view kCaseNames[] = {"keep", "lower", "title"};

// Lower-cases `form` but for its first letter where the case is kTitle.
void write_in_case(LemmaCase letter_case, std::string_view form, std::string& out) {
  out.clear();
  if (letter_case == LemmaCase::kKeep) {
    out = form;
    return;
  }
  for (std::size_t at = 0; at < form.size();) {
    const CodePoint point = decode_at(form, at);
    const bool keeps = at == 0 && letter_case == LemmaCase::kTitle;
    append_utf8(out, keeps ? point.value
                           : static_cast<char32_t>(u_tolower(static_cast<UChar32>(point.value))));
    at += point.size;
  }
}

// Bytes that both begin with, whole code points only.
std::size_t common_prefix(std::string_view a, std::string_view b) {
  std::size_t size = 0;
  while (size < a.size() && size < b.size() && a[size] == b[size]) ++size;
  while (size > 0 && size < a.size() && (a[size] & 0xC0) == 0x80) --size;
  while (size > 0 && size < b.size() && (b[size] & 0xC0) == 0x80) --size;
  return size;
}

std::uint32_t count_code_points(std::string_view text) {
  std::uint32_t count = 0;
  for (const char byte : text) count += (byte & 0xC0) != 0x80;
  return count;
}

}  // namespace

std::string EditRule::to_string() const {
  std::string text(kCaseNames[static_cast<int>(letter_case)]);
  text += replaces ? " =" : " -" + std::to_string(cut);
  return text + " " + added;
}

std::optional<EditRule> EditRule::parse(std::string_view text) {
  EditRule rule;
  const std::size_t first = text.find(' ');
  if (first == std::string_view::npos) return std::nullopt;
  const std::size_t second = text.find(' ', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  int found = -1;
  for (int i = 0; i < 3; ++i)
    if (text.substr(0, first) == kCaseNames[i]) found = i;
  if (found < 0) return std::nullopt;
  rule.letter_case = static_cast<LemmaCase>(found);
  const std::string_view cut = text.substr(first + 1, second - first - 1);
  rule.added = text.substr(second + 1);
  rule.replaces = cut == "=";
  if (rule.replaces) return rule;
  if (cut.size() < 2 || cut[0] != '-') return std::nullopt;
  const auto [end, code] = std::from_chars(cut.data() + 1, cut.data() + cut.size(), rule.cut);
  if (code != std::errc() || end != cut.data() + cut.size()) return std::nullopt;
  return rule;
}

EditRule derive_edit_rule(std::string_view form, std::string_view lemma) {
  EditRule best;
  std::size_t best_cost = SIZE_MAX;
  std::string cased;
  for (const LemmaCase letter_case : {LemmaCase::kKeep, LemmaCase::kLower, LemmaCase::kTitle}) {
    write_in_case(letter_case, form, cased);
    const std::size_t common = common_prefix(cased, lemma);
    const std::size_t cost = cased.size() + lemma.size() - 2 * common;
    if (cost >= best_cost) continue;
    best_cost = cost;
    best.letter_case = letter_case;
    best.cut = count_code_points(std::string_view(cased).substr(common));
    best.added = lemma.substr(common);
    best.replaces = common == 0;
  }
  if (best.replaces) best.letter_case = LemmaCase::kKeep, best.cut = 0;
  return best;
}

bool apply_edit_rule(const EditRule& rule, std::string_view form, std::string& lemma) {
  if (rule.replaces) {
    lemma = rule.added;
    return !lemma.empty();
  }
  write_in_case(rule.letter_case, form, lemma);
  for (std::uint32_t i = 0; i < rule.cut && !lemma.empty(); ++i)
    lemma.resize(lemma.size() - decode_before(lemma, lemma.size()).size);
  lemma += rule.added;
  if (!lemma.empty()) return true;
  lemma = form;
  return false;
}

}  // namespace casus
