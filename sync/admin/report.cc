#include "sync/admin/report.h"

#include <boost/json/serialize.hpp>

namespace bianmin::admin {

std::string AsText(const Report& report) {
  std::string text;
  for (const std::string& line : report.lines) text += line + "\n";
  return text;
}

std::string AsJson(const Report& report) { return boost::json::serialize(report.json) + "\n"; }

}  // namespace bianmin::admin
