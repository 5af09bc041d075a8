// Puts what was coded from a text into the tables.

#include "store/sqlite_coding.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "output/json.h"
#include "store/happening.h"

namespace casus {

namespace {

constexpr std::size_t kMaxNames = 200;  // of one type, kept of an article

std::string joined(const std::vector<std::string>& list) {
  std::string text;
  for (const std::string& each : list) text += (text.empty() ? "" : ";") + each;
  return text;
}

std::string names_of(const Document& document, EntityType type) {
  std::vector<std::string_view> names;
  for (const Entity& entity : document.entities) {
    if (entity.type != type || names.size() >= kMaxNames) continue;
    if (std::find(names.begin(), names.end(), entity.name) == names.end()) {
      names.push_back(entity.name);
    }
  }
  return fmt::format("{}", fmt::join(names, "; "));
}

void bind_count(sqlite::Statement& row, int index, const std::optional<Count>& count) {
  count && count->minimum ? row.bind(index, *count->minimum) : row.bind_null(index);
  count && count->maximum ? row.bind(index + 1, *count->maximum) : row.bind_null(index + 1);
}

// The JSON of each fact, a line each.
std::string fact_lines(const Document& document, const OffsetMap& offsets) {
  std::string lines;
  for (const Fact& fact : document.facts)
    lines += to_line(fact_json(document, offsets, fact)) + "\n";
  return lines;
}

// What is particular to the fact's kind, as a JSON object; empty: nothing.
std::string fields_of(const Fact& fact) {
  Json fields;
  for (const auto& [key, value] : fact.fields) fields[key] = value;
  return fields.is_null() ? std::string() : to_line(fields);
}

// 1-based, among the events of its sentence.
std::int64_t number_in_sentence(const std::vector<Event>& events, std::size_t index) {
  std::size_t first = index;
  while (first > 0 && events[first - 1].sentence == events[index].sentence) --first;
  return static_cast<std::int64_t>(index - first + 1);
}

// Parameters 4 to 13 and 17 to 26 of the statement in add_event().
void bind_event(sqlite::Statement& row, const Event& event) {
  std::vector<std::string> contexts;
  for (const Context& each : event.contexts) contexts.push_back(each.name);
  row.bind(4, event.sentence + 1).bind(7, event.quad_code).bind(8, event.event_scale);
  row.bind(9, event.auxiliary.empty() ? 1 : 0);
  row.bind(10, static_cast<std::int64_t>(std::lround(event.confidence * 100)));
  row.bind_or_null(11, packed_date(event.date)).bind_or_null(12, packed_date(event.enddate));
  row.bind(13, static_cast<int>(event.date_source));
  row.bind(15, static_cast<int>(event.place_source));
  row.bind_or_null(17, joined(event.modes)).bind_or_null(18, joined(contexts));
  row.bind_or_null(19, joined(event.auxiliary));
  row.bind_or_null(20, fmt::format("{}", fmt::join(event.event_text, "\n")));
  bind_count(row, 21, event.size.dead);
  bind_count(row, 23, event.size.injured);
  bind_count(row, 25, event.size.arrested);
}

}  // namespace

Result<void> SqliteStore::add_coding(std::int64_t run, std::int64_t article, std::int64_t revision,
                                     const Document& document) {
  if (auto done = retire_coding(article); !done) return done.error();
  const auto nothing = [](const sqlite::Statement&) {};
  auto first_event = number("SELECT coalesce(max(id), 0) + 1 FROM event", nothing);
  if (!first_event) return first_event.error();
  auto first_fact = number("SELECT coalesce(max(id), 0) + 1 FROM fact", nothing);
  if (!first_fact) return first_fact.error();
  Coding coding{document, OffsetMap(document.text), 0, article, {}, {}};
  Packs::Slice json;
  if (!document.facts.empty()) {
    auto added = fact_packs_.add(fact_lines(document, coding.offsets));
    if (!added) return added.error();
    json = *added;
  }
  auto id = insert(
      "INSERT INTO coding(run_id, article_id, revision_id, sentences, words, first_event, events, "
      "first_fact, facts, people, organisations, locations, pack_id, pack_start, pack_size) "
      "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
      [&](auto& row) {
        row.bind(1, run).bind(2, article).bind(3, revision);
        row.bind(4, static_cast<std::int64_t>(document.sentences.size()));
        row.bind(5, static_cast<std::int64_t>(document.tokens.size()));
        row.bind(6, *first_event).bind(7, static_cast<std::int64_t>(document.events.size()));
        row.bind(8, *first_fact).bind(9, static_cast<std::int64_t>(document.facts.size()));
        row.bind_or_null(10, names_of(document, EntityType::kPerson));
        row.bind_or_null(11, names_of(document, EntityType::kOrganisation));
        row.bind_or_null(12, names_of(document, EntityType::kLocation));
        row.bind_or_null(13, json.pack).bind_or_null(14, json.start).bind_or_null(15, json.size);
      });
  if (!id) return id.error();
  coding.id = *id;
  if (auto done = add_layers(coding); !done) return done.error();
  auto updated = insert(
      "UPDATE article SET coding_id = ?2, language = coalesce(language, ?3) WHERE id = ?1",
      [&](auto& row) { row.bind(1, article).bind(2, *id).bind_or_null(3, document.language); });
  if (!updated) return updated.error();
  return {};
}

Result<void> SqliteStore::add_layers(Coding& coding) {
  for (std::size_t i = 0; i < coding.document.events.size(); ++i) {
    if (auto done = add_event(coding, i); !done) return done.error();
  }
  for (std::size_t i = 0; i < coding.document.facts.size(); ++i) {
    if (auto done = add_fact(coding, i); !done) return done.error();
  }
  return {};
}

Result<void> SqliteStore::refuse_coding(std::int64_t run, std::int64_t article,
                                        std::int64_t revision, const Error& error) {
  auto id = insert(
      "INSERT INTO coding(run_id, article_id, revision_id, sentences, words, first_event, events, "
      "first_fact, facts, refusal) VALUES(?1, ?2, ?3, 0, 0, 0, 0, 0, 0, ?4)",
      [&](auto& row) {
        row.bind(1, run).bind(2, article).bind(3, revision).bind(4, error.to_string());
      });
  if (!id) return id.error();
  // What an earlier run made of it stays current.
  auto updated = insert("UPDATE article SET coding_id = coalesce(coding_id, ?2) WHERE id = ?1",
                        [&](auto& row) { row.bind(1, article).bind(2, *id); });
  if (!updated) return updated.error();
  return {};
}

Result<void> SqliteStore::retire_coding(std::int64_t article) {
  auto select = statement(
      "SELECT first_event, events, first_fact, facts FROM coding WHERE id = (SELECT coding_id FROM "
      "article WHERE id = ?1)");
  if (!select) return select.error();
  (*select)->bind(1, article);
  auto row = (*select)->step();
  if (!row) return row.error();
  if (!*row) return {};
  const std::int64_t first_event = (*select)->integer(0);
  const std::int64_t last_event = first_event + (*select)->integer(1) - 1;
  const std::int64_t first_fact = (*select)->integer(2);
  const std::int64_t last_fact = first_fact + (*select)->integer(3) - 1;
  (*select)->reset();
  if (auto done = remove_dyads(first_event, last_event); !done) return done.error();
  auto events = insert("UPDATE event SET current = 0 WHERE id BETWEEN ?1 AND ?2",
                       [&](auto& to) { to.bind(1, first_event).bind(2, last_event); });
  if (!events) return events.error();
  auto facts = insert("UPDATE fact SET current = 0 WHERE id BETWEEN ?1 AND ?2",
                      [&](auto& to) { to.bind(1, first_fact).bind(2, last_fact); });
  if (!facts) return facts.error();
  return {};
}

Result<std::int64_t> SqliteStore::evidence(Coding& coding, std::uint32_t start, std::uint32_t end) {
  const auto [found, is_new] = coding.evidence.try_emplace({start, end}, 0);
  if (!is_new) return found->second;
  auto id = insert("INSERT INTO evidence(start, end, text) VALUES(?1, ?2, ?3)", [&](auto& row) {
    row.bind(1, static_cast<std::int64_t>(coding.offsets.to_code_points(start)));
    row.bind(2, static_cast<std::int64_t>(coding.offsets.to_code_points(end)));
    row.bind(3, coding.document.words(start, end));
  });
  if (id) found->second = *id;
  return id;
}

Result<std::int64_t> SqliteStore::link(Coding& coding, const Event& event) {
  if (const auto known = coding.links.find(event.link);
      !event.link.empty() && known != coding.links.end()) {
    return known->second;
  }
  const Place* at = event.place == kNone ? nullptr : &coding.document.places[event.place];
  const auto key = happening_key(event, at, LinkRule::kPlace);
  if (!key) return std::int64_t{0};
  const std::int64_t date = packed_date(event.date);
  const std::int64_t day = day_number(date);
  auto select = statement(
      "SELECT id FROM link WHERE hash = ?1 AND date BETWEEN ?2 AND ?3 ORDER BY abs(date - ?4), id");
  if (!select) return select.error();
  // A day that no calendar has (30 February) counts as the one it runs over to, and is itself.
  (*select)->bind(1, *key).bind(2, std::min(date, packed_day(day - kLinkWindowDays)));
  (*select)->bind(3, std::max(date, packed_day(day + kLinkWindowDays))).bind(4, date);
  auto row = (*select)->step();
  if (!row) return row.error();
  std::int64_t id = *row ? (*select)->integer(0) : 0;
  (*select)->reset();
  if (id == 0) {
    auto added = insert("INSERT INTO link(hash, date) VALUES(?1, ?2)",
                        [&](auto& to) { to.bind(1, *key).bind(2, date); });
    if (!added) return added.error();
    id = *added;
  }
  if (!event.link.empty()) coding.links[event.link] = id;
  return id;
}

Result<void> SqliteStore::add_event(Coding& coding, std::size_t index) {
  const Event& event = coding.document.events[index];
  auto category = term("category", event.category);
  if (!category) return category.error();
  auto words = evidence(coding, event.start, event.end);
  if (!words) return words.error();
  auto link_id = link(coding, event);
  if (!link_id) return link_id.error();
  std::int64_t place_id = 0;
  std::string_view place_text;
  if (event.place != kNone) {
    const Place& at = coding.document.places[event.place];
    auto stored = place(at);
    if (!stored) return stored.error();
    place_id = *stored;
    place_text = coding.document.words(at.start, at.end);
  }
  auto id = insert(
      "INSERT INTO event(article_id, coding_id, current, link_id, sentence, number, category, "
      "quad, scale, asserted, confidence, date, enddate, date_source, place_id, place_source, "
      "place_text, mode, context, auxiliary, event_text, dead_min, dead_max, injured_min, "
      "injured_max, arrested_min, arrested_max, evidence_id) VALUES(?1, ?2, 1, ?3, ?4, ?5, ?6, ?7, "
      "?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, "
      "?26, ?27)",
      [&](auto& row) {
        row.bind(1, coding.article).bind(2, coding.id).bind_or_null(3, *link_id);
        row.bind(5, number_in_sentence(coding.document.events, index)).bind(6, *category);
        row.bind_or_null(14, place_id).bind_or_null(16, place_text).bind(27, *words);
        bind_event(row, event);
      });
  if (!id) return id.error();
  if (auto done = add_participants(coding, *id, event); !done) return done.error();
  if (auto done = add_dyads(*id, event, *category); !done) return done.error();
  return add_labels(*id, event);
}

Result<void> SqliteStore::add_fact(Coding& coding, std::size_t index) {
  const Fact& fact = coding.document.facts[index];
  auto kind = term("kind", fact.kind);
  if (!kind) return kind.error();
  auto words = evidence(coding, fact.start, fact.end);
  if (!words) return words.error();
  std::int64_t place_id = 0;
  if (fact.place != kNone) {
    auto stored = place(coding.document.places[fact.place]);
    if (!stored) return stored.error();
    place_id = *stored;
  }
  auto id = insert(
      "INSERT INTO fact(article_id, coding_id, current, kind, name, date, place_id, sentence, "
      "evidence_id, fields) VALUES(?1, ?2, 1, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
      [&](auto& row) {
        row.bind(1, coding.article).bind(2, coding.id).bind(3, *kind);
        row.bind_or_null(4, fact.name).bind_or_null(5, packed_date(fact.date));
        row.bind_or_null(6, place_id).bind(7, fact.sentence + 1).bind(8, *words);
        row.bind_or_null(9, fields_of(fact));
      });
  if (!id) return id.error();
  return add_fact_roles(*id, fact);
}

Result<void> SqliteStore::add_fact_roles(std::int64_t id, const Fact& fact) {
  for (std::size_t i = 0; i < fact.roles.size(); ++i) {
    auto role = term("role", fact.roles[i].role);
    if (!role) return role.error();
    auto actor_id = actor(fact.roles[i].participant.actor);
    if (!actor_id) return actor_id.error();
    auto added = insert(
        "INSERT INTO fact_role(fact_id, position, role, actor_id, entity_text) VALUES(?1, ?2, ?3, "
        "?4, ?5)",
        [&](auto& row) {
          row.bind(1, id).bind(2, static_cast<std::int64_t>(i)).bind(3, *role);
          row.bind(4, *actor_id).bind(5, fact.roles[i].participant.entity_text);
        });
    if (!added) return added.error();
  }
  return {};
}

}  // namespace casus
