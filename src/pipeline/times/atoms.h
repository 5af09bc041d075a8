#pragma once

// Atoms: what time patterns are written over. Every run of letters, every run of digits and every
// other sign is one atom, whatever the tokenizer made of "mid-July", "10pm" or "17.05.2019", so
// that rules do not depend on how a treebank splits words. Dashes, quotes and apostrophes of every
// kind count as "-", "\"" and "'".

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "casus/document.h"

namespace casus {

struct TimeWord;

enum class AtomKind : std::uint8_t { kWord, kDigits, kSign };

struct Atom {
  std::uint32_t start = 0;  // bytes into the text
  std::uint32_t end = 0;
  TokenIndex token = kNoToken;
  const TimeWord* word = nullptr;  // what the rules know of it; null: nothing
  std::int32_t number = -1;        // of digits, at most 9 of them
  AtomKind kind = AtomKind::kSign;
  std::uint8_t digits = 0;  // how many digits; 255 for more
  char sign = 0;            // an ASCII sign; 0 for words, digits and other signs
  bool glued = false;       // no blank before it, and not first in its sentence
  bool capital = false;     // begins with a capital letter
};

// Appends the atoms of text[start, end), all of them `token`'s; the caller sets `word`.
void append_atoms(std::string_view text, std::uint32_t start, std::uint32_t end, TokenIndex token,
                  std::vector<Atom>& atoms);

// The lower-case spelling of a word or sign, as rules are written. Writes into `buffer` and
// returns a view of it; empty where the word is longer than the buffer (no rule knows it then).
inline constexpr std::size_t kAtomBuffer = 48;
std::string_view fold_atom(std::string_view spelling, char (&buffer)[kAtomBuffer]);

}  // namespace casus
