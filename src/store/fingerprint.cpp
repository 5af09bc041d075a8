#include "store/fingerprint.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <limits>

#include "base/utf8.h"

namespace casus {

namespace {

constexpr std::size_t kShingleWords = 5;

// Scripts that are written without blanks: Kana, Han, Thai, Lao, Khmer, Myanmar.
bool stands_alone(char32_t c) {
  return (c >= 0x3040 && c <= 0x9FFF) || (c >= 0x0E00 && c <= 0x0EFF) ||
         (c >= 0x1780 && c <= 0x17FF) || (c >= 0x1000 && c <= 0x109F) ||
         (c >= 0x20000 && c <= 0x3FFFF);
}

// Reads words one by one and keeps their hashes.
class WordReader {
 public:
  explicit WordReader(std::string_view text) : text_(text) {}

  // Hash of the next word; false at the end.
  bool next(std::uint64_t& hash, bool& has_digit) {
    std::size_t start = at_;
    has_digit = false;
    while (at_ < text_.size()) {
      const CodePoint point = decode_at(text_, at_);
      const bool digit = is_digit(point.value);
      if (!digit && !is_letter(point.value)) {
        if (at_ > start) break;
        start = at_ + point.size;
      }
      has_digit = has_digit || digit;
      at_ += point.size;
      if (stands_alone(point.value)) break;
    }
    if (at_ == start) return false;
    hash = XXH3_64bits(text_.data() + start, at_ - start);
    return true;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

std::uint64_t mix(std::uint64_t value, std::uint64_t seed) {
  value = (value ^ seed) * 0x9E3779B97F4A7C15ULL;
  value ^= value >> 32;
  value *= 0xD6E8FEB86659FD93ULL;
  return value ^ (value >> 32);
}

void add_bands(Fingerprint& print) {
  std::array<std::uint64_t, kBands * kRowsPerBand> least{};
  least.fill(std::numeric_limits<std::uint64_t>::max());
  for (const std::uint64_t shingle : print.shingles) {
    for (std::size_t i = 0; i < least.size(); ++i) {
      least[i] = std::min(least[i], mix(shingle, 0x51ED270B * (i + 1)));
    }
  }
  for (std::size_t band = 0; band < kBands; ++band) {
    std::uint64_t joined = band;
    for (std::size_t row = 0; row < kRowsPerBand; ++row) {
      joined = mix(joined, least[band * kRowsPerBand + row]);
    }
    print.bands[band] = static_cast<std::int64_t>(joined >> 33);  // 31 bits: 4 bytes in SQLite
  }
}

}  // namespace

Fingerprint fingerprint(std::string_view text) {
  Fingerprint print;
  const std::string lower = lower_utf8(text);
  std::vector<std::uint64_t> words;
  WordReader reader(lower);
  std::uint64_t hash = 0;
  bool has_digit = false;
  while (reader.next(hash, has_digit)) {
    words.push_back(hash);
    if (has_digit) print.numbers = mix(print.numbers, hash);
  }
  print.words = static_cast<std::uint32_t>(words.size());
  const XXH128_hash_t whole = XXH3_128bits(words.data(), words.size() * sizeof(words[0]));
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, whole);
  print.hash.assign(reinterpret_cast<const char*>(canonical.digest), sizeof(canonical.digest));
  const std::size_t length = std::min(kShingleWords, words.size());
  for (std::size_t i = 0; length > 0 && i + length <= words.size(); ++i) {
    print.shingles.push_back(XXH3_64bits(words.data() + i, length * sizeof(words[0])));
  }
  std::sort(print.shingles.begin(), print.shingles.end());
  print.shingles.erase(std::unique(print.shingles.begin(), print.shingles.end()),
                       print.shingles.end());
  add_bands(print);
  return print;
}

double resemblance(const Fingerprint& a, const Fingerprint& b) {
  std::size_t shared = 0;
  auto left = a.shingles.begin();
  auto right = b.shingles.begin();
  while (left != a.shingles.end() && right != b.shingles.end()) {
    if (*left == *right) {
      ++shared;
      ++left;
      ++right;
    } else if (*left < *right) {
      ++left;
    } else {
      ++right;
    }
  }
  const std::size_t all = a.shingles.size() + b.shingles.size() - shared;
  return all == 0 ? 0 : static_cast<double>(shared) / static_cast<double>(all);
}

}  // namespace casus
