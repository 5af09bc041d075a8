#include "pipeline/events/links.h"

#include <algorithm>
#include <unordered_map>

namespace casus {

namespace {

constexpr std::size_t kMaxRivals = 16;  // events with one key that a new one is compared with

void add_parties(const std::vector<Participant>& parties, std::string& key) {
  std::vector<std::string> codes;
  for (const Participant& party : parties) {
    std::string code = party.actor.code + "/" + party.actor.sector;
    if (party.actor.code.empty()) code += party.entity_text;
    codes.push_back(std::move(code));
  }
  std::sort(codes.begin(), codes.end());
  for (const std::string& code : codes) key += " " + code;
}

std::string key_of(const Event& event) {
  std::string key = event.category;
  add_parties(event.actors, key);
  key += " >";
  add_parties(event.recipients, key);
  for (const std::string& auxiliary : event.auxiliary) key += " " + auxiliary;
  return key;
}

bool is_told_in_words(const Event& event) {
  return event.date_source == DateSource::kClause || event.date_source == DateSource::kSentence;
}

// Dates as far as both are known: "2019-05" is compatible with "2019-05-16".
bool are_compatible(const Event& a, const Event& b) {
  if (!is_told_in_words(a) || !is_told_in_words(b)) return true;
  const std::size_t length = std::min(a.date.size(), b.date.size());
  return a.date.compare(0, length, b.date, 0, length) == 0;
}

}  // namespace

void link_events(Document& document) {
  std::unordered_map<std::string, std::vector<std::size_t>> leaders;
  int links = 0;
  for (std::size_t i = 0; i < document.events.size(); ++i) {
    Event& event = document.events[i];
    auto& rivals = leaders[key_of(event)];
    const auto leader = std::find_if(rivals.begin(), rivals.end(), [&](std::size_t rival) {
      return are_compatible(document.events[rival], event);
    });
    if (leader == rivals.end()) {
      if (rivals.size() < kMaxRivals) rivals.push_back(i);
      continue;
    }
    Event& first = document.events[*leader];
    if (first.link.empty()) first.link = document.id + "#" + std::to_string(++links);
    event.link = first.link;
  }
}

}  // namespace casus
