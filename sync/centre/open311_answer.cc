#include "sync/centre/open311_answer.h"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/base/log.h"
#include "sync/centre/xml.h"

namespace bianmin::centre::open311 {
namespace {

namespace json = boost::json;
using base::ErrorCode;

// What a state means, for whoever reads status_notes.
struct StateWords {
  std::string_view state;
  std::string_view chinese;
  std::string_view english;
};
constexpr StateWords kStateWords[] = {
    {"registered", "已登记，等待受理", "Registered, waiting to be accepted"},
    {"accepted", "已受理，正在安排", "Accepted, being arranged"},
    {"dispatched", "已派单，服务单位将与居民联系", "Dispatched, the provider will contact the resident"},
    {"in_service", "服务进行中", "The service is under way"},
    {"awaiting_acceptance", "服务已完成，等待居民确认", "Done, waiting for the resident to confirm"},
    {"completed", "已办结", "Completed"},
    {"cancelled", "已取消", "Cancelled"},
    {"declined", "不予受理", "Declined"},
};

std::string_view NotesOf(std::string_view state, Language language) {
  for (const StateWords& each : kStateWords) {
    if (each.state == state) return language == Language::English ? each.english : each.chinese;
  }
  return state;  // of a kiosk newer than this centre
}

std::string_view NameOf(domain::ServiceGroup group, Language language) {
  const bool is_english = language == Language::English;
  switch (group) {
    case domain::ServiceGroup::Life:
      return is_english ? "Daily life" : "生活类";
    case domain::ServiceGroup::Culture:
      return is_english ? "Culture" : "文化类";
    case domain::ServiceGroup::MutualAid:
      return is_english ? "Mutual aid" : "互助类";
  }
  return {};
}

const std::string& In(const domain::LocalisedText& text, Language language) {
  return language == Language::English ? text.en : text.zh;
}

json::value OrNull(std::string_view text) { return text.empty() ? json::value(nullptr) : json::value(text); }

}  // namespace

Target TargetOf(std::string_view path, std::string_view accept) {
  Target target;
  path.remove_prefix(kRoot.size());
  const bool prefers_xml =
      accept.find("xml") != std::string_view::npos && accept.find("json") == std::string_view::npos;
  target.format = prefers_xml ? Format::Xml : Format::Json;
  constexpr std::pair<std::string_view, Format> kExtensions[] = {{".json", Format::Json}, {".xml", Format::Xml}};
  for (const auto& [extension, format] : kExtensions) {
    if (!path.ends_with(extension)) continue;
    path.remove_suffix(extension.size());
    target.format = format;
    break;
  }
  const auto slash = std::min(path.find('/'), path.size());
  const std::string_view resource = path.substr(0, slash);
  if (resource != "services" && resource != "requests") return target;
  const bool has_id = slash < path.size();
  if (has_id) target.id = path.substr(slash + 1);
  if (has_id && (target.id.empty() || target.id.find('/') != std::string_view::npos)) return target;
  target.resource = resource;
  return target;
}

Language LanguageOf(std::string_view accept_language) {
  return accept_language.starts_with("en") ? Language::English : Language::Chinese;
}

Response List(Format format, std::string_view root, std::string_view item, const json::array& values) {
  Response response;
  response.content_type = format == Format::Xml ? "text/xml; charset=utf-8" : "application/json";
  response.body = format == Format::Xml ? WriteXml(root, item, values) : json::serialize(values);
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

Response Fault(Format format, int code, std::string_view description) {
  Response response = List(format, "errors", "error", {{{"code", code}, {"description", description}}});
  response.status = code;
  return response;
}

Response Fault(Format format, const base::Error& error) {
  switch (error.code) {
    case ErrorCode::Invalid:
      return Fault(format, 400, error.message);
    case ErrorCode::NotFound:
      return Fault(format, 404, error.message);
    case ErrorCode::Conflict:
      return Fault(format, 409, error.message);
    case ErrorCode::TooLarge:
      return Fault(format, 413, error.message);
    case ErrorCode::Refused:
      return Fault(format, 403, error.message);
    case ErrorCode::Unavailable:
    case ErrorCode::DiskFull:
    case ErrorCode::Corrupt:
      break;
  }
  constexpr const char* kRetryAfterSeconds = "30";
  base::LogError("{}", error.message);
  Response response = Fault(format, 503, "The centre cannot work at the moment; send the same request again later.");
  response.headers.emplace_back("Retry-After", kRetryAfterSeconds);
  return response;
}

json::object DescribeService(const domain::Service& service, Language language) {
  return {{"service_code", service.code},
          {"service_name", In(service.name, language)},
          {"description", In(service.summary, language)},
          {"metadata", false},
          {"type", "realtime"},
          {"keywords", ""},
          {"group", NameOf(service.group, language)}};
}

json::object DescribeUnknownService(std::string_view code) {
  return {{"service_code", code}, {"service_name", code}, {"description", ""}, {"metadata", false},
          {"type", "realtime"},   {"keywords", ""},       {"group", ""}};
}

json::object DescribeOrder(const FoundOrder& order, const domain::Catalogue& catalogue, Language language) {
  const domain::Service* service = catalogue.Find(order.service_code);
  const Registration& told = order.registration;
  return {{"service_request_id", order.number},
          {"status", IsClosed(order.state) ? "closed" : "open"},
          {"status_notes", order.note.empty() ? NotesOf(order.state, language) : order.note},
          {"service_name", service != nullptr ? In(service->name, language) : order.service_code},
          {"service_code", order.service_code},
          {"description", nullptr},
          {"agency_responsible", nullptr},
          {"service_notice", nullptr},
          {"requested_datetime", base::FormatUtc(order.requested_at)},
          {"updated_datetime", base::FormatUtc(order.updated_at)},
          {"expected_datetime", told.due ? json::value(base::FormatUtc(*told.due)) : json::value(nullptr)},
          {"address", nullptr},
          {"address_id", OrNull(told.compound)},
          {"zipcode", nullptr},
          {"lat", nullptr},
          {"long", nullptr},
          {"media_url", nullptr},
          {"extended_attributes",
           {{"state", order.state}, {"urgency", OrNull(told.urgency)}, {"package_code", OrNull(told.package_code)}}}};
}

}  // namespace bianmin::centre::open311
