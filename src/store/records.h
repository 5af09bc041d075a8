#pragma once

// What a store takes in and gives back. Events are casus::Event as the pipeline made them, but for
// offsets, which count code points of the article's text, as the JSON does.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "casus/document.h"

namespace casus {

// An article as it is known apart from its text.
struct ArticleRecord {
  std::int64_t id = 0;
  std::string document_id;  // unique in the archive
  std::string source;       // publisher; empty: unknown
  std::string url;
  std::string date;  // of publication, YYYY-MM-DD; empty: unknown
  std::string language;
  std::string title;
  std::string author;
  std::string section;
  std::int64_t story = 0;  // equal for near-duplicates; the `id` of the first of them
  std::int64_t revisions = 1;
  std::int64_t copies = 0;  // further places where it was met
  std::string people;       // named in it, "; " between
  std::string organisations;
  std::string locations;
  std::string refusal;  // why it could not be coded; empty: it was, or waits for it
};

struct EventRecord {
  std::int64_t number = 0;  // in the archive
  std::string id;           // "doc7-3-1"
  Event event;              // place: 0 where `place` is set; link: that of the archive
  std::optional<Place> place;
  std::string place_text;  // the words that name the place
  std::string text;        // the words that are the evidence
  ArticleRecord article;
};

struct FactRecord {
  std::int64_t number = 0;
  std::string kind;
  std::string date;
  std::string json;  // as `casus annotate` writes it
  ArticleRecord article;
};

// A version of program and data that codes articles.
struct RunRecord {
  std::int64_t id = 0;
  std::string coder;         // "casus 0.1.0"
  std::string settings;      // JSON: hash of the data, overlays
  std::int64_t started = 0;  // seconds since 1970
  std::int64_t articles = 0;
  std::int64_t events = 0;
  std::int64_t facts = 0;
};

// "2020-07-14" to 20200714, "2020-07" to 20200700, "2020" to 20200000; 0 for what is no date.
std::int64_t packed_date(std::string_view date);
// And back; "" for 0.
std::string unpacked_date(std::int64_t packed);
// Days since 1970-01-01 of a packed date's first day.
std::int64_t day_number(std::int64_t packed);
std::int64_t packed_day(std::int64_t day_number);

}  // namespace casus
