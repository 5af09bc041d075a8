#pragma once

// Version 4 of the archive: what people say of the machine's coding, kept beside it.

namespace casus {

// A review is never changed: a reviewer who thinks again adds a row, and the last one counts.
// `event_id` is the event that was judged, which a later coding leaves in place; `event` is how it
// was called then; `correction` the JSON of the fields that should read otherwise.
inline constexpr const char* kSchemaVersion4 = R"sql(
CREATE TABLE review(
  id INTEGER PRIMARY KEY,
  event_id INTEGER NOT NULL,
  event TEXT NOT NULL,
  reviewer TEXT NOT NULL,
  at INTEGER NOT NULL,
  verdict TEXT NOT NULL,
  reason TEXT,
  correction TEXT);
CREATE INDEX review_event ON review(event_id, reviewer);
CREATE VIEW reviews AS SELECT r.event, r.reviewer, datetime(r.at, 'unixepoch') AS at, r.verdict,
  r.reason, r.correction, e.current, r.event_id FROM review r LEFT JOIN event e ON e.id = r.event_id;
)sql";

}  // namespace casus
