#pragma once

// Spelling makes one key of the spellings of a name: case, diacritics and the usual differences of
// transliteration do not count (Lukashenko and Lukashenka, Zelensky and Zelenskyy, Muhammad and
// Mohamed). The rules are data: `spelling.list` of the knowledge folder. Constant, shared by
// threads.

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "casus/result.h"

namespace casus {

using WordKey = std::uint64_t;
inline constexpr WordKey kNoKey = 0;

class Spelling {
 public:
  // Reads lines "FROM TO" (TO may be missing: FROM is dropped). "^" anchors FROM at the start of a
  // word, "$" at its end; with both anchors the rule replaces whole words, after all others.
  static Result<Spelling> load(const std::filesystem::path& path);

  // The key of one word; `buffer` is scratch and holds the folded word afterwards. kNoKey where
  // the word has no letter or digit. Linear in the word's length.
  WordKey key(std::string_view word, std::string& buffer) const;

 private:
  struct Rule {
    std::string from;
    std::string to;
    bool at_start = false;
    bool at_end = false;
  };
  void sort_rules();
  void apply_rules(std::string& word) const;
  const Rule* rule_at(std::string_view word, std::size_t at) const;

  std::vector<Rule> rules_;  // by first letter, the longest first
  std::vector<Rule> whole_words_;
  std::uint32_t rules_from_[257] = {};  // first letter -> its rules are [this, next)
};

// Lower case without diacritics: "Milošević" -> "milosevic". Letters of other scripts than Latin
// only lose their case.
void fold_word(std::string_view word, std::string& folded);

}  // namespace casus
