#pragma once

// What the places stage keeps while it works on a document; reused from document to document.

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "casus/document.h"
#include "pipeline/places/place_rules.h"
#include "resources/gazetteer.h"
#include "resources/place_name.h"

namespace casus {

// A token as the stage sees it.
struct PlaceWord {
  std::uint32_t fold_start = 0;  // its folded form in PlaceScratch::folder.text()
  std::uint32_t fold_end = 0;
  std::uint32_t lemma_start = 0;  // its lemma's in PlaceScratch::lemmas.text(), where needed
  std::uint32_t lemma_end = 0;
  Cues cues;
  std::uint16_t adjective_of = kNoCountry;  // "Armenian"
  std::int32_t mention = kNone;             // the mention that covers it
  std::int32_t entity = kNone;
  bool has_capital = false;
  bool is_all_capitals = false;
  bool is_word = false;  // has a letter
  bool is_time = false;
  bool in_title_case = false;  // its sentence writes nearly every word with a capital
};

// A place that a name can stand for.
struct PlaceCandidate {
  PlaceId place = kNoPlace;
  float prior = 0;     // how likely news means it, before any context: log10 of inhabitants, or so
  float evidence = 0;  // from the words around all mentions of the name
  float kind_evidence = 0;  // the same, from what the place is called: "province"
  std::uint16_t country = kNoCountry;
  PlaceId province = kNoPlace;
  std::uint8_t resolution = 0;
  char feature_class = 'P';
  bool is_capital = false;
  bool is_seat = false;  // of a country or a province
};

// Whether "province", "city" and so on can be said of the candidate.
bool is_of_kind(const PlaceCandidate& candidate, Cues kind);

// A name of the document with its candidates; all its mentions have one sense, unless a mention
// says of which region it is.
struct PlaceName {
  std::uint32_t first = 0;  // candidates [first, last)
  std::uint32_t last = 0;
  std::uint32_t best = 0;  // a candidate
  float support = 0;       // what the name gave to its best candidate's country and province
  bool needs_capitals = false;
};

struct PlaceMention {
  TokenIndex first = 0;  // tokens [first, last)
  TokenIndex last = 0;
  std::int32_t name = 0;
  Cues kind;                       // "the province of X", "X city"
  float doubt = 0;                 // "the village of X in Y district", where Y has no X
  float score = 0;                 // accepted above zero
  std::int32_t container = kNone;  // the mention that says where this one is: "Paris, Texas"
  std::uint32_t chosen = 0;        // a candidate
  bool is_description = false;     // "the Libyan capital": no name
};

// "the Armenian-Azerbaijani border"
struct BorderMention {
  TokenIndex first = 0;
  TokenIndex last = 0;
  std::uint16_t countries[2] = {kNoCountry, kNoCountry};
};

struct PlaceScratch {
  PlaceNameFolder folder;
  PlaceNameFolder lemmas;
  std::vector<PlaceWord> words;
  std::vector<PlaceName> names;
  std::unordered_map<std::string, std::int32_t> name_numbers;
  std::vector<PlaceCandidate> candidates;
  std::vector<PlaceMention> mentions;
  std::vector<BorderMention> borders;
  std::vector<Gazetteer::Candidate> found;
  std::vector<float> country_support;   // by country
  std::vector<float> province_support;  // by PlaceId of provinces
  std::string buffer;
  bool is_tagged = false;
};

}  // namespace casus
