#pragma once

// NameIndex finds names in a sequence of words: a trie over word keys, kept in one sorted table of
// paths, so that a step costs one probe however many names there are. It looks at memory that
// somebody else owns (knowledge.h) and serves any number of threads.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "resources/knowledge_format.h"
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

// The first words of a name, as one number: what a node of the trie is known by.
using NamePath = std::uint64_t;
inline constexpr NamePath kRootPath = 0x6A09E667F3BCC909u;
NamePath next_path(NamePath path, WordKey word);

// The tables that a NameIndex looks at.
struct NameTables {
  std::vector<NamePath> paths;             // sorted
  std::vector<std::uint32_t> buckets;      // high bits of a path -> first of `paths`; one more
  std::vector<std::uint32_t> first_sense;  // by path; one more
  std::vector<NameSense> senses;
};

// Collects names and makes the tables of them.
class NameTableBuilder {
 public:
  explicit NameTableBuilder(const Spelling& spelling) : spelling_(spelling) {}

  // Adds a name; a leading "the" does not count. Names without words are left out.
  void add(std::string_view name, std::int32_t entry, NameKind kind);
  // The tables of all names so far, which are gone then. O(n log n).
  NameTables build();

 private:
  struct Added {
    NamePath path;
    NameSense sense;
  };

  const Spelling& spelling_;
  std::vector<NamePath> paths_;
  std::vector<Added> added_;
  std::vector<NameWord> words_;
  std::string buffer_;
};

class NameIndex {
 public:
  using Node = std::uint32_t;
  static constexpr Node kRoot = 1;
  static constexpr Node kNoNode = 0;

  NameIndex() = default;
  // `buckets` has a power of two of numbers, and one more. Numbers that lead outside the tables
  // find nothing.
  NameIndex(std::span<const NamePath> paths, std::span<const std::uint32_t> buckets,
            std::span<const std::uint32_t> first_sense, std::span<const NameSense> senses);

  // The node after one more word; kNoNode where no name goes on so.
  Node step(Node node, WordKey word) const;
  // What the words on the way to `node` stand for, if they are a whole name.
  std::span<const NameSense> senses(Node node) const;

 private:
  std::span<const NamePath> paths_;  // node 2 is the first of them
  std::span<const std::uint32_t> buckets_;
  std::span<const std::uint32_t> first_sense_;
  std::span<const NameSense> senses_;
  int shift_ = 63;  // of a path, to its bucket
};

}  // namespace casus
