// What the archive holds, who coded it, and whether the server is well.

#include <algorithm>

#include "serve/api.h"
#include "serve/items.h"
#include "store/records.h"

namespace casus::serve {

namespace {

Json archive_json(const ArchiveIndex& index, const ArchiveStamp& stamp) {
  const ArticleColumns& articles = index.articles;
  std::int64_t refused = 0;
  std::int64_t uncoded = 0;
  std::int64_t first = 0;
  std::int64_t last = 0;
  for (std::size_t i = 0; i < articles.size(); ++i) {
    refused += articles.is_refused[i];
    uncoded += articles.is_coded[i] == 0 ? 1 : 0;
    const std::int64_t date = articles.date[i];
    if (date != 0 && (first == 0 || date < first)) first = date;
    last = std::max(last, date);
  }
  const auto current = [](const Table& table) {
    return std::count(table.is_current.begin(), table.is_current.end(), 1);
  };
  Json json;
  json["articles"] = articles.size();
  json["events"] = current(index.events);
  json["facts"] = current(index.facts);
  json["links"] = std::count_if(index.reports_of_link.begin(), index.reports_of_link.end(),
                                [](std::uint32_t reports) { return reports > 0; });
  json["sources"] = index.sources.size();
  json["reviews"] = stamp.reviews;
  json["refused"] = refused;
  json["uncoded"] = uncoded;
  json["bytes"] = stamp.bytes;
  json["changed"] = or_null(time_text(index.stamp.changed));
  json["first"] = or_null(unpacked_date(first));
  json["last"] = or_null(unpacked_date(last));
  json["languages"] = Json::array();
  for (const std::string& each : index.languages) {
    if (!each.empty()) json["languages"].push_back(each);
  }
  return json;
}

Json run_item(const RunRecord& run) {
  Json settings = Json::parse(run.settings, nullptr, false);
  Json item;
  item["run"] = run.id;
  item["coder"] = run.coder;
  item["settings"] = settings.is_discarded() ? Json(run.settings) : std::move(settings);
  item["started"] = or_null(time_text(run.started));
  item["articles"] = run.articles;
  item["events"] = run.events;
  item["facts"] = run.facts;
  return item;
}

}  // namespace

Response get_status(Call& call) {
  auto store = call.archive().lease();
  auto runs = call.snapshot->runs(*store);
  if (!runs) return problem_of(runs.error());
  Json json;
  json["version"] = CASUS_VERSION;
  json["archive"] = archive_json(call.index(), call.archive().stamp());
  json["runs"] = Json::array();
  for (const RunRecord& run : *runs) json["runs"].push_back(run_item(run));
  json["takes_reviews"] = !call.api.options().token.empty();
  json["explains"] = !call.archive().options().data.empty();
  return json_response(json);
}

Response get_health(Call& call) {
  auto store = call.archive().lease();
  if (auto stamp = store->stamp(); !stamp) return problem_of(stamp.error());
  return json_response({{"status", "ok"}});
}

Response get_metrics(Call& call) {
  Response response;
  response.type = "text/plain; version=0.0.4; charset=utf-8";
  response.body = call.api.metrics().text();
  return response;
}

}  // namespace casus::serve
