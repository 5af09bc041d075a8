#include "pipeline/text/text_check.h"

#include <fmt/format.h>

#include "pipeline/text/chars.h"
#include "pipeline/text/escapes.h"
#include "pipeline/text/sentence_breaker.h"

namespace casus {

namespace {

bool is_boundary(std::string_view text, std::uint32_t at) {
  return at <= text.size() &&
         (at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80);
}

std::string without_unseen(std::string_view original) {
  const UnescapedText unescaped(original);
  const std::string_view words = unescaped.has_escapes() ? unescaped.text() : original;
  std::string seen;
  for (std::size_t at = 0; at < words.size();) {
    const Char c = char_at(words, at);
    if (c.kind != CharKind::kIgnorable) seen += words.substr(at, c.size);
    at += c.size;
  }
  return seen;
}

// True where text[start, end) holds a character that is seen.
bool holds_visible(std::string_view original, std::uint32_t start, std::uint32_t end) {
  const UnescapedText unescaped(original.substr(start, end - start));
  const std::string_view text =
      unescaped.has_escapes() ? unescaped.text() : original.substr(start, end - start);
  for (std::size_t at = 0; at < text.size();) {
    const Char c = char_at(text, at);
    if (!is_blank_kind(c.kind)) return true;
    at += c.size;
  }
  return false;
}

std::string find_token_fault(const Document& document) {
  std::uint32_t end = 0;
  for (const Token& token : document.tokens) {
    if (token.start < end || token.end <= token.start) {
      return fmt::format("token at {} is out of order or empty", token.start);
    }
    if (!is_boundary(document.text, token.start) || !is_boundary(document.text, token.end)) {
      return fmt::format("token at {} cuts a character", token.start);
    }
    if (holds_visible(document.text, end, token.start)) {
      return fmt::format("text at {} is in no token", end);
    }
    if (token.form.empty() ||
        token.form != without_unseen(document.words(token.start, token.end))) {
      return fmt::format("token at {} has the form '{}'", token.start, token.form);
    }
    end = token.end;
  }
  const auto size = static_cast<std::uint32_t>(document.text.size());
  return holds_visible(document.text, end, size) ? fmt::format("text at {} is in no token", end)
                                                 : "";
}

std::string find_sentence_fault(const Document& document) {
  TokenIndex next = 0;
  for (const Sentence& sentence : document.sentences) {
    const auto first = static_cast<std::size_t>(sentence.first);
    const auto last = static_cast<std::size_t>(sentence.last);
    if (sentence.first != next || last <= first || last > document.tokens.size()) {
      return fmt::format("sentence at {} has wrong tokens", sentence.start);
    }
    // The stop of a closing abbreviation may be one token more.
    if (last - first > kMaxSentenceTokens + 1) {
      return fmt::format("sentence at {} has {} tokens", sentence.start, last - first);
    }
    if (sentence.start != document.tokens[first].start ||
        sentence.end != document.tokens[last - 1].end) {
      return fmt::format("sentence at {} has wrong offsets", sentence.start);
    }
    const Block& block = document.blocks[static_cast<std::size_t>(sentence.block)];
    if (sentence.start < block.start || sentence.end > block.end) {
      return fmt::format("sentence at {} leaves its block", sentence.start);
    }
    next = sentence.last;
  }
  return static_cast<std::size_t>(next) == document.tokens.size() ? ""
                                                                  : "tokens without a sentence";
}

std::string find_multiword_fault(const Document& document) {
  TokenIndex next = 0;
  for (const MultiwordToken& whole : document.multiword_tokens) {
    if (whole.first < next || whole.last - whole.first < 2 ||
        static_cast<std::size_t>(whole.last) > document.tokens.size() ||
        document.tokens[static_cast<std::size_t>(whole.first)].start != whole.start ||
        document.tokens[static_cast<std::size_t>(whole.last) - 1].end != whole.end) {
      return fmt::format("multiword token at {} does not fit its words", whole.start);
    }
    next = whole.last;
  }
  return "";
}

}  // namespace

std::string find_text_fault(const Document& document) {
  for (std::size_t i = 1; i < document.blocks.size(); ++i) {
    if (document.blocks[i].start < document.blocks[i - 1].end) return "blocks overlap";
  }
  std::string fault = find_token_fault(document);
  if (fault.empty()) fault = find_sentence_fault(document);
  if (fault.empty()) fault = find_multiword_fault(document);
  return fault;
}

}  // namespace casus
