#pragma once

// ArchiveIndex holds an archive's keys in memory, a column a field, so that any filter over
// millions of events is answered by running over columns. About 60 bytes an event. Constant once
// loaded; shared by threads; words and texts stay in the archive.
//
// Two tables have the same columns: events, and facts (their kind stands where the category does,
// and all who take part are actors).

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "store/store.h"

namespace casus::serve {

inline constexpr std::uint32_t kNone32 = 0xFFFFFFFF;

// A party of a row: what it does there, and who it is.
struct Party {
  std::uint32_t packed = 0;  // actor's position times 4, plus the role
  PartyRole role() const { return static_cast<PartyRole>(packed & 3); }
  std::uint32_t actor() const { return packed >> 2; }
};

struct Table {
  std::vector<std::int64_t> number;    // in the archive, ascending
  std::vector<std::uint32_t> article;  // position in ArchiveIndex::articles; kNone32: none
  std::vector<std::uint32_t> place;    // position in places; kNone32: none
  std::vector<std::uint32_t> link;     // the archive's number, 0: none
  std::vector<std::uint32_t> run;
  std::vector<std::uint32_t> day;       // position in `days`
  std::vector<std::uint32_t> category;  // position in `terms`
  std::vector<float> scale;
  std::vector<std::uint8_t> quad_code;
  std::vector<std::uint8_t> confidence;  // per cent
  std::vector<std::uint8_t> is_asserted;
  std::vector<std::uint8_t> is_current;
  std::vector<std::uint32_t> first_party;  // into `parties`; one more than rows
  std::vector<Party> parties;
  std::vector<std::uint32_t> by_date;  // rows by day, then number
  std::vector<std::int64_t> days;      // packed dates that occur, ascending; 0: no date
  std::size_t size() const { return number.size(); }
  std::span<const Party> parties_of(std::size_t row) const {
    return std::span(parties).subspan(first_party[row], first_party[row + 1] - first_party[row]);
  }
};

struct ActorEntry {
  std::uint32_t code = 0;  // position in `codes`; 0 is ""
  std::string code_text;
  std::string sector;
  std::vector<std::string> other_sectors;
  std::string identifier;
  std::string name;
};

struct ArticleColumns {
  std::vector<std::int64_t> number;  // ascending
  std::vector<std::uint32_t> source;
  std::vector<std::uint32_t> section;
  std::vector<std::uint32_t> language;
  std::vector<std::int64_t> story;
  std::vector<std::int64_t> date;  // packed
  std::vector<std::uint32_t> events;
  std::vector<std::uint32_t> facts;
  std::vector<std::uint32_t> copies;
  std::vector<std::uint32_t> words;
  std::vector<std::uint32_t> bytes;
  std::vector<std::int64_t> added;  // seconds since 1970
  std::vector<std::uint8_t> is_coded;
  std::vector<std::uint8_t> is_refused;
  std::vector<std::uint32_t> by_date;  // positions by date, then number
  std::size_t size() const { return number.size(); }
};

struct Term {
  std::string kind;  // "category", "mode", "context", "auxiliary", "kind", ...
  std::string name;
};

class ArchiveIndex {
 public:
  // Reads the whole archive: about two seconds a million events.
  static Result<std::shared_ptr<const ArchiveIndex>> load(Store& store);

  Table events;
  Table facts;
  ArticleColumns articles;
  std::vector<Term> terms;
  std::vector<ActorEntry> actors;
  std::vector<std::string> codes;  // "" first
  std::vector<Place> places;
  std::vector<std::string> sources;
  std::vector<std::string> sections;                       // "" first
  std::vector<std::string> languages;                      // "" first
  std::vector<std::uint32_t> reports_of_link;              // by link's number: current events
  std::vector<std::vector<std::uint32_t>> events_of_term;  // by term: rows with this label
  ArchiveStamp stamp;

  // Position of an article, event, fact by its number in the archive; kNone32: not there.
  std::uint32_t article_at(std::int64_t number) const;
  static std::uint32_t row_at(const Table& table, std::int64_t number);

 private:
  friend class IndexBuilder;
};

}  // namespace casus::serve
