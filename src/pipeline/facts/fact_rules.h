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
#include "casus/document.h"
#include "casus/result.h"

namespace casus {

enum class StepKind : std::uint8_t {
  kSubject,
  kObject,
  kPossessor,
  kHead,         // the word that this one hangs on
  kPredicate,    // what this subject is said to be: "members are Chad and Mali"
  kPeopleAfter,  // each person who is named after it in the sentence
  kSelf,         // the word itself
  kRelation,     // a dependent of this relation
  kPreposition,  // a dependent under this preposition
  kAfter,        // the first word after this one that has this preposition, wherever it hangs
};

// One step in a tree: "subj", "obj", "ccomp", or a preposition ("on"), and the lemmas that may
// stand there; none: any.
struct CueStep {
  StepKind kind = StepKind::kPreposition;
  Relation relation = Relation::kDep;
  std::string preposition;
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
  kQuoted,  // a quoted name beside the noun; without one there is no fact
  kProper,  // a proper or quoted name beside the noun; without one there is no fact
  kTitle,   // a quoted name, or the capitalised words around the noun; without one, its phrase
};

using CueConstants = std::vector<std::pair<std::string, std::string>>;

// One line of a cue file.
struct FactCue {
  std::string kind;
  CueClass word_class = CueClass::kVerb;
  std::vector<CuePath> conditions;  // places that must be filled
  std::vector<CuePath> exclusions;  // places that must not be filled
  CuePath anchor;                   // the noun that the fact is about; empty: the head itself
  CueNaming naming = CueNaming::kUnnamed;
  bool is_continued = false;  // roles may also hang on the verb that carries the noun
  bool adds_to_last = false;  // to the last fact of the kind, wherever that was told
  bool is_unplanned = false;  // holds for no plan: "wishes to become an observer"
  bool opens_list = false;    // before a colon: holds for the items of the list as well
  CueConstants constants;     // fields
  CueConstants planned;       // instead of those of the same name where the verb is in the future
  std::string date_field;     // the fact's date is this field as well: "since"
  std::string item_role;      // whoever an item of its list names has this role
  std::string each_role;      // each who has this role is a fact of its own
  std::string part_kind;      // the kind of fact that this one is part of
  std::vector<CuePath> part;  // where that one's noun is
  bool is_part_of_last = false;   // where `part` holds nothing: of the last one of its kind
  std::vector<CuePlaces> fields;  // from words
  std::vector<CuePlaces> roles;
  std::vector<std::string> needs;  // roles or fields without which there is no fact
};

// What tells one fact of a kind from another, and what its fields' values are worth.
struct KindSettings {
  std::vector<std::string> same_roles;      // facts with equal ones are one,
  std::vector<std::string> same_fields;     // if these are equal too
  std::vector<std::string> similar_fields;  // and these share most of their words
  // Fields of which the later value in this order stays: proposed, signed, ended.
  std::vector<std::pair<std::string, std::vector<std::string>>> orders;
  std::vector<std::string> body_roles;   // of states and bodies alone: no person, no crowd
  std::vector<std::string> union_roles;  // of bodies alone: no person, no place
  // Nouns that may stand for one fact: "the ceasefire", later "the truce".
  std::vector<std::vector<std::string>> alike;
  // Verbs under which an infinitive of the kind is a deed ("wish to thank"); without the setting
  // every infinitive is.
  bool is_uttered = false;
  std::vector<std::string> utterers;
};

// Cues of all kinds. Read-only once loaded; any number of threads may share it.
class FactRules {
 public:
  // Reads `language_folder`/facts/*.txt; a language without the folder has no facts. The file's
  // name is the kind; sets.txt holds named sets. A damaged line is an error that names it.
  static Result<FactRules> load(const std::filesystem::path& language_folder);
  // Reads one file's content: of cues if `path` is named after a kind, of sets if it is sets.txt.
  static Result<FactRules> parse(const std::filesystem::path& path, std::string_view content);

  bool is_empty() const { return cues_.empty(); }
  // The cues whose head this lemma is, in the order of the files. Constant time.
  const std::vector<std::uint32_t>* cues_of(std::string_view lower_lemma) const;
  const FactCue& cue(std::uint32_t index) const { return cues_[index]; }
  const KindSettings& settings(std::string_view kind) const;
  // 1 for the set's first word and so on; 0 where it does not list the lemma.
  int place_in_set(std::string_view set, std::string_view lower_lemma) const;
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
  StringMap<KindSettings> settings_;
  KindSettings no_settings_;
};

}  // namespace casus
