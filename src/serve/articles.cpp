// Articles: lists of them, one with its layers and history, and the bytes that it was taken from.

#include <fmt/format.h>

#include <map>

#include "export/export.h"
#include "export/record_json.h"
#include "serve/api.h"
#include "serve/items.h"
#include "serve/snippet.h"

namespace casus::serve {

namespace {

constexpr std::size_t kMaxStory = 200;  // members of a story that are listed; `story_size` is all

Json article_item(const ArchiveIndex& index, const ArticleRecord& record) {
  Json json = record_json(record);
  const std::uint32_t at = index.article_at(record.id);
  json["events"] = at == kNone32 ? 0 : index.articles.events[at];
  json["facts"] = at == kNone32 ? 0 : index.articles.facts[at];
  return json;
}

Result<std::string> text_of_article(Store& store, std::int64_t article) {
  auto history = store.history(article);
  if (!history) return history.error();
  if (history->revisions.empty()) return std::string();
  return store.text_of(history->revisions.back().id);
}

Result<void> add_snippet(Store& store, const ArticleRecord& record,
                         const std::vector<std::string>& words, Json& item) {
  auto text = text_of_article(store, record.id);
  if (!text) return text.error();
  const Snippet snippet = make_snippet(*text, words);
  item["snippet"] = snippet.text;
  item["snippet_marks"] = snippet.marks;
  return {};
}

std::vector<std::int64_t> numbers_of(const ArchiveIndex& index,
                                     std::span<const std::uint32_t> rows) {
  std::vector<std::int64_t> numbers;
  for (const std::uint32_t row : rows) numbers.push_back(index.articles.number[row]);
  return numbers;
}

// One entry a story: the first of its articles among the selected, with how many there are.
Bitset folded(const ArchiveIndex& index, const Bitset& rows,
              std::unordered_map<std::int64_t, std::int64_t>& sizes) {
  Bitset kept(rows.size());
  rows.each([&](std::size_t at) {
    if (++sizes[index.articles.story[at]] == 1) kept.set(at);
  });
  return kept;
}

std::string csv_of(const Json& item) {
  static const char* const kColumns[] = {"id",  "date",  "language",  "title",  "source", "section",
                                         "url", "story", "revisions", "copies", "events", "facts"};
  std::string line;
  for (const char* column : kColumns) {
    const Json& value = item.is_null() ? Json(column) : item.at(column);
    const std::string text = value.is_null()     ? ""
                             : value.is_string() ? value.get<std::string>()
                                                 : value.dump();
    line += (line.empty() && column == kColumns[0] ? "" : ",") + table_value(csv_table(), text);
  }
  return line + "\r\n";
}

// Streams the selected articles, a page of them at a time.
Response download(Call& call, std::shared_ptr<const Bitset> rows) {
  Response response;
  const bool is_csv = call.page.format == Format::kCsv;
  response.type =
      std::string(media_type(call.page.format)) + (is_csv ? "; charset=utf-8; header=present" : "");
  if (is_csv) response.body = csv_of(nullptr);
  response.headers.emplace_back(
      "Content-Disposition",
      fmt::format("attachment; filename=\"articles.{}\"", is_csv ? "csv" : "jsonl"));
  std::size_t left = call.page.has_limit ? call.page.limit : rows->count();
  response.more = [&archive = call.archive(), snapshot = call.snapshot, rows, page = call.page,
                   left, is_csv](std::string& chunk) mutable -> Result<bool> {
    page.limit = std::min<std::size_t>(500, left);
    if (left == 0) return false;
    auto found = page_of_articles(snapshot->index(), *rows, page);
    if (!found) return found.error();
    auto records = archive.lease()->numbered_articles(numbers_of(snapshot->index(), found->rows));
    if (!records) return records.error();
    for (const ArticleRecord& record : *records) {
      const Json item = article_item(snapshot->index(), record);
      chunk += is_csv ? csv_of(item) : to_line(item) + "\n";
    }
    left -= found->rows.size();
    page.cursor = found->next;
    return !found->next.empty() && left > 0;
  };
  return response;
}

// Where the words stand that gave an event or fact its place: the archive keeps the place alone. Of
// what is coded otherwise by now it stays unknown. `coded` and `layers` are the same events or
// facts, `places` the document's.
template <typename Coded>
void add_place_words(const std::vector<Coded>& coded, const Json& layers, const Json& places,
                     const char* field, Json& items) {
  std::map<std::string, std::int32_t> found;
  for (std::size_t i = 0; i < coded.size(); ++i) found[layers[i]["id"]] = coded[i].place;
  for (Json& item : items) {
    const auto at = found.find(item["id"]);
    Json& place = item[field];
    if (at == found.end() || at->second == kNone || !place.is_object()) continue;
    const Json& words = places[static_cast<std::size_t>(at->second)];
    const bool is_same =
        words["geonameid"] == place["geonameid"] && words["country_code"] == place["country_code"];
    if (!is_same) continue;
    place["start"] = words["start"];
    place["end"] = words["end"];
  }
}

// The layers that the archive does not keep, found again in the text.
void add_layers(Archive& archive, const ArticleRecord& record, const std::string& text,
                Json& json) {
  for (const char* layer : {"sentences", "entities", "times", "places"}) json[layer] = nullptr;
  Document document;
  document.id = record.document_id;
  document.date = record.date;
  document.title = record.title;
  document.language = record.language;
  document.text = text;
  if (!archive.code(document)) return;
  Json layers = document_json(document);
  const Json& places = layers["places"];
  add_place_words(document.events, layers["events"], places, "event_loc", json["events"]);
  add_place_words(document.facts, layers["facts"], places, "place", json["facts"]);
  json["sentences"] = Json::array();
  for (const Json& each : layers["sentences"]) {
    json["sentences"].push_back({{"start", each["start"]}, {"end", each["end"]}});
  }
  for (const char* layer : {"entities", "times", "places"}) json[layer] = std::move(layers[layer]);
}

Result<void> add_coded(Call& call, Store& store, const ArticleRecord& record, Json& json) {
  const EventItems item_of = call.event_items(store);
  json["events"] = Json::array();
  json["facts"] = Json::array();
  Query query;
  query.document = record.document_id;
  query.by_date = false;
  auto done = store.read_events(query, [&](const EventRecord& event) {
    json["events"].push_back(item_of(event));
    return true;
  });
  if (!done) return done;
  return store.read_facts(query, [&](const FactRecord& fact) {
    json["facts"].push_back(fact_item(fact));
    return true;
  });
}

// "2026-11-24" of seconds since 1970.
std::string day_of(std::int64_t seconds) { return unpacked_date(packed_day(seconds / 86400)); }

void add_history(const ArticleHistory& history, Json& json) {
  json["revisions"] = Json::array();
  for (const RevisionRecord& each : history.revisions) {
    json["revisions"].push_back({{"revision", each.number},
                                 {"date", day_of(each.added)},
                                 {"words", each.words},
                                 {"bytes", each.bytes},
                                 {"added", or_null(time_text(each.added))},
                                 {"has_page", each.has_page}});
  }
  json["copies"] = Json::array();
  for (const CopyRecord& each : history.copies) {
    json["copies"].push_back({{"id", each.document_id},
                              {"source", or_null(each.source)},
                              {"url", or_null(each.url)},
                              {"date", or_null(each.date)},
                              {"added", or_null(time_text(each.added))}});
  }
}

// The articles that nearly equal this one, itself among them.
Result<void> add_story(const ArchiveIndex& index, Store& store, const ArticleRecord& record,
                       Json& json) {
  std::vector<std::int64_t> members;
  std::size_t size = 0;
  for (std::size_t at = 0; at < index.articles.size(); ++at) {
    if (index.articles.story[at] != record.story) continue;
    if (++size <= kMaxStory) members.push_back(index.articles.number[at]);
  }
  json["story_id"] = record.story;
  json["story_size"] = size;
  json["story"] = Json::array();
  auto records = store.numbered_articles(members);
  if (!records) return records.error();
  for (const ArticleRecord& each : *records) json["story"].push_back(article_reference(each));
  return {};
}

Result<std::optional<ArticleRecord>> find_article(Store& store, const std::string& id) {
  auto number = store.article_number(id);
  if (!number) return number.error();
  const std::int64_t numbers[] = {*number};
  auto records = store.numbered_articles(numbers);
  if (!records) return records.error();
  if (records->empty()) return std::optional<ArticleRecord>();
  return std::optional(std::move(records->front()));
}

Response no_article(const std::string& id) {
  return problem(404, "There is no such article", "no article is called '" + id + "'");
}

bool is_set(const Call& call, std::string_view flag) {
  const std::string* value = call.find(flag);
  return value != nullptr && *value != "false" && *value != "0";
}

}  // namespace

Response list_articles(Call& call) {
  auto store = call.archive().lease();
  auto rows = call.snapshot->rows(Subject::kArticles, call.selection, *store);
  if (!rows) return problem_of(rows.error());
  std::shared_ptr<const Bitset> shown = *rows;
  if (is_set(call, "refused")) {
    Bitset refused = *shown;
    refused.keep_if([&](std::size_t at) { return call.index().articles.is_refused[at] != 0; });
    shown = std::make_shared<const Bitset>(std::move(refused));
  }
  std::unordered_map<std::int64_t, std::int64_t> sizes;
  const bool folds = is_set(call, "fold");
  if (folds) shown = std::make_shared<const Bitset>(folded(call.index(), *shown, sizes));
  if (call.page.format != Format::kJson) return download(call, shown);
  auto page = page_of_articles(call.index(), *shown, call.page);
  if (!page) return problem_of(page.error());
  auto records = store->numbered_articles(numbers_of(call.index(), page->rows));
  if (!records) return problem_of(records.error());
  const auto words = words_of_query(call.selection.query.text);
  Json json;
  json["items"] = Json::array();
  for (const ArticleRecord& record : *records) {
    Json item = article_item(call.index(), record);
    if (folds) item["story_size"] = sizes[record.story];
    if (!words.empty()) {
      if (auto done = add_snippet(*store, record, words, item); !done) {
        return problem_of(done.error());
      }
    }
    json["items"].push_back(std::move(item));
  }
  json["total"] = shown->count();
  Response response;
  add_next(call, page->next, json, response);
  response.body = to_line(json) + "\n";
  return response;
}

Response get_article(Call& call) {
  auto store = std::make_optional(call.archive().lease());
  auto found = find_article(**store, call.names[0]);
  if (!found) return problem_of(found.error());
  if (!*found) return no_article(call.names[0]);
  const ArticleRecord& record = **found;
  auto history = (*store)->history(record.id);
  if (!history) return problem_of(history.error());
  Json json = record_json(record);
  std::string text;
  if (!history->revisions.empty()) {
    auto read = (*store)->text_of(history->revisions.back().id);
    if (!read) return problem_of(read.error());
    text = *std::move(read);
  }
  json["text"] = text;
  auto done = add_coded(call, **store, record, json);
  if (!done) return problem_of(done.error());
  add_history(*history, json);
  done = add_story(call.index(), **store, record, json);
  if (!done) return problem_of(done.error());
  store.reset();  // coding takes longer than reading
  add_layers(call.archive(), record, text, json);
  json["raw"] = "/api/v1/articles/" + percent_encoded(record.document_id) + "/raw";
  return json_response(json);
}

Response get_raw(Call& call) {
  auto store = call.archive().lease();
  auto found = find_article(*store, call.names[0]);
  if (!found) return problem_of(found.error());
  if (!*found) return no_article(call.names[0]);
  auto page = store->page_of((*found)->id);
  if (!page) return problem_of(page.error());
  Response response;
  if (page->bytes.empty()) {
    auto text = text_of_article(*store, (*found)->id);
    if (!text) return problem_of(text.error());
    page->bytes = *std::move(text);
  }
  // Never as what its server called it: a stranger's page would run here as ours.
  response.type = "text/plain; charset=utf-8";
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"page.txt\"");
  response.body = std::move(page->bytes);
  return response;
}

}  // namespace casus::serve
