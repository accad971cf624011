#include "tests/contract/contract.h"

#include <algorithm>
#include <filesystem>
#include <regex>
#include <set>
#include <stdexcept>

#include "kiosk/base/text.h"

namespace bianmin::contract {
namespace {

namespace json = boost::json;

const std::set<std::string>& KnownKeywords() {
  static const std::set<std::string> kKnown{
      "$ref",          "type",      "required",    "properties", "additionalProperties",
      "items",         "maxItems",  "enum",        "const",      "pattern",
      "minLength",     "maxLength", "minimum",     "maximum",    "oneOf",
      "anyOf",         "default",   "description", "examples",   "contentEncoding",
      "x-data-by-type"};
  return kKnown;
}

bool HasType(const std::string& type, const json::value& value) {
  if (type == "object") return value.is_object();
  if (type == "array") return value.is_array();
  if (type == "string") return value.is_string();
  if (type == "boolean") return value.is_bool();
  if (type == "null") return value.is_null();
  if (type == "integer") return value.is_int64() || value.is_uint64();
  throw std::logic_error("the contract uses the type '" + type + "', which this test does not know");
}

std::string AsText(const json::value& value) {
  return value.is_string() ? std::string(value.as_string()) : json::serialize(value);
}

void CheckText(const YAML::Node& schema, const std::string& text, const std::string& where, Faults& faults) {
  const std::size_t length = base::CountCharacters(text);
  if (schema["minLength"] && length < schema["minLength"].as<std::size_t>()) faults.push_back(where + ": too short");
  if (schema["maxLength"] && length > schema["maxLength"].as<std::size_t>()) faults.push_back(where + ": too long");
  if (schema["pattern"] && !std::regex_search(text, std::regex(schema["pattern"].as<std::string>()))) {
    faults.push_back(where + ": '" + text + "' does not match " + schema["pattern"].as<std::string>());
  }
}

void CheckNumber(const YAML::Node& schema, std::int64_t number, const std::string& where, Faults& faults) {
  if (schema["minimum"] && number < schema["minimum"].as<std::int64_t>()) faults.push_back(where + ": too small");
  if (schema["maximum"] && number > schema["maximum"].as<std::int64_t>()) faults.push_back(where + ": too large");
}

// YAML's scalars in the types that JSON has; quoted ones are texts.
json::value ToJson(const YAML::Node& node) {
  if (node.IsMap()) {
    json::object object;
    for (const auto& pair : node) object[pair.first.as<std::string>()] = ToJson(pair.second);
    return object;
  }
  if (node.IsSequence()) {
    json::array array;
    for (const auto& item : node) array.push_back(ToJson(item));
    return array;
  }
  if (node.IsNull()) return nullptr;
  const std::string text = node.as<std::string>();
  if (node.Tag() == "!") return json::string(text);
  if (text == "true" || text == "false") return text == "true";
  std::int64_t number = 0;
  if (YAML::convert<std::int64_t>::decode(node, number)) return number;
  return json::string(text);
}

}  // namespace

const Contract& TheContract() {
  static const Contract contract = Contract::Load(std::filesystem::path(BIANMIN_SOURCE_DIR) / "sync/openapi.yaml");
  return contract;
}

const Contract& TheOpen311Contract() {
  static const Contract contract = Contract::Load(std::filesystem::path(BIANMIN_SOURCE_DIR) / "sync/open311.yaml");
  return contract;
}

Contract Contract::Load(const std::string& path) { return Contract(YAML::LoadFile(path)); }

YAML::Node Contract::Resolve(const YAML::Node& node) const {
  if (!node["$ref"]) return node;
  std::string rest = node["$ref"].as<std::string>();
  if (!rest.starts_with("#/")) throw std::logic_error("the contract refers to " + rest);
  rest.erase(0, 2);
  YAML::Node found;
  found.reset(root_);
  while (!rest.empty()) {
    const auto end = std::min(rest.find('/'), rest.size());
    const std::string step = rest.substr(0, end);
    rest.erase(0, end + 1);
    const YAML::Node next = found[step];
    if (!next) throw std::logic_error("the contract refers to a missing " + node["$ref"].as<std::string>());
    found.reset(next);
  }
  return Resolve(found);
}

void Contract::CheckObject(const YAML::Node& schema, const json::object& object, const std::string& where,
                           Faults& faults) const {
  for (const auto& name : schema["required"]) {
    if (!object.contains(name.as<std::string>())) faults.push_back(where + ": lacks " + name.as<std::string>());
  }
  const bool is_closed = schema["additionalProperties"] && !schema["additionalProperties"].as<bool>();
  for (const auto& member : object) {
    const std::string name(member.key());
    const YAML::Node properties = schema["properties"];
    if (properties && properties[name]) {
      Check(properties[name], member.value(), where + "/" + name, faults);
    } else if (is_closed) {
      faults.push_back(where + ": has a member " + name + ", which the contract does not know");
    }
  }
}

void Contract::CheckAlternatives(const YAML::Node& schema, const json::value& value, const std::string& where,
                                 Faults& faults) const {
  for (const char* keyword : {"oneOf", "anyOf"}) {
    if (!schema[keyword]) continue;
    int fitting = 0;
    for (const auto& alternative : schema[keyword]) {
      Faults of_this;
      Check(alternative, value, where, of_this);
      if (of_this.empty()) ++fitting;
    }
    const bool is_good = std::string(keyword) == "oneOf" ? fitting == 1 : fitting > 0;
    if (!is_good) faults.push_back(where + ": fits " + std::to_string(fitting) + " of its alternatives");
  }
}

void Contract::Check(const YAML::Node& reference, const json::value& value, const std::string& where,
                     Faults& faults) const {
  const YAML::Node schema = Resolve(reference);
  for (const auto& pair : schema) {
    if (!KnownKeywords().contains(pair.first.as<std::string>())) {
      throw std::logic_error("the contract uses '" + pair.first.as<std::string>() + "', which this test does not know");
    }
  }
  if (schema["type"] && !HasType(schema["type"].as<std::string>(), value)) {
    faults.push_back(where + ": is no " + schema["type"].as<std::string>() + " but " + json::serialize(value));
    return;
  }
  if (schema["const"] && AsText(value) != schema["const"].as<std::string>()) {
    faults.push_back(where + ": is not " + schema["const"].as<std::string>());
  }
  if (schema["enum"]) {
    const YAML::Node words = schema["enum"];
    const bool is_one = std::any_of(words.begin(), words.end(),
                                    [&](const YAML::Node& word) { return word.as<std::string>() == AsText(value); });
    if (!is_one) faults.push_back(where + ": '" + AsText(value) + "' is not one of the known words");
  }
  CheckAlternatives(schema, value, where, faults);
  if (value.is_string()) CheckText(schema, AsText(value), where, faults);
  if (value.is_int64()) CheckNumber(schema, value.as_int64(), where, faults);
  if (value.is_object()) CheckObject(schema, value.as_object(), where, faults);
  if (!value.is_array()) return;
  const auto& items = value.as_array();
  if (schema["maxItems"] && items.size() > schema["maxItems"].as<std::size_t>()) faults.push_back(where + ": too many");
  for (std::size_t i = 0; i < items.size() && schema["items"]; ++i) {
    Check(schema["items"], items[i], where + "/" + std::to_string(i), faults);
  }
}

Faults Contract::Fit(const std::string& schema, const json::value& value) const {
  const YAML::Node found = root_["components"]["schemas"][schema];
  if (!found) throw std::logic_error("the contract has no schema " + schema);
  Faults faults;
  Check(found, value, "", faults);
  return faults;
}

Faults Contract::Judge(const std::string& path, const std::string& method, const Answer& answer) const {
  const YAML::Node operation = root_["paths"][path][method];
  if (!operation) return {"the contract has no " + method + " " + path};
  const YAML::Node named = operation["responses"][std::to_string(answer.status)];
  if (!named) return {method + " " + path + " may not answer " + std::to_string(answer.status)};
  const YAML::Node content = Resolve(named)["content"];
  if (!content) {
    return answer.body.empty() ? Faults{} : Faults{"a body where the contract has none: " + answer.body};
  }
  const YAML::Node described = content[answer.content_type];
  if (!described) return {"the content type '" + answer.content_type + "' is not that of the contract"};
  if (!answer.content_type.ends_with("json")) return {};  // certificates: their reader judges them
  json::error_code error;
  const json::value value = json::parse(answer.body, error);
  if (error) return {"the body is not JSON: " + answer.body.substr(0, 200)};
  Faults faults;
  Check(described["schema"], value, "", faults);
  return faults;
}

Faults Contract::JudgeEvent(const std::string& event) const {
  const json::value value = json::parse(event);
  Faults faults = Fit("KioskEvent", value);
  const YAML::Node by_type = root_["components"]["schemas"]["KioskEvent"]["x-data-by-type"];
  const std::string type = AsText(value.at("type"));
  if (!by_type[type]) {
    faults.push_back("the contract does not know the type " + type);
    return faults;
  }
  for (const std::string& fault : Fit(by_type[type].as<std::string>(), value.at("data"))) {
    faults.push_back("data" + fault);
  }
  return faults;
}

std::set<std::string> Contract::EventTypes() const {
  std::set<std::string> types;
  for (const auto& each : root_["components"]["schemas"]["KioskEvent"]["x-data-by-type"]) {
    types.insert(each.first.as<std::string>());
  }
  return types;
}

void Contract::CheckContent(const YAML::Node& content, const std::string& where, Faults& faults) const {
  for (const auto& media : content) {
    const YAML::Node schema = media.second["schema"];
    if (media.second["example"]) Check(schema, ToJson(media.second["example"]), where + " example", faults);
    for (const auto& example : media.second["examples"]) {
      Check(schema, ToJson(example.second["value"]), where + " " + example.first.as<std::string>(), faults);
    }
  }
}

Faults Contract::JudgeExamples() const {
  Faults faults;
  for (const auto& path : root_["paths"]) {
    for (const auto& operation : path.second) {
      const std::string where = path.first.as<std::string>() + " " + operation.first.as<std::string>();
      const YAML::Node asked = operation.second["requestBody"];
      if (asked) CheckContent(asked["content"], where, faults);
      for (const auto& response : operation.second["responses"]) {
        CheckContent(Resolve(response.second)["content"], where + " " + response.first.as<std::string>(), faults);
      }
    }
  }
  if (!root_["paths"]["/v1/events"]) return faults;
  const YAML::Node batch = root_["paths"]["/v1/events"]["post"]["requestBody"]["content"];
  for (const auto& media : batch) {
    for (const auto& example : media.second["examples"]) {
      for (const auto& event : example.second["value"]) {
        const Faults of_event = JudgeEvent(json::serialize(ToJson(event)));
        faults.insert(faults.end(), of_event.begin(), of_event.end());
      }
    }
  }
  return faults;
}

}  // namespace bianmin::contract
