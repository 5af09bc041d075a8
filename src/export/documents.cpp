// JSON Lines and GeoJSON.

#include "export/export.h"
#include "export/record_json.h"

namespace casus {

namespace {

// Calls `write` for each event that the options keep, with its reports.
template <typename Write>
Result<void> each_event(ExportContext& context, Write write) {
  auto reports = count_reports(context.store, context.options);
  if (!reports) return reports.error();
  return context.store.read_events(context.options.query, [&](const EventRecord& record) {
    const auto found = reports->find(record.number);
    const Reports of = found == reports->end() ? Reports() : found->second;
    if (context.options.one_per_happening && !of.link.empty() && of.first != record.number) {
      ++context.losses.repeated;
      return true;
    }
    Json json = record_json(record);
    json["link"] = of.link.empty() ? Json(nullptr) : Json(of.link);
    return write(record, std::move(json));
  });
}

}  // namespace

Result<void> write_jsonl_export(ExportContext& context) {
  return each_event(context, [&](const EventRecord&, Json json) {
    ++context.events;
    return context.sink(to_line(json) + "\n");
  });
}

Result<void> write_geojson(ExportContext& context) {
  if (!context.sink("{\"type\":\"FeatureCollection\",\"features\":[")) return {};
  auto done = each_event(context, [&](const EventRecord& record, Json json) {
    if (!record.place || !record.place->latitude || !record.place->longitude) {
      ++context.losses.no_place;
      return true;
    }
    Json feature;
    feature["type"] = "Feature";
    feature["id"] = record.id;
    feature["geometry"] = {{"type", "Point"},
                           {"coordinates", {*record.place->longitude, *record.place->latitude}}};
    feature["properties"] = std::move(json);
    const bool is_first = context.events++ == 0;
    return context.sink((is_first ? "\n" : ",\n") + to_line(feature));
  });
  if (done) context.sink("\n]}\n");
  return done;
}

}  // namespace casus
