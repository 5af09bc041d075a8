#pragma once

// Version 1 of the archive: what each table holds is told in docs/formats/archive.md.

namespace casus {

inline constexpr const char* kSchemaVersion1 = R"sql(
CREATE TABLE dictionary(id INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
CREATE TABLE source(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE article(
  id INTEGER PRIMARY KEY,
  document_id TEXT NOT NULL UNIQUE,
  source_id INTEGER NOT NULL,
  story_id INTEGER NOT NULL,
  revision_id INTEGER NOT NULL,
  coding_id INTEGER,
  date INTEGER,
  language TEXT,
  title TEXT,
  author TEXT,
  section TEXT,
  url TEXT);
CREATE INDEX article_source ON article(source_id, date);
CREATE INDEX article_date ON article(date);
CREATE INDEX article_story ON article(story_id);
CREATE INDEX article_url ON article(url) WHERE url IS NOT NULL;
CREATE INDEX article_uncoded ON article(id) WHERE coding_id IS NULL;
CREATE TABLE page(
  id INTEGER PRIMARY KEY,
  hash INTEGER NOT NULL,
  type TEXT,
  size INTEGER NOT NULL,
  bytes BLOB NOT NULL);
CREATE INDEX page_hash ON page(hash);
CREATE TABLE revision(
  id INTEGER PRIMARY KEY,
  article_id INTEGER NOT NULL,
  number INTEGER NOT NULL,
  hash BLOB NOT NULL,
  words INTEGER NOT NULL,
  size INTEGER NOT NULL,
  text BLOB NOT NULL,
  page_id INTEGER,
  added INTEGER NOT NULL);
CREATE INDEX revision_hash ON revision(hash);
CREATE INDEX revision_article ON revision(article_id);
CREATE TABLE band(
  hash INTEGER NOT NULL,
  revision_id INTEGER NOT NULL,
  PRIMARY KEY(hash, revision_id)) WITHOUT ROWID;
CREATE TABLE copy(
  id INTEGER PRIMARY KEY,
  article_id INTEGER NOT NULL,
  revision_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  document_id TEXT NOT NULL,
  date INTEGER,
  url TEXT,
  added INTEGER NOT NULL);
CREATE INDEX copy_article ON copy(article_id);
CREATE INDEX copy_url ON copy(url) WHERE url IS NOT NULL;
CREATE TABLE run(
  id INTEGER PRIMARY KEY,
  coder TEXT NOT NULL,
  settings TEXT NOT NULL,
  started INTEGER NOT NULL);
CREATE TABLE coding(
  id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL,
  article_id INTEGER NOT NULL,
  revision_id INTEGER NOT NULL,
  sentences INTEGER NOT NULL,
  words INTEGER NOT NULL,
  first_event INTEGER NOT NULL,
  events INTEGER NOT NULL,
  first_fact INTEGER NOT NULL,
  facts INTEGER NOT NULL,
  people TEXT,
  organisations TEXT,
  locations TEXT,
  refusal TEXT);
CREATE INDEX coding_article ON coding(article_id, run_id);
CREATE TABLE term(
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  UNIQUE(kind, name));
CREATE TABLE actor(
  id INTEGER PRIMARY KEY,
  hash INTEGER NOT NULL UNIQUE,
  code TEXT,
  sector TEXT,
  other_sectors TEXT,
  identifier_id TEXT,
  identifier_text TEXT,
  office TEXT);
CREATE INDEX actor_code ON actor(code, sector);
CREATE INDEX actor_identifier ON actor(identifier_id) WHERE identifier_id IS NOT NULL;
CREATE INDEX actor_name ON actor(identifier_text) WHERE identifier_text IS NOT NULL;
CREATE TABLE place(
  id INTEGER PRIMARY KEY,
  hash INTEGER NOT NULL UNIQUE,
  geonameid INTEGER,
  name TEXT,
  country TEXT,
  province TEXT,
  district TEXT,
  city TEXT,
  feature_class TEXT,
  feature_code TEXT,
  lat REAL,
  lon REAL,
  resolution INTEGER NOT NULL);
CREATE INDEX place_country ON place(country);
CREATE INDEX place_name ON place(name);
CREATE INDEX place_lat ON place(lat, lon);
CREATE TABLE evidence(
  id INTEGER PRIMARY KEY,
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  text TEXT NOT NULL);
CREATE TABLE link(
  id INTEGER PRIMARY KEY,
  hash INTEGER NOT NULL,
  date INTEGER NOT NULL,
  UNIQUE(hash, date));
CREATE TABLE event(
  id INTEGER PRIMARY KEY,
  article_id INTEGER NOT NULL,
  coding_id INTEGER NOT NULL,
  current INTEGER NOT NULL,
  link_id INTEGER,
  sentence INTEGER NOT NULL,
  number INTEGER NOT NULL,
  category INTEGER NOT NULL,
  quad INTEGER NOT NULL,
  scale REAL NOT NULL,
  asserted INTEGER NOT NULL,
  confidence INTEGER NOT NULL,
  date INTEGER,
  enddate INTEGER,
  date_source INTEGER NOT NULL,
  place_id INTEGER,
  place_source INTEGER NOT NULL,
  place_text TEXT,
  mode TEXT,
  context TEXT,
  auxiliary TEXT,
  event_text TEXT,
  dead_min INTEGER, dead_max INTEGER,
  injured_min INTEGER, injured_max INTEGER,
  arrested_min INTEGER, arrested_max INTEGER,
  evidence_id INTEGER NOT NULL);
CREATE INDEX event_date ON event(date) WHERE current;
CREATE INDEX event_category ON event(category, date) WHERE current;
CREATE INDEX event_place ON event(place_id, date) WHERE current AND place_id IS NOT NULL;
CREATE INDEX event_link ON event(link_id) WHERE current AND link_id IS NOT NULL;
CREATE TABLE participant(
  event_id INTEGER NOT NULL,
  role INTEGER NOT NULL,
  position INTEGER NOT NULL,
  actor_id INTEGER NOT NULL,
  entity_text TEXT NOT NULL,
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  verb TEXT,
  PRIMARY KEY(event_id, role, position)) WITHOUT ROWID;
CREATE TABLE label(
  term_id INTEGER NOT NULL,
  event_id INTEGER NOT NULL,
  PRIMARY KEY(term_id, event_id)) WITHOUT ROWID;
CREATE TABLE dyad(
  actor INTEGER NOT NULL,
  recipient INTEGER NOT NULL,
  date INTEGER NOT NULL,
  event_id INTEGER NOT NULL,
  category INTEGER NOT NULL,
  quad INTEGER NOT NULL,
  asserted INTEGER NOT NULL,
  PRIMARY KEY(actor, recipient, date, event_id)) WITHOUT ROWID;
CREATE INDEX dyad_recipient ON dyad(recipient, actor, date);
CREATE TABLE involved(
  actor_id INTEGER NOT NULL,
  event_id INTEGER NOT NULL,
  PRIMARY KEY(actor_id, event_id)) WITHOUT ROWID;
CREATE TABLE fact(
  id INTEGER PRIMARY KEY,
  article_id INTEGER NOT NULL,
  coding_id INTEGER NOT NULL,
  current INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  name TEXT,
  date INTEGER,
  place_id INTEGER,
  sentence INTEGER NOT NULL,
  evidence_id INTEGER NOT NULL,
  json TEXT NOT NULL);
CREATE INDEX fact_kind ON fact(kind, date) WHERE current;
CREATE TABLE fact_role(
  fact_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  role INTEGER NOT NULL,
  actor_id INTEGER NOT NULL,
  entity_text TEXT NOT NULL,
  PRIMARY KEY(fact_id, position)) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(
  title, text, content = '', tokenize = 'unicode61 remove_diacritics 2');
)sql";

}  // namespace casus
