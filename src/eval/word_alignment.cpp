#include "eval/word_alignment.h"

#include <algorithm>

#include "base/utf8.h"

namespace casus {

namespace {

// A word with the span that counts for it: its own, or that of its multiword token.
struct AlignedWord {
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  bool is_in_multiword = false;
};

std::vector<AlignedWord> words_of(const Document& document) {
  std::vector<AlignedWord> words;
  for (const Token& token : document.tokens) words.push_back({token.start, token.end, false});
  for (const MultiwordToken& whole : document.multiword_tokens) {
    for (TokenIndex i = whole.first; i < whole.last; ++i) {
      words[static_cast<std::size_t>(i)] = {whole.start, whole.end, true};
    }
  }
  return words;
}

// Walks through both sides and collects pairs.
class Aligner {
 public:
  Aligner(const Document& gold, const Document& system)
      : gold_(gold),
        system_(system),
        gold_words_(words_of(gold)),
        system_words_(words_of(system)) {}

  std::vector<std::pair<TokenIndex, TokenIndex>> align() {
    while (g_ < gold_words_.size() && s_ < system_words_.size()) {
      const AlignedWord& gold = gold_words_[g_];
      const AlignedWord& system = system_words_[s_];
      if (gold.is_in_multiword || system.is_in_multiword) {
        align_multiword_stretch();
      } else if (gold.start == system.start && gold.end == system.end) {
        add(g_++, s_++);
      } else if (gold.start <= system.start) {
        ++g_;
      } else {
        ++s_;
      }
    }
    return std::move(pairs_);
  }

 private:
  using Words = std::vector<AlignedWord>;

  void add(std::size_t gold, std::size_t system) {
    pairs_.emplace_back(static_cast<TokenIndex>(gold), static_cast<TokenIndex>(system));
  }

  static bool is_beyond(const Words& words, std::size_t i, std::uint32_t end) {
    if (i >= words.size()) return true;
    return words[i].is_in_multiword ? words[i].start >= end : words[i].end > end;
  }
  static std::uint32_t extended(const AlignedWord& word, std::uint32_t end) {
    return word.is_in_multiword ? std::max(word.end, end) : end;
  }

  // All words of both sides that a multiword token and those that overlap it take up.
  void align_multiword_stretch() {
    std::uint32_t end = 0;
    if (gold_words_[g_].is_in_multiword) {
      end = gold_words_[g_].end;
      if (!system_words_[s_].is_in_multiword && system_words_[s_].start < gold_words_[g_].start) {
        ++s_;
      }
    } else {
      end = system_words_[s_].end;
      if (gold_words_[g_].start < system_words_[s_].start) ++g_;
    }
    const std::size_t first_gold = g_;
    const std::size_t first_system = s_;
    while (!is_beyond(gold_words_, g_, end) || !is_beyond(system_words_, s_, end)) {
      const bool takes_gold =
          g_ < gold_words_.size() &&
          (s_ >= system_words_.size() || gold_words_[g_].start <= system_words_[s_].start);
      end = takes_gold ? extended(gold_words_[g_], end) : extended(system_words_[s_], end);
      ++(takes_gold ? g_ : s_);
    }
    align_by_forms(first_gold, first_system);
  }

  // Longest common subsequence of the forms of gold words [first_gold, g_) and system words
  // [first_system, s_).
  void align_by_forms(std::size_t first_gold, std::size_t first_system) {
    const std::size_t rows = g_ - first_gold;
    const std::size_t columns = s_ - first_system;
    if (rows == 0 || columns == 0) return;
    std::vector<std::uint32_t> length((rows + 1) * (columns + 1));
    const auto cell = [&](std::size_t g, std::size_t s) -> std::uint32_t& {
      return length[g * (columns + 1) + s];
    };
    const auto equal = [&](std::size_t g, std::size_t s) {
      return lower_utf8(gold_.tokens[first_gold + g].form) ==
             lower_utf8(system_.tokens[first_system + s].form);
    };
    for (std::size_t g = rows; g-- > 0;) {
      for (std::size_t s = columns; s-- > 0;) {
        cell(g, s) = std::max(cell(g + 1, s), cell(g, s + 1));
        if (equal(g, s)) cell(g, s) = std::max(cell(g, s), cell(g + 1, s + 1) + 1);
      }
    }
    for (std::size_t g = 0, s = 0; g < rows && s < columns;) {
      if (equal(g, s)) {
        add(first_gold + g++, first_system + s++);
      } else if (cell(g, s) == cell(g + 1, s)) {
        ++g;
      } else {
        ++s;
      }
    }
  }

  const Document& gold_;
  const Document& system_;
  Words gold_words_;
  Words system_words_;
  std::size_t g_ = 0;
  std::size_t s_ = 0;
  std::vector<std::pair<TokenIndex, TokenIndex>> pairs_;
};

}  // namespace

std::vector<std::pair<TokenIndex, TokenIndex>> align_words(const Document& gold,
                                                           const Document& system) {
  return Aligner(gold, system).align();
}

}  // namespace casus
