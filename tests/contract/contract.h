#pragma once
// sync/openapi.yaml as a judge: says what is wrong with an answer that a centre gave, or with an event that a kiosk
// wrote. It knows the part of JSON Schema 2020-12 that the contract uses, and stops the test at a keyword it does not
// know, so that a rule of the contract cannot go unchecked.

#include <yaml-cpp/yaml.h>

#include <boost/json.hpp>
#include <set>
#include <string>
#include <vector>

namespace bianmin::contract {

// Plain sentences that begin with the place in the value; none: all is as it should be.
using Faults = std::vector<std::string>;

struct Answer {
  int status = 0;
  std::string content_type;
  std::string body;
};

class Contract {
 public:
  // Throws when the file cannot be read.
  static Contract Load(const std::string& path);

  // Whether the contract names this status for the operation, with this content type, and the body fits its schema.
  Faults Judge(const std::string& path, const std::string& method, const Answer& answer) const;
  // Whether the value fits a schema of components/schemas.
  Faults Fit(const std::string& schema, const boost::json::value& value) const;
  // A kiosk's event: KioskEvent, and its data the schema that belongs to its type.
  Faults JudgeEvent(const std::string& event) const;
  // Every type of event that the contract names.
  std::set<std::string> EventTypes() const;
  // Every example of the file against the schema it stands beside.
  Faults JudgeExamples() const;

 private:
  explicit Contract(YAML::Node root) : root_(std::move(root)) {}

  YAML::Node Resolve(const YAML::Node& node) const;
  void Check(const YAML::Node& schema, const boost::json::value& value, const std::string& where, Faults& faults) const;
  void CheckObject(const YAML::Node& schema, const boost::json::object& object, const std::string& where,
                   Faults& faults) const;
  void CheckAlternatives(const YAML::Node& schema, const boost::json::value& value, const std::string& where,
                         Faults& faults) const;
  void CheckContent(const YAML::Node& content, const std::string& where, Faults& faults) const;

  YAML::Node root_;
};

// That of sync/openapi.yaml, loaded once.
const Contract& TheContract();
// That of sync/open311.yaml.
const Contract& TheOpen311Contract();

}  // namespace bianmin::contract
