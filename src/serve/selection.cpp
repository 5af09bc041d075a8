// Each condition is evaluated once for each name, place, day or article that the archive knows, and
// then looked up for each row: time is linear in rows, without comparing words.

#include "serve/selection.h"

#include <strings.h>

#include <algorithm>

#include "serve/snippet.h"

namespace casus::serve {

namespace {

constexpr std::size_t kMaxWords = 32;  // of a search

using Flags = std::vector<std::uint8_t>;

bool is_one_of(const std::vector<std::string>& list, const std::string& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

bool is_named(const std::string& a, const std::string& b) {
  return ::strcasecmp(a.c_str(), b.c_str()) == 0;
}

bool matches(const ActorFilter& filter, const ActorEntry& actor) {
  if (!filter.code.empty() && filter.code != actor.code_text) return false;
  if (!filter.sector.empty() && filter.sector != actor.sector &&
      !is_one_of(actor.other_sectors, filter.sector)) {
    return false;
  }
  if (!filter.identifier.empty() && filter.identifier != actor.identifier) return false;
  return filter.name.empty() || filter.name == actor.name;
}

Flags actors_matching(const ArchiveIndex& index, const std::vector<ActorFilter>& filters) {
  Flags flags(index.actors.size());
  for (std::size_t i = 0; i < flags.size(); ++i) {
    flags[i] = std::any_of(filters.begin(), filters.end(),
                           [&](const ActorFilter& each) { return matches(each, index.actors[i]); });
  }
  return flags;
}

bool is_plain(const std::vector<ActorFilter>& filters) {
  return std::all_of(filters.begin(), filters.end(), [](const ActorFilter& each) {
    return !each.code.empty() && each.sector.empty() && each.identifier.empty() &&
           each.name.empty();
  });
}

// First and last packed date of "2020", "2020-07" or "2020-07-12".
std::int64_t last_day(const std::string& text) {
  const std::int64_t packed = packed_date(text);
  if (packed % 10000 == 0) return packed + 1299;
  return packed % 100 == 0 ? packed + 99 : packed;
}

struct DayRange {
  std::int64_t first = 0;
  std::int64_t last = 99999999;
  DayRange(const std::string& from, const std::string& to) {
    if (!from.empty()) first = std::max<std::int64_t>(1, packed_date(from));
    if (!to.empty()) last = last_day(to);
    // Without a date nothing is inside a range that ends.
    if (!to.empty() && first == 0) first = 1;
    is_limited = !from.empty() || !to.empty();
  }
  bool holds(std::int64_t day) const { return day >= first && day <= last; }
  bool is_limited = false;
};

bool has_place_conditions(const Query& query) {
  return !query.countries.empty() || !query.place.empty() || query.box;
}

bool is_inside(const Box& box, const Place& place) {
  if (!place.latitude || !place.longitude) return false;
  if (*place.latitude < box.south || *place.latitude > box.north) return false;
  const double east_of = *place.longitude;
  return box.west <= box.east ? east_of >= box.west && east_of <= box.east
                              : east_of >= box.west || east_of <= box.east;
}

Flags places_matching(const ArchiveIndex& index, const Query& query) {
  Flags flags(index.places.size());
  for (std::size_t i = 0; i < flags.size(); ++i) {
    const Place& place = index.places[i];
    bool holds = query.countries.empty() || is_one_of(query.countries, place.country_code);
    if (!query.place.empty()) {
      holds =
          holds && (is_named(place.name, query.place) || is_named(place.city, query.place) ||
                    is_named(place.district, query.place) || is_named(place.province, query.place));
    }
    if (query.box) holds = holds && is_inside(*query.box, place);
    flags[i] = holds;
  }
  return flags;
}

bool has_article_conditions(const Selection& selection) {
  const Query& query = selection.query;
  return !query.text.empty() || !query.sources.empty() || !query.document.empty() ||
         !query.published_from.empty() || !query.published_to.empty() ||
         !selection.sections.empty() || !selection.languages.empty() || selection.story != 0;
}

// The articles that meet what is asked of articles themselves.
Bitset articles_matching(const ArchiveIndex& index, const Selection& selection,
                         const Lookups& found) {
  const Query& query = selection.query;
  const ArticleColumns& articles = index.articles;
  Bitset rows(articles.size(), !found.has_words);
  if (found.has_words) {
    for (const std::int64_t number : found.articles_with_words) {
      const std::uint32_t at = index.article_at(number);
      if (at != kNone32) rows.set(at);
    }
  }
  if (!query.document.empty()) {
    rows.keep_if([&](std::size_t i) { return articles.number[i] == found.document; });
  }
  if (!query.sources.empty()) {
    rows.keep_if(
        [&](std::size_t i) { return is_one_of(query.sources, index.sources[articles.source[i]]); });
  }
  if (!selection.sections.empty()) {
    rows.keep_if([&](std::size_t i) {
      return is_one_of(selection.sections, index.sections[articles.section[i]]);
    });
  }
  if (!selection.languages.empty()) {
    rows.keep_if([&](std::size_t i) {
      return is_one_of(selection.languages, index.languages[articles.language[i]]);
    });
  }
  if (selection.story != 0) {
    rows.keep_if([&](std::size_t i) { return articles.story[i] == selection.story; });
  }
  const DayRange range(query.published_from, query.published_to);
  if (range.is_limited) rows.keep_if([&](std::size_t i) { return range.holds(articles.date[i]); });
  return rows;
}

// What events and facts have in common.
void keep_common(const ArchiveIndex& index, const Table& table, const Selection& selection,
                 const Lookups& found, Bitset& rows) {
  const Query& query = selection.query;
  rows.keep_if([&](std::size_t row) {
    return query.run == 0 ? table.is_current[row] != 0 : table.run[row] == query.run;
  });
  const DayRange range(query.from, query.to);
  if (range.is_limited) {
    Flags days(table.days.size());
    for (std::size_t i = 0; i < days.size(); ++i) days[i] = range.holds(table.days[i]);
    rows.keep_if([&](std::size_t row) { return days[table.day[row]] != 0; });
  }
  if (has_place_conditions(query)) {
    const Flags places = places_matching(index, query);
    rows.keep_if([&](std::size_t row) {
      return table.place[row] != kNone32 && places[table.place[row]] != 0;
    });
  }
  if (has_article_conditions(selection)) {
    const Bitset articles = articles_matching(index, selection, found);
    rows.keep_if([&](std::size_t row) {
      return table.article[row] != kNone32 && articles.test(table.article[row]);
    });
  }
}

void keep_terms(const ArchiveIndex& index, const Table& table, const char* kind,
                const std::vector<std::string>& names, Bitset& rows) {
  if (names.empty()) return;
  Flags terms(index.terms.size());
  for (std::size_t i = 0; i < terms.size(); ++i) {
    terms[i] = index.terms[i].kind == kind && is_one_of(names, index.terms[i].name);
  }
  rows.keep_if([&](std::size_t row) { return terms[table.category[row]] != 0; });
}

// Rows with one of these modes, contexts or auxiliaries.
void keep_labels(const ArchiveIndex& index, const char* kind, const std::vector<std::string>& names,
                 Bitset& rows) {
  if (names.empty()) return;
  Bitset labelled(rows.size());
  for (std::size_t i = 0; i < index.terms.size(); ++i) {
    if (index.terms[i].kind != kind || !is_one_of(names, index.terms[i].name)) continue;
    for (const std::uint32_t row : index.events_of_term[i]) labelled.set(row);
  }
  rows &= labelled;
}

// Who acts on whom. Codes alone are compared as pairs of an event, as `casus query` does: of a
// meeting's parties each faces each other, but not itself.
class Sides {
 public:
  Sides(const ArchiveIndex& index, const Query& query)
      : index_(index),
        has_actors_(!query.actors.empty()),
        has_recipients_(!query.recipients.empty()),
        is_directed_(query.is_dyad_directed),
        by_pairs_(query.run == 0 && is_plain(query.actors) && is_plain(query.recipients)),
        actors_(actors_matching(index, query.actors)),
        recipients_(actors_matching(index, query.recipients)) {}

  bool is_empty() const { return !has_actors_ && !has_recipients_; }
  bool holds(std::size_t row) const {
    if (holds_so(row, actors_, has_actors_, recipients_, has_recipients_)) return true;
    return !is_directed_ && holds_so(row, recipients_, has_recipients_, actors_, has_actors_);
  }

 private:
  bool holds_so(std::size_t row, const Flags& from, bool has_from, const Flags& to,
                bool has_to) const;
  bool pairs_hold(std::size_t row, const Flags& from, bool has_from, const Flags& to,
                  bool has_to) const;

  const ArchiveIndex& index_;
  bool has_actors_;
  bool has_recipients_;
  bool is_directed_;
  bool by_pairs_;
  Flags actors_;
  Flags recipients_;
};

bool Sides::holds_so(std::size_t row, const Flags& from, bool has_from, const Flags& to,
                     bool has_to) const {
  bool is_from = !has_from;
  bool is_to = !has_to;
  bool has_recipient = false;
  bool actor_is_to = false;
  for (const Party party : index_.events.parties_of(row)) {
    const std::uint32_t who = party.actor();
    if (party.role() == PartyRole::kActor) {
      is_from = is_from || from[who] != 0;
      actor_is_to = actor_is_to || (has_to && to[who] != 0);
    } else if (party.role() == PartyRole::kRecipient) {
      has_recipient = true;
      is_to = is_to || to[who] != 0;
    }
  }
  if (has_recipient) return is_from && is_to;
  if (!by_pairs_) return is_from && (is_to || actor_is_to);
  if (!has_to) return is_from;
  return is_reciprocal(index_, row) && pairs_hold(row, from, has_from, to, has_to);
}

bool Sides::pairs_hold(std::size_t row, const Flags& from, bool has_from, const Flags& to,
                       bool has_to) const {
  for (const Party a : index_.events.parties_of(row)) {
    if (a.role() != PartyRole::kActor || (has_from && from[a.actor()] == 0)) continue;
    for (const Party b : index_.events.parties_of(row)) {
      if (b.role() != PartyRole::kActor || (has_to && to[b.actor()] == 0)) continue;
      if (index_.actors[a.actor()].code != index_.actors[b.actor()].code) return true;
    }
  }
  return false;
}

// Rows that have a party of these in one of the roles that `fits` accepts.
template <typename Fits>
void keep_parties(const ArchiveIndex& index, const Table& table,
                  const std::vector<ActorFilter>& filters, Fits fits, Bitset& rows) {
  if (filters.empty()) return;
  const Flags wanted = actors_matching(index, filters);
  rows.keep_if([&](std::size_t row) {
    for (const Party party : table.parties_of(row)) {
      if (fits(party.role()) && wanted[party.actor()] != 0) return true;
    }
    return false;
  });
}

bool asks_events(const Selection& selection) {
  const Query& q = selection.query;
  return !q.actors.empty() || !q.recipients.empty() || !q.either.empty() || !q.categories.empty() ||
         !q.modes.empty() || !q.contexts.empty() || !q.auxiliaries.empty() || !q.from.empty() ||
         !q.to.empty() || has_place_conditions(q) || q.confidence > 0 || q.asserted_only ||
         !selection.claimants.empty() || !selection.links.empty();
}

// SQLite calls words that are no query an error like any other; those of the file have a remedy.
Error error_of_words(const Error& error) {
  if (error.kind == ErrorKind::kLimit) return {error.kind, error.message, "q", 0, error.remedy};
  if (error.kind != ErrorKind::kUnreadable || !error.remedy.empty()) return error;
  return {ErrorKind::kUsage, error.message, "q", 0,
          "write words, \"a phrase\", a prefix*, AND, OR, NOT"};
}

}  // namespace

Result<Lookups> look_up(const Selection& selection, Store& store) {
  Lookups found;
  if (!selection.query.text.empty()) {
    if (words_of_query(selection.query.text).size() > kMaxWords) {
      return Error{ErrorKind::kLimit, "a search has at most 32 words", "q", 0, "look for fewer"};
    }
    auto articles = store.articles_with_words(selection.query.text);
    if (!articles) return error_of_words(articles.error());
    found.has_words = true;
    found.articles_with_words = *std::move(articles);
  }
  if (!selection.query.document.empty()) {
    auto number = store.article_number(selection.query.document);
    if (!number) return number.error();
    found.document = *number;
  }
  for (const std::string& each : selection.links) {
    auto number = store.link_number(each);
    if (!number) return number.error();
    if (*number != 0) found.links.push_back(*number);
  }
  return found;
}

bool is_reciprocal(const ArchiveIndex& index, std::size_t row) {
  const Party* first = nullptr;
  bool has_two_codes = false;
  for (const Party& party : index.events.parties_of(row)) {
    if (party.role() == PartyRole::kRecipient) return false;
    if (party.role() != PartyRole::kActor) continue;
    if (first == nullptr) first = &party;
    has_two_codes =
        has_two_codes || index.actors[party.actor()].code != index.actors[first->actor()].code;
  }
  return has_two_codes;
}

Bitset select_events(const ArchiveIndex& index, const Selection& selection, const Lookups& found) {
  const Query& query = selection.query;
  const Table& table = index.events;
  Bitset rows(table.size(), true);
  if (!selection.links.empty()) {
    rows.keep_if([&](std::size_t row) {
      return std::find(found.links.begin(), found.links.end(), table.link[row]) !=
             found.links.end();
    });
  }
  keep_common(index, table, selection, found, rows);
  if (query.asserted_only)
    rows.keep_if([&](std::size_t row) { return table.is_asserted[row] != 0; });
  if (query.confidence > 0) {
    rows.keep_if([&](std::size_t row) { return table.confidence[row] >= query.confidence; });
  }
  keep_terms(index, table, "category", query.categories, rows);
  keep_labels(index, "mode", query.modes, rows);
  keep_labels(index, "context", query.contexts, rows);
  keep_labels(index, "auxiliary", query.auxiliaries, rows);
  const Sides sides(index, query);
  if (!sides.is_empty()) rows.keep_if([&](std::size_t row) { return sides.holds(row); });
  const auto takes_part = [](PartyRole role) { return role != PartyRole::kClaimant; };
  keep_parties(index, table, query.either, takes_part, rows);
  const auto claims = [](PartyRole role) { return role == PartyRole::kClaimant; };
  keep_parties(index, table, selection.claimants, claims, rows);
  return rows;
}

Bitset select_facts(const ArchiveIndex& index, const Selection& selection, const Lookups& found) {
  const Query& query = selection.query;
  Bitset rows(index.facts.size(), true);
  keep_common(index, index.facts, selection, found, rows);
  keep_terms(index, index.facts, "kind", query.kinds, rows);
  const auto any = [](PartyRole) { return true; };
  keep_parties(index, index.facts, query.actors, any, rows);
  keep_parties(index, index.facts, query.recipients, any, rows);
  keep_parties(index, index.facts, query.either, any, rows);
  return rows;
}

Bitset select_articles(const ArchiveIndex& index, const Selection& selection,
                       const Lookups& found) {
  Bitset rows = articles_matching(index, selection, found);
  if (!asks_events(selection)) return rows;
  Bitset with_event(index.articles.size());
  select_events(index, selection, found).each([&](std::size_t row) {
    if (index.events.article[row] != kNone32) with_event.set(index.events.article[row]);
  });
  rows &= with_event;
  return rows;
}

}  // namespace casus::serve
