#pragma once

// Checks JSON against the part of JSON Schema that the OpenAPI document uses, for tests.

#include <string>

#include "output/json.h"

namespace casus::serve {

class SchemaCheck {
 public:
  explicit SchemaCheck(const Json& document) : schemas_(document["components"]["schemas"]) {}

  // Where `value` does not follow the schema, and why; "" where it does.
  std::string fault(const Json& value, const Json& schema, const std::string& at) const {
    if (schema.contains("$ref")) {
      const auto path = schema["$ref"].get<std::string>();
      const std::string name = path.substr(path.rfind('/') + 1);
      if (!schemas_.contains(name)) return at + ": no schema " + name;
      return fault(value, schemas_[name], at);
    }
    if (schema.contains("const")) return value == schema["const"] ? "" : at + ": another word";
    if (schema.contains("anyOf")) {
      std::string first;
      for (const Json& each : schema["anyOf"]) {
        const std::string found = fault(value, each, at);
        if (found.empty()) return "";
        first = first.empty() ? found : first;
      }
      return first;
    }
    return fault_of_type(value, schema, at);
  }

 private:
  std::string fault_of_type(const Json& value, const Json& schema, const std::string& at) const {
    const auto type = schema["type"].get<std::string>();
    const bool fits =
        (type == "string" && value.is_string()) ||
        (type == "integer" && value.is_number_integer()) ||
        (type == "number" && value.is_number()) || (type == "boolean" && value.is_boolean()) ||
        (type == "null" && value.is_null()) || (type == "array" && value.is_array()) ||
        (type == "object" && value.is_object());
    if (!fits) return at + ": " + value.dump() + " is no " + type;
    if (type == "array") return fault_of_items(value, schema, at);
    return type == "object" ? fault_of_fields(value, schema, at) : "";
  }
  std::string fault_of_items(const Json& value, const Json& schema, const std::string& at) const {
    for (std::size_t i = 0; i < value.size(); ++i) {
      const std::string found =
          fault(value[i], schema["items"], at + "[" + std::to_string(i) + "]");
      if (!found.empty()) return found;
    }
    return "";
  }
  std::string fault_of_fields(const Json& value, const Json& schema, const std::string& at) const {
    const Json none = Json::object();
    const Json& fields = schema.contains("properties") ? schema["properties"] : none;
    if (schema.contains("required")) {
      for (const Json& name : schema["required"]) {
        if (!value.contains(name.get<std::string>())) return at + ": no " + name.get<std::string>();
      }
    }
    const bool is_closed = schema.contains("additionalProperties");
    for (const auto& [name, each] : value.items()) {
      if (!fields.contains(name)) {
        if (is_closed) return at + ": unexpected " + name;
        continue;
      }
      const std::string found = fault(each, fields[name], at + "." + name);
      if (!found.empty()) return found;
    }
    return "";
  }

  const Json& schemas_;
};

}  // namespace casus::serve
