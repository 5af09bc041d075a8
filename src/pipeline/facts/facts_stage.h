#pragma once

// The facts stage: registers of meetings, statements and what else a record-keeper files.
// Reads all earlier layers; adds facts. README.md in this folder tells the rules.

#include <string>
#include <string_view>
#include <vector>

#include "casus/document.h"
#include "casus/result.h"
#include "pipeline/events/contexts.h"
#include "pipeline/facts/fact_rules.h"

namespace casus {

// A fact that is being put together, and the words that it stands on.
struct DraftFact {
  Fact fact;
  TokenIndex anchor = kNoToken;  // the noun or verb that the fact is about
  TokenIndex verb = kNoToken;    // that carries the noun
  std::string lemma;             // the anchor's
  std::string place_name;        // with its country; empty: none
  bool is_definite = false;      // "the meeting": may have been told before
  bool is_pronoun = false;       // "it was held": adds to what was told last
  bool is_other = false;         // "the next meeting" is none that was told before
  bool is_plural = false;
  bool has_own_name = false;  // a proper or quoted one
  bool is_founded = false;    // a cue that makes a fact, not only one that adds to it
  std::vector<std::string> needs;
  std::string each_role;   // each who has it is a fact of its own; empty: none
  std::string date_field;  // the date is this field as well; empty: none

  // What it is part of: the draft of `part_kind` at `part_head`; where there is none and
  // `is_part_of_last`, the last one of that kind. Once kept, `part_of` is its place among the kept.
  std::string part_kind;
  TokenIndex part_head = kNoToken;
  bool is_part_of_last = false;
  std::int32_t part_of = kNone;
};

// A list that a sentence before a colon has opened, and the cue that holds for its items.
struct OpenList {
  const FactCue* cue = nullptr;
  TokenIndex word = kNoToken;
  std::int32_t sentence = 0;
};

// A letter's two ends; without `text` it is unknown.
struct LetterEnds {
  bool is_letter = false;
  Participant sender;
  Participant addressee;
};

// A thread's buffers.
struct FactScratch {
  std::vector<DraftFact> drafts;  // of one sentence
  std::vector<DraftFact> kept;    // of the document
  std::vector<OpenList> lists;
  LetterEnds letter;
  Participant body;  // that resolves: "The Council," before "1. Condemns ..."
};

// What the events stage saw of contexts, for facts too.
struct ContextSource {
  const std::vector<ContextHit>* hits = nullptr;  // in text order; null: none
  const std::vector<std::string>* names = nullptr;
};

// Appends Document::facts in text order; what a document tells twice is one fact, placed where it
// was told first. Linear in the text but for merging, which compares a fact with at most the last
// 64 of the document.
Result<void> find_facts(const FactRules& rules, const ContextSource& contexts, Document& document,
                        FactScratch& scratch);

}  // namespace casus
