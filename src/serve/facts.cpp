// Facts: the registers of meetings, agreements, statements, ...

#include <fmt/format.h>

#include "serve/api.h"
#include "serve/items.h"

namespace casus::serve {

namespace {

constexpr std::size_t kMaxParts = 20;  // that are listed; `parts_total` counts all

std::string text_in(const Json& json, const char* name) {
  const auto found = json.find(name);
  return found != json.end() && found->is_string() ? found->get<std::string>() : "";
}

std::string csv_of(const FactRecord& fact) {
  const Json json = fact_item(fact);
  std::string parties;
  const auto participants = json.find("participants");
  if (participants != json.end() && participants->is_array()) {
    for (const Json& each : *participants) {
      parties += (parties.empty() ? "" : "; ") + text_in(each, "role") + ": " +
                 text_in(each, "entity_text");
    }
  }
  return csv_line({text_in(json, "id"), fact.kind, text_in(json, "name"), fact.date,
                   text_in(json, "enddate"), text_in(json, "status"), text_in(json, "stance"),
                   text_in(json, "topic"), parties, fact.article.document_id, fact.article.source,
                   fact.article.date, fact.article.url, fact.json});
}

std::vector<std::int64_t> numbers_of(const Table& table, std::span<const std::uint32_t> rows) {
  std::vector<std::int64_t> numbers;
  for (const std::uint32_t row : rows) numbers.push_back(table.number[row]);
  return numbers;
}

const char* name_of(FactPart::Reason reason) {
  switch (reason) {
    case FactPart::Reason::kArticle:
      return "article";
    case FactPart::Reason::kName:
      return "name";
    case FactPart::Reason::kParties:
      return "parties";
  }
  return "";
}

// Records as items, each with the facts that are part of it.
Result<std::vector<Json>> items_of(Snapshot& snapshot, const PartRules& rules, Store& store,
                                   const std::vector<FactRecord>& records) {
  auto parts = snapshot.parts(rules, store);
  if (!parts) return parts.error();
  std::vector<Json> items;
  for (const FactRecord& fact : records) {
    Json item = fact_item(fact);
    std::vector<FactPart> list = (*parts)->of(fact.number);
    item["parts_total"] = list.size();
    item["parts"] = Json::array();
    list.resize(std::min(list.size(), kMaxParts));
    for (const FactPart& part : list) {
      const std::int64_t numbers[] = {part.number};
      auto told = store.numbered_facts(numbers);
      if (!told) return told.error();
      if (told->empty()) continue;
      item["parts"].push_back(fact_item(told->front()));
      item["parts"].back()["joined_by"] = name_of(part.reason);
    }
    items.push_back(std::move(item));
  }
  return items;
}

Response download(Call& call, std::shared_ptr<const Bitset> rows) {
  Response response;
  const bool is_csv = call.page.format == Format::kCsv;
  response.type =
      std::string(media_type(call.page.format)) + (is_csv ? "; charset=utf-8; header=present" : "");
  if (is_csv) {
    response.body =
        csv_line({"id", "kind", "name", "date", "enddate", "status", "stance", "topic",
                  "participants", "document", "source", "publication_date", "url", "json"});
  }
  response.headers.emplace_back(
      "Content-Disposition",
      fmt::format("attachment; filename=\"facts.{}\"", is_csv ? "csv" : "jsonl"));
  std::size_t left = call.page.has_limit ? call.page.limit : rows->count();
  response.more = [&archive = call.archive(), snapshot = call.snapshot, rows, page = call.page,
                   left, is_csv](std::string& chunk) mutable -> Result<bool> {
    page.limit = std::min<std::size_t>(500, left);
    if (left == 0) return false;
    const Table& table = snapshot->index().facts;
    auto found = page_of_rows(table, *rows, page);
    if (!found) return found.error();
    const auto store = archive.lease();
    auto records = store->numbered_facts(numbers_of(table, found->rows));
    if (!records) return records.error();
    if (is_csv) {
      for (const FactRecord& fact : *records) chunk += csv_of(fact);
    } else {
      auto items = items_of(*snapshot, archive.part_rules(), *store, *records);
      if (!items) return items.error();
      for (const Json& item : *items) chunk += to_line(item) + "\n";
    }
    left -= found->rows.size();
    page.cursor = found->next;
    return !found->next.empty() && left > 0;
  };
  return response;
}

}  // namespace

Json fact_item(const FactRecord& fact) {
  Json json = Json::parse(fact.json, nullptr, false);
  if (!json.is_object()) json = Json::object();
  json["article"] = article_reference(fact.article);
  return json;
}

Response list_facts(Call& call) {
  auto store = call.archive().lease();
  auto rows = call.snapshot->rows(Subject::kFacts, call.selection, *store);
  if (!rows) return problem_of(rows.error());
  if (call.page.format != Format::kJson) return download(call, *rows);
  const Table& table = call.index().facts;
  auto page = page_of_rows(table, **rows, call.page);
  if (!page) return problem_of(page.error());
  auto records = store->numbered_facts(numbers_of(table, page->rows));
  if (!records) return problem_of(records.error());
  auto items = items_of(*call.snapshot, call.archive().part_rules(), *store, *records);
  if (!items) return problem_of(items.error());
  Json json;
  json["items"] = *std::move(items);
  json["total"] = (*rows)->count();
  Response response;
  add_next(call, page->next, json, response);
  response.body = to_line(json) + "\n";
  return response;
}

Response get_fact(Call& call) {
  auto store = call.archive().lease();
  auto number = store->fact_number(call.names[0]);
  if (!number) return problem_of(number.error());
  const std::int64_t numbers[] = {*number};
  auto records = store->numbered_facts(numbers);
  if (!records) return problem_of(records.error());
  if (records->empty()) {
    return problem(404, "There is no such fact", "no fact is called '" + call.names[0] + "'");
  }
  auto items = items_of(*call.snapshot, call.archive().part_rules(), *store, *records);
  if (!items) return problem_of(items.error());
  return json_response(items->front());
}

}  // namespace casus::serve
