// A happening: the reports that are linked as of one, who says what of it, and reports that say the
// contrary.

#include <algorithm>
#include <cstdlib>
#include <set>

#include "serve/api.h"
#include "store/happening.h"
#include "store/records.h"

namespace casus::serve {

namespace {

constexpr std::size_t kMaxReports = 200;  // that are given; `reports` counts all
constexpr std::size_t kMaxContradictions = 50;

using Codes = std::set<std::uint32_t>;

Codes codes_of(const ArchiveIndex& index, std::size_t row, PartyRole role) {
  Codes codes;
  for (const Party party : index.events.parties_of(row)) {
    if (party.role() == role) codes.insert(index.actors[party.actor()].code);
  }
  return codes;
}

// The events that are told as not having happened.
Bitset negated_rows(const ArchiveIndex& index) {
  Bitset rows(index.events.size());
  for (std::size_t i = 0; i < index.terms.size(); ++i) {
    if (index.terms[i].kind != "auxiliary" || index.terms[i].name != "negation") continue;
    for (const std::uint32_t row : index.events_of_term[i]) rows.set(row);
  }
  return rows;
}

// Reports of the same parties, category and day, give or take, that deny what `of` says, or say
// what it denies.
std::vector<std::int64_t> contradictions_of(const ArchiveIndex& index, std::size_t of) {
  const Table& table = index.events;
  const Bitset negated = negated_rows(index);
  const auto day_of = [&](std::size_t row) { return table.days[table.day[row]]; };
  if (day_of(of) % 100 == 0) return {};
  const Codes actors = codes_of(index, of, PartyRole::kActor);
  const Codes recipients = codes_of(index, of, PartyRole::kRecipient);
  std::vector<std::int64_t> numbers;
  for (std::size_t row = 0; row < table.size() && numbers.size() < kMaxContradictions; ++row) {
    if (table.is_current[row] == 0 || table.category[row] != table.category[of]) continue;
    if (negated.test(row) == negated.test(of) || day_of(row) % 100 == 0) continue;
    const std::int64_t apart = std::abs(day_number(day_of(row)) - day_number(day_of(of)));
    if (apart > kLinkWindowDays) continue;
    if (codes_of(index, row, PartyRole::kActor) == actors &&
        codes_of(index, row, PartyRole::kRecipient) == recipients) {
      numbers.push_back(table.number[row]);
    }
  }
  return numbers;
}

// Who says what: reports that agree in claimants, modality and counts are one claim.
Json claims_of(const Json& events) {
  std::vector<std::pair<std::string, Json>> claims;
  for (const Json& event : events) {
    Json claim;
    claim["claimants"] = Json::array();
    for (const Json& each : event["attribution"]) {
      claim["claimants"].push_back({{"entity_text", each["entity_text"]},
                                    {"code", each["code"]},
                                    {"sector", each["sector"]},
                                    {"verb", each["verb"]}});
    }
    claim["auxiliary"] = event["auxiliary"];
    claim["size"] = event["size"];
    const std::string key = to_line(claim);
    auto found = std::find_if(claims.begin(), claims.end(),
                              [&](const auto& each) { return each.first == key; });
    if (found == claims.end()) {
      claim["events"] = Json::array();
      found = claims.insert(claims.end(), {key, std::move(claim)});
    }
    found->second["events"].push_back(event["id"]);
  }
  Json list = Json::array();
  for (auto& [key, claim] : claims) list.push_back(std::move(claim));
  return list;
}

struct ReportRows {
  std::vector<std::uint32_t> rows;
  std::set<std::uint32_t> articles;
  std::map<std::uint32_t, std::int64_t> by_source;

  ReportRows(const ArchiveIndex& index, std::int64_t link) {
    const Table& table = index.events;
    for (std::uint32_t row = 0; row < table.size(); ++row) {
      if (table.link[row] != link || table.is_current[row] == 0) continue;
      rows.push_back(row);
      if (table.article[row] == kNone32) continue;
      articles.insert(table.article[row]);
      ++by_source[index.articles.source[table.article[row]]];
    }
  }
};

Json source_counts(const ArchiveIndex& index, const ReportRows& reports) {
  std::vector<std::pair<std::uint32_t, std::int64_t>> list(reports.by_source.begin(),
                                                           reports.by_source.end());
  std::sort(list.begin(), list.end(), [&](const auto& a, const auto& b) {
    if (a.second != b.second) return a.second > b.second;
    return index.sources[a.first] < index.sources[b.first];
  });
  Json json = Json::array();
  for (const auto& [source, count] : list) {
    json.push_back({{"source", or_null(index.sources[source])}, {"reports", count}});
  }
  return json;
}

Result<Json> event_items(const Call& call, Store& store, std::span<const std::int64_t> numbers) {
  auto records = store.numbered_events(numbers);
  if (!records) return records.error();
  const EventItems item_of = call.event_items(store);
  Json items = Json::array();
  for (const EventRecord& record : *records) items.push_back(item_of(record));
  return items;
}

}  // namespace

Response get_link(Call& call) {
  const ArchiveIndex& index = call.index();
  auto store = call.archive().lease();
  auto link = store->link_number(call.names[0]);
  if (!link) return problem_of(link.error());
  const ReportRows reports(index, *link == 0 ? -1 : *link);
  if (reports.rows.empty()) {
    return problem(404, "There is no such happening",
                   "no reports are linked as '" + call.names[0] + "' as last coded");
  }
  std::vector<std::int64_t> numbers;
  for (const std::uint32_t row : reports.rows) {
    if (numbers.size() < kMaxReports) numbers.push_back(index.events.number[row]);
  }
  auto events = event_items(call, *store, numbers);
  if (!events) return problem_of(events.error());
  auto contrary = event_items(call, *store, contradictions_of(index, reports.rows.front()));
  if (!contrary) return problem_of(contrary.error());
  Json json;
  json["link"] = call.names[0];
  json["category"] = index.terms[index.events.category[reports.rows.front()]].name;
  json["date"] = events->front()["date"];
  json["reports"] = reports.rows.size();
  json["articles"] = reports.articles.size();
  json["sources"] = source_counts(index, reports);
  json["claims"] = claims_of(*events);
  json["events"] = *std::move(events);
  json["contradictions"] = *std::move(contrary);
  return json_response(json);
}

}  // namespace casus::serve
