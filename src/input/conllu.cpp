#include "input/conllu.h"

#include <array>
#include <charconv>
#include <optional>

#include "base/text_file.h"
#include "base/tree.h"

namespace casus {

namespace {

using Columns = std::array<std::string_view, 10>;

std::optional<Columns> split_columns(std::string_view line) {
  Columns columns;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const std::size_t tab = line.find('\t');
    if ((tab == std::string_view::npos) != (i + 1 == columns.size())) return std::nullopt;
    columns[i] = line.substr(0, tab);
    if (tab != std::string_view::npos) line.remove_prefix(tab + 1);
  }
  return columns;
}

std::optional<TokenIndex> parse_number(std::string_view text) {
  TokenIndex value = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (code != std::errc() || end != text.data() + text.size() || value < 0) return std::nullopt;
  return value;
}

bool has_no_space_after(std::string_view misc) {
  return misc.find("SpaceAfter=No") != std::string_view::npos;
}

std::string_view value_of(std::string_view column) { return column == "_" ? "" : column; }

// Builds documents line by line.
class ConlluParser {
 public:
  explicit ConlluParser(const std::string& file) : file_(file) { documents_.emplace_back(); }

  Result<std::vector<Document>> parse(std::string_view content) {
    while (!content.empty()) {
      const std::size_t end = content.find('\n');
      std::string_view line = content.substr(0, end);
      content.remove_prefix(end == std::string_view::npos ? content.size() : end + 1);
      if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
      ++line_;
      if (auto read = read_line(line); !read) return read.error();
    }
    if (auto ended = end_sentence(); !ended) return ended.error();
    end_document();
    if (documents_.back().tokens.empty()) documents_.pop_back();
    return std::move(documents_);
  }

 private:
  Error error(std::string message, std::string remedy = {}) const {
    return {ErrorKind::kSyntax, std::move(message), file_, line_, std::move(remedy)};
  }
  Document& document() { return documents_.back(); }

  Result<void> read_line(std::string_view line) {
    if (line.empty()) return end_sentence();
    if (line.front() == '#') {
      read_comment(line);
      return {};
    }
    const auto columns = split_columns(line);
    if (!columns) return error("has not ten columns", "separate ten columns by one tab each");
    if (!is_in_sentence_) begin_sentence();
    const std::string_view id = (*columns)[0];
    if (id.find('.') != std::string_view::npos) return {};
    if (id.find('-') != std::string_view::npos) return read_multiword_token(*columns);
    return read_token(*columns);
  }

  void read_comment(std::string_view line) {
    const std::string_view words = trim(line.substr(1));
    if (words.starts_with("newdoc")) {
      end_document();
      if (!document().tokens.empty()) documents_.emplace_back();
      if (const auto at = words.find('='); at != std::string_view::npos)
        document().id = std::string(trim(words.substr(at + 1)));
    } else if (words.starts_with("newpar")) {
      begins_paragraph_ = true;
    }
  }

  void begin_sentence() {
    Document& doc = document();
    if (begins_paragraph_ || doc.blocks.empty()) {
      if (!doc.blocks.empty()) {
        doc.blocks.back().end = static_cast<std::uint32_t>(end_of_words_);
        doc.text.resize(end_of_words_);
        doc.text += "\n\n";
      }
      const auto start = static_cast<std::uint32_t>(doc.text.size());
      doc.blocks.push_back({start, start, BlockKind::kParagraph});
    }
    begins_paragraph_ = false;
    is_in_sentence_ = true;
    first_ = static_cast<TokenIndex>(doc.tokens.size());
    heads_.clear();
    multiword_last_ = 0;
    start_ = doc.text.size();
  }

  Result<void> read_multiword_token(const Columns& columns) {
    const std::size_t dash = columns[0].find('-');
    const auto from = parse_number(columns[0].substr(0, dash));
    const auto to = parse_number(columns[0].substr(dash + 1));
    if (!from || !to || *from != next_id() || *to < *from || *from <= multiword_last_)
      return error("has a wrong range of ids '" + std::string(columns[0]) + "'");
    Document& doc = document();
    MultiwordToken token;
    token.start = append(columns[1], columns[9]);
    token.end = static_cast<std::uint32_t>(end_of_words_);
    token.first = first_ + *from - 1;
    token.last = first_ + *to;
    doc.multiword_tokens.push_back(token);
    multiword_last_ = *to;
    multiword_space_after_ = !has_no_space_after(columns[9]);
    multiword_at_ = token.start;
    return {};
  }

  TokenIndex next_id() { return static_cast<TokenIndex>(document().tokens.size()) - first_ + 1; }

  // Adds written words to the text; returns where they start.
  std::uint32_t append(std::string_view form, std::string_view misc) {
    std::string& text = document().text;
    const auto start = static_cast<std::uint32_t>(text.size());
    text += form;
    end_of_words_ = text.size();
    if (!has_no_space_after(misc)) text += ' ';
    return start;
  }

  // Gives a word of a multiword token its letters where the form is spelt out there, else all.
  void place_in_multiword(Token& token) {
    MultiwordToken& whole = document().multiword_tokens.back();
    token.start = whole.start;
    token.end = whole.end;
    if (multiword_at_ == kNowhere) return;
    if (document().words(multiword_at_, whole.end).starts_with(token.form)) {
      token.start = multiword_at_;
      token.end = multiword_at_ = multiword_at_ + static_cast<std::uint32_t>(token.form.size());
    } else {
      multiword_at_ = kNowhere;
    }
  }

  Result<void> read_token(const Columns& columns) {
    Document& doc = document();
    const auto id = parse_number(columns[0]);
    if (!id || *id != next_id()) return error("has a wrong id '" + std::string(columns[0]) + "'");
    const auto upos = parse_upos(columns[3]);
    if (!upos) return error("has an unknown UPOS '" + std::string(columns[3]) + "'");
    const auto relation = parse_relation(columns[7]);
    if (!relation) return error("has an unknown relation '" + std::string(columns[7]) + "'");
    const auto head = parse_number(columns[6]);
    if (!head) return error("has a wrong head '" + std::string(columns[6]) + "'");
    Token token;
    token.form = doc.arena.store(columns[1]);
    token.lemma = doc.arena.store(columns[2]);
    token.upos = *upos;
    token.xpos = doc.arena.store(value_of(columns[4]));
    token.feats = doc.arena.store(value_of(columns[5]));
    token.deprel = doc.arena.store(columns[7]);
    token.relation = *relation;
    if (*id <= multiword_last_) {
      place_in_multiword(token);
      token.space_after = *id == multiword_last_ && multiword_space_after_;
    } else {
      token.start = append(columns[1], columns[9]);
      token.end = static_cast<std::uint32_t>(end_of_words_);
      token.space_after = !has_no_space_after(columns[9]);
    }
    doc.tokens.push_back(token);
    heads_.push_back(*head);
    return {};
  }

  Result<void> end_sentence() {
    if (!is_in_sentence_) return {};
    is_in_sentence_ = false;
    Document& doc = document();
    const auto last = static_cast<TokenIndex>(doc.tokens.size());
    if (multiword_last_ > last - first_) return error("a multiword token lacks its words above");
    for (std::size_t i = 0; i < heads_.size(); ++i) {
      if (heads_[i] > last - first_) return error("a head lies outside the sentence above");
      doc.tokens[first_ + static_cast<TokenIndex>(i)].head =
          heads_[i] == 0 ? kNoToken : first_ + heads_[i] - 1;
    }
    if (!is_tree(doc, first_, last)) return error("the sentence above is not a tree with one root");
    link_children(doc, first_, last);
    Sentence sentence;
    sentence.start = static_cast<std::uint32_t>(start_);
    sentence.end = static_cast<std::uint32_t>(end_of_words_);
    sentence.first = first_;
    sentence.last = last;
    sentence.block = static_cast<std::int32_t>(doc.blocks.size()) - 1;
    if (first_ != last) doc.sentences.push_back(sentence);
    return {};
  }

  void end_document() {
    Document& doc = document();
    doc.has_given_syntax = true;
    if (doc.tokens.empty()) return;
    doc.text.resize(end_of_words_);
    doc.blocks.back().end = static_cast<std::uint32_t>(end_of_words_);
  }

  static constexpr std::uint32_t kNowhere = UINT32_MAX;

  const std::string& file_;
  std::vector<Document> documents_;
  std::vector<TokenIndex> heads_;
  std::uint64_t line_ = 0;
  std::size_t start_ = 0;         // of the sentence, in text
  std::size_t end_of_words_ = 0;  // text after this is only blanks
  TokenIndex first_ = 0;
  TokenIndex multiword_last_ = 0;   // id of the last word of the latest multiword token
  std::uint32_t multiword_at_ = 0;  // how far its letters are given to words
  bool multiword_space_after_ = true;
  bool is_in_sentence_ = false;
  bool begins_paragraph_ = false;
};

}  // namespace

Result<std::vector<Document>> parse_conllu(std::string_view content, const std::string& file) {
  return ConlluParser(file).parse(content);
}

Result<std::vector<Document>> read_conllu(const std::filesystem::path& path) {
  const auto content = read_file(path);
  if (!content) return content.error();
  return parse_conllu(*content, path.string());
}

}  // namespace casus
