#pragma once

// What `casus serve` needs of an archive beyond queries: its keys in bulk, to be indexed in memory,
// records by their numbers, an article's history, and the reviews of people.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "casus/document.h"

namespace casus {

// An event without its words. Numbers name rows of the archive; 0: none. Dates are packed.
struct EventKeys {
  std::int64_t number = 0;
  std::int64_t article = 0;
  std::int64_t coding = 0;
  bool is_current = false;
  bool is_asserted = false;
  std::int64_t date = 0;
  std::int64_t category = 0;  // a term
  int quad_code = 0;
  double scale = 0;
  int confidence = 0;  // per cent
  std::int64_t place = 0;
  std::int64_t link = 0;
};

struct FactKeys {
  std::int64_t number = 0;
  std::int64_t article = 0;
  std::int64_t coding = 0;
  bool is_current = false;
  std::int64_t kind = 0;  // a term
  std::int64_t date = 0;
  std::int64_t place = 0;
};

struct ArticleKeys {
  std::int64_t number = 0;
  std::int64_t source = 0;
  std::int64_t story = 0;
  std::int64_t date = 0;
  std::int64_t events = 0;  // of the current coding
  std::int64_t facts = 0;
  std::int64_t copies = 0;
  std::int64_t words = 0;  // of the latest revision, as what follows
  std::int64_t bytes = 0;
  std::int64_t added = 0;  // seconds since 1970
  bool is_coded = false;
  bool is_refused = false;
  std::string_view section;
  std::string_view language;
};

enum class PartyRole { kActor, kRecipient, kClaimant };

// Receives what scan() reads: first names, then what is named. Views live until the call returns.
class ArchiveVisitor {
 public:
  virtual ~ArchiveVisitor() = default;
  virtual void take_term(std::int64_t id, std::string_view kind, std::string_view name) = 0;
  virtual void take_actor(std::int64_t id, const ActorCode& actor) = 0;
  virtual void take_place(std::int64_t id, const Place& place) = 0;
  virtual void take_source(std::int64_t id, std::string_view name) = 0;
  virtual void take_coding(std::int64_t id, std::int64_t run) = 0;
  virtual void take_article(const ArticleKeys& article) = 0;
  virtual void take_event(const EventKeys& event) = 0;
  // In the order of events.
  virtual void take_party(std::int64_t event, PartyRole role, std::int64_t actor) = 0;
  // A mode, context or auxiliary.
  virtual void take_label(std::int64_t term, std::int64_t event) = 0;
  virtual void take_fact(const FactKeys& fact) = 0;
  virtual void take_fact_role(std::int64_t fact, std::int64_t actor) = 0;
};

// Equal stamps: nothing was added in between.
struct ArchiveStamp {
  std::int64_t events = 0;  // the highest number, as those below
  std::int64_t codings = 0;
  std::int64_t revisions = 0;
  std::int64_t copies = 0;
  std::int64_t reviews = 0;
  std::int64_t changed = 0;  // seconds since 1970; 0: unknown
  std::int64_t bytes = 0;    // of the file
  bool operator==(const ArchiveStamp&) const = default;
};

struct RevisionRecord {
  std::int64_t id = 0;
  std::int64_t number = 0;  // 1, 2, ... of its article
  std::int64_t words = 0;
  std::int64_t bytes = 0;
  std::int64_t added = 0;  // seconds since 1970
  bool has_page = false;
};

// A further place where an article's text was met.
struct CopyRecord {
  std::string document_id;
  std::string source;
  std::string url;
  std::string date;
  std::int64_t added = 0;
};

struct ArticleHistory {
  std::vector<RevisionRecord> revisions;  // the last one is the article's text
  std::vector<CopyRecord> copies;
};

// The bytes that a text was taken from.
struct PageRecord {
  std::string bytes;
  std::string type;  // as its server stated it
};

struct ReviewRecord {
  std::int64_t number = 0;        // of the review
  std::int64_t event_number = 0;  // of the event that was judged
  std::string event;              // its id then
  std::string reviewer;
  std::int64_t at = 0;     // seconds since 1970
  std::string verdict;     // accept, correct, reject
  std::string reason;      // may be empty
  std::string correction;  // JSON; may be empty
};

}  // namespace casus
