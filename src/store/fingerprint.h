#pragma once

// What recognises a text that is met again: a hash of its words for the same text, and MinHash
// (Broder 1997) over runs of five words for one that was edited a little.
//
// Words are runs of letters and digits in lower case, so neither layout nor punctuation counts; a
// letter of a script without blanks is a word of its own.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace casus {

inline constexpr int kBands = 8;
inline constexpr int kRowsPerBand = 3;

struct Fingerprint {
  std::string hash;  // 16 bytes: of all words in order
  std::uint32_t words = 0;
  std::vector<std::uint64_t> shingles;       // hashes of runs of five words, sorted, each once
  std::array<std::int64_t, kBands> bands{};  // texts that share many shingles share some band
  std::uint64_t numbers = 0;                 // hash of the words that hold digits, in order
};

// Linear in `text`.
Fingerprint fingerprint(std::string_view text);

// Shared among all shingles of both, 0 to 1.
double resemblance(const Fingerprint& a, const Fingerprint& b);

}  // namespace casus
