#pragma once

// Version 3 of the archive: texts, pages and facts lie together in packs, the search index holds
// the text as its first column (a posting of a later column costs two bytes more), fewer indexes.
// What version 2 holds is moved between the two parts of the step (schema_step_3.cpp).

namespace casus {

inline constexpr const char* kSchemaVersion3Before = R"sql(
DROP VIEW facts;
CREATE TABLE pack(id INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
ALTER TABLE revision ADD COLUMN pack_id INTEGER;
ALTER TABLE revision ADD COLUMN pack_start INTEGER;
ALTER TABLE page ADD COLUMN pack_id INTEGER;
ALTER TABLE page ADD COLUMN pack_start INTEGER;
ALTER TABLE coding ADD COLUMN pack_id INTEGER;
ALTER TABLE coding ADD COLUMN pack_start INTEGER;
ALTER TABLE coding ADD COLUMN pack_size INTEGER;
ALTER TABLE fact ADD COLUMN fields TEXT;
DROP INDEX place_country;
DROP INDEX place_name;
DROP INDEX place_lat;
DROP INDEX article_story;
DROP TABLE words;
CREATE VIRTUAL TABLE words USING fts5(
  text, title, content = '', tokenize = 'unicode61 remove_diacritics 2');
)sql";

inline constexpr const char* kSchemaVersion3After = R"sql(
UPDATE fact SET fields = nullif(json_remove(json, '$.id', '$.kind', '$.name', '$.date', '$.enddate',
  '$.place', '$.participants', '$.context', '$.part_of', '$.attribution', '$.evidence',
  '$.sequence', '$.start', '$.end'), '{}') WHERE json_valid(json);
ALTER TABLE revision DROP COLUMN text;
ALTER TABLE page DROP COLUMN bytes;
ALTER TABLE fact DROP COLUMN json;
CREATE VIEW facts AS SELECT f.id AS fact,
  a.document_id || '-f' || (f.id - c.first_fact + 1) AS id, k.name AS kind, f.name,
  CASE WHEN f.date IS NULL THEN NULL WHEN f.date % 10000 = 0 THEN printf('%04d', f.date / 10000)
    WHEN f.date % 100 = 0 THEN printf('%04d-%02d', f.date / 10000, f.date / 100 % 100)
    ELSE printf('%04d-%02d-%02d', f.date / 10000, f.date / 100 % 100, f.date % 100) END AS date,
  f.fields, p.name AS place, p.country AS country_code, f.sentence, v.start, v.end, v.text,
  f.article_id AS article, a.document_id, s.name AS source, a.url
FROM fact f JOIN term k ON k.id = f.kind JOIN evidence v ON v.id = f.evidence_id
  JOIN article a ON a.id = f.article_id JOIN source s ON s.id = a.source_id
  JOIN coding c ON c.id = f.coding_id LEFT JOIN place p ON p.id = f.place_id
WHERE f.current;
)sql";

}  // namespace casus
