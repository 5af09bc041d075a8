#include "extract/block_filter.h"

#include <algorithm>
#include <unordered_set>

#include "base/utf8.h"
#include "extract/day_text.h"

namespace casus {

namespace {

constexpr std::uint32_t kShortLetters = 160;  // a furniture line is no longer

// False for times of day, page numbers and ornaments.
bool has_letter(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode_at(text, at);
    if (is_letter(point.value)) return true;
    at += point.size;
  }
  return false;
}

class BlockFilter {
 public:
  BlockFilter(std::vector<PageBlock> blocks, const PageFacts& facts, const PageRules* rules)
      : blocks_(std::move(blocks)), facts_(facts), rules_(rules), is_out_(blocks_.size(), false) {
    for (const PageBlock& block : blocks_) all_prose_ += block.prose;
  }

  std::vector<PageBlock> run() {
    cut_lines();
    drop_after_end();
    drop_link_lines();
    drop_credits();
    drop_phrases();
    drop_under_furniture_headings();
    drop_titles();
    drop_repeated();
    drop_bylines();
    trim_start();
    trim_end();
    drop_empty_headings();
    std::vector<PageBlock> kept;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (!is_out_[i]) kept.push_back(std::move(blocks_[i]));
    }
    return kept;
  }

 private:
  bool is_title_line(std::string_view line) const;
  bool is_line_of_furniture(std::string_view line) const;
  void cut_lines();
  void drop_credits();
  void drop_after_end();
  void drop_link_lines();
  void drop_lists();
  void drop_phrases();
  void drop_under_furniture_headings();
  void drop_titles();
  void drop_repeated();
  void drop_bylines();
  bool is_byline(const PageBlock& block) const;
  bool is_author_note(const PageBlock& block) const;
  void trim_start();
  bool is_first_of_headings(std::size_t i) const;
  void trim_end();
  void drop_empty_headings();
  bool is_text(std::size_t i) const { return blocks_[i].prose > 0; }

  std::vector<PageBlock> blocks_;
  const PageFacts& facts_;
  const PageRules* rules_;
  std::vector<bool> is_out_;
  double all_prose_ = 0;
};

// The title, also behind the site's name.
bool BlockFilter::is_title_line(std::string_view line) const {
  const std::string letters = letters_only(line);
  const std::string title = letters_only(facts_.title);
  return letters.size() >= 12 && 10 * letters.size() >= 6 * title.size() &&
         title.find(letters) != std::string::npos;
}

bool BlockFilter::is_line_of_furniture(std::string_view line) const {
  constexpr std::size_t kLineBytes = 120;
  if (line.size() > kLineBytes) return false;
  if (line.size() <= 60 && !ends_sentence(line) && find_day(line)) return true;
  if (rules_ == nullptr) return false;
  const std::string lower = lower_utf8(line);
  if (rules_->begins_furniture(lower, PhrasePlace::kLine)) return true;
  return line.size() <= 60 && !ends_sentence(line) &&
         rules_->begins_furniture(lower, PhrasePlace::kByline);
}

// Of a block of several lines, the first ones may be title, author and day, the last ones what
// stands below texts.
void BlockFilter::cut_lines() {
  constexpr std::size_t kEdge = 3;  // blocks from either end
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    if (i == kEdge && blocks_.size() > 2 * kEdge) i = blocks_.size() - kEdge;
    PageBlock& block = blocks_[i];
    if (block.kind == PageBlockKind::kTableRow || block.text.find('\n') == std::string::npos) {
      continue;
    }
    std::string_view text = block.text;
    while (true) {
      const std::size_t end = text.find('\n');
      if (end == std::string_view::npos) break;
      const std::string_view line = text.substr(0, end);
      if (!is_title_line(line) && !is_line_of_furniture(line)) break;
      text.remove_prefix(end + 1);
    }
    while (true) {
      const std::size_t start = text.rfind('\n');
      if (start == std::string_view::npos || !is_line_of_furniture(text.substr(start + 1))) break;
      text = text.substr(0, start);
    }
    if (text.size() == block.text.size()) continue;
    block.letters = static_cast<std::uint32_t>(block.letters * text.size() / block.text.size());
    block.link_letters = std::min(block.link_letters, block.letters);
    block.prose = std::min(block.prose, double(block.letters));
    block.text = std::string(text);
  }
}

// A caption that ends with who took the picture.
void BlockFilter::drop_credits() {
  constexpr std::uint32_t kCaptionLetters = 250;
  if (rules_ == nullptr) return;
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    const PageBlock& block = blocks_[i];
    if (block.letters < kCaptionLetters && block.prose < 0.3 * all_prose_ &&
        rules_->ends_with_credit(lower_utf8(block.text))) {
      is_out_[i] = true;
    }
  }
}

// After "# # #" and the like, where half of the text has been read.
void BlockFilter::drop_after_end() {
  double read = 0;
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    const PageBlock& block = blocks_[i];
    const bool is_late = read >= 0.5 * all_prose_ && read > 0;
    const bool is_mark =
        block.text.find('#') != std::string::npos && letters_only(block.text).empty();
    const bool is_end =
        is_mark || (block.letters < kShortLetters && rules_ != nullptr &&
                    rules_->begins_furniture(lower_utf8(block.text), PhrasePlace::kEnd));
    if (is_late && is_end) {
      std::fill(is_out_.begin() + static_cast<std::ptrdiff_t>(i), is_out_.end(), true);
      return;
    }
    read += block.prose;
  }
}

void BlockFilter::drop_link_lines() {
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    const bool says_nothing = blocks_[i].kind != PageBlockKind::kTableRow &&
                              blocks_[i].text.size() < 80 && !has_letter(blocks_[i].text);
    if (says_nothing) is_out_[i] = true;
    if (blocks_[i].link_share() > 0.6 && blocks_[i].letters < 600) is_out_[i] = true;
  }
  drop_lists();
}

// A run of list items or rows whose text is mostly links is a menu, also where some items are not.
void BlockFilter::drop_lists() {
  for (std::size_t i = 0; i < blocks_.size();) {
    std::size_t end = i;
    double letters = 0;
    double links = 0;
    while (end < blocks_.size() && blocks_[end].kind == blocks_[i].kind &&
           (blocks_[i].kind == PageBlockKind::kListItem ||
            blocks_[i].kind == PageBlockKind::kTableRow)) {
      letters += blocks_[end].letters;
      links += blocks_[end].link_letters;
      ++end;
    }
    if (end == i) {
      ++i;
      continue;
    }
    if (links > 0.5 * letters) {
      std::fill(is_out_.begin() + static_cast<std::ptrdiff_t>(i),
                is_out_.begin() + static_cast<std::ptrdiff_t>(end), true);
    }
    i = end;
  }
}

void BlockFilter::drop_phrases() {
  constexpr std::uint32_t kLastLetters = 400;  // invitations at the end are longer
  constexpr std::size_t kLast = 3;
  if (rules_ == nullptr) return;
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    const PageBlock& block = blocks_[i];
    const bool is_last = i > 0 && i + kLast >= blocks_.size() && block.prose < 0.3 * all_prose_;
    const bool may_be =
        block.letters < (is_last ? kLastLetters : kShortLetters) || block.link_share() > 0.3;
    if (may_be &&
        rules_->begins_furniture(lower_utf8(block.text.substr(0, 300)), PhrasePlace::kLine)) {
      is_out_[i] = true;
    }
  }
}

void BlockFilter::drop_under_furniture_headings() {
  if (rules_ == nullptr) return;
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    if (blocks_[i].letters > 60 || !rules_->is_furniture_heading(lower_utf8(blocks_[i].text))) {
      continue;
    }
    is_out_[i] = true;
    for (std::size_t j = i + 1; j < blocks_.size(); ++j) {
      const PageBlock& block = blocks_[j];
      const bool is_listed =
          block.kind == PageBlockKind::kListItem ||
          (block.kind == PageBlockKind::kHeading && blocks_[i].kind == PageBlockKind::kHeading &&
           block.level > blocks_[i].level);
      if (!is_listed && block.link_share() < 0.3 && !is_out_[j]) break;
      is_out_[j] = true;
    }
  }
}

void BlockFilter::drop_titles() {
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    if (is_same_text(blocks_[i].text, facts_.title)) is_out_[i] = true;
  }
}

void BlockFilter::drop_repeated() {
  std::unordered_set<std::string_view> seen;
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    if (is_out_[i] || blocks_[i].letters < 40) continue;
    if (!seen.insert(blocks_[i].text).second) is_out_[i] = true;
  }
}

// A short line that names the author or begins with a day.
bool BlockFilter::is_byline(const PageBlock& block) const {
  if (block.letters > 110 || block.kind == PageBlockKind::kTableRow) return false;
  if (block.letters <= 60 && !ends_sentence(block.text) && find_day(block.text)) return true;
  if (is_title_line(block.text) && block.kind == PageBlockKind::kParagraph) return true;
  const std::string author = letters_only(facts_.author);
  if (author.size() < 6) return false;
  const std::string letters = letters_only(block.text);
  return letters.size() < author.size() + 60 && letters.find(author) != std::string::npos &&
         block.prose == 0;
}

// What is said of the author below a text begins with the name: where they can be reached, what
// they write about.
bool BlockFilter::is_author_note(const PageBlock& block) const {
  const std::string author = letters_only(facts_.author);
  return author.size() >= 6 && block.letters < 300 &&
         (letters_only(block.text.substr(0, 2 * facts_.author.size() + 8)).starts_with(author) ||
          (block.text.find('@') != std::string::npos &&
           letters_only(block.text).find(author) != std::string::npos));
}

// They stand at the start, also behind a lead, or at the end.
void BlockFilter::drop_bylines() {
  std::size_t seen = 0;
  for (std::size_t i = 0; i < blocks_.size() && seen < 5; ++i) {
    if (is_out_[i]) continue;
    ++seen;
    if (is_byline(blocks_[i])) is_out_[i] = true;
  }
  seen = 0;
  for (std::size_t i = blocks_.size(); i-- > 0 && seen < 3;) {
    if (is_out_[i]) continue;
    ++seen;
    const bool is_last = seen == 1 && is_author_note(blocks_[i]);
    if (is_last || is_byline(blocks_[i])) is_out_[i] = true;
  }
}

// A heading right above text where others of its level follow: a section's, not the page's.
bool BlockFilter::is_first_of_headings(std::size_t i) const {
  if (blocks_[i].kind != PageBlockKind::kHeading || is_out_[i]) return false;
  std::size_t next = i + 1;
  while (next < blocks_.size() && is_out_[next]) ++next;
  if (next == blocks_.size() || !is_text(next)) return false;
  for (std::size_t j = next; j < blocks_.size(); ++j) {
    const bool is_like = blocks_[j].kind == PageBlockKind::kHeading &&
                         blocks_[j].level == blocks_[i].level && blocks_[j].link_share() < 0.5;
    if (is_like && !is_out_[j]) return true;
  }
  return false;
}

// Bylines, dates, sections: what stands before the first running text and is none.
void BlockFilter::trim_start() {
  std::size_t first = 0;
  while (first < blocks_.size() && (is_out_[first] || !is_text(first))) ++first;
  if (first == blocks_.size()) return;  // a text of short lines: all of it stays
  for (std::size_t i = 0; i < first; ++i) {
    const PageBlock& block = blocks_[i];
    const bool is_row = block.kind == PageBlockKind::kTableRow && block.letters >= 40;
    // So are items of a list that sums the text up.
    const std::uint32_t least = block.kind == PageBlockKind::kListItem ? 15 : 60;
    const bool is_lead = block.letters >= least && block.link_share() < 0.2;
    if (!is_row && !is_lead && !is_first_of_headings(i)) is_out_[i] = true;
  }
}

void BlockFilter::trim_end() {
  std::size_t last = blocks_.size();
  while (last > 0 && (is_out_[last - 1] || !is_text(last - 1))) --last;
  if (last == 0) return;
  const auto is_listed = [&](std::size_t i) {
    const PageBlock& block = blocks_[i];
    return (block.kind == PageBlockKind::kListItem || block.kind == PageBlockKind::kTableRow) &&
           block.link_share() < 0.2 && !is_out_[i];
  };
  for (std::size_t i = last; i < blocks_.size(); ++i) {
    const PageBlock& block = blocks_[i];
    const bool announces = block.text.ends_with(':') && i + 1 < blocks_.size() && is_listed(i + 1);
    const bool is_kept =
        is_listed(i) || announces || (ends_sentence(block.text) && block.link_share() < 0.3);
    if (!is_kept && !is_out_[i]) is_out_[i] = true;
  }
}

// A heading stays over text, and over a heading that stays where nothing was taken out between.
void BlockFilter::drop_empty_headings() {
  bool has_text = false;   // kept, before the next kept heading
  bool has_after = false;  // kept, anywhere behind
  for (std::size_t i = blocks_.size(); i-- > 0;) {
    if (is_out_[i]) continue;
    if (blocks_[i].kind != PageBlockKind::kHeading) {
      has_text = has_after = true;
      continue;
    }
    const bool is_next_kept = i + 1 < blocks_.size() && !is_out_[i + 1];
    if (!has_after || (!has_text && !is_next_kept)) {
      is_out_[i] = true;
    } else {
      has_text = false;
    }
  }
}

}  // namespace

std::vector<PageBlock> filter_blocks(std::vector<PageBlock> blocks, const PageFacts& facts,
                                     const PageRules* rules) {
  return BlockFilter(std::move(blocks), facts, rules).run();
}

}  // namespace casus
