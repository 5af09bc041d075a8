#pragma once

// NameIndex finds names in a sequence of words: a trie over word keys, kept in one hash table, so
// that a step costs one probe however many names there are. Constant once built, shared by threads.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "resources/spelling.h"

namespace casus {

// A word of a name or of a token: a run of letters and digits. Dots of an acronym ("U.N.") and
// apostrophes between letters are inside it; a possessive ending is not part of any word.
struct NameWord {
  std::uint32_t start = 0;  // bytes into the text that was split, end exclusive
  std::uint32_t end = 0;
  bool starts_upper = false;
  bool is_all_upper = false;  // no small letter, and a capital
};

// Appends the words of `text`. "F.W. de Klerk" has three: F.W. (one), de, Klerk. Linear.
void split_name_words(std::string_view text, std::vector<NameWord>& words);

enum class NameKind : std::uint8_t {
  kName,
  kShort,
  kAdjective,
  kInhabitant,
  kCapital,
  kGovernment,
  kSurname,
};

// What a name can stand for.
struct NameSense {
  std::int32_t entry = -1;
  NameKind kind = NameKind::kName;
  bool is_acronym = false;   // one word in capitals only ("WHO"): text must write it so
  bool has_capital = false;  // the name is written with a capital somewhere
  bool ends_upper = false;   // its last word begins with one
};

class NameIndex {
 public:
  using Node = std::uint32_t;
  static constexpr Node kRoot = 1;
  static constexpr Node kNoNode = 0;

  // Adds a name; a leading "the" does not count. Names without words are left out.
  void add(std::string_view name, NameSense sense, const Spelling& spelling);
  // To be called once after the last add().
  void finish();

  // The node after one more word; kNoNode where no name goes on so.
  Node step(Node node, WordKey word) const;
  // What the words on the way to `node` stand for, if they are a whole name.
  std::span<const NameSense> senses(Node node) const;

 private:
  struct Slot {
    std::uint64_t key = 0;  // of node and word; 0: free
    Node child = kNoNode;
  };
  struct Added {
    Node node;
    NameSense sense;
  };
  static std::uint64_t slot_key(Node node, WordKey word);
  std::size_t slot_of(std::uint64_t key) const;
  Node step_or_add(Node node, WordKey word);
  void grow();

  std::vector<Slot> slots_ = std::vector<Slot>(1024);
  std::size_t used_ = 0;
  Node last_node_ = kRoot;
  std::vector<Added> added_;
  std::vector<NameSense> senses_;
  std::vector<std::uint32_t> first_sense_;  // node -> senses_; one more than there are nodes
};

}  // namespace casus
