// What a document is: new, known, a duplicate or a revision (docs/formats/archive.md, "One copy").

#include <algorithm>
#include <cstdlib>

#include "store/sqlite_known.h"

namespace casus {

namespace {

constexpr double kSameResemblance = 0.8;      // edited a little
constexpr double kSamePageResemblance = 0.3;  // edited much, under the same address
constexpr std::uint32_t kLongWords = 50;      // so many words are not written twice by chance
constexpr std::int64_t kSameTextDays = 30;    // between two tellings of a shorter text
constexpr std::int64_t kRevisionDays = 3;
constexpr std::size_t kMaxCandidates = 16;

// The host of an address without "www.": who publishes where nobody says so.
std::string host_of(const std::string& url) {
  std::size_t begin = url.find("://");
  if (begin == std::string::npos) return {};
  begin += 3;
  std::string host = url.substr(begin, url.find_first_of("/?#:", begin) - begin);
  return host.starts_with("www.") ? host.substr(4) : host;
}

std::string publisher_of(const std::string& source, const std::string& url) {
  return source.empty() ? host_of(url) : source;
}

std::int64_t days_apart(std::int64_t a, std::int64_t b) {
  return a == 0 || b == 0 ? 0 : std::abs(day_number(a) - day_number(b));
}

}  // namespace

Result<std::vector<SqliteStore::Known>> SqliteStore::same_text(const Fingerprint& print) {
  auto select = statement(
      "SELECT a.id, r.id, a.story_id, a.document_id, s.name, a.url, a.date, r.pack_id, "
      "r.pack_start, r.size FROM revision r JOIN article a ON a.id = r.article_id JOIN source s ON "
      "s.id = a.source_id WHERE r.hash = ?1 LIMIT 64");
  if (!select) return select.error();
  (*select)->bind_bytes(1, print.hash);
  std::vector<Known> found;
  auto read = each_row(**select, [&](const sqlite::Statement& row) {
    found.push_back(Known::of(row));
    return true;
  });
  if (!read) return read.error();
  return found;
}

Result<std::vector<std::int64_t>> SqliteStore::candidates(const Document& document,
                                                          const Fingerprint& print) {
  std::map<std::int64_t, int> shared;  // revision -> bands
  auto bands = statement("SELECT revision_id FROM band WHERE hash = ?1 LIMIT 64");
  if (!bands) return bands.error();
  for (const std::int64_t band : print.bands) {
    (*bands)->bind(1, band);
    auto read = each_row(**bands, [&](const sqlite::Statement& row) {
      ++shared[row.integer(0)];
      return true;
    });
    if (!read) return read.error();
  }
  // Articles of the same address or identifier, whatever they share.
  auto named = statement(
      "SELECT revision_id FROM article WHERE url = ?1 UNION SELECT revision_id FROM article WHERE "
      "document_id = ?2 UNION SELECT revision_id FROM copy WHERE url = ?1 LIMIT 16");
  if (!named) return named.error();
  (*named)->bind_or_null(1, document.url).bind(2, document.id);
  auto read = each_row(**named, [&](const sqlite::Statement& row) {
    shared[row.integer(0)] += kBands;
    return true;
  });
  if (!read) return read.error();
  std::vector<std::pair<int, std::int64_t>> order;
  for (const auto& [revision, count] : shared) order.emplace_back(-count, revision);
  std::sort(order.begin(), order.end());
  if (order.size() > kMaxCandidates) order.resize(kMaxCandidates);
  std::vector<std::int64_t> revisions;
  for (const auto& [unused, revision] : order) revisions.push_back(revision);
  return revisions;
}

Result<std::vector<SqliteStore::Known>> SqliteStore::similar_texts(const Document& document,
                                                                   const Fingerprint& print) {
  auto revisions = candidates(document, print);
  if (!revisions) return revisions.error();
  auto select = statement(
      "SELECT a.id, r.id, a.story_id, a.document_id, s.name, a.url, a.date, r.pack_id, "
      "r.pack_start, r.size FROM revision r JOIN article a ON a.id = r.article_id JOIN source s ON "
      "s.id = a.source_id WHERE r.id = ?1");
  if (!select) return select.error();
  std::vector<Known> found;
  for (const std::int64_t revision : *revisions) {
    (*select)->bind(1, revision);
    auto read = each_row(**select, [&](const sqlite::Statement& row) {
      found.push_back(Known::of(row));
      return true;
    });
    if (!read) return read.error();
  }
  for (Known& known : found) {
    auto text = text_packs_.read(known.slice);
    if (!text) return text.error();
    known.text = *std::move(text);
  }
  return found;
}

Result<bool> SqliteStore::is_same_document(const Known& known, const Document& document) {
  // An identifier that was made unique is the wanted one and a "~number".
  const std::string stem = known.document_id.substr(0, known.document_id.rfind('~'));
  if ((known.document_id == document.id || stem == document.id) && known.url == document.url &&
      known.source == document.source) {
    return true;
  }
  auto select = statement(
      "SELECT count(*) FROM copy c JOIN source s ON s.id = c.source_id WHERE c.article_id = ?1 AND "
      "c.document_id = ?2 AND coalesce(c.url, '') = ?3 AND s.name = ?4");
  if (!select) return select.error();
  (*select)->bind(1, known.article).bind(2, document.id).bind(3, document.url);
  (*select)->bind(4, document.source);
  auto row = (*select)->step();
  if (!row) return row.error();
  const bool is_known = (*select)->integer(0) > 0;
  (*select)->reset();
  return is_known;
}

Result<std::optional<Admission>> SqliteStore::admit_same(const Document& document,
                                                         const Fingerprint& print) {
  auto same = same_text(print);
  if (!same) return same.error();
  for (const Known& known : *same) {
    auto is_known = is_same_document(known, document);
    if (!is_known) return is_known.error();
    if (!*is_known) continue;
    return std::optional(
        Admission{Outcome::kKnown, known.article, known.revision, known.document_id, 0});
  }
  const std::int64_t date = packed_date(document.date);
  for (const Known& known : *same) {
    if (print.words < kLongWords && days_apart(known.date, date) > kSameTextDays) continue;
    auto added = add_copy(known, document);
    if (!added) return added.error();
    return std::optional(*std::move(added));
  }
  return std::optional<Admission>();
}

// Sets `known.resemblance`.
SqliteStore::Relation SqliteStore::relation(Known& known, const Document& document,
                                            const Fingerprint& print) {
  const Fingerprint other = fingerprint(known.text);
  known.resemblance = resemblance(print, other);
  const bool same_page = !document.url.empty() && known.url == document.url;
  const bool same_name = known.document_id == document.id && known.source == document.source;
  if ((same_page || same_name) && known.resemblance >= kSamePageResemblance) {
    return Relation::kRevision;
  }
  if (known.resemblance < kSameResemblance) return Relation::kOther;
  const std::int64_t apart = days_apart(known.date, packed_date(document.date));
  if (publisher_of(known.source, known.url) != publisher_of(document.source, document.url)) {
    return apart <= kRevisionDays ? Relation::kTie : Relation::kOther;
  }
  const bool same_day = apart == 0 || (apart <= kRevisionDays && print.numbers == other.numbers);
  return same_day ? Relation::kRevision : Relation::kOther;
}

Result<Admission> SqliteStore::admit(const Document& document) {
  const Fingerprint print = fingerprint(document.text);
  auto same = admit_same(document, print);
  if (!same) return same.error();
  if (*same) return **same;
  auto similar = similar_texts(document, print);
  if (!similar) return similar.error();
  const Known* nearest = nullptr;
  for (Known& known : *similar) {
    const Relation related = relation(known, document, print);
    if (related == Relation::kRevision) return add_revision(known, document, print);
    if (related == Relation::kOther) continue;
    if (nearest == nullptr || known.resemblance > nearest->resemblance) nearest = &known;
  }
  return add_article(document, print, nearest);
}

}  // namespace casus
