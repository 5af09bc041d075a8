#pragma once

// NameModel tags the words of names: a first-order conditional random field (Lafferty et al., ICML
// 2001) over hashed features (name_features.h), trained with `casus train names`. Weights are bytes
// in a mapped model file.
//
// Words without a capital are never names, so the model only looks at stretches of capitalised
// words and the small words between them. Linear in the text; constant, shared by threads.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/mapped_file.h"
#include "casus/document.h"
#include "casus/result.h"
#include "pipeline/entities/entity_scratch.h"
#include "pipeline/entities/name_features.h"
#include "pipeline/entities/word_facts.h"

namespace casus {

// O, then begin and inside of PER, ORG, LOC.
using NameTag = std::uint8_t;
inline constexpr NameTag kOutside = 0;
inline constexpr int kNameTags = 7;
inline constexpr NameTag begin_tag(EntityType type) {
  return static_cast<NameTag>(1 + 2 * static_cast<int>(type));
}
inline constexpr bool is_inside_tag(NameTag tag) { return tag > 0 && tag % 2 == 0; }
inline constexpr EntityType type_of_tag(NameTag tag) {
  return static_cast<EntityType>((tag - 1) / 2);
}
inline constexpr bool can_follow(NameTag tag, NameTag previous) {
  return !is_inside_tag(tag) || previous == tag || previous + 1 == tag;
}

// The best sequence of tags for stretches of scores: `emissions` holds kNameTags scores a token,
// `transitions` kNameTags * kNameTags, previous tag first.
template <typename Score>
void best_tags(std::span<const Score> emissions, std::span<const Score> transitions,
               std::vector<NameTag>& tags);

class NameModel {
 public:
  // Maps `language_folder`/names.bin. No file is no error: the model is then empty.
  static Result<NameModel> load(const std::filesystem::path& language_folder);
  bool is_empty() const { return weights_.empty(); }
  const WordFactTable& words() const { return words_; }

  // Fills scratch.name_tags for the tokens of the sentence. Needs gather_name_evidence().
  void tag(const Knowledge& knowledge, const Document& document, const Sentence& sentence,
           EntityScratch& scratch) const;

 private:
  MappedFile file_;
  WordFactTable words_;
  std::span<const std::int8_t> weights_;      // kNameBuckets * kNameTags
  std::span<const std::int8_t> transitions_;  // kNameTags * kNameTags
};

}  // namespace casus
