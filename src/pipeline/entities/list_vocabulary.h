#pragma once

// ListVocabulary numbers the words of a language's lists, so that tokens are compared as numbers.
// Constant once filled, shared by threads.

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace casus {

using ListWord = std::uint32_t;
inline constexpr ListWord kNoListWord = 0;  // a word that no list holds

class ListVocabulary {
 public:
  ListWord add(std::string_view word);                    // a word in small letters
  ListWord find(std::string_view word) const;             // kNoListWord: not there
  std::size_t size() const { return words_.size() + 1; }  // ids are below it

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  std::unordered_map<std::string, ListWord, Hash, std::equal_to<>> words_;
};

}  // namespace casus
