#pragma once

// Vocabulary numbers the words of a language's lists, so that tokens are compared as numbers.
// Constant once filled, shared by threads.

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace casus {

using WordId = std::uint32_t;
inline constexpr WordId kNoWord = 0;  // a word that no list holds

class Vocabulary {
 public:
  WordId add(std::string_view word);         // a word in small letters
  WordId find(std::string_view word) const;  // kNoWord: not there
  std::size_t size() const { return words_.size() + 1; }  // ids are below it

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  std::unordered_map<std::string, WordId, Hash, std::equal_to<>> words_;
};

}  // namespace casus
