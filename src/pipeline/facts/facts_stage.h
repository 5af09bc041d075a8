#pragma once

// The facts stage: registers of meetings, statements and what else a record-keeper files.
// Reads all earlier layers; adds facts. README.md in this folder tells the rules.

#include <string>
#include <vector>

#include "casus/document.h"
#include "casus/result.h"
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
  bool has_own_name = false;     // a proper or quoted one
  bool is_founded = false;       // a cue that makes a fact, not only one that adds to it
  std::vector<std::string> needs;
};

// A thread's buffers.
struct FactScratch {
  std::vector<DraftFact> drafts;  // of one sentence
  std::vector<DraftFact> kept;    // of the document
};

// Appends Document::facts in text order; what a document tells twice is one fact, placed where it
// was told first. Linear in the text but for merging, which compares a fact with at most the last
// 64 of the document.
Result<void> find_facts(const FactRules& rules, Document& document, FactScratch& scratch);

}  // namespace casus
