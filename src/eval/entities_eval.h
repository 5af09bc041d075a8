#pragma once

// Scores named mentions against gold ones, by overlap and exactly.
//
// Gold of mentions is JSON Lines: `text`, `entities` with `start`, `end` (code points), `type`
// (PER, ORG, LOC) and optionally `also` (types that are right, too); optionally `id`, `date`,
// `language` and `optional`: stretches in which a prediction is neither right nor wrong. Mentions
// of ours of the type MISC take no part.

#include <filesystem>
#include <string>
#include <vector>

#include "casus/coder.h"
#include "casus/document.h"
#include "casus/result.h"

namespace casus {

struct GoldEntity {
  std::uint32_t start = 0;  // bytes
  std::uint32_t end = 0;
  std::vector<std::string> types;  // right ones, the main one first
};

struct EntityGold {
  Document document;  // text and what is known of it, no layers
  std::vector<GoldEntity> entities;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> optional;  // bytes
};

// Right, missed and wrong mentions.
struct MentionCounts {
  std::uint64_t right = 0;
  std::uint64_t missed = 0;
  std::uint64_t spurious = 0;

  double precision() const;  // 0 to 1
  double recall() const;
  double f1() const;
};

// A gold mention that was not found ("missed PER"), or one of ours that is not gold ("extra ORG").
struct EntityMiss {
  std::string document_id;
  std::string what;
  std::string words;
  std::string context;
};

struct EntityScores {
  MentionCounts overlap;  // of a right type, sharing a character, one to one
  MentionCounts exact;    // the same span and a right type
  std::vector<EntityMiss> misses;
};

// The gold documents of a file. A broken line is an error that names it.
Result<std::vector<EntityGold>> read_entity_gold(const std::filesystem::path& path);

// Adds the counts of one coded document.
void score_entities(const EntityGold& gold, const Document& coded, EntityScores& scores);

// Codes a gold file up to the entities stage and scores it.
Result<EntityScores> evaluate_entities(const Coder& coder, const std::filesystem::path& path);

// A table for people; with the misses, one a line, where asked for.
std::string to_table(const EntityScores& scores, bool with_misses);

}  // namespace casus
