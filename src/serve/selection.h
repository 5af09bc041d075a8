#pragma once

// A Selection is what a request asks for: `casus query`'s conditions, and those that only the
// server has. select_rows() finds the rows of the index that meet it.

#include <string>
#include <vector>

#include "serve/archive_index.h"
#include "serve/bitset.h"
#include "store/query.h"

namespace casus::serve {

struct Selection {
  Query query;
  std::vector<ActorFilter> claimants;
  std::vector<std::string> links;
  std::vector<std::string> sections;  // of the article's site
  std::vector<std::string> languages;
  std::int64_t story = 0;  // articles of one story
  std::string key;         // equal for equal selections

  // Without reading the archive beyond the index.
  bool needs_archive() const {
    return !query.text.empty() || !query.document.empty() || !links.empty();
  }
};

// What a selection names by words or identifiers, as the archive's numbers.
struct Lookups {
  bool has_words = false;
  std::vector<std::int64_t> articles_with_words;
  std::int64_t document = 0;  // article's number; 0: there is none
  std::vector<std::int64_t> links;
};
Result<Lookups> look_up(const Selection& selection, Store& store);

// The rows of events, of facts, and the positions of articles that meet the selection. Conditions
// on events select the articles that have such an event.
Bitset select_events(const ArchiveIndex& index, const Selection& selection, const Lookups& found);
Bitset select_facts(const ArchiveIndex& index, const Selection& selection, const Lookups& found);
Bitset select_articles(const ArchiveIndex& index, const Selection& selection, const Lookups& found);

// Reciprocal events have no recipient: all their parties, of two codes or more, face each other.
bool is_reciprocal(const ArchiveIndex& index, std::size_t row);

}  // namespace casus::serve
