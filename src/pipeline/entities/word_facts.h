#pragma once

// WordFactTable says what plain text and the knowledge base show of a word: which words it is used
// like, how often it is written with a capital, whether people bear it. Made by `casus train names`
// and kept in a language's names.bin. Constant, shared by threads.

#include <cstdint>
#include <string>
#include <string_view>

#include "pipeline/syntax/model_file.h"

namespace casus {

// The key of a word in small letters. `buffer` is scratch for words beyond ASCII.
std::uint64_t word_fact_key(std::string_view form, std::string& buffer);

// One word's facts, packed. All zero: the word is not known.
struct WordFacts {
  std::uint32_t bits = 0;

  static constexpr std::uint32_t kFirstNameBit = 1u << 20;
  static constexpr std::uint32_t kSurnameBit = 1u << 21;

  std::uint32_t cluster() const { return bits & 0x3FF; }       // fine; 0: none
  std::uint32_t family() const { return bits >> 10 & 0x7F; }   // coarse; 0: none
  std::uint32_t capitals() const { return bits >> 17 & 0x7; }  // 1 never ... 5 always; 0: unknown
  bool is_always_capital() const { return capitals() == 5; }   // in plain text, "Vietnam"
  std::uint32_t people() const { return bits >> 20 & 0x3; }    // first name, surname
};

class WordFactTable {
 public:
  // False where `bytes`, a section of a model file, cannot be such a table.
  bool attach(std::string_view bytes) { return has_words_ = table_.attach(bytes); }
  WordFacts find(std::uint64_t key) const { return {has_words_ ? table_.find(key, 0) : 0}; }

 private:
  KeyTable table_;
  bool has_words_ = false;
};

}  // namespace casus
