// What PLOVER's words mean, with names for people.

#include "serve/api.h"

namespace casus::serve {

namespace {

Json labelled(const Labels& labels, std::string_view kind) {
  Json list = Json::array();
  for (const Label& each : labels.all()) {
    if (each.kind != kind) continue;
    list.push_back({{"name", each.name}, {"en", each.english}, {"ru", or_null(each.russian)}});
  }
  return list;
}

Json label_of(const Labels& labels, std::string_view kind, const std::string& name) {
  for (const Label& each : labels.all()) {
    if (each.kind == kind && each.name == name) {
      return {{"name", name}, {"en", each.english}, {"ru", or_null(each.russian)}};
    }
  }
  return {{"name", name}, {"en", name}, {"ru", nullptr}};
}

}  // namespace

Response get_codebook(Call& call) {
  const Labels& labels = call.archive().labels();
  Json json;
  json["categories"] = Json::array();
  for (const EventCategory& category : labels.schema().categories()) {
    Json item = label_of(labels, "category", category.name);
    item["quad_code"] = category.quad_code;
    item["event_scale"] = category.scale;
    item["modes"] = Json::array();
    for (const EventMode& mode : category.modes) {
      Json entry = label_of(labels, "mode", mode.name);
      entry["event_scale"] = mode.scale;
      item["modes"].push_back(std::move(entry));
    }
    json["categories"].push_back(std::move(item));
  }
  json["contexts"] = Json::array();
  for (const std::string& context : labels.schema().contexts()) {
    json["contexts"].push_back(label_of(labels, "context", context));
  }
  json["auxiliaries"] = labelled(labels, "auxiliary");
  json["quads"] = labelled(labels, "quad");
  json["kinds"] = labelled(labels, "kind");
  json["sectors"] = labelled(labels, "sector");
  json["codes"] = labelled(labels, "code");
  return json_response(json);
}

}  // namespace casus::serve
