#pragma once

// TextRules is what a language says about its writing: abbreviations, contractions, compounds,
// page furniture, and the weights that tell where a sentence ends. It comes from the files of
// data/languages/<code>/text, which docs/formats/text.md describes. Read-only once loaded.

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "casus/result.h"
#include "pipeline/text/break_model.h"

namespace casus {

// 64-bit FNV-1a of a word in lower case, with every apostrophe as ', hyphen as -, and without
// ignorable characters. Words are told apart by it alone: of the some thousand listed words the
// chance that another collides with one is below 1 in 10^14.
using WordHash = std::uint64_t;
WordHash hash_word(std::string_view word);

// What the lists say of a word (bits).
enum WordTrait : std::uint16_t {
  kTitle = 1,            // "Gen.": goes before a name and ends no sentence
  kBeforeNumber = 2,     // "No.": goes before a number
  kAbbreviation = 4,     // any other word that keeps its full stop: "Inc."
  kClosing = 8,          // an abbreviation whose stop stands apart at a sentence's end: "etc."
  kHyphenPrefix = 16,    // keeps its hyphen: "non-", "anti-"
  kHyphenSuffix = 32,    // "-wise"
  kHyphenWord = 64,      // a whole word with its hyphen: "e-mail"
  kUnit = 128,           // stands apart from the number before: "5m", "7pm"
  kElision = 256,        // a word with its leading apostrophe: "'em"
  kNotInitial = 512,     // one capital that is a word: "I"
  kFunctionWord = 1024,  // for telling languages apart
  kSlashWord = 2048,     // a whole word with its slash: "w/o"
};

// How a written word parts into syntactic words: bytes of each part of the hash's spelling are
// counted in characters, as apostrophes differ in bytes.
struct Contraction {
  std::array<std::uint8_t, 3> characters = {};  // 0: no such part
};

class TextRules {
 public:
  // Reads `language_folder`/text/*.txt and breaks.model. A language without them gets rules that
  // know of nothing; a bad line is an error with its file and line.
  static Result<TextRules> load(const std::filesystem::path& language_folder);

  // WordTrait bits; 0 for a word that no list has.
  std::uint16_t traits(WordHash word) const {
    const auto found = traits_.find(word);
    return found == traits_.end() ? 0 : found->second;
  }
  // The whole word's contraction, or null.
  const Contraction* contraction(WordHash word) const {
    const auto found = contractions_.find(word);
    return found == contractions_.end() ? nullptr : &found->second;
  }
  // Characters of the longest listed ending of `word` that is a word of its own ("n't", "'s");
  // 0 where there is none.
  std::size_t clitic_characters(std::string_view word) const;
  // True for a word's last letter after which an apostrophe is a possessive ("workers'").
  bool takes_final_apostrophe(char32_t letter) const {
    return final_apostrophe_.find(letter) != std::u32string::npos;
  }
  // True where words with a hyphen between letters are one word by rule ("kto-to").
  bool keeps_hyphens() const { return keeps_hyphens_; }
  // True where "A.B." is two tokens, not one.
  bool parts_initials() const { return parts_initials_; }
  // True where a comma between digits is a decimal point.
  bool has_decimal_comma() const { return has_decimal_comma_; }
  // True for a line of page furniture ("Back to the section").
  bool is_navigation(std::string_view line) const;
  const BreakModel& breaks() const { return breaks_; }
  // True for a letter of the language's alphabet, in lower case.
  bool has_letter(char32_t letter) const { return letters_.find(letter) != std::u32string::npos; }

 private:
  friend class TextRulesReader;

  std::unordered_map<WordHash, std::uint16_t> traits_;
  std::unordered_map<WordHash, Contraction> contractions_;
  std::vector<std::u32string> clitics_;  // longest first
  std::u32string final_apostrophe_;
  std::vector<std::vector<WordHash>> lines_;       // navigation lines as words
  std::vector<std::vector<WordHash>> beginnings_;  // navigation lines that end in anything
  std::u32string letters_;
  bool keeps_hyphens_ = false;
  bool parts_initials_ = false;
  bool has_decimal_comma_ = false;
  BreakModel breaks_;
};

}  // namespace casus
