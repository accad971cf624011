#pragma once
// What a command of bianmin-admin found, in both forms it can be printed in: lines for a person, JSON for a program.
// No personal text is ever in either.

#include <boost/json/object.hpp>
#include <string>
#include <vector>

namespace bianmin::admin {

struct Report {
  std::vector<std::string> lines;
  boost::json::object json;
  // False: the command worked, and what it looked at needs a person. The exit code is then 1.
  bool is_sound = true;
  // The command worked, and a kiosk of the fleet needs a person: of bianmin-admin centre fleet. The exit code is
  // then 3.
  bool has_alerts = false;
  // The command has printed what was asked for itself, piece by piece.
  bool is_printed = false;
};

// With a line break at the end.
std::string AsText(const Report& report);
std::string AsJson(const Report& report);

}  // namespace bianmin::admin
