#include "pipeline/text/block_finder.h"

#include <algorithm>

#include "pipeline/text/chars.h"

namespace casus {

namespace {

constexpr std::uint32_t kNarrowestWrap = 45;    // columns; shorter lines are short for a reason
constexpr std::uint32_t kWidestWrap = 110;      // columns; a longer line is a paragraph
constexpr std::uint32_t kLongestHeading = 160;  // bytes

void find_lines(std::string_view text, std::vector<TextLine>& lines) {
  lines.clear();
  bool is_after_empty = true;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t start = text.size();
    std::size_t end = at;
    bool was_carriage_return = false;
    while (at < text.size()) {
      const Char c = char_at(text, at);
      at += c.size;
      if (c.kind == CharKind::kNewline) {
        was_carriage_return = c.value == '\r';
        break;
      }
      if (is_blank_kind(c.kind)) continue;
      start = std::min(start, at - c.size);
      end = at;
    }
    if (was_carriage_return && at < text.size() && text[at] == '\n') ++at;
    const bool is_empty = start >= end;
    if (!is_empty) {
      lines.push_back(
          {static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(end), is_after_empty});
    }
    is_after_empty = is_empty;
  }
}

// The lines of one text, with the questions that blocks are decided by.
class LineReader {
 public:
  LineReader(const TextRules& rules, std::string_view text) : rules_(rules), text_(text) {}

  std::string_view words(const TextLine& line) const {
    return text_.substr(line.start, line.end - line.start);
  }

  // "• Item", "- item", "12. Item", "(a) item".
  bool is_list_item(const TextLine& line) const {
    const std::string_view words = this->words(line);
    const Char first = char_at(words, 0);
    const Char second = char_at(words, first.size);
    constexpr std::u32string_view kBullets =
        U"\x2022\x2023\x25AA\x25AB\x25CF\x25CB\x25E6\x25A0\x25BA\x2043\xB7\x2219*-\x2013";
    if (kBullets.find(first.value) != std::u32string_view::npos) {
      return is_blank_kind(second.kind) && second.size > 0;
    }
    return is_numbered(words);
  }

  bool is_navigation(const TextLine& line) const { return rules_.is_navigation(words(line)); }

  // "MR. PRICE: Good afternoon.", "Q: ..."
  bool is_speaker(const TextLine& line) const {
    constexpr std::size_t kLongestName = 40;
    const std::string_view words = this->words(line);
    std::size_t capitals = 0;
    for (std::size_t at = 0; at < std::min(words.size(), kLongestName);) {
      const Char c = char_at(words, at);
      if (c.value == ':') return capitals > 0;
      if (c.kind == CharKind::kLower || c.kind == CharKind::kDigit) return false;
      if (c.kind == CharKind::kUpper) ++capitals;
      at += c.size;
    }
    return false;
  }

  // Nothing at its end says that it is a sentence, and it begins like a title.
  bool is_heading(const TextLine& line) const {
    const std::string_view words = this->words(line);
    if (words.size() > kLongestHeading) return false;
    const Char last = char_before(words, words.size());
    constexpr std::u32string_view kClosers = U".!?;:,\x2026\"\x201D\x2019\xBB)";
    if (kClosers.find(last.value) != std::u32string_view::npos) return false;
    const Char first = char_at(words, 0);
    return first.kind == CharKind::kUpper || first.kind == CharKind::kDigit;
  }

  bool begins_in_lower_case(const TextLine& line) const {
    return char_at(text_, line.start).kind == CharKind::kLower;
  }
  bool ends_a_sentence(const TextLine& line) const {
    constexpr std::u32string_view kEnders = U".!?:;\x2026";
    return kEnders.find(char_before(text_, line.end).value) != std::u32string_view::npos;
  }

  std::uint32_t columns(const TextLine& line) const {
    return static_cast<std::uint32_t>(count_characters(words(line), line.end - line.start));
  }
  std::uint32_t first_word_columns(const TextLine& line) const {
    const std::string_view words = this->words(line);
    const std::size_t end = std::min(words.find(' '), words.size());
    return static_cast<std::uint32_t>(count_characters(words, std::min<std::size_t>(end, 200)));
  }

 private:
  static std::size_t count_characters(std::string_view words, std::size_t bytes) {
    return static_cast<std::size_t>(
        std::count_if(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(bytes),
                      [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
  }

  static bool is_numbered(std::string_view words) {
    std::size_t at = 0;
    const bool has_bracket = words[0] == '(';
    if (has_bracket) ++at;
    const std::size_t first = at;
    while (at < words.size() && at - first < 3 && char_at(words, at).kind == CharKind::kDigit) ++at;
    if (at == first) {
      const Char letter = char_at(words, at);
      if (!is_letter_kind(letter.kind)) return false;
      at += letter.size;
      if (at >= words.size() || words[at] != ')') return false;
    }
    if (at >= words.size() || (words[at] != ')' && (has_bracket || words[at] != '.'))) return false;
    const Char after = char_at(words, at + 1);
    return after.size > 0 && is_blank_kind(after.kind);
  }

  const TextRules& rules_;
  std::string_view text_;
};

// Lines [first, last) without an empty line between them.
struct LineGroup {
  std::size_t first;
  std::size_t last;
};

// True where most line breaks of a group stand where the next word would not have fitted.
bool is_wrapped(const LineReader& reader, const std::vector<TextLine>& lines, LineGroup group) {
  if (group.last - group.first < 2) return false;
  std::uint32_t width = 0;
  for (std::size_t i = group.first; i < group.last; ++i) {
    if (lines[i].end - lines[i].start > 4 * kWidestWrap) return false;
    width = std::max(width, reader.columns(lines[i]));
  }
  if (width < kNarrowestWrap || width > kWidestWrap) return false;
  std::size_t full = 0;
  for (std::size_t i = group.first; i + 1 < group.last; ++i) {
    const std::uint32_t needed =
        reader.columns(lines[i]) + 1 + reader.first_word_columns(lines[i + 1]);
    full += needed > width || reader.begins_in_lower_case(lines[i + 1]);
  }
  const std::size_t breaks = group.last - group.first - 1;
  if (breaks == 1) return reader.begins_in_lower_case(lines[group.first + 1]);
  return full * 10 >= breaks * 7;
}

// Whether the line break before lines[i] joins it to the line before, in a group that is wrapped
// or not.
bool joins_line_before(const LineReader& reader, const std::vector<TextLine>& lines, std::size_t i,
                       bool wrapped, std::uint32_t shortest_full_line) {
  const TextLine& before = lines[i - 1];
  const TextLine& line = lines[i];
  if (reader.is_list_item(line) || reader.is_navigation(line) || reader.is_navigation(before) ||
      reader.is_speaker(line)) {
    return false;
  }
  if (!wrapped)
    return reader.begins_in_lower_case(line) && !reader.ends_a_sentence(before) &&
           before.end - before.start >= kNarrowestWrap;
  if (reader.begins_in_lower_case(line)) return true;
  return reader.columns(before) + 1 + reader.first_word_columns(line) >= shortest_full_line;
}

BlockKind kind_of(const LineReader& reader, const TextLine& line, bool is_one_line) {
  if (reader.is_navigation(line) && is_one_line) return BlockKind::kNavigation;
  if (reader.is_list_item(line)) return BlockKind::kListItem;
  if (is_one_line && reader.is_heading(line)) return BlockKind::kHeading;
  return BlockKind::kParagraph;
}

void add_group(const LineReader& reader, const std::vector<TextLine>& lines, LineGroup group,
               std::vector<Block>& blocks) {
  const bool wrapped = is_wrapped(reader, lines, group);
  std::uint32_t width = 0;
  if (wrapped) {
    for (std::size_t i = group.first; i < group.last; ++i) {
      width = std::max(width, reader.columns(lines[i]));
    }
  }
  const std::uint32_t shortest_full_line = width - width / 8;
  std::size_t first = group.first;
  for (std::size_t i = group.first + 1; i <= group.last; ++i) {
    if (i < group.last && joins_line_before(reader, lines, i, wrapped, shortest_full_line)) {
      continue;
    }
    blocks.push_back(
        {lines[first].start, lines[i - 1].end, kind_of(reader, lines[first], i - first == 1)});
    first = i;
  }
}

}  // namespace

void find_blocks(const TextRules& rules, std::string_view text, std::vector<TextLine>& lines,
                 std::vector<Block>& blocks) {
  blocks.clear();
  find_lines(text, lines);
  const LineReader reader(rules, text);
  for (std::size_t first = 0; first < lines.size();) {
    std::size_t last = first + 1;
    while (last < lines.size() && !lines[last].is_after_empty) ++last;
    add_group(reader, lines, {first, last}, blocks);
    first = last;
  }
}

}  // namespace casus
