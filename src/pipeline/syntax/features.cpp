#include "pipeline/syntax/features.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <span>

#include "base/utf8.h"

namespace casus {

namespace {

constexpr std::uint64_t kSeed = 0x9E3779B97F4A7C15ULL;

std::uint64_t mix(std::uint64_t value) {
  value ^= value >> 32;
  value *= 0xD6E8FEB86659FD93ULL;
  value ^= value >> 32;
  value *= 0xD6E8FEB86659FD93ULL;
  return value ^ (value >> 32);
}

std::uint64_t hash_letters(std::span<const char32_t> letters, std::uint64_t salt) {
  std::uint64_t hash = mix(salt + kSeed);
  for (const char32_t letter : letters) hash = mix(hash ^ letter) + kSeed;
  return hash;
}

// Reads `form` into `letters`, as written; long words keep their two ends.
void decode(std::string_view form, std::vector<char32_t>& letters) {
  constexpr std::size_t kEnd = 32;
  letters.clear();
  for (std::size_t at = 0; at < form.size();) {
    const CodePoint point = decode_at(form, at);
    at += point.size;
    if (letters.size() == 2 * kEnd) {
      std::move(letters.begin() + kEnd + 1, letters.end(), letters.begin() + kEnd);
      letters.pop_back();
    }
    letters.push_back(point.value);
  }
}

char32_t shape_of(char32_t letter) {
  if (is_digit(letter)) return U'0';
  if (is_upper(letter)) return U'X';
  if (is_letter(letter)) return U'x';
  return letter;
}

// "Xx-00": runs of a kind count up to two.
std::uint64_t hash_shape(std::span<const char32_t> letters) {
  std::uint64_t hash = kSeed;
  char32_t before = 0;
  int run = 0;
  for (const char32_t letter : letters) {
    const char32_t shape = shape_of(letter);
    run = shape == before ? run + 1 : 1;
    before = shape;
    if (run <= 2) hash = mix(hash ^ shape) + kSeed;
  }
  return hash;
}

char32_t normalised(char32_t letter) {
  if (letter < 0x80) {
    if (letter >= 'A' && letter <= 'Z') return letter + 32;
    return letter >= '0' && letter <= '9' ? U'0' : letter;
  }
  if (is_digit(letter)) return U'0';
  return static_cast<char32_t>(u_tolower(static_cast<UChar32>(letter)));
}

}  // namespace

void find_features(std::string_view form, std::vector<char32_t>& letters, WordFeatures& features) {
  decode(form, letters);
  features.count = 0;
  const auto add = [&](std::uint64_t hash) {
    if (features.count < WordFeatures::kMaximum)
      features.rows[features.count++] = static_cast<std::uint32_t>(hash >> 20);
  };
  features.form_key = hash_letters(letters, 1);
  add(hash_shape(letters));
  for (char32_t& letter : letters) letter = normalised(letter);
  const std::span<const char32_t> word(letters);
  features.key = hash_letters(word, 2);
  add(hash_letters(word, 3));
  const std::size_t size = word.size();
  for (std::size_t n = 1; n <= 3; ++n) add(hash_letters(word.first(std::min(n, size)), 10 + n));
  for (std::size_t n = 1; n <= 5; ++n) add(hash_letters(word.last(std::min(n, size)), 20 + n));
  for (std::size_t i = 0; i + 3 <= size; ++i) add(hash_letters(word.subspan(i, 3), 30));
}

std::uint64_t combine_keys(std::uint64_t key, std::uint64_t other) {
  return mix(key ^ mix(other + kSeed));
}

}  // namespace casus
