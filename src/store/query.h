#pragma once

// What can be asked of a store. Every condition that is set must hold; of several values of one
// condition, any. Strings are matched as they are written, but for place names (case apart).

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace casus {

// One side of an event, or any: written CODE, CODE/SECTOR, /SECTOR, an identifier (Q42), or a name.
struct ActorFilter {
  std::string code;
  std::string sector;
  std::string identifier;
  std::string name;
  bool empty() const {
    return code.empty() && sector.empty() && identifier.empty() && name.empty();
  }
};

// "RUS", "RUS/MIL", "/REB", "Q212", "United Nations".
ActorFilter parse_actor(const std::string& text);

struct Box {
  double south = 0;  // degrees
  double west = 0;
  double north = 0;
  double east = 0;  // below `west` where the box crosses the 180th meridian
};

// What happenings' links are made of, where an export joins reports.
enum class LinkRule {
  kPlace,    // category, parties, modality, day and place
  kCountry,  // ... and country of the place alone
  kParties,  // ... without place
};

struct Query {
  std::vector<ActorFilter> actors;
  std::vector<ActorFilter> recipients;
  std::vector<ActorFilter> either;  // actor or recipient
  bool is_dyad_directed = true;     // false: `actors` and `recipients` may change sides
  std::vector<std::string> categories;
  std::vector<std::string> modes;
  std::vector<std::string> contexts;
  std::vector<std::string> auxiliaries;
  bool asserted_only = false;  // without auxiliary
  std::string from;            // first and last day of the event, YYYY[-MM[-DD]]
  std::string to;
  std::string published_from;  // of the article
  std::string published_to;
  std::vector<std::string> countries;  // of the place
  std::string place;                   // name of the place, city, district or province
  std::optional<Box> box;
  std::vector<std::string> sources;
  std::string document;            // id of an article
  std::string text;                // words of the article's text, in FTS5's language
  int confidence = 0;              // at least, per cent
  std::vector<std::string> kinds;  // of facts
  std::int64_t run = 0;            // 0: each article's current coding
  std::int64_t limit = 0;          // 0: all
  bool by_date = true;             // false: in the order of storing
};

enum class Period { kWhole, kDay, kWeek, kMonth, kYear };

struct CountQuery {
  Query query;
  Period period = Period::kWhole;
  std::vector<std::string> columns;  // of count_columns()
};

// What counts can be split by: "actor", "recipient" (codes), "category", "quad", "source",
// "country".
const std::vector<std::string>& count_columns();

}  // namespace casus
