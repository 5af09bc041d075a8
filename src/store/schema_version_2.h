#pragma once

// Version 2 of the archive: the views that other programs read.

namespace casus {

// A packed date as ISO 8601 has it.
#define CASUS_ISO(column)                                                                          \
  "CASE WHEN " column " IS NULL THEN NULL WHEN " column " % 10000 = 0 THEN printf('%04d', " column \
  " / 10000) WHEN " column " % 100 = 0 THEN printf('%04d-%02d', " column " / 10000, " column       \
  " / 100 % 100) ELSE printf('%04d-%02d-%02d', " column " / 10000, " column                        \
  " / 100 % 100, " column " % 100) END"

#define CASUS_SIDE(role, what)                       \
  "(SELECT group_concat(coalesce(" what              \
  ", ''), '; ') FROM participant t JOIN actor x ON " \
  "x.id = t.actor_id WHERE t.event_id = e.id AND t.role = " role ")"

inline constexpr const char* kSchemaVersion2 =
    "CREATE VIEW articles AS SELECT a.id AS article, a.document_id, s.name AS source, " CASUS_ISO(
        "a.date") " AS publication_date, a.language, a.title, a.author, a.section, a.url, a.story_id AS "
    "story, r.number AS revision, r.words, r.size AS bytes, c.sentences, c.events, c.facts, c.people, "
    "c.organisations, c.locations, c.refusal, (SELECT count(*) FROM copy k WHERE k.article_id = a.id) "
    "AS copies FROM article a JOIN source s ON s.id = a.source_id JOIN revision r ON r.id = "
    "a.revision_id LEFT JOIN coding c ON c.id = a.coding_id;\n"

    "CREATE VIEW events AS SELECT e.id AS event, a.document_id || '-' || e.sentence || '-' || e.number "
    "AS id, " CASUS_ISO("e.date") " AS date, " CASUS_ISO("e.enddate") " AS enddate, g.name AS category, "
    "e.mode, e.context, e.auxiliary, e.asserted, e.quad AS quad_code, e.scale AS event_scale, "
    "e.confidence / 100.0 AS confidence, " CASUS_SIDE("0", "x.code") " AS actor_code, " CASUS_SIDE(
        "0", "x.sector") " AS actor_sector, " CASUS_SIDE("0", "t.entity_text") " AS actor_text, " CASUS_SIDE(
        "1", "x.code") " AS recipient_code, " CASUS_SIDE("1", "x.sector") " AS recipient_sector, " CASUS_SIDE(
        "1", "t.entity_text") " AS recipient_text, " CASUS_SIDE("2", "t.entity_text") " AS attribution, "
    "p.name AS place, p.country AS country_code, p.province, p.lat, p.lon, p.geonameid, p.resolution, "
    "e.dead_min, e.dead_max, e.injured_min, e.injured_max, e.arrested_min, e.arrested_max, e.event_text, "
    "e.sentence, v.start, v.end, v.text, CASE WHEN e.link_id IS NOT NULL THEN printf('%016x-%08d', "
    "l.hash, l.date) END AS link, e.article_id AS article, a.document_id, s.name AS source, " CASUS_ISO(
        "a.date") " AS publication_date, a.title, a.url FROM event e JOIN term g ON g.id = e.category "
    "JOIN evidence v ON v.id = e.evidence_id JOIN article a ON a.id = e.article_id JOIN source s ON s.id "
    "= a.source_id LEFT JOIN place p ON p.id = e.place_id LEFT JOIN link l ON l.id = e.link_id WHERE "
    "e.current;\n"

    "CREATE VIEW participants AS SELECT t.event_id AS event, CASE t.role WHEN 0 THEN 'actor' WHEN 1 THEN "
    "'recipient' ELSE 'claimant' END AS role, t.position, x.code, x.sector, x.other_sectors, "
    "x.identifier_id, x.identifier_text, x.office, t.entity_text, t.start, t.end, t.verb FROM participant "
    "t JOIN actor x ON x.id = t.actor_id JOIN event e ON e.id = t.event_id WHERE e.current;\n"

    "CREATE VIEW dyads AS SELECT y.event_id AS event, b.name AS actor, d.name AS recipient, " CASUS_ISO(
        "nullif(y.date, 0)") " AS date, g.name AS category, y.quad AS quad_code, y.asserted FROM dyad y "
    "JOIN term b ON b.id = y.actor JOIN term d ON d.id = y.recipient JOIN term g ON g.id = y.category;\n"

    "CREATE VIEW facts AS SELECT f.id AS fact, k.name AS kind, f.name, " CASUS_ISO("f.date") " AS date, "
    "p.name AS place, p.country AS country_code, v.text, f.json, f.article_id AS article, a.document_id, "
    "s.name AS source, a.url FROM fact f JOIN term k ON k.id = f.kind JOIN evidence v ON v.id = "
    "f.evidence_id JOIN article a ON a.id = f.article_id JOIN source s ON s.id = a.source_id LEFT JOIN "
    "place p ON p.id = f.place_id WHERE f.current;\n"

    "CREATE VIEW fact_participants AS SELECT r.fact_id AS fact, o.name AS role, x.code, x.sector, "
    "x.identifier_id, x.identifier_text, r.entity_text FROM fact_role r JOIN term o ON o.id = r.role JOIN "
    "actor x ON x.id = r.actor_id JOIN fact f ON f.id = r.fact_id WHERE f.current;\n"

    "CREATE VIEW links AS SELECT printf('%016x-%08d', l.hash, l.date) AS link, count(*) AS reports, "
    "count(DISTINCT e.article_id) AS articles, count(DISTINCT a.source_id) AS sources, count(DISTINCT "
    "a.story_id) AS stories, min(e.id) AS first_event FROM event e JOIN link l ON l.id = e.link_id JOIN "
    "article a ON a.id = e.article_id WHERE e.current GROUP BY l.id;\n"

    "CREATE VIEW runs AS SELECT r.id AS run, r.coder, r.settings, datetime(r.started, 'unixepoch') AS "
    "started, count(c.id) AS articles, sum(c.events) AS events, sum(c.facts) AS facts FROM run r LEFT "
    "JOIN coding c ON c.run_id = r.id GROUP BY r.id;\n";

#undef CASUS_ISO
#undef CASUS_SIDE

}  // namespace casus
