#include "sync/centre/xml.h"

#include <boost/json.hpp>

#include "kiosk/base/text.h"

namespace bianmin::centre {
namespace {

namespace json = boost::json;

constexpr char32_t kReplacement = 0xFFFD;

bool CanBeInXml(char32_t c) { return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c != 0xFFFE && c != 0xFFFF); }

void AddElement(std::string& text, std::string_view name, const json::value& value);

std::string Inside(const json::value& value) {
  if (value.is_null()) return {};
  if (value.is_string()) return EscapeXml(value.get_string());
  if (!value.is_object()) return json::serialize(value);
  std::string inside;
  for (const auto& member : value.get_object()) AddElement(inside, member.key(), member.value());
  return inside;
}

void AddElement(std::string& text, std::string_view name, const json::value& value) {
  text.append("<").append(name).append(">").append(Inside(value)).append("</").append(name).append(">");
}

}  // namespace

std::string EscapeXml(std::string_view text) {
  std::string escaped;
  for (const char32_t c : base::Characters(text)) {
    switch (c) {
      case U'&':
        escaped += "&amp;";
        break;
      case U'<':
        escaped += "&lt;";
        break;
      case U'>':
        escaped += "&gt;";
        break;
      case U'"':
        escaped += "&quot;";
        break;
      case U'\'':
        escaped += "&apos;";
        break;
      default:
        base::AppendCharacter(escaped, CanBeInXml(c) ? c : kReplacement);
    }
  }
  return escaped;
}

std::string WriteXml(std::string_view root, std::string_view item, const json::array& values) {
  std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<";
  text.append(root).append(">");
  for (const json::value& each : values) AddElement(text, item, each);
  return text.append("</").append(root).append(">\n");
}

}  // namespace bianmin::centre
