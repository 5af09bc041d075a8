#include "pipeline/text/text_stage.h"

#include <algorithm>
#include <limits>
#include <span>

#include "pipeline/text/escapes.h"
#include "pipeline/text/sentence_breaker.h"

namespace casus {

namespace {

// Tokens of a long block are looked at in windows of this many.
constexpr std::size_t kWindowTokens = 4 * kMaxSentenceTokens;

// Appends sentences to a document's layers.
class SentenceWriter {
 public:
  SentenceWriter(Document& document, std::string_view text)
      : document_(document), text_(document.arena.store(text)) {}

  void write(std::span<const RawToken> sentence, bool has_space_after, std::int32_t block) {
    Sentence written;
    written.start = sentence.front().start;
    written.end = sentence.back().end;
    written.first = next_token();
    written.block = block;
    for (std::size_t i = 0; i < sentence.size(); ++i) {
      if (sentence[i].parts > 1) write_multiword(sentence, i);
      const bool is_last = i + 1 == sentence.size();
      const bool space = is_last ? has_space_after : sentence[i + 1].has_space_before;
      if (is_last && sentence[i].has_stop && (sentence[i].traits & kClosing) != 0) {
        write_token(sentence[i].start, sentence[i].end - 1, false);
        write_token(sentence[i].end - 1, sentence[i].end, space);
      } else {
        write_token(sentence[i].start, sentence[i].end, space);
      }
    }
    written.last = next_token();
    document_.sentences.push_back(written);
  }

 private:
  TokenIndex next_token() const { return static_cast<TokenIndex>(document_.tokens.size()); }

  void write_multiword(std::span<const RawToken> sentence, std::size_t i) {
    const std::size_t last = i + sentence[i].parts - 1;
    document_.multiword_tokens.push_back(
        {sentence[i].start, sentence[last].end, next_token(), next_token() + sentence[i].parts});
  }

  void write_token(std::uint32_t start, std::uint32_t end, bool space_after) {
    Token token;
    token.start = start;
    token.end = end;
    token.form = visible(text_.substr(start, end - start));
    token.space_after = space_after;
    document_.tokens.push_back(token);
  }

  // `words` without characters that are not seen; itself where it has none.
  std::string_view visible(std::string_view words) {
    const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
    if (std::all_of(words.begin(), words.end(), is_ascii)) return words;
    std::size_t unseen = 0;
    for (std::size_t at = 0; at < words.size();) {
      const Char c = char_at(words, at);
      if (c.kind == CharKind::kIgnorable) unseen += c.size;
      at += c.size;
    }
    if (unseen == 0) return words;
    char* place = document_.arena.allocate(words.size() - unseen);
    std::size_t size = 0;
    for (std::size_t at = 0; at < words.size();) {
      const Char c = char_at(words, at);
      for (std::size_t i = 0; i < c.size && c.kind != CharKind::kIgnorable; ++i) {
        place[size++] = words[at + i];
      }
      at += c.size;
    }
    return {place, size};
  }

  Document& document_;
  std::string_view text_;
};

// Splits one block after another into sentences.
class BlockReader {
 public:
  // Reads `text`, which is the document's but for its escapes.
  BlockReader(const TextRules& rules, std::string_view text, Document& document,
              std::vector<RawToken>& tokens)
      : tokens_(tokens),
        tokenizer_(rules, text, tokens),
        breaker_(rules),
        writer_(document, text) {}

  void read(const Block& block, std::int32_t index) {
    tokens_.clear();
    tokenizer_.begin_block();
    breaker_.begin_block();
    block_ = index;
    std::size_t known = 1;  // places before this one are decided
    bool is_first_window = true;
    for (std::uint32_t at = block.start; at < block.end;) {
      at = tokenizer_.append_tokens(at, block.end, tokens_.size() + kWindowTokens);
      if (is_first_window && block.kind == BlockKind::kListItem) {
        known = std::max(known, list_marker_tokens(tokens_) + 1);
      }
      if (block.kind == BlockKind::kNavigation) known = tokens_.size();  // one sentence
      is_first_window = false;
      known = write_sentences(known, at >= block.end);
    }
  }

 private:
  // Writes the sentences that are sure to be whole, and drops their tokens. Returns the first
  // place that is still to be decided.
  std::size_t write_sentences(std::size_t i, bool is_block_end) {
    const std::size_t last =
        is_block_end ? tokens_.size() : tokens_.size() - std::min(tokens_.size(), kBreakLookAhead);
    std::size_t first = 0;
    breaker_.begin_sentence(first);
    for (; i < last; ++i) {
      breaker_.advance(tokens_[i - 1]);
      if (SentenceBreaker::is_candidate(tokens_, i) && breaker_.breaks(tokens_, i)) {
        write(first, i);
        first = i;
      } else if (i - first >= kMaxSentenceTokens) {
        const std::size_t cut = best_cut(tokens_, first);
        write(first, cut);
        first = cut;
      }
      breaker_.begin_sentence(first);
    }
    if (is_block_end) {
      if (first < tokens_.size()) write(first, tokens_.size());
      first = tokens_.size();
    }
    tokens_.erase(tokens_.begin(), tokens_.begin() + static_cast<std::ptrdiff_t>(first));
    return std::max<std::size_t>(i - std::min(i, first), 1);
  }

  void write(std::size_t first, std::size_t last) {
    const bool space = last >= tokens_.size() || tokens_[last].has_space_before;
    writer_.write(std::span(tokens_).subspan(first, last - first), space, block_);
  }

  std::vector<RawToken>& tokens_;
  Tokenizer tokenizer_;
  SentenceBreaker breaker_;
  SentenceWriter writer_;
  std::int32_t block_ = kNone;
};

// Turns the offsets of all layers into those of the original.
void restore_offsets(const UnescapedText& unescaped, Document& document) {
  const auto restore = [&unescaped](auto& spans) {
    for (auto& span : spans) {
      span.start = unescaped.to_original(span.start);
      span.end = unescaped.to_original(span.end);
    }
  };
  restore(document.blocks);
  restore(document.sentences);
  restore(document.tokens);
  restore(document.multiword_tokens);
}

}  // namespace

Result<void> find_tokens(const TextRules& rules, Document& document, TextScratch& scratch) {
  if (document.text.size() > std::numeric_limits<std::uint32_t>::max()) {
    return Error{ErrorKind::kLimit, "document '" + document.id + "' is longer than 4 GiB", "", 0,
                 "give it in parts"};
  }
  const UnescapedText unescaped(document.text);
  const std::string& text = unescaped.has_escapes() ? unescaped.text() : document.text;
  find_blocks(rules, text, scratch.lines, document.blocks);
  BlockReader reader(rules, text, document, scratch.tokens);
  for (std::size_t i = 0; i < document.blocks.size(); ++i) {
    reader.read(document.blocks[i], static_cast<std::int32_t>(i));
  }
  if (unescaped.has_escapes()) restore_offsets(unescaped, document);
  return {};
}

}  // namespace casus
