#pragma once

// A language's words for actors: agents.txt and names.txt (docs/formats/agents.md). Constant once
// loaded, shared by threads.

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "base/text_file.h"
#include "casus/result.h"
#include "pipeline/entities/list_vocabulary.h"
#include "resources/knowledge_entry.h"

namespace casus {

enum class AgentKind : std::uint8_t { kAgent, kKin, kDefer, kPolity, kPlace, kThing };

// A phrase around a head: "minister^ of defence".
struct AgentPhrase {
  std::vector<ListWord> words;
  std::size_t head = 0;  // into words
  AgentKind kind = AgentKind::kAgent;
  SectorList sectors;
  std::string code;  // of agents that no state owns; may be empty
  std::string text;  // as written, for reasons
};

// A word before a head that changes its sectors: "former", "opposition".
struct AgentModifier {
  std::vector<ListWord> words;
  SectorList sectors;
  std::string code;  // of agents that no state owns; may be empty
  bool replaces = false;
  std::string text;
};

// What a single word can be, as bits.
enum ListClass : std::uint32_t {
  kTitleWord = 1u << 0,
  kShortWord = 1u << 1,
  kFirstName = 1u << 2,
  kOrganisationHead = 1u << 3,
  kLocationHead = 1u << 4,
  kInsideName = 1u << 5,
  kNameSuffix = 1u << 6,
  kNoName = 1u << 7,
  kSayVerb = 1u << 8,
  kActVerb = 1u << 9,
  kRelationNoun = 1u << 10,
  kInPreposition = 1u << 11,
  kOfPreposition = 1u << 12,
  kWithPreposition = 1u << 13,
  kPersonPronoun = 1u << 14,
  kThingPronoun = 1u << 15,
  kEthnicWord = 1u << 16,
  kJoint = 1u << 17,             // hyphens and possessive endings
  kWhoseWord = 1u << 18,         // "led" of "Fatah-led"
  kSelfPronoun = 1u << 19,       // "we", "my": whoever speaks
  kSpeakVerb = 1u << 20,         // whose subject speaks the quotation beside it
  kSpeechNoun = 1u << 21,        // "statement": whoever made it speaks
  kMakerPreposition = 1u << 22,  // "by", "from": before who made it
  kOtherNoun = 1u << 23,         // "counterpart": of another side than whom it belongs to
  kAllyNoun = 1u << 24,          // "ally": likewise, of a state's
  kTalkNoun = 1u << 25,          // "briefing": spoken freely
  kHeadWord = 1u << 26,          // "president": of those who head a state or its government
  kTextWord = 1u << 28,          // "Act": names that end so are those of texts, nobody's
  kPlacedWord = 1u << 30,        // "agreement": a town before it is where it was made
  kFreedomWord = 1u << 29,       // "freedom": what it is of is no body
  kAbroadWord = 1u << 27,        // "foreign": of no state but by their own words
};

// What the names model was trained with: later classes say nothing of names, and would be new to
// it.
inline constexpr std::uint32_t kClassesOfNames = kHeadWord - 1;

class AgentLexicon {
 public:
  // Reads agents.txt and names.txt of `language_folder`; a folder without them has no words.
  static Result<AgentLexicon> load(const std::filesystem::path& language_folder,
                                   const Codes& codes);

  const ListVocabulary& vocabulary() const { return vocabulary_; }
  std::uint32_t classes_of(ListWord word) const {
    return word < classes_.size() ? classes_[word] : 0;
  }
  // Phrases with this head, and modifiers with this last word; the longest first.
  std::span<const std::uint32_t> phrases_of(ListWord head) const { return list_of(by_head_, head); }
  std::span<const std::uint32_t> modifiers_of(ListWord last) const {
    return list_of(by_modifier_, last);
  }
  const AgentPhrase& phrase(std::uint32_t index) const { return phrases_[index]; }
  const AgentModifier& modifier(std::uint32_t index) const { return modifiers_[index]; }
  // True of "Sharipovich": the word ends as names after a father do.
  bool is_patronymic(std::string_view word) const;
  std::size_t phrase_count() const { return phrases_.size(); }

 private:
  using Lists = std::vector<std::vector<std::uint32_t>>;  // by ListWord
  struct Heading;

  static std::span<const std::uint32_t> list_of(const Lists& lists, ListWord word) {
    return word < lists.size() ? std::span(lists[word]) : std::span<const std::uint32_t>();
  }
  Result<void> read_line(const std::filesystem::path& path, const Line& line, const Codes& codes);
  Result<void> add_phrase(const std::filesystem::path& path, const Line& line,
                          const Heading& heading, const std::string& text);
  void add_modifier(const Heading& heading, const std::string& text);
  void add_class(std::uint32_t word_class, std::string_view word);
  void finish();

  ListVocabulary vocabulary_;
  std::vector<std::uint32_t> classes_;
  std::vector<AgentPhrase> phrases_;
  std::vector<AgentModifier> modifiers_;
  std::unordered_map<std::string, std::uint64_t> lines_;  // of phrases, while loading
  std::vector<std::string> patronymic_endings_;
  Lists by_head_;
  Lists by_modifier_;
};

}  // namespace casus
