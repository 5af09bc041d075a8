#pragma once

// A language's cues for facts, read from `facts/*.txt`; docs/formats/facts.md describes the files.

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/text_file.h"
#include "casus/result.h"

namespace casus {

// One step in a tree: a relation ("subj", "obj", "ccomp") or a preposition ("on"), and the lemmas
// that may stand there; none: any.
struct CueStep {
  std::string relation;
  std::vector<std::string> lemmas;
};
using CuePath = std::vector<CueStep>;

// The places where something may be found, the best first.
struct CuePlaces {
  std::string name;            // of the role or field that it fills
  bool is_actor_only = false;  // a role for actors and named people alone
  std::vector<CuePath> paths;
};

enum class CueClass : std::uint8_t { kVerb, kNoun, kAdjective };

// How a fact of this cue gets its name.
enum class CueNaming : std::uint8_t {
  kUnnamed,
  kPhrase,  // the words of the noun's phrase
  kProper,  // a proper or quoted name beside the noun; without one there is no fact
};

// One line of a cue file.
struct FactCue {
  std::string kind;
  CueClass word_class = CueClass::kVerb;
  std::vector<CuePath> conditions;  // places that must be filled
  std::vector<CuePath> exclusions;  // places that must not be filled
  CuePath anchor;                   // the noun that the fact is about; empty: the head itself
  CueNaming naming = CueNaming::kUnnamed;
  bool is_continued = false;  // roles may also hang on the verb that carries the noun
  std::vector<std::pair<std::string, std::string>> constants;  // fields
  std::vector<CuePlaces> fields;                               // from words
  std::vector<CuePlaces> roles;
  std::vector<std::string> needs;  // roles or fields without which there is no fact
};

// Cues of all kinds. Read-only once loaded; any number of threads may share it.
class FactRules {
 public:
  // Reads `language_folder`/facts/*.txt; a language without the folder has no facts. The file's
  // name is the kind; sets.txt holds named sets. A damaged line is an error that names it.
  static Result<FactRules> load(const std::filesystem::path& language_folder);

  bool is_empty() const { return cues_.empty(); }
  // The cues whose head this lemma is, in the order of the files. Constant time.
  const std::vector<std::uint32_t>* cues_of(std::string_view lower_lemma) const;
  const FactCue& cue(std::uint32_t index) const { return cues_[index]; }
  // True where the set lists the lemma; false for an unknown set.
  bool is_in_set(std::string_view set, std::string_view lower_lemma) const;

 private:
  friend class FactRuleReader;
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };
  template <typename Value>
  using StringMap = std::unordered_map<std::string, Value, Hash, std::equal_to<>>;

  std::vector<FactCue> cues_;
  StringMap<std::vector<std::uint32_t>> by_lemma_;
  StringMap<std::vector<std::string>> sets_;
};

}  // namespace casus
