#include "pipeline/text/tokenizer.h"

#include <algorithm>

#include "pipeline/text/word_scanner.h"

namespace casus {

namespace {

constexpr std::size_t kLongestChunk = 4096;  // bytes; longer runs without blanks are cut
constexpr std::size_t kLongestHashed = 64;   // bytes; no list holds a longer word
constexpr std::size_t kEmoticonEyes = 3;     // at most this long

bool is_one_of(char32_t value, std::u32string_view set) {
  return set.find(value) != std::u32string_view::npos;
}

TokenShape symbol_shape(const Char& c, bool is_run) {
  switch (c.value) {
    case '.':
      return is_run ? TokenShape::kEllipsis : TokenShape::kStop;
    case U'\x2026':
      return TokenShape::kEllipsis;
    case '!':
    case '?':
      return TokenShape::kQuestion;
    case ',':
      return TokenShape::kComma;
    case ':':
      return TokenShape::kColon;
    case ';':
      return TokenShape::kSemicolon;
    case '(':
    case '[':
    case '{':
      return TokenShape::kOpenBracket;
    case ')':
    case ']':
    case '}':
      return TokenShape::kCloseBracket;
    case '"':
      return TokenShape::kQuote;
    case U'\x201C':
    case U'\xAB':
    case U'\x201E':
    case U'\x2039':
    case U'\x201A':
      return TokenShape::kOpenQuote;
    case U'\x201D':
    case U'\xBB':
    case U'\x203A':
      return TokenShape::kCloseQuote;
    case U'\x2013':
    case U'\x2014':
    case U'\x2015':
      return TokenShape::kDash;
    case '*':
    case '>':
    case '<':
    case '=':
    case '|':
    case '#':
    case U'\x2022':
    case U'\x25CF':
    case U'\xB7':
      return TokenShape::kBullet;
    default:
      break;
  }
  if (c.kind == CharKind::kHyphen) return TokenShape::kDash;
  return c.value >= 0x2600 ? TokenShape::kEmoticon : TokenShape::kOtherSymbol;
}

bool is_sentence_mark(char32_t value) { return is_one_of(value, U".!?\x2026\x203C\x2049"); }

}  // namespace

TokenShape word_shape(std::string_view word) {
  const Char first = char_at(word, 0);
  if (first.kind == CharKind::kDigit) return TokenShape::kNumber;
  if (first.kind == CharKind::kLower) return TokenShape::kLower;
  if (first.kind != CharKind::kUpper) return TokenShape::kOtherWord;
  std::size_t letters = 0;
  for (std::size_t at = 0; at < word.size();) {
    const Char c = char_at(word, at);
    if (c.kind == CharKind::kLower) return TokenShape::kCapitalised;
    letters += is_letter_kind(c.kind);
    at += c.size;
  }
  return letters == 1 ? TokenShape::kInitial : TokenShape::kAllCaps;
}

void Tokenizer::push(std::size_t start, std::size_t end, WordHash hash, TokenShape shape) {
  RawToken token;
  token.start = static_cast<std::uint32_t>(start);
  token.end = static_cast<std::uint32_t>(end);
  token.hash = hash;
  token.shape = shape;
  token.has_space_before = has_space_before_;
  tokens_.push_back(token);
  has_space_before_ = false;
}

std::uint32_t Tokenizer::append_tokens(std::uint32_t start, std::uint32_t end, std::size_t limit) {
  block_end_ = end;
  std::size_t at = start;
  while (at < end && tokens_.size() < limit) {
    const Char c = char_at(text_, at);
    if (is_blank_kind(c.kind)) {
      at += c.size;
      has_space_before_ |= c.kind != CharKind::kIgnorable;
      continue;
    }
    const Chunk chunk = find_chunk(at);
    append_chunk(chunk);
    at = chunk.end;
  }
  return static_cast<std::uint32_t>(at);
}

Tokenizer::Chunk Tokenizer::find_chunk(std::size_t at) const {
  Chunk chunk;
  chunk.start = at;
  const std::size_t last = std::min(block_end_, at + kLongestChunk);
  while (at < last) {
    const Char c = char_at(text_, at);
    if (c.kind == CharKind::kSpace || c.kind == CharKind::kNewline) break;
    chunk.is_plain &= c.value < 128 && (c.kind == CharKind::kLower || c.kind == CharKind::kUpper);
    chunk.has_at_sign |= c.value == '@';
    chunk.has_slash |= c.value == '/';
    at += c.size;
  }
  chunk.end = at;
  return chunk;
}

namespace {

// "|-----+---->", "^_^": three marks or more of lines and arrows, of more than one kind, are one
// drawing. Runs of one mark are tokens anyway.
bool is_drawing(std::string_view chunk) {
  return chunk.size() >= 3 &&
         chunk.find_first_not_of("-=_*+<>|~^#/\\{}[]") == std::string_view::npos &&
         chunk.find_first_not_of(chunk.front()) != std::string_view::npos;
}

}  // namespace

void Tokenizer::append_chunk(const Chunk& chunk) {
  if (chunk.is_plain) {
    append_split_word(chunk.start, chunk.end);
    return;
  }
  if (is_drawing(text_.substr(chunk.start, chunk.end - chunk.start))) {
    push(chunk.start, chunk.end, 0, TokenShape::kBullet);
    return;
  }
  for (std::size_t at = chunk.start; at < chunk.end;) {
    const Char c = char_at(text_, at);
    if (c.kind == CharKind::kIgnorable) {
      at += c.size;
    } else if (is_word_kind(c.kind)) {
      at = append_word(chunk, at);
    } else {
      at = append_symbol(chunk, at);
    }
  }
}

// The end of the character references at `at` ("&#39;&#39;", "&amp;"), which some texts are left
// with; of the ampersand alone where there is none.
std::size_t Tokenizer::entity_end(const Chunk& chunk, std::size_t at) const {
  constexpr std::size_t kLongest = 10;
  std::size_t end = at + 1;
  for (std::size_t next = at; next < chunk.end && text_[next] == '&';) {
    std::size_t letter = next + 1;
    if (letter < chunk.end && text_[letter] == '#') ++letter;
    const std::size_t first = letter;
    while (letter < chunk.end && letter - first < kLongest &&
           is_word_kind(char_kind(static_cast<unsigned char>(text_[letter])))) {
      ++letter;
    }
    if (letter == first || letter >= chunk.end || text_[letter] != ';') break;
    next = end = letter + 1;
  }
  return end;
}

// Where the token that begins with the symbol `first` ends.
std::size_t Tokenizer::symbol_end(const Chunk& chunk, std::size_t at, const Char& first) const {
  std::size_t end = at + first.size;
  if (is_sentence_mark(first.value)) {
    while (end < chunk.end && is_sentence_mark(char_at(text_, end).value)) {
      end += char_at(text_, end).size;
    }
    return end;
  }
  if (first.value == '&') return entity_end(chunk, at);
  const bool runs = is_one_of(first.value, U"-*=~#<>|^+$\\\x2013\x2014") || first.value >= 0x2600;
  while (runs && end < chunk.end && char_at(text_, end).value == first.value) end += first.size;
  if (is_one_of(first.value, U"-=<") && end == at + 1 && end < chunk.end &&
      (text_[end] == '>' || (first.value == '<' && text_[end] == '-'))) {
    return end + 1;  // -> => <-
  }
  while (end < chunk.end) {  // marks, variation selectors, skin tones
    const Char c = char_at(text_, end);
    const bool belongs = c.kind == CharKind::kMark || (c.value >= 0x1F3FB && c.value <= 0x1F3FF);
    if (!belongs) break;
    end += c.size;
  }
  return end;
}

namespace {

// Length in bytes of an emoticon at the beginning of `text`: eyes, maybe a nose, mouths. 0: none.
std::size_t emoticon_length(std::string_view text) {
  constexpr std::string_view kMouths = "()DPp3|/\\]";
  if (text.size() < 2 || (text[0] != ':' && text[0] != ';' && text[0] != '=')) return 0;
  std::size_t at = 1;
  if (text[at] == '-' || text[at] == '\'' || text[at] == '^') ++at;
  if (at >= text.size() || kMouths.find(text[at]) == std::string_view::npos) return 0;
  const char mouth = text[at];
  while (at < text.size() && text[at] == mouth) ++at;
  const bool goes_on = at < text.size() && is_word_kind(char_at(text, at).kind);
  return goes_on || at > kEmoticonEyes + 8 ? 0 : at;
}

}  // namespace

std::size_t Tokenizer::append_symbol(const Chunk& chunk, std::size_t at) {
  const Char first = char_at(text_, at);
  if (first.kind == CharKind::kApostrophe) return append_apostrophe(chunk, at);
  const bool may_be_emoticon =
      at == chunk.start || (!tokens_.empty() && (tokens_.back().shape == TokenShape::kStop ||
                                                 tokens_.back().shape == TokenShape::kQuestion));
  if (may_be_emoticon) {
    const std::size_t length = emoticon_length(text_.substr(at, chunk.end - at));
    if (length > 0) {
      push(at, at + length, 0, TokenShape::kEmoticon);
      return at + length;
    }
  }
  const Char second = at + first.size < chunk.end ? char_at(text_, at + first.size) : Char{};
  const bool is_open = at == chunk.start;
  if (second.kind == CharKind::kDigit && is_open && (first.value == '.' || first.value == '+')) {
    const std::size_t end = WordScanner(rules_, text_, chunk.end, block_end_).word_end(at + 1);
    push(at, end, 0, TokenShape::kNumber);  // .04, +44
    return end;
  }
  if ((first.value == '@' || first.value == '#') && is_open && is_letter_kind(second.kind)) {
    const std::size_t end = WordScanner(rules_, text_, chunk.end, block_end_).segment_end(at + 1);
    push(at, end, 0, TokenShape::kAddress);
    return end;
  }
  const std::size_t end = symbol_end(chunk, at, first);
  const bool is_run = end > at + first.size;
  TokenShape shape = symbol_shape(first, is_run);
  if (shape == TokenShape::kEllipsis &&
      text_.substr(at, end - at).find_first_of("!?") != std::string_view::npos) {
    shape = TokenShape::kQuestion;
  }
  push(at, end, 0, shape);
  return end;
}

// An apostrophe that no word comes before: a quotation mark, "'em", "'80s", or a clitic by itself.
std::size_t Tokenizer::append_apostrophe(const Chunk& chunk, std::size_t at) {
  const Char first = char_at(text_, at);
  const std::size_t after = at + first.size;
  const Char second = after < chunk.end ? char_at(text_, after) : Char{};
  if (second.value == first.value) {
    const bool opens = first.value == '`' || first.value == U'\x2018';
    push(at, after + second.size, 0, opens ? TokenShape::kOpenQuote : TokenShape::kCloseQuote);
    return after + second.size;
  }
  if (is_word_kind(second.kind)) {
    WordScanner scanner(rules_, text_, chunk.end, block_end_);
    const std::size_t end = scanner.segment_end(after);
    const std::string_view word = text_.substr(at, end - at);
    const bool is_listed =
        word.size() <= kLongestHashed && (rules_.traits(hash_word(word)) & kElision) != 0;
    const bool is_decade =
        second.kind == CharKind::kDigit && end - after <= 3 && !single_quote_is_open_;
    if (is_listed || is_decade) {
      push(at, end, is_listed ? hash_word(word) : 0,
           is_decade ? TokenShape::kNumber : TokenShape::kOtherWord);
      return end;
    }
  }
  const bool opens = is_word_kind(second.kind) &&
                     (tokens_.empty() || at == chunk.start || tokens_.back().hash == 0);
  if (opens) single_quote_is_open_ = true;
  if (!opens) single_quote_is_open_ = false;
  push(at, after, 0, opens ? TokenShape::kOpenQuote : TokenShape::kCloseQuote);
  return after;
}

// The end of an e-mail or web address at `at`, or `at` where none begins.
std::size_t Tokenizer::address_end(const Chunk& chunk, std::size_t at) const {
  std::size_t scheme = at;
  while (scheme < chunk.end && scheme - at < 12 &&
         ascii_kind(static_cast<unsigned char>(text_[scheme])) >= CharKind::kUpper &&
         static_cast<unsigned char>(text_[scheme]) < 128) {
    ++scheme;
  }
  const std::string_view rest = text_.substr(scheme, chunk.end - scheme);
  const bool is_www = scheme - at == 3 && rest.starts_with(".") &&
                      hash_word(text_.substr(at, 3)) == hash_word("www");
  if (rest.starts_with("://") || is_www) {
    std::size_t end = at;
    while (end < chunk.end && !is_one_of(char_at(text_, end).value, U"<>\"\x201C\x201D\xAB\xBB")) {
      end += char_at(text_, end).size;
    }
    const bool has_bracket = text_.substr(at, end - at).find('(') != std::string_view::npos;
    while (end > scheme + 1) {
      const Char last = char_before(text_, end);
      const bool trails =
          is_one_of(last.value, U".,;:!?]}*'\x2019\x2026") || (last.value == ')' && !has_bracket);
      if (!trails) break;
      end -= last.size;
    }
    return end;
  }
  if (!chunk.has_at_sign) return at;
  std::size_t end = at;
  bool has_at_sign = false;
  while (end < chunk.end) {
    const Char c = char_at(text_, end);
    if (c.value == '@' && end > at && !has_at_sign) {
      has_at_sign = true;
    } else if (!is_word_kind(c.kind) && !is_one_of(c.value, U".-+%_")) {
      break;
    }
    end += c.size;
  }
  while (end > at && is_one_of(char_before(text_, end).value, U".-+%")) end -= 1;
  return has_at_sign && char_before(text_, end).value != '@' ? end : at;
}

std::size_t Tokenizer::append_word(const Chunk& chunk, std::size_t at) {
  if (chunk.has_at_sign || chunk.has_slash || text_[at] == 'w' || text_[at] == 'W') {
    const std::size_t end = address_end(chunk, at);
    if (end > at) {
      push(at, end, 0, TokenShape::kAddress);
      return end;
    }
  }
  WordScanner scanner(rules_, text_, chunk.end, block_end_);
  const bool is_after_name = !tokens_.empty() && tokens_.back().shape == TokenShape::kCapitalised;
  std::size_t end = scanner.word_end(at, is_after_name);
  if (scanner.took_stop()) {
    const std::string_view word = text_.substr(at, end - 1 - at);
    const bool has_dot = word.find('.') != std::string_view::npos;
    push(at, end, hash_word(word), has_dot ? TokenShape::kAcronym : word_shape(word));
    tokens_.back().traits = rules_.traits(tokens_.back().hash);
    tokens_.back().has_stop = true;
    return end;
  }
  append_split_word(at, end);
  return append_final_apostrophe(chunk, end);
}

// The possessive's apostrophe after "s": "workers'".
std::size_t Tokenizer::append_final_apostrophe(const Chunk& chunk, std::size_t at) {
  if (at >= chunk.end || single_quote_is_open_) return at;
  const Char mark = char_at(text_, at);
  if (mark.kind != CharKind::kApostrophe || mark.value == U'\x2018') return at;
  const std::size_t after = at + mark.size;
  const Char next = after < chunk.end ? char_at(text_, after) : Char{};
  if (is_word_kind(next.kind) || next.kind == CharKind::kApostrophe) return at;
  if (!rules_.takes_final_apostrophe(char_before(text_, at).value)) return at;
  RawToken& word = tokens_.back();
  if (word.parts != 1 || word.end != at) return at;
  word.parts = 2;
  push(at, after, hash_word("'"), TokenShape::kOtherWord);
  tokens_.back().parts = 0;
  return after;
}

void Tokenizer::append_split_word(std::size_t start, std::size_t end) {
  while (end > start && char_before(text_, end).kind == CharKind::kIgnorable) {
    end -= char_before(text_, end).size;
  }
  const std::string_view word = text_.substr(start, end - start);
  if (word.size() > kLongestHashed) {
    push(start, end, 0, word_shape(word));
    return;
  }
  if (char_at(word, 0).kind == CharKind::kDigit && append_unit_split(start, end)) return;
  const WordHash hash = hash_word(word);
  if (const Contraction* parts = rules_.contraction(hash)) {
    append_parts(start, end, *parts);
    return;
  }
  Contraction parts;
  std::size_t clitics = 0;
  std::size_t stem_end = end;
  while (clitics < 2) {
    const std::string_view stem = text_.substr(start, stem_end - start);
    const std::size_t characters = rules_.clitic_characters(stem);
    if (characters == 0) break;
    std::size_t cut = stem_end;
    for (std::size_t i = 0; i < characters; ++i) cut -= char_before(text_, cut).size;
    if (cut <= start || char_before(text_, cut).kind == CharKind::kDigit) break;
    parts.characters[clitics++] = static_cast<std::uint8_t>(characters);
    stem_end = cut;
  }
  if (clitics == 0) {
    push(start, end, hash, word_shape(word));
    tokens_.back().traits = rules_.traits(hash);
    return;
  }
  // Clitics were found from the end; parts are counted from the beginning.
  const std::size_t first = tokens_.size();
  push(start, stem_end, hash_word(text_.substr(start, stem_end - start)),
       word_shape(text_.substr(start, stem_end - start)));
  tokens_.back().traits = rules_.traits(tokens_.back().hash);
  for (std::size_t i = clitics; i-- > 0;) {
    std::size_t part_end = stem_end;
    for (std::size_t n = 0; n < parts.characters[i]; ++n) part_end += char_at(text_, part_end).size;
    push(stem_end, part_end, hash_word(text_.substr(stem_end, part_end - stem_end)),
         TokenShape::kOtherWord);
    tokens_.back().parts = 0;
    stem_end = part_end;
  }
  tokens_[first].parts = static_cast<std::uint8_t>(clitics + 1);
}

// "5m", "7:30pm": the unit stands apart from its number.
bool Tokenizer::append_unit_split(std::size_t start, std::size_t end) {
  std::size_t cut = end;
  while (cut > start && is_letter_kind(char_before(text_, cut).kind)) {
    cut -= char_before(text_, cut).size;
  }
  if (cut == end || cut == start) return false;
  const WordHash unit = hash_word(text_.substr(cut, end - cut));
  if ((rules_.traits(unit) & kUnit) == 0) return false;
  push(start, cut, hash_word(text_.substr(start, cut - start)), TokenShape::kNumber);
  push(cut, end, unit, word_shape(text_.substr(cut, end - cut)));
  tokens_.back().traits = rules_.traits(unit);
  return true;
}

void Tokenizer::append_parts(std::size_t start, std::size_t end, const Contraction& parts) {
  const std::size_t first = tokens_.size();
  for (std::size_t i = 0; i < parts.characters.size() && parts.characters[i] > 0; ++i) {
    std::size_t part_end = start;
    for (std::size_t n = 0; n < parts.characters[i] && part_end < end; ++n) {
      part_end += char_at(text_, part_end).size;
    }
    const bool is_last = i + 1 == parts.characters.size() || parts.characters[i + 1] == 0;
    if (is_last) part_end = end;
    const std::string_view word = text_.substr(start, part_end - start);
    push(start, part_end, hash_word(word), word_shape(word));
    tokens_.back().traits = rules_.traits(tokens_.back().hash);
    tokens_.back().parts = 0;
    start = part_end;
  }
  tokens_[first].parts = static_cast<std::uint8_t>(tokens_.size() - first);
}

}  // namespace casus
