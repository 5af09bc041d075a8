// Puts what was coded from a text into the tables.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/utf8.h"
#include "output/json.h"
#include "store/happening.h"
#include "store/sqlite_store.h"

namespace casus {

namespace {

constexpr std::size_t kMaxParties = 24;  // whose pairs are indexed, of one side of an event
constexpr std::size_t kMaxNames = 200;   // of one type, kept of an article

enum Role { kActor = 0, kRecipient = 1, kClaimant = 2 };

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

// The codes of one side, each once, "" for a party without one.
std::vector<std::string> codes_of(const std::vector<Participant>& side) {
  std::vector<std::string> codes;
  for (const Participant& each : side) {
    if (codes.size() == kMaxParties) break;
    if (std::find(codes.begin(), codes.end(), each.actor.code) == codes.end()) {
      codes.push_back(each.actor.code);
    }
  }
  return codes;
}

// Who faces whom. Where all parties are actors, each faces each.
std::vector<std::pair<std::string, std::string>> dyads_of(const Event& event) {
  std::vector<std::pair<std::string, std::string>> dyads;
  const auto actors = codes_of(event.actors);
  const auto recipients = codes_of(event.recipients);
  if (recipients.empty() && actors.size() > 1) {
    for (const std::string& a : actors) {
      for (const std::string& b : actors) {
        if (a != b) dyads.emplace_back(a, b);
      }
    }
    return dyads;
  }
  for (const std::string& a : actors.empty() ? std::vector<std::string>{""} : actors) {
    for (const std::string& b : recipients.empty() ? std::vector<std::string>{""} : recipients) {
      dyads.emplace_back(a, b);
    }
  }
  return dyads;
}

void bind_count(sqlite::Statement& row, int index, const std::optional<Count>& count) {
  count && count->minimum ? row.bind(index, *count->minimum) : row.bind_null(index);
  count && count->maximum ? row.bind(index + 1, *count->maximum) : row.bind_null(index + 1);
}

}  // namespace

struct SqliteStore::Coding {
  const Document& document;
  const OffsetMap offsets;
  std::int64_t id = 0;
  std::int64_t article = 0;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::int64_t> evidence;
  std::map<std::string, std::int64_t> links;  // of the document's own links
};

Result<void> SqliteStore::add_coding(std::int64_t run, std::int64_t article, std::int64_t revision,
                                     const Document& document) {
  if (auto done = retire_coding(article); !done) return done.error();
  auto first_event = database_.integer("SELECT coalesce(max(id), 0) + 1 FROM event");
  if (!first_event) return first_event.error();
  auto first_fact = database_.integer("SELECT coalesce(max(id), 0) + 1 FROM fact");
  if (!first_fact) return first_fact.error();
  auto id = insert(
      "INSERT INTO coding(run_id, article_id, revision_id, sentences, words, first_event, events, "
      "first_fact, facts, people, organisations, locations) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, "
      "?9, ?10, ?11, ?12)",
      [&](auto& row) {
        row.bind(1, run).bind(2, article).bind(3, revision);
        row.bind(4, static_cast<std::int64_t>(document.sentences.size()));
        row.bind(5, static_cast<std::int64_t>(document.tokens.size()));
        row.bind(6, *first_event).bind(7, static_cast<std::int64_t>(document.events.size()));
        row.bind(8, *first_fact).bind(9, static_cast<std::int64_t>(document.facts.size()));
        row.bind_or_null(10, names_of(document, EntityType::kPerson));
        row.bind_or_null(11, names_of(document, EntityType::kOrganisation));
        row.bind_or_null(12, names_of(document, EntityType::kLocation));
      });
  if (!id) return id.error();
  Coding coding{document, OffsetMap(document.text), *id, article, {}, {}};
  for (std::size_t i = 0; i < document.events.size(); ++i) {
    if (auto done = add_event(coding, i); !done) return done.error();
  }
  for (std::size_t i = 0; i < document.facts.size(); ++i) {
    if (auto done = add_fact(coding, i); !done) return done.error();
  }
  auto updated = insert(
      "UPDATE article SET coding_id = ?2, language = coalesce(language, ?3) WHERE id = ?1",
      [&](auto& row) { row.bind(1, article).bind(2, *id).bind_or_null(3, document.language); });
  if (!updated) return updated.error();
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

Result<void> SqliteStore::remove_dyads(std::int64_t first_event, std::int64_t last_event) {
  auto select = statement("SELECT id, date FROM event WHERE id BETWEEN ?1 AND ?2");
  if (!select) return select.error();
  (*select)->bind(1, first_event).bind(2, last_event);
  while (true) {
    auto row = (*select)->step();
    if (!row) return row.error();
    if (!*row) return {};
    Event event;
    if (auto read = read_participants((*select)->integer(0), event); !read) return read.error();
    for (const auto& [a, b] : dyads_of(event)) {
      auto actor_code = term("code", a);
      auto recipient_code = term("code", b);
      if (!actor_code) return actor_code.error();
      if (!recipient_code) return recipient_code.error();
      auto gone = insert(
          "DELETE FROM dyad WHERE actor = ?1 AND recipient = ?2 AND date = ?3 AND event_id = ?4",
          [&](auto& to) {
            to.bind(1, *actor_code).bind(2, *recipient_code).bind(3, (*select)->integer(1));
            to.bind(4, (*select)->integer(0));
          });
      if (!gone) return gone.error();
    }
  }
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
  std::int64_t number = 1;
  while (static_cast<std::size_t>(number) <= index &&
         coding.document.events[index - static_cast<std::size_t>(number)].sentence ==
             event.sentence) {
    ++number;
  }
  std::vector<std::string> contexts;
  for (const Context& each : event.contexts) contexts.push_back(each.name);
  auto id = insert(
      "INSERT INTO event(article_id, coding_id, current, link_id, sentence, number, category, "
      "quad, "
      "scale, asserted, confidence, date, enddate, date_source, place_id, place_source, "
      "place_text, "
      "mode, context, auxiliary, event_text, dead_min, dead_max, injured_min, injured_max, "
      "arrested_min, arrested_max, evidence_id) VALUES(?1, ?2, 1, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, "
      "?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27)",
      [&](auto& row) {
        row.bind(1, coding.article).bind(2, coding.id).bind_or_null(3, *link_id);
        row.bind(4, event.sentence + 1).bind(5, number).bind(6, *category);
        row.bind(7, event.quad_code).bind(8, event.event_scale);
        row.bind(9, event.auxiliary.empty() ? 1 : 0);
        row.bind(10, static_cast<std::int64_t>(std::lround(event.confidence * 100)));
        row.bind_or_null(11, packed_date(event.date)).bind_or_null(12, packed_date(event.enddate));
        row.bind(13, static_cast<int>(event.date_source)).bind_or_null(14, place_id);
        row.bind(15, static_cast<int>(event.place_source)).bind_or_null(16, place_text);
        row.bind_or_null(17, joined(event.modes)).bind_or_null(18, joined(contexts));
        row.bind_or_null(19, joined(event.auxiliary));
        row.bind_or_null(20, fmt::format("{}", fmt::join(event.event_text, "\n")));
        bind_count(row, 21, event.size.dead);
        bind_count(row, 23, event.size.injured);
        bind_count(row, 25, event.size.arrested);
        row.bind(27, *words);
      });
  if (!id) return id.error();
  if (auto done = add_participants(coding, *id, event); !done) return done.error();
  if (auto done = add_dyads(*id, event, *category); !done) return done.error();
  return add_labels(*id, event);
}

Result<void> SqliteStore::add_participants(Coding& coding, std::int64_t event, const Event& from) {
  const auto add = [&](int role, std::size_t position, const Participant& each,
                       std::string_view verb) -> Result<void> {
    auto actor_id = actor(each.actor);
    if (!actor_id) return actor_id.error();
    auto added = insert(
        "INSERT INTO participant(event_id, role, position, actor_id, entity_text, start, end, "
        "verb) "
        "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        [&](auto& row) {
          row.bind(1, event).bind(2, role).bind(3, static_cast<std::int64_t>(position));
          row.bind(4, *actor_id).bind(5, each.entity_text);
          row.bind(6, static_cast<std::int64_t>(coding.offsets.to_code_points(each.start)));
          row.bind(7, static_cast<std::int64_t>(coding.offsets.to_code_points(each.end)));
          row.bind_or_null(8, verb);
        });
    if (!added) return added.error();
    if (role == kClaimant) return {};
    auto indexed = insert("INSERT OR IGNORE INTO involved(actor_id, event_id) VALUES(?1, ?2)",
                          [&](auto& row) { row.bind(1, *actor_id).bind(2, event); });
    if (!indexed) return indexed.error();
    return {};
  };
  for (std::size_t i = 0; i < from.actors.size(); ++i) {
    if (auto done = add(kActor, i, from.actors[i], {}); !done) return done.error();
  }
  for (std::size_t i = 0; i < from.recipients.size(); ++i) {
    if (auto done = add(kRecipient, i, from.recipients[i], {}); !done) return done.error();
  }
  for (std::size_t i = 0; i < from.attributions.size(); ++i) {
    const Attribution& each = from.attributions[i];
    if (auto done = add(kClaimant, i, each.claimant, each.verb); !done) return done.error();
  }
  return {};
}

Result<void> SqliteStore::add_dyads(std::int64_t id, const Event& event, std::int64_t category) {
  for (const auto& [a, b] : dyads_of(event)) {
    auto actor_code = term("code", a);
    auto recipient_code = term("code", b);
    if (!actor_code) return actor_code.error();
    if (!recipient_code) return recipient_code.error();
    auto added = insert(
        "INSERT INTO dyad(actor, recipient, date, event_id, category, quad, asserted) VALUES(?1, "
        "?2, "
        "?3, ?4, ?5, ?6, ?7)",
        [&](auto& row) {
          row.bind(1, *actor_code).bind(2, *recipient_code).bind(3, packed_date(event.date));
          row.bind(4, id).bind(5, category).bind(6, event.quad_code);
          row.bind(7, event.auxiliary.empty() ? 1 : 0);
        });
    if (!added) return added.error();
  }
  return {};
}

Result<void> SqliteStore::add_labels(std::int64_t id, const Event& event) {
  const auto add = [&](const char* kind, const std::string& name) -> Result<void> {
    auto label = term(kind, name);
    if (!label) return label.error();
    auto added = insert("INSERT OR IGNORE INTO label(term_id, event_id) VALUES(?1, ?2)",
                        [&](auto& row) { row.bind(1, *label).bind(2, id); });
    if (!added) return added.error();
    return {};
  };
  for (const std::string& each : event.modes) {
    if (auto done = add("mode", each); !done) return done.error();
  }
  for (const Context& each : event.contexts) {
    if (auto done = add("context", each.name); !done) return done.error();
  }
  for (const std::string& each : event.auxiliary) {
    if (auto done = add("auxiliary", each); !done) return done.error();
  }
  return {};
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
      "evidence_id, json) VALUES(?1, ?2, 1, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
      [&](auto& row) {
        row.bind(1, coding.article).bind(2, coding.id).bind(3, *kind);
        row.bind_or_null(4, fact.name).bind_or_null(5, packed_date(fact.date));
        row.bind_or_null(6, place_id).bind(7, fact.sentence + 1).bind(8, *words);
        row.bind(9, to_line(fact_json(coding.document, coding.offsets, fact)));
      });
  if (!id) return id.error();
  for (std::size_t i = 0; i < fact.roles.size(); ++i) {
    auto role = term("role", fact.roles[i].role);
    if (!role) return role.error();
    auto actor_id = actor(fact.roles[i].participant.actor);
    if (!actor_id) return actor_id.error();
    auto added = insert(
        "INSERT INTO fact_role(fact_id, position, role, actor_id, entity_text) VALUES(?1, ?2, ?3, "
        "?4, "
        "?5)",
        [&](auto& row) {
          row.bind(1, *id).bind(2, static_cast<std::int64_t>(i)).bind(3, *role);
          row.bind(4, *actor_id).bind(5, fact.roles[i].participant.entity_text);
        });
    if (!added) return added.error();
  }
  return {};
}

}  // namespace casus
