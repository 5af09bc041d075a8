#include "serve/schemas.h"

#include "base/text_file.h"
#include "serve/shapes.h"

namespace casus::serve {

namespace {

Json schema_of(std::string_view type);

Json one_schema(std::string_view type) {
  if (type.front() == '[') {
    return {{"type", "array"}, {"items", schema_of(type.substr(1, type.size() - 2))}};
  }
  if (type.front() == '"') return {{"const", type.substr(1, type.size() - 2)}};
  if (type.front() >= 'A' && type.front() <= 'Z') {
    return {{"$ref", "#/components/schemas/" + std::string(type)}};
  }
  return {{"type", type}};
}

Json schema_of(std::string_view type) {
  const auto parts = split(type, '|');
  // A list's own "|" belongs to its items.
  if (parts.size() == 1 || (type.front() == '[' && type.back() == ']')) return one_schema(type);
  Json schemas = Json::array();
  for (const std::string_view part : parts) schemas.push_back(one_schema(part));
  return {{"anyOf", std::move(schemas)}};
}

// Adds the fields of `other`, an object, to `object`.
void add_fields_of(const Json& other, Json& object) {
  for (const auto& [name, schema] : other["properties"].items())
    object["properties"][name] = schema;
  for (const Json& name : other["required"]) object["required"].push_back(name);
}

void add_field(std::string_view name, std::string_view type, Json& object) {
  if (name == "...") {
    object.erase("additionalProperties");
    return;
  }
  const bool is_optional = name.back() == '?';
  if (is_optional) name.remove_suffix(1);
  object["properties"][std::string(name)] = schema_of(type);
  if (!is_optional) object["required"].push_back(name);
}

void add_shapes(std::string_view shapes, Json& schemas) {
  Json* object = nullptr;
  for (std::string_view rest = shapes; !rest.empty();) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    const auto words = split_words(line);
    if (words.empty()) continue;
    if (words[0].front() == '+') {
      add_fields_of(schemas.at(std::string(words[0].substr(1))), *object);
    } else if (line.front() == ' ') {
      add_field(words[0], words.size() > 1 ? words[1] : "", *object);
    } else if (words.size() == 3) {
      schemas[std::string(words[0])] = schema_of(words[2]);
    } else {
      object = &schemas[std::string(words[0])];
      *object = {{"type", "object"},
                 {"properties", Json::object()},
                 {"required", Json::array()},
                 {"additionalProperties", false}};
    }
  }
}

Json make_schemas() {
  Json schemas;
  for (const std::string_view shapes : {kCommonShapes, kEventsShapes, kArticlesShapes, kFactsShapes,
                                        kCountsShapes, kReviewsShapes, kStatusShapes}) {
    add_shapes(shapes, schemas);
  }
  return schemas;
}

}  // namespace

const Json& answer_schemas() {
  static const Json schemas = make_schemas();
  return schemas;
}

}  // namespace casus::serve
