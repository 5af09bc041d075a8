#pragma once

// PlaceRules is a language's words around places: `<language>/places/cues.txt`, whose head says
// the format. Constant once loaded, shared by threads.

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "casus/result.h"

namespace casus {

enum class Cue : std::uint32_t {
  kLocative = 1 << 0,
  kLinking = 1 << 1,
  kCompass = 1 << 2,
  kBorder = 1 << 3,
  kCountry = 1 << 4,
  kProvince = 1 << 5,
  kDistrict = 1 << 6,
  kCity = 1 << 7,
  kNature = 1 << 8,
  kPart = 1 << 9,
  kTitle = 1 << 10,
  kDescriptor = 1 << 11,
  kSaying = 1 << 12,
  kPerson = 1 << 13,
  kNever = 1 << 14,
  kPhrase = 1 << 15,    // begins a cue of several words
  kCapital = 1 << 16,   // "the Libyan capital"
  kDistance = 1 << 17,  // "20 km from Donetsk"
};

// The kinds of cue that one word is.
class Cues {
 public:
  void add(Cue cue) { bits_ |= static_cast<std::uint32_t>(cue); }
  bool has(Cue cue) const { return (bits_ & static_cast<std::uint32_t>(cue)) != 0; }
  bool empty() const { return bits_ == 0; }
  // What a kind of place is called: "province", "town", "island".
  bool names_kind() const {
    return has(Cue::kCountry) || has(Cue::kProvince) || has(Cue::kDistrict) || has(Cue::kCity) ||
           has(Cue::kNature) || has(Cue::kPart);
  }

 private:
  std::uint32_t bits_ = 0;
};

class PlaceRules {
 public:
  // A language without a places folder has no cues. A bad line is an error with its number.
  static Result<PlaceRules> load(const std::filesystem::path& language_folder);

  // What a name's ending in another case may stand for: "е" for nothing, or for "а".
  struct Ending {
    std::string from;
    std::string to;
  };
  const std::vector<Ending>& endings() const { return endings_; }
  // True where names are written in cases, and must be looked up by their lemmas, too.
  bool names_are_inflected() const { return names_are_inflected_; }
  // The cues that a word, or several parted by a blank, are, by the folded form or the lemma.
  Cues cues(std::string_view word) const;

 private:
  void add_endings(std::string_view text);

  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view word) const {
      return std::hash<std::string_view>()(word);
    }
  };
  std::unordered_map<std::string, Cues, Hash, std::equal_to<>> words_;
  std::vector<Ending> endings_;
  bool names_are_inflected_ = false;
};

}  // namespace casus
