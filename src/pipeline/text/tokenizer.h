#pragma once

// Splits a stretch of text into tokens as the English and Russian UD treebanks do: white space
// first, then punctuation off the words, then words into syntactic words. One pass, bounded
// look-ahead, no allocation but the growth of the caller's vector. README.md has the rules.

#include <cstdint>
#include <string_view>
#include <vector>

#include "pipeline/text/chars.h"
#include "pipeline/text/text_rules.h"

namespace casus {

// What a token looks like; sentence breaks are decided by it.
enum class TokenShape : std::uint8_t {
  kLower,        // a word in lower case
  kCapitalised,  // Word
  kAllCaps,      // WORD
  kInitial,      // A or A.
  kAcronym,      // U.N., p.m.
  kNumber,       // begins with a digit
  kAddress,      // URL, e-mail
  kOtherWord,
  kStop,      // .
  kQuestion,  // ? ! and runs of them
  kEllipsis,
  kComma,
  kColon,
  kSemicolon,
  kDash,
  kOpenBracket,
  kCloseBracket,
  kOpenQuote,
  kCloseQuote,
  kQuote,   // either
  kBullet,  // * • > and the like, runs of them
  kEmoticon,
  kOtherSymbol,
};

// A token before sentences are known. Parts of one written word follow each other: the first has
// their number in `parts`, the others 0; a word by itself has 1.
struct RawToken {
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  WordHash hash = 0;         // 0 for symbols
  std::uint16_t traits = 0;  // WordTrait bits, those of an abbreviation without its full stop
  std::uint8_t parts = 1;
  TokenShape shape = TokenShape::kOtherSymbol;
  bool has_space_before = false;
  bool has_stop = false;  // an abbreviation that holds its full stop
};

class Tokenizer {
 public:
  // Keeps references to all three.
  Tokenizer(const TextRules& rules, std::string_view text, std::vector<RawToken>& tokens)
      : rules_(rules), text_(text), tokens_(tokens) {}

  // Appends the tokens of text[start, end), which lies in one block, until there are `limit` in
  // the vector; returns where it stopped, `end` when done.
  std::uint32_t append_tokens(std::uint32_t start, std::uint32_t end, std::size_t limit);
  // Forgets open quotation marks; to be called between blocks.
  void begin_block() { single_quote_is_open_ = false; }

 private:
  // A run without blanks, and what was seen in it.
  struct Chunk {
    std::size_t start = 0;
    std::size_t end = 0;
    bool has_at_sign = false;
    bool has_slash = false;
    bool is_plain = true;  // ASCII letters only
  };

  Chunk find_chunk(std::size_t at) const;
  void append_chunk(const Chunk& chunk);
  std::size_t append_symbol(const Chunk& chunk, std::size_t at);
  std::size_t append_apostrophe(const Chunk& chunk, std::size_t at);
  std::size_t symbol_end(const Chunk& chunk, std::size_t at, const Char& first) const;
  std::size_t entity_end(const Chunk& chunk, std::size_t at) const;
  std::size_t append_word(const Chunk& chunk, std::size_t at);
  std::size_t address_end(const Chunk& chunk, std::size_t at) const;
  void append_split_word(std::size_t start, std::size_t end);
  bool append_unit_split(std::size_t start, std::size_t end);
  void append_parts(std::size_t start, std::size_t end, const Contraction& parts);
  std::size_t append_final_apostrophe(const Chunk& chunk, std::size_t at);
  void push(std::size_t start, std::size_t end, WordHash hash, TokenShape shape);

  const TextRules& rules_;
  std::string_view text_;
  std::vector<RawToken>& tokens_;
  std::size_t block_end_ = 0;
  bool has_space_before_ = false;
  bool single_quote_is_open_ = false;
};

// The shape of a word (not of a symbol).
TokenShape word_shape(std::string_view word);

}  // namespace casus
