// Events: lists and downloads of them, one, why it is so, and the happening that it reports.

#include <fmt/format.h>

#include "export/export.h"
#include "export/record_json.h"
#include "output/writer.h"
#include "serve/api.h"

namespace casus::serve {

namespace {

constexpr std::size_t kChunkRows = 500;  // of a download, read at once

Result<std::vector<EventRecord>> read_rows(Store& store, const Table& table,
                                           std::span<const std::uint32_t> rows) {
  std::vector<std::int64_t> numbers;
  for (const std::uint32_t row : rows) numbers.push_back(table.number[row]);
  return store.numbered_events(numbers);
}

Json geojson_feature(const EventRecord& record, Json properties) {
  Json feature;
  feature["type"] = "Feature";
  feature["id"] = record.id;
  feature["geometry"] = nullptr;
  // A country is no point: what is known no closer has no pin.
  const bool has_point = record.place && record.place->latitude && record.place->longitude &&
                         record.place->resolution > 1;
  if (has_point) {
    feature["geometry"] = {{"type", "Point"},
                           {"coordinates", {*record.place->longitude, *record.place->latitude}}};
  }
  feature["properties"] = std::move(properties);
  return feature;
}

// How often each happening was reported among the selected events.
class ReportCounts {
 public:
  ReportCounts(const ArchiveIndex& index, const Bitset& rows) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
    rows.each([&](std::size_t row) {
      const std::uint32_t link = index.events.link[row];
      if (link == 0) return;
      ++mentions_[link];
      const std::uint32_t article = index.events.article[row];
      pairs.emplace_back(link, article == kNone32 ? 0 : index.articles.source[article]);
    });
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    for (const auto& [link, source] : pairs) ++sources_[link];
  }
  Reports of(std::uint32_t link, const std::string& name) const {
    Reports reports;
    reports.link = name;
    if (link == 0) return reports;
    reports.mentions = mentions_.at(link);
    reports.sources = sources_.at(link);
    return reports;
  }

 private:
  std::unordered_map<std::uint32_t, std::int64_t> mentions_;
  std::unordered_map<std::uint32_t, std::int64_t> sources_;
};

std::string csv_header() {
  std::string line;
  for (const ExportColumn& column : csv_table().columns) {
    line += (line.empty() ? "" : ",") + std::string(column.name);
  }
  return line + "\r\n";
}

std::string csv_row(const EventRecord& record, const Reports& reports) {
  static const ExportTables no_tables;
  const ExportRow row{record, nullptr, nullptr, 0, reports, no_tables};
  std::string line;
  for (const ExportColumn& column : csv_table().columns) {
    const bool is_first = &column == &csv_table().columns.front();
    line += (is_first ? "" : ",") + table_value(csv_table(), column.value(row));
  }
  return line + "\r\n";
}

// A download in the making: it holds rows, no connection, between two chunks.
struct Download {
  Archive& archive;
  std::shared_ptr<Snapshot> snapshot;
  std::shared_ptr<const Bitset> rows;
  Page page;
  std::size_t left;  // rows to go
  EventItems items;
  std::optional<ReportCounts> reports;
  bool is_first = true;
  bool is_done = false;

  void append(const EventRecord& record, std::string& chunk) {
    switch (page.format) {
      case Format::kCsv: {
        const Table& table = snapshot->index().events;
        const std::uint32_t row = ArchiveIndex::row_at(table, record.number);
        chunk += csv_row(record, reports->of(table.link[row], record.event.link));
        break;
      }
      case Format::kGeojson:
        chunk += (is_first ? "\n" : ",\n") + to_line(geojson_feature(record, items(record)));
        break;
      default:
        chunk += to_line(items(record)) + "\n";
    }
    is_first = false;
  }

  Result<bool> more(std::string& chunk) {
    if (is_done) return false;
    page.limit = std::min(kChunkRows, left);
    auto found = page_of_rows(snapshot->index().events, *rows, page);
    if (!found) return found.error();
    auto records = read_rows(*archive.lease(), snapshot->index().events, found->rows);
    if (!records) return records.error();
    for (const EventRecord& record : *records) append(record, chunk);
    left -= found->rows.size();
    page.cursor = found->next;
    is_done = found->next.empty() || left == 0;
    if (is_done && page.format == Format::kGeojson) chunk += "\n]}\n";
    return !is_done;
  }
};

Response download(Call& call, Store& store, std::shared_ptr<const Bitset> rows) {
  auto state =
      std::make_shared<Download>(Download{call.archive(), call.snapshot, std::move(rows), call.page,
                                          0, call.event_items(store), std::nullopt});
  state->left = call.page.has_limit ? call.page.limit : state->rows->count();
  if (call.page.format == Format::kCsv) state->reports.emplace(call.index(), *state->rows);
  Response response;
  response.type = media_type(call.page.format);
  if (call.page.format == Format::kCsv) {
    response.type += "; charset=utf-8; header=present";
    response.body = csv_header();
  }
  if (call.page.format == Format::kGeojson) {
    response.body = fmt::format("{{\"type\":\"FeatureCollection\",\"total\":{},\"features\":[",
                                state->rows->count());
  }
  const char* ending = call.page.format == Format::kCsv       ? "csv"
                       : call.page.format == Format::kGeojson ? "geojson"
                                                              : "jsonl";
  response.headers.emplace_back("Content-Disposition",
                                fmt::format("attachment; filename=\"events.{}\"", ending));
  response.more = [state](std::string& chunk) { return state->more(chunk); };
  return response;
}

// What the explanation says of one sentence.
std::string sentence_of(const std::string& text, std::int32_t number) {
  const std::size_t begin = text.find(fmt::format("\nSentence {}  ", number + 1));
  if (begin == std::string::npos) return text;
  const std::size_t end = text.find(fmt::format("\nSentence {}  ", number + 2), begin + 1);
  return text.substr(begin + 1, end == std::string::npos ? end : end - begin - 1);
}

}  // namespace

Result<std::optional<EventRecord>> find_event(Store& store, const std::string& id) {
  auto number = store.event_number(id);
  if (!number) return number.error();
  if (*number == 0) return std::optional<EventRecord>();
  const std::int64_t numbers[] = {*number};
  auto records = store.numbered_events(numbers);
  if (!records) return records.error();
  if (records->empty()) return std::optional<EventRecord>();
  return std::optional(std::move(records->front()));
}

Response no_event(const std::string& id) {
  return problem(404, "There is no such event", "no event is called '" + id + "' as last coded");
}

Json article_reference(const ArticleRecord& article) {
  Json json;
  json["id"] = article.document_id;
  json["title"] = or_null(article.title);
  json["date"] = or_null(article.date);
  json["source"] = or_null(article.source);
  json["url"] = or_null(article.url);
  json["language"] = or_null(article.language);
  return json;
}

Json EventItems::operator()(const EventRecord& record) const {
  Json json = record_json(record);
  json["text"] = record.text;
  const std::uint32_t row = ArchiveIndex::row_at(index_.events, record.number);
  const std::uint32_t link = row == kNone32 ? 0 : index_.events.link[row];
  json["reports"] =
      link == 0 || link >= index_.reports_of_link.size() ? 1 : index_.reports_of_link[link];
  json["review"] = nullptr;
  if (reviews_) {
    const auto found = reviews_->last.find(record.number);
    if (found != reviews_->last.end()) json["review"] = found->second;
  }
  json["article"] = article_reference(record.article);
  return json;
}

EventItems Call::event_items(Store& store) const {
  auto reviews = archive().reviews(store);
  return {index(), reviews ? *reviews : nullptr};
}

Response list_events(Call& call) {
  auto store = call.archive().lease();
  auto rows = call.snapshot->rows(Subject::kEvents, call.selection, *store);
  if (!rows) return problem_of(rows.error());
  if (call.page.format != Format::kJson) return download(call, *store, *rows);
  const Table& table = call.index().events;
  auto page = page_of_rows(table, **rows, call.page);
  if (!page) return problem_of(page.error());
  auto records = read_rows(*store, table, page->rows);
  if (!records) return problem_of(records.error());
  Json json;
  json["items"] = Json::array();
  const EventItems item_of = call.event_items(*store);
  for (const EventRecord& record : *records) json["items"].push_back(item_of(record));
  json["total"] = (*rows)->count();
  Response response;
  add_next(call, page->next, json, response);
  response.body = to_line(json) + "\n";
  return response;
}

Response get_event(Call& call) {
  auto store = call.archive().lease();
  auto found = find_event(*store, call.names[0]);
  if (!found) return problem_of(found.error());
  if (!*found) return no_event(call.names[0]);
  Json json = call.event_items(*store)(**found);
  const std::string address = "/api/v1/events/" + percent_encoded((*found)->id);
  json["explain"] = address + "/explain";
  json["reviews"] = "/api/v1/reviews?event=" + percent_encoded((*found)->id);
  return json_response(json);
}

Response explain_event(Call& call) {
  auto lease = std::make_optional(call.archive().lease());
  auto found = find_event(**lease, call.names[0]);
  if (!found) return problem_of(found.error());
  if (!*found) return no_event(call.names[0]);
  const ArticleRecord& article = (*found)->article;
  auto history = (*lease)->history(article.id);
  if (!history) return problem_of(history.error());
  if (history->revisions.empty()) return no_event(call.names[0]);
  auto text = (*lease)->text_of(history->revisions.back().id);
  if (!text) return problem_of(text.error());
  lease.reset();  // coding takes longer than reading
  Document document;
  document.id = article.document_id;
  document.date = article.date;
  document.title = article.title;
  document.language = article.language;
  document.text = *std::move(text);
  document.wants_reasons = true;
  if (auto coded = call.archive().code(document); !coded) return problem_of(coded.error());
  std::string explanation;
  make_explanation_writer({})->render(document, explanation);
  Json json;
  json["event"] = (*found)->id;
  json["text"] = sentence_of(explanation, (*found)->event.sentence);
  return json_response(json);
}

}  // namespace casus::serve
