#pragma once

// Scores events against gold records of PLOVER: JSON Lines with `id`, `text`, `event`, `actor` and
// `recipient` (lists of {code, sector, entity_text}), one gold event a sentence; records with
// `scored: false` are left out.
//
// A sentence may hold more events than its one gold record, so recall is what is measured, and the
// number of distinct categories a sentence guards against guessing. An actor is right where one
// event has every gold actor's code among its actors. Reciprocal events have no order: where gold
// or prediction has two actors or more and no recipient, all parties are compared as one set.

#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "casus/document.h"
#include "casus/result.h"

namespace casus {

struct GoldEvent {
  std::string id;
  std::string text;
  std::string date;
  std::string category;
  std::vector<std::string> actors;  // codes, folded
  std::vector<std::string> recipients;
};

// Codes that count as one: from another code to the one that stands for it.
using CodeFolds = std::map<std::string, std::string, std::less<>>;

// Reads lines "CODE OTHER OTHER...".
Result<CodeFolds> read_code_folds(const std::filesystem::path& path);
// Reads gold records in their order. A broken line is an error with its number.
Result<std::vector<GoldEvent>> read_gold_events(const std::filesystem::path& path,
                                                const CodeFolds& folds);
// The sentences alone, to be coded.
std::vector<Document> gold_documents(std::span<const GoldEvent> gold);

struct CategoryScore {
  int gold = 0;
  int found = 0;      // gold category among the predicted
  int predicted = 0;  // sentences in which it was predicted
};

struct EventMiss {
  std::size_t sentence = 0;  // into the gold records
  bool category_right = false;
  bool actor_right = false;
  bool recipient_right = false;
  std::string predicted;  // "ASSAULT SYR > TUR; ..."
};

struct EventScores {
  int sentences = 0;
  int category_right = 0;
  int actor_right = 0;
  int recipient_right = 0;
  int all_right = 0;  // category, actor and recipient in one event
  int events = 0;
  int distinct_categories = 0;  // added up over sentences
  std::map<std::string, CategoryScore> by_category;
  std::map<std::pair<std::string, std::string>, int> confusion;  // {gold, predicted}, gold missed
  std::vector<EventMiss> misses;

  // Of sentences, 0 to 1.
  double share(int count) const;
  // The set of predicted categories against the one gold category.
  double f1() const;
};

// `documents` are coded gold_documents(gold), in the same order.
EventScores score_events(std::span<const GoldEvent> gold, std::span<const Document> documents,
                         const CodeFolds& folds);

// Tables for people: the figures, categories, confusion; and a paragraph a miss.
std::string to_table(const EventScores& scores);
std::string misses_text(const EventScores& scores, std::span<const GoldEvent> gold);

}  // namespace casus
