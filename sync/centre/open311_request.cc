#include "sync/centre/open311_request.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "kiosk/base/text.h"
#include "kiosk/domain/limits.h"
#include "kiosk/domain/open311_limits.h"

namespace bianmin::centre::open311 {
namespace {

namespace json = boost::json;
using base::Error;
using base::ErrorCode;

// Of the standard's fields those that go into the seal. Where something is leads to a person as a name does.
constexpr std::array<std::string_view, 11> kPersonal{"lat",       "long",        "address_string", "email",
                                                     "device_id", "account_id",  "first_name",     "last_name",
                                                     "phone",     "description", "media_url"};
constexpr std::array<std::string_view, 5> kOpen{"service_code", "address_id", "api_key", "jurisdiction_id", "locale"};

template <std::size_t n>
bool Has(const std::array<std::string_view, n>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

Error Invalid(std::string message) { return {ErrorCode::Invalid, std::move(message)}; }

// Of a description lines may end; everything else is one line.
bool IsText(std::string_view name, std::string_view text) {
  const auto characters = base::Characters(text);
  return std::none_of(characters.begin(), characters.end(), [&](char32_t c) {
    const bool is_line_end = c == U'\n' || c == U'\r';
    return base::IsControlCharacter(c) && !(is_line_end && name == "description");
  });
}

bool IsCode(std::string_view text) {
  return text.size() <= domain::kMaxSubjectBytes && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
         });
}

std::string Sealed(const Form& personal, const base::PublicKey& key) {
  json::object inside;
  for (const auto& [name, text] : personal) inside[name] = text;
  return base::ToBase64(base::Seal(key, json::serialize(inside)));
}

}  // namespace

base::Result<OfferedRequest> ReadRequest(const Form& form) {
  OfferedRequest request;
  for (const auto& [name, text] : form) {
    const bool is_personal = Has(kPersonal, name);
    if (name.starts_with("attribute[")) return Invalid("the services here have no attributes (metadata is false)");
    if (!is_personal && !Has(kOpen, name)) return Invalid("one of the fields is not one of GeoReport v2");
    const std::size_t most =
        name == "description" ? domain::kMaxRequestDescriptionCharacters : domain::kMaxRequestFieldCharacters;
    if (base::CountCharacters(text) > most) return Invalid(fmt::format("{} may have {} characters", name, most));
    if (!IsText(name, text)) return Invalid(fmt::format("{} holds a control character", name));
    if (is_personal && !text.empty()) request.personal[name] = text;
  }
  request.service_code = FieldOf(form, "service_code");
  if (request.service_code.empty()) return Invalid("service_code was not provided");
  request.compound = FieldOf(form, "address_id");
  if (!IsCode(request.compound)) return Invalid("address_id must be the code of a compound, as the kiosks have it");
  const bool has_point = request.personal.contains("lat") && request.personal.contains("long");
  if (request.compound.empty() && !has_point && !request.personal.contains("address_string")) {
    return Invalid("a location is needed: lat and long, address_string or address_id");
  }
  return request;
}

std::string WriteRequest(const OfferedRequest& request, const std::optional<base::PublicKey>& seal_key,
                         const std::string& source, const RequestIdentity& identity, base::TimePoint now) {
  CHECK(seal_key || request.personal.empty());
  const std::string time = base::FormatUtc(now);
  json::object data{{"service_request_id", identity.number},
                    {"service_code", request.service_code},
                    {"urgency", "ordinary"},
                    {"requested_datetime", time}};
  if (!request.compound.empty()) data["compound"] = request.compound;
  if (!request.personal.empty()) data["sealed"] = Sealed(request.personal, *seal_key);
  return json::serialize(json::object{{"specversion", "1.0"},
                                      {"id", identity.event_id},
                                      {"source", source},
                                      {"type", "cn.bianmin.order.registered.v1"},
                                      {"time", time},
                                      {"subject", identity.number},
                                      {"datacontenttype", "application/json"},
                                      {"sequence", fmt::format("{:016}", identity.sequence)},
                                      {"data", std::move(data)}});
}

}  // namespace bianmin::centre::open311
