#pragma once
// What Open311 answers with, in the words of GeoReport v2 and in the format that was asked for. Used by open311*.cc.

#include <boost/json.hpp>
#include <string>
#include <string_view>

#include "kiosk/domain/catalogue.h"
#include "sync/centre/archive.h"
#include "sync/centre/message.h"

namespace bianmin::centre::open311 {

enum class Format { Json, Xml };
enum class Language { Chinese, English };

// What a request's address asks for. `extension` is taken off.
struct Target {
  std::string_view resource;  // "services" or "requests"; empty for anything else
  std::string_view id;        // of one service or request; empty for the list
  Format format = Format::Json;
};
// `path` begins with kRoot. By the extension; without one, by the Accept header.
inline constexpr std::string_view kRoot = "/open311/v2/";
Target TargetOf(std::string_view path, std::string_view accept);
// Chinese unless English is what Accept-Language begins with.
Language LanguageOf(std::string_view accept_language);

Response List(Format format, std::string_view root, std::string_view item, const boost::json::array& values);
// `code` is the standard's, which is the HTTP status.
Response Fault(Format format, int code, std::string_view description);
Response Fault(Format format, const base::Error& error);

boost::json::object DescribeService(const domain::Service& service, Language language);
// Of a service that orders came for, and that the catalogue does not have (any more).
boost::json::object DescribeUnknownService(std::string_view code);
boost::json::object DescribeOrder(const FoundOrder& order, const domain::Catalogue& catalogue, Language language);

}  // namespace bianmin::centre::open311
