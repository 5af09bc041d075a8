#pragma once

// What a model file holds, ready for use: the network and the names of what it predicts.

#include <string>
#include <string_view>
#include <vector>

#include "base/mapped_file.h"
#include "pipeline/syntax/edit_rule.h"
#include "pipeline/syntax/model_file.h"
#include "pipeline/syntax/network.h"
#include "pipeline/syntax/syntax_stage.h"

namespace casus {

// The number that stands for "any tag of this UPOS" in keys of the table of lemmas.
inline constexpr std::uint64_t kUposLemma = 1000000;

struct TagName {
  Upos upos = Upos::kX;
  std::string_view xpos;
  std::string_view feats;
};

struct RelationName {
  Relation relation = Relation::kDep;
  std::string_view deprel;
};

struct SyntaxModel::Content {
  MappedFile mapped;  // one of the two holds the bytes
  std::vector<char> owned;
  std::vector<TagName> tags;
  std::vector<RelationName> relations;
  std::vector<EditRule> rules;
  KeyTable lemma_index;          // to places in lemma_text
  std::string_view lemma_text;   // a byte of length before each lemma
  std::vector<Network> network;  // one; Network has no empty state

  // The lemma that the table has for a key of combine_keys(), or empty.
  std::string_view find_lemma(std::uint64_t key) const;
};

}  // namespace casus
