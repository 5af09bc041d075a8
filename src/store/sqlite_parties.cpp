// Who took part in an event: participants, dyads of codes, and the labels that events are found by.

#include <algorithm>

#include "store/sqlite_coding.h"

namespace casus {

namespace {

constexpr std::size_t kMaxParties = 24;  // whose pairs are indexed, of one side of an event

enum Role { kActor = 0, kRecipient = 1, kClaimant = 2 };

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

}  // namespace

Result<void> SqliteStore::remove_dyads(std::int64_t first_event, std::int64_t last_event) {
  auto select = statement("SELECT id, date FROM event WHERE id BETWEEN ?1 AND ?2");
  if (!select) return select.error();
  (*select)->bind(1, first_event).bind(2, last_event);
  return each_row(**select, [&](const sqlite::Statement& row) -> Result<bool> {
    Event event;
    if (auto read = read_participants(row.integer(0), event); !read) return read.error();
    for (const auto& [a, b] : dyads_of(event)) {
      auto actor_code = term("code", a);
      auto recipient_code = term("code", b);
      if (!actor_code) return actor_code.error();
      if (!recipient_code) return recipient_code.error();
      auto gone = insert(
          "DELETE FROM dyad WHERE actor = ?1 AND recipient = ?2 AND date = ?3 AND event_id = ?4",
          [&](auto& to) {
            to.bind(1, *actor_code).bind(2, *recipient_code);
            to.bind(3, row.integer(1)).bind(4, row.integer(0));
          });
      if (!gone) return gone.error();
    }
    return true;
  });
}

Result<void> SqliteStore::add_participants(Coding& coding, std::int64_t event, const Event& from) {
  const auto add = [&](int role, std::size_t position, const Participant& each,
                       std::string_view verb) -> Result<void> {
    auto actor_id = actor(each.actor);
    if (!actor_id) return actor_id.error();
    auto added = insert(
        "INSERT INTO participant(event_id, role, position, actor_id, entity_text, start, end, "
        "verb) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
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
        "?2, ?3, ?4, ?5, ?6, ?7)",
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

}  // namespace casus
