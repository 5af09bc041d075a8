#include "extract/page_blocks.h"

#include <algorithm>
#include <array>

#include "base/text_file.h"
#include "base/utf8.h"

namespace casus {

namespace {

// A heading with more in it was never closed.
constexpr NodeIndex kMaxHeadingNodes = 24;
constexpr std::size_t kMaxHeadingBytes = 600;
constexpr std::uint32_t kLeadLetters = 80;

bool is_inline(GumboTag tag) {
  static constexpr std::array<GumboTag, 40> kInline = {
      GUMBO_TAG_A,    GUMBO_TAG_ABBR,  GUMBO_TAG_ACRONYM, GUMBO_TAG_B,      GUMBO_TAG_BDI,
      GUMBO_TAG_BDO,  GUMBO_TAG_BIG,   GUMBO_TAG_CITE,    GUMBO_TAG_CODE,   GUMBO_TAG_DATA,
      GUMBO_TAG_DEL,  GUMBO_TAG_DFN,   GUMBO_TAG_EM,      GUMBO_TAG_FONT,   GUMBO_TAG_I,
      GUMBO_TAG_INS,  GUMBO_TAG_KBD,   GUMBO_TAG_LABEL,   GUMBO_TAG_MARK,   GUMBO_TAG_NOBR,
      GUMBO_TAG_Q,    GUMBO_TAG_RP,    GUMBO_TAG_RT,      GUMBO_TAG_RUBY,   GUMBO_TAG_S,
      GUMBO_TAG_SAMP, GUMBO_TAG_SMALL, GUMBO_TAG_SPAN,    GUMBO_TAG_STRIKE, GUMBO_TAG_STRONG,
      GUMBO_TAG_SUB,  GUMBO_TAG_SUP,   GUMBO_TAG_TIME,    GUMBO_TAG_TT,     GUMBO_TAG_U,
      GUMBO_TAG_VAR,  GUMBO_TAG_WBR,   GUMBO_TAG_UNKNOWN, GUMBO_TAG_IMG,    GUMBO_TAG_BLINK};
  return std::find(kInline.begin(), kInline.end(), tag) != kInline.end();
}

// Elements that hold nothing to read.
bool is_unread(GumboTag tag) {
  static constexpr std::array<GumboTag, 19> kUnread = {
      GUMBO_TAG_SCRIPT,   GUMBO_TAG_STYLE,    GUMBO_TAG_HEAD,   GUMBO_TAG_TEMPLATE,
      GUMBO_TAG_SELECT,   GUMBO_TAG_BUTTON,   GUMBO_TAG_OBJECT, GUMBO_TAG_AUDIO,
      GUMBO_TAG_VIDEO,    GUMBO_TAG_CANVAS,   GUMBO_TAG_MAP,    GUMBO_TAG_TEXTAREA,
      GUMBO_TAG_DATALIST, GUMBO_TAG_PROGRESS, GUMBO_TAG_METER,  GUMBO_TAG_TITLE,
      GUMBO_TAG_APPLET,   GUMBO_TAG_MENUITEM, GUMBO_TAG_INPUT};
  return std::find(kUnread.begin(), kUnread.end(), tag) != kUnread.end();
}

int heading_level(GumboTag tag) {
  return tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6 ? int(tag) - int(GUMBO_TAG_H1) + 1 : 0;
}

bool is_wide(char32_t c) { return (c >= 0x3040 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7A3); }

std::uint32_t count_letters(std::string_view text) {
  std::uint32_t count = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode_at(text, at);
    at += point.size;
    if (point.value > ' ') count += is_wide(point.value) ? 2 : 1;
  }
  return count;
}

bool is_sentence_mark(char32_t c) {
  static constexpr std::array<char32_t, 11> kMarks = {'.',    '!',   '?',   0x2026, 0x3002, 0xFF01,
                                                      0xFF1F, 0x61F, 0x6D4, 0x964,  0x589};
  return std::find(kMarks.begin(), kMarks.end(), c) != kMarks.end();
}

bool is_inner_mark(char32_t c) {
  return c == ',' || c == ';' || c == ':' || c == 0x60C || c == 0xFF0C || c == 0x3001 ||
         c == 0xFF1B || c == 0x61B;
}

int count_marks(std::string_view text) {
  int marks = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode_at(text, at);
    at += point.size;
    if (is_sentence_mark(point.value) || is_inner_mark(point.value)) ++marks;
  }
  return marks;
}

double prose_weight(const PageBlock& block) {
  if (block.kind == PageBlockKind::kHeading || block.kind == PageBlockKind::kTableRow) return 0;
  if (block.link_share() > 0.5) return 0;
  const double letters = double(block.letters) - double(block.link_letters);
  const bool is_ended = ends_sentence(block.text);
  if (letters >= 70 && count_marks(block.text) >= (is_ended ? 1 : 2)) return letters;
  if (letters >= 25 && is_ended) return letters / 2;
  return 0;
}

class BlockFinder {
 public:
  BlockFinder(const PageTree& page, const std::vector<char>& dropped)
      : page_(page), dropped_(dropped) {}

  std::vector<PageBlock> run(NodeIndex root) {
    const NodeIndex end = page_[root].end;
    for (NodeIndex i = root; i < end;) {
      close_until(i);
      i = visit(i);
    }
    close_until(end);
    flush();
    return std::move(blocks_);
  }

 private:
  struct Open {
    NodeIndex node;
    NodeIndex end;
    bool is_block;
  };

  NodeIndex visit(NodeIndex i);
  void open_element(NodeIndex i);
  bool is_closed_heading(NodeIndex heading) const {
    std::size_t bytes = 0;
    if (page_[heading].end - heading > kMaxHeadingNodes) return false;
    for (NodeIndex i = heading + 1; i < page_[heading].end; ++i) bytes += page_[i].text.size();
    return bytes <= kMaxHeadingBytes;
  }
  // A link that was never closed, and that the parser therefore lays over all that follows.
  bool is_runaway(NodeIndex i) const {
    constexpr unsigned int kRepeated =
        GUMBO_INSERTION_RECONSTRUCTED_FORMATTING_ELEMENT | GUMBO_INSERTION_ADOPTION_AGENCY_CLONED;
    return (unsigned(page_[i].source->parse_flags) & kRepeated) != 0;
  }
  // Leads elsewhere. A heading that folds its section is no such link.
  bool is_link(NodeIndex i) const {
    const std::string_view target = page_.attribute(i, "href");
    if (target.empty() || is_runaway(i)) return false;
    if (!target.starts_with('#')) return true;
    return std::none_of(page_.nodes().begin() + i, page_.nodes().begin() + page_[i].end,
                        [](const PageTree::Node& node) { return heading_level(node.tag) > 0; });
  }
  void close_until(NodeIndex i);
  void add_text(NodeIndex i, std::string_view text);
  void add_preformatted(NodeIndex i, std::string_view text);
  void add_break();
  void flush();
  bool is_data_table(NodeIndex table) const;
  void add_rows(NodeIndex table);
  std::string row_text(NodeIndex row) const;
  int level_here() const;
  bool is_in_list() const;

  const PageTree& page_;
  const std::vector<char>& dropped_;
  std::vector<PageBlock> blocks_;
  std::vector<Open> open_;
  PageBlock current_;
  NodeIndex link_end_ = 0;
  NodeIndex pre_end_ = 0;
  NodeIndex item_end_ = 0;
  NodeIndex heading_end_ = 0;
  int heading_level_ = 0;
  bool pending_break_ = false;
};

NodeIndex BlockFinder::visit(NodeIndex i) {
  const PageTree::Node& node = page_[i];
  const auto index = static_cast<std::size_t>(i);
  if (index < dropped_.size() && dropped_[index] != 0) {
    if (!node.is_text && !is_inline(node.tag)) flush();
    return node.end;
  }
  if (node.is_text) {
    if (i < pre_end_) {
      add_preformatted(i, node.text);
    } else {
      add_text(i, node.text);
    }
    return i + 1;
  }
  if (is_unread(node.tag)) return node.end;
  if (node.tag == GUMBO_TAG_TABLE && is_data_table(i)) {
    flush();
    add_rows(i);
    return node.end;
  }
  open_element(i);
  return i + 1;
}

void BlockFinder::open_element(NodeIndex i) {
  const PageTree::Node& node = page_[i];
  if (node.tag == GUMBO_TAG_BR) {
    add_break();
    return;
  }
  const bool is_block = !is_inline(node.tag);
  if (is_block) flush();
  open_.push_back({i, node.end, is_block});
  if (node.tag == GUMBO_TAG_A && is_link(i)) {
    link_end_ = std::max(link_end_, node.end);
  }
  if (node.tag == GUMBO_TAG_PRE) pre_end_ = std::max(pre_end_, node.end);
  if (node.tag == GUMBO_TAG_LI) item_end_ = std::max(item_end_, node.end);
  if (const int level = heading_level(node.tag); level > 0 && is_closed_heading(i)) {
    heading_end_ = node.end;
    heading_level_ = level;
  }
}

void BlockFinder::close_until(NodeIndex i) {
  while (!open_.empty() && open_.back().end <= i) {
    if (open_.back().is_block) flush();
    open_.pop_back();
  }
}

void BlockFinder::add_text(NodeIndex i, std::string_view text) {
  if (current_.node == kNoNode) {
    if (trim(text).empty()) return;
    current_.node = i;
  }
  const std::size_t before = current_.text.size();
  if (pending_break_ && !trim(text).empty()) {
    while (current_.text.ends_with(' ')) current_.text.pop_back();
    if (!current_.text.empty()) current_.text += '\n';
    pending_break_ = false;
  }
  append_collapsed(current_.text, text);
  const std::string_view words = trim(text);
  const bool is_address = words.starts_with("http") || words.starts_with("www.");
  if (i < link_end_ && !is_address) {
    const std::size_t from = std::min(before, current_.text.size());
    current_.link_letters += count_letters(std::string_view(current_.text).substr(from));
  }
}

// Blank lines of preformatted text part paragraphs; its other line breaks are typesetting.
void BlockFinder::add_preformatted(NodeIndex i, std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    if (trim(line).empty() && end < text.size() && current_.node != kNoNode &&
        current_.text.ends_with(' ')) {
      flush();
    } else {
      add_text(i, line);
      if (end < text.size()) add_text(i, " ");
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

void BlockFinder::add_break() {
  if (pending_break_) flush();
  pending_break_ = current_.node != kNoNode;
}

void BlockFinder::flush() {
  pending_break_ = false;
  while (!current_.text.empty() && (current_.text.back() == ' ' || current_.text.back() == '\n')) {
    current_.text.pop_back();
  }
  if (!current_.text.empty() && count_letters(current_.text) > 0) {
    current_.level = level_here();
    current_.letters = count_letters(current_.text);
    // Leads are often set as headings.
    if (current_.level > 1 && current_.letters >= kLeadLetters && ends_sentence(current_.text)) {
      current_.level = 0;
    }
    current_.kind = current_.level > 0 ? PageBlockKind::kHeading
                    : is_in_list()     ? PageBlockKind::kListItem
                                       : PageBlockKind::kParagraph;
    current_.link_letters = std::min(current_.link_letters, current_.letters);
    current_.box = page_[current_.node].parent;
    while (page_[current_.box].parent != kNoNode && is_inline(page_[current_.box].tag)) {
      current_.box = page_[current_.box].parent;
    }
    current_.prose = prose_weight(current_);
    blocks_.push_back(std::move(current_));
  }
  current_ = PageBlock();
}

int BlockFinder::level_here() const { return current_.node < heading_end_ ? heading_level_ : 0; }
bool BlockFinder::is_in_list() const { return current_.node < item_end_; }

// At least two rows and columns, short cells, and no table, list or heading inside.
bool BlockFinder::is_data_table(NodeIndex table) const {
  if (page_.attribute(table, "role") == "presentation") return false;
  int rows = 0;
  int cells = 0;
  std::size_t bytes = 0;
  std::size_t cell_bytes = 0;
  for (NodeIndex i = table + 1; i < page_[table].end; ++i) {
    const PageTree::Node& node = page_[i];
    if (node.is_text) {
      bytes += trim(node.text).size();
      cell_bytes += trim(node.text).size();
      if (cell_bytes > 600) return false;
      continue;
    }
    if (node.tag == GUMBO_TAG_TABLE || node.tag == GUMBO_TAG_H1 || node.tag == GUMBO_TAG_H2 ||
        node.tag == GUMBO_TAG_FORM) {
      return false;
    }
    if (node.tag == GUMBO_TAG_TR) ++rows;
    if (node.tag == GUMBO_TAG_TD || node.tag == GUMBO_TAG_TH) {
      ++cells;
      cell_bytes = 0;
    }
  }
  return rows >= 2 && cells >= 2 * rows - 1 && bytes > 0 &&
         bytes / static_cast<std::size_t>(cells) < 150;
}

std::string BlockFinder::row_text(NodeIndex row) const {
  std::string text;
  for (NodeIndex i = row + 1; i < page_[row].end; ++i) {
    if (!page_.is(i, GUMBO_TAG_TD) && !page_.is(i, GUMBO_TAG_TH)) continue;
    const std::string cell = page_.text_of(i);
    if (!text.empty()) text += " | ";
    text += cell;
    i = page_[i].end - 1;
  }
  return text;
}

void BlockFinder::add_rows(NodeIndex table) {
  for (NodeIndex i = table + 1; i < page_[table].end; ++i) {
    if (page_.is(i, GUMBO_TAG_CAPTION)) {
      PageBlock caption;
      caption.text = page_.text_of(i);
      caption.letters = count_letters(caption.text);
      caption.kind = PageBlockKind::kTableRow;
      caption.node = i;
      caption.box = table;
      if (caption.letters > 0) blocks_.push_back(std::move(caption));
      i = page_[i].end - 1;
    }
    if (!page_.is(i, GUMBO_TAG_TR)) continue;
    PageBlock row;
    row.kind = PageBlockKind::kTableRow;
    row.text = row_text(i);
    row.letters = count_letters(row.text);
    for (NodeIndex j = i; j < page_[i].end; ++j) {
      if (!page_.is(j, GUMBO_TAG_A)) continue;
      row.link_letters += count_letters(page_.text_of(j));
      j = page_[j].end - 1;
    }
    row.link_letters = std::min(row.link_letters, row.letters);
    row.node = i;
    row.box = table;
    if (row.letters > 0) blocks_.push_back(std::move(row));
    i = page_[i].end - 1;
  }
}

}  // namespace

bool ends_sentence(std::string_view text) {
  std::size_t end = text.size();
  for (int passed = 0; end > 0 && passed < 4; ++passed) {
    const CodePoint point = decode_before(text, end);
    if (is_sentence_mark(point.value)) return true;
    const bool is_closing = point.value == '"' || point.value == '\'' || point.value == ')' ||
                            point.value == ']' || point.value == 0x201D || point.value == 0x2019 ||
                            point.value == 0xBB || point.value == 0x201C || point.value == 0x300D ||
                            point.value == ' ';
    if (!is_closing) return false;
    end -= point.size;
  }
  return false;
}

std::vector<PageBlock> find_blocks(const PageTree& page, NodeIndex root,
                                   const std::vector<char>& dropped) {
  return BlockFinder(page, dropped).run(root);
}

BlockSums::BlockSums(const PageTree& page, const std::vector<PageBlock>& blocks) : page_(page) {
  const auto size = static_cast<std::size_t>(page.size()) + 1;
  prose_.assign(size, 0);
  letters_.assign(size, 0);
  links_.assign(size, 0);
  blocks_.assign(size, 0);
  for (const PageBlock& block : blocks) {
    const auto at = static_cast<std::size_t>(block.node) + 1;
    prose_[at] += block.prose;
    letters_[at] += block.letters;
    links_[at] += block.link_letters;
    blocks_[at] += 1;
  }
  for (std::size_t i = 1; i < size; ++i) {
    prose_[i] += prose_[i - 1];
    letters_[i] += letters_[i - 1];
    links_[i] += links_[i - 1];
    blocks_[i] += blocks_[i - 1];
  }
}

double BlockSums::range(const std::vector<double>& sums, NodeIndex node) const {
  return sums[static_cast<std::size_t>(page_[node].end)] - sums[static_cast<std::size_t>(node)];
}

double BlockSums::link_share(NodeIndex node) const {
  const double all = letters(node);
  return all > 0 ? links(node) / all : 0;
}

}  // namespace casus
