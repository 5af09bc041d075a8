#pragma once

// Scores events against annotated texts of our own format (tests/sets/README.md): every event of
// every sentence is annotated, so that precision, recall and each field can be measured. A file
// whose lines are plain sentences, without "===" headings, is a set in which no event is right.

#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "casus/document.h"
#include "casus/result.h"

namespace casus {

struct AnnotatedCount {
  std::optional<std::int64_t> minimum;
  std::optional<std::int64_t> maximum;
};

struct AnnotatedEvent {
  std::string category;
  std::vector<std::string> modes;
  std::vector<std::string> actors;  // "NGA:MIL", "NGA", ":REB"
  std::vector<std::string> recipients;
  std::vector<std::string> auxiliary;
  std::vector<std::string> claimants;      // a word of each; "*" for nobody named
  std::optional<AnnotatedCount> sizes[3];  // dead, injured, arrested
  bool has_parties = false;                // false: actor and recipient are not compared
  bool is_optional = false;                // may be coded or not
  std::string line;                        // as written
};

struct AnnotatedSentence {
  std::uint32_t start = 0;  // bytes of the text
  std::uint32_t end = 0;
  std::vector<AnnotatedEvent> events;
};

struct AnnotatedText {
  std::string id;
  std::string date;
  std::string text;
  std::vector<AnnotatedSentence> sentences;
};

// Reads a set. A line that is no event, or an event before any sentence, is an error with its line.
Result<std::vector<AnnotatedText>> read_event_set(const std::filesystem::path& path);
// The texts alone, to be coded; they ask for reasons.
std::vector<Document> set_documents(std::span<const AnnotatedText> texts);

// Right out of those compared.
struct FieldScore {
  int right = 0;
  int compared = 0;
  void add(bool is_right) {
    right += is_right ? 1 : 0;
    ++compared;
  }
  double share() const { return compared == 0 ? 0 : static_cast<double>(right) / compared; }
};

struct EventSetScores {
  int texts = 0;
  int sentences = 0;
  int sentences_without_events = 0;
  int gold = 0;            // events that must be coded
  int predicted = 0;       // events coded, those apart that match an optional one
  int matched = 0;         // of both: same sentence, same category
  int false_in_empty = 0;  // events in sentences that have none
  // Of the matched ones.
  FieldScore mode, actor, recipient, sector, triple, auxiliary, attribution, size, told_size;
  std::map<std::string, FieldScore> precision;                   // by predicted category
  std::map<std::string, FieldScore> recall;                      // by gold category
  std::map<std::pair<std::string, std::string>, int> confusion;  // {gold, predicted}
  std::string misses;  // a paragraph for each sentence with anything wrong, with the notes on why
};

// One event against the annotation, field by field.
struct EventVerdict {
  bool mode = false, actor = false, recipient = false, sector = false, auxiliary = false,
       attribution = false, size = false;
};
EventVerdict judge_event(const AnnotatedEvent& gold, const Event& event);

// `documents` are coded set_documents(texts), in the same order.
EventSetScores score_event_set(std::span<const AnnotatedText> texts,
                               std::span<const Document> documents);
std::string to_table(const EventSetScores& scores);

enum class EventJudgement : std::uint8_t {
  kFalse,     // nothing annotated matches it
  kParties,   // the category is right, actor or recipient is not
  kRight,     // category, actor and recipient
  kOptional,  // it matches what may be coded or not
};
// Of each event of `document`, in order.
std::vector<EventJudgement> judge_document(const AnnotatedText& text, const Document& document);

}  // namespace casus
