// The API described by itself: an OpenAPI 3.1 document, made of the routes, the parameters, and the
// shapes of answers.

#include <map>

#include "serve/api.h"
#include "serve/schemas.h"

namespace casus::serve {

namespace {

Json reference(std::string_view kind, std::string_view name) {
  return {{"$ref", "#/components/" + std::string(kind) + "/" + std::string(name)}};
}

Json schema_of(const Parameter& parameter) {
  Json schema;
  switch (parameter.type) {
    case ParameterType::kDate:
      schema = {{"type", "string"}, {"pattern", "^\\d{4}(-\\d{2}(-\\d{2})?)?$"}};
      break;
    case ParameterType::kNumber:
      schema = {{"type", "number"}, {"minimum", 0}, {"maximum", 1}};
      break;
    case ParameterType::kInteger:
      schema = {{"type", "integer"}, {"minimum", 0}};
      break;
    case ParameterType::kFlag:
      schema = {{"type", "boolean"}};
      break;
    case ParameterType::kName:
      schema = {{"type", "string"}, {"enum", parameter.values}};
      break;
    case ParameterType::kText:
      schema = {{"type", "string"}, {"minLength", 1}};
      break;
  }
  if (!parameter.is_repeatable) return schema;
  return {{"type", "array"}, {"items", std::move(schema)}};
}

Json parameter_json(const Parameter& parameter) {
  Json json;
  json["name"] = parameter.name;
  json["in"] = "query";
  json["description"] = parameter.meaning;
  json["schema"] = schema_of(parameter);
  if (parameter.is_repeatable) json["explode"] = true;
  return json;
}

// The names in braces of a path.
Json path_parameters(std::string_view pattern) {
  Json list = Json::array();
  for (std::size_t at = pattern.find('{'); at != std::string_view::npos;
       at = pattern.find('{', at + 1)) {
    const std::size_t end = pattern.find('}', at);
    list.push_back({{"name", pattern.substr(at + 1, end - at - 1)},
                    {"in", "path"},
                    {"required", true},
                    {"schema", {{"type", "string"}}}});
  }
  return list;
}

// The route's name, as clients that are made of the document call it: "get_api_v1_events_id".
std::string operation_of(const Route& route) {
  std::string name(route.method == "PUT" ? "put" : "get");
  for (const char c : route.pattern) {
    if (c == '/') name += '_';
    if (c >= 'a' && c <= 'z') name += c;
  }
  return name;
}

Json content_of(const Route& route) {
  Json content;
  if (route.schema.empty()) {
    content[std::string(route.type)] = {{"schema", {{"type", "string"}}}};
    return content;
  }
  for (const Format format : route.formats) {
    content[std::string(media_type(format))] = {
        {"schema", format == Format::kJson      ? reference("schemas", route.schema)
                   : format == Format::kGeojson ? Json({{"type", "object"}})
                                                : Json({{"type", "string"}})}};
  }
  return content;
}

Json responses_of(const Route& route) {
  Json responses;
  responses["200"] = {{"description", route.summary}, {"content", content_of(route)}};
  if (route.method == "PUT") {
    responses["200"]["description"] = "The same was said before";
    responses["201"] = {{"description", route.summary}, {"content", content_of(route)}};
  } else if (route.is_stamped) {
    responses["304"] = {{"description", "As the client has it"}};
  }
  responses["default"] = {
      {"description", "What is wrong, and what mends it"},
      {"content", {{"application/problem+json", {{"schema", reference("schemas", "Problem")}}}}}};
  return responses;
}

Json operation_json(const Route& route) {
  Json json;
  json["operationId"] = operation_of(route);
  json["summary"] = route.summary;
  json["parameters"] = path_parameters(route.pattern);
  for (const Parameter& each : route.parameters) {
    json["parameters"].push_back(parameter_json(each));
  }
  if (route.takes_filters) {
    for (const Parameter& each : filter_parameters()) {
      json["parameters"].push_back(reference("parameters", each.name));
    }
  }
  for (const Parameter& each : page_parameters(route.paging)) {
    json["parameters"].push_back(reference("parameters", each.name));
  }
  if (!route.body.empty()) {
    json["requestBody"] = {
        {"required", true},
        {"content", {{"application/json", {{"schema", reference("schemas", route.body)}}}}}};
  }
  if (route.needs_token) json["security"] = Json::array({{{"token", Json::array()}}});
  json["responses"] = responses_of(route);
  return json;
}

Json components() {
  Json json;
  for (const auto list : {filter_parameters(), page_parameters(Paging::kCursor)}) {
    for (const Parameter& each : list) {
      json["parameters"][std::string(each.name)] = parameter_json(each);
    }
  }
  json["schemas"] = answer_schemas();
  json["securitySchemes"] = {{"token", {{"type", "http"}, {"scheme", "bearer"}}}};
  return json;
}

}  // namespace

Json openapi_document() {
  Json json;
  json["openapi"] = "3.1.0";
  json["info"] = {{"title", "casus"},
                  {"version", CASUS_VERSION},
                  {"description", "An archive of news, its events and its registers of facts"},
                  {"license", {{"name", "Apache-2.0"}, {"identifier", "Apache-2.0"}}}};
  json["servers"] = Json::array({{{"url", "/"}}});
  for (const Route& route : routes()) {
    const std::string method = route.method == "PUT" ? "put" : "get";
    json["paths"][std::string(route.pattern)][method] = operation_json(route);
  }
  json["components"] = components();
  return json;
}

Response get_openapi(Call&) {
  static const std::string text = to_line(openapi_document()) + "\n";
  Response response;
  response.body = text;
  return response;
}

}  // namespace casus::serve
