#include "pipeline/entities/word_facts.h"

#include "base/utf8.h"

namespace casus {

std::uint64_t word_fact_key(std::string_view form, std::string& buffer) {
  constexpr std::uint64_t kPrime = 0x100000001B3u;
  std::uint64_t hash = 0xCBF29CE484222325u;
  for (const char c : form) {
    if (static_cast<unsigned char>(c) >= 0x80) {
      buffer = lower_utf8(form);
      hash = 0xCBF29CE484222325u;
      for (const char small : buffer) hash = (hash ^ static_cast<unsigned char>(small)) * kPrime;
      break;
    }
    const char small = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    hash = (hash ^ static_cast<unsigned char>(small)) * kPrime;
  }
  hash ^= hash >> 29;
  return hash == 0 ? 1 : hash;
}

}  // namespace casus
