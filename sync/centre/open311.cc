#include "sync/centre/open311.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "kiosk/base/file.h"
#include "kiosk/base/log.h"
#include "kiosk/domain/limits.h"
#include "kiosk/domain/open311_limits.h"
#include "kiosk/domain/record_number.h"
#include "sync/centre/open311_answer.h"
#include "sync/centre/open311_query.h"
#include "sync/centre/open311_request.h"

namespace bianmin::centre {
namespace {

namespace json = boost::json;
using base::Error;
using base::ErrorCode;
using open311::Fault;
using open311::Format;
using open311::Language;
using open311::Target;

constexpr std::size_t kMostCatalogueBytes = 1 << 20;
constexpr std::string_view kFormType = "application/x-www-form-urlencoded";
constexpr std::string_view kBearer = "Bearer ";

std::string_view PathOf(const Request& request) {
  const std::string_view target = request.target;
  return target.substr(0, target.find('?'));
}

std::string_view QueryOf(const Request& request) {
  const std::string_view target = request.target;
  const auto mark = target.find('?');
  return mark == std::string_view::npos ? std::string_view() : target.substr(mark + 1);
}

Target TargetOf(const Request& request) { return open311::TargetOf(PathOf(request), request.Header("accept")); }

bool IsForm(std::string_view content_type) {
  return content_type.substr(0, content_type.find_first_of("; ")) == kFormType;
}

// One answer of the face, with what it needs.
struct Question {
  Archive& archive;
  const Open311Parts& parts;
  const Target target;
  const Language language;
  const base::TimePoint now;
};

Response ListServices(const Question& question) {
  const auto codes = question.archive.ServiceCodes();
  if (!codes) return Fault(question.target.format, codes.error());
  const domain::Catalogue& catalogue = question.parts.catalogue;
  json::array services;
  for (const domain::Service& each : catalogue.services) {
    services.push_back(open311::DescribeService(each, question.language));
  }
  for (const std::string& code : *codes) {
    if (catalogue.Find(code) == nullptr) services.push_back(open311::DescribeUnknownService(code));
  }
  return open311::List(question.target.format, "services", "service", services);
}

// The services have no attributes of their own: what a request needs is in the contract.
Response DefineService(const Question& question) {
  const std::string code(question.target.id);
  bool is_known = question.parts.catalogue.Find(code) != nullptr;
  if (!is_known) {
    const auto codes = question.archive.ServiceCodes();
    if (!codes) return Fault(question.target.format, codes.error());
    is_known = std::binary_search(codes->begin(), codes->end(), code);
  }
  if (!is_known) return Fault(question.target.format, 404, "service_code was not found");
  Response response = open311::List(question.target.format, "service_definition", "service_code", {code});
  if (question.target.format == Format::Json) {
    response.body = json::serialize(json::object{{"service_code", code}, {"attributes", json::array()}});
  }
  return response;
}

Response GiveOrders(const Question& question, const OrderFilter& filter) {
  const auto found = question.archive.FindOrders(filter);
  if (!found) return Fault(question.target.format, found.error());
  json::array requests;
  for (const FoundOrder& order : *found) {
    requests.push_back(open311::DescribeOrder(order, question.parts.catalogue, question.language));
  }
  if (requests.empty() && !question.target.id.empty()) {
    return Fault(question.target.format, 404, "service_request_id was not found");
  }
  return open311::List(question.target.format, "service_requests", "request", requests);
}

Response GiveOrders(const Question& question, const Form& query) {
  auto filter = open311::ReadFilter(query, question.now);
  if (!filter) return Fault(question.target.format, filter.error());
  if (question.target.id.empty()) return GiveOrders(question, *filter);
  const auto number = domain::RecordNumber::Parse(question.target.id);
  if (!number) return Fault(question.target.format, 404, "service_request_id was not found");
  return GiveOrders(question, OrderFilter{.numbers = {number->text()},
                                          .services = {},
                                          .status = std::nullopt,
                                          .from = {},
                                          .to = {},
                                          .offset = 0,
                                          .limit = 1});
}

// What tells a retry from another request. The key the client chose goes in, so that nobody who has the archive can try
// out what somebody wrote.
base::Digest FingerprintOf(const std::string& retry_key, Form form) {
  form.erase("api_key");
  std::string text = fmt::format("{}:{}", retry_key.size(), retry_key);
  for (const auto& [name, value] : form) text += fmt::format("{}:{}{}:{}", name.size(), name, value.size(), value);
  return base::Sha256(text);
}

bool IsRetryKey(std::string_view key) {
  return key.size() <= domain::kMaxRetryKeyCharacters &&
         std::all_of(key.begin(), key.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

Response TakeRequest(const Question& question, const Request& request, const Form& form, const ApiKeySettings& key) {
  const Format format = question.target.format;
  if (key.access != ApiAccess::ReadAndWrite) return Fault(format, 403, "this api_key may read only");
  const auto offered = open311::ReadRequest(form);
  if (!offered) return Fault(format, offered.error());
  if (question.parts.catalogue.Find(offered->service_code) == nullptr) {
    return Fault(format, 404, "service_code was not found");
  }
  const auto& seal_key = question.parts.seal_key;
  if (!offered->personal.empty() && !seal_key) {
    return Fault(format, 400,
                 "this centre cannot take personal fields, because it has no key to seal them with (open311.seal_key); "
                 "send service_code and address_id alone");
  }
  const std::string retry_key = request.Header("idempotency-key");
  if (!IsRetryKey(retry_key)) {
    return Fault(format, 400,
                 fmt::format("Idempotency-Key must be 1 to {} printable ASCII characters without spaces",
                             domain::kMaxRetryKeyCharacters));
  }
  CityRequest taken{.source = std::string(kOpen311Source) + key.name,
                    .retry_key = retry_key.empty() ? "" : base::ToHex(base::Sha256(retry_key)),
                    .fingerprint = FingerprintOf(retry_key, form),
                    .received = question.now};
  const auto number = question.archive.AddRequest(taken, [&](const RequestIdentity& identity) {
    return open311::WriteRequest(*offered, seal_key, taken.source, identity, question.now);
  });
  if (!number) {
    const bool is_full = number.error().code == ErrorCode::TooLarge;
    return Fault(format, is_full ? Error{ErrorCode::Unavailable, number.error().message} : number.error());
  }
  return open311::List(format, "service_requests", "request",
                       {{{"service_request_id", *number}, {"service_notice", nullptr}, {"account_id", nullptr}}});
}

}  // namespace

base::Result<Open311Parts> LoadOpen311(const Open311Settings& settings) {
  Open311Parts parts;
  const auto text = base::ReadFile(settings.catalogue, kMostCatalogueBytes);
  if (!text) return base::At("open311.catalogue", text.error());
  auto catalogue = domain::ReadCatalogue(*text, settings.catalogue.string());
  if (!catalogue) return base::At("open311.catalogue", catalogue.error());
  parts.catalogue = std::move(*catalogue);
  if (!settings.seal_key.empty()) {
    auto key = base::LoadPublicKey(settings.seal_key);
    if (!key) return base::At("open311.seal_key", key.error());
    parts.seal_key = *key;
  }
  parts.keys = settings.keys;
  return parts;
}

Open311Desk::Open311Desk(Open311Parts parts)
    : parts_(std::move(parts)), quota_(domain::kMaxOpen311AskedPerMinute, domain::kMaxOpen311AskedPerDay) {}

bool Open311Desk::IsAddressed(const Request& request) { return PathOf(request).starts_with(open311::kRoot); }

std::optional<Response> Open311Desk::RefusalBeforeBody(const Request& head) {
  const Target target = TargetOf(head);
  if (target.resource.empty()) {
    return Fault(target.format, 404, "there are /open311/v2/services and /open311/v2/requests, with .json or .xml");
  }
  const bool takes_requests = target.resource == "requests" && target.id.empty();
  if (head.method != "GET" && !(takes_requests && head.method == "POST")) {
    Response response = Fault(target.format, 405, takes_requests ? "use GET or POST here" : "use GET here");
    response.headers.emplace_back("Allow", takes_requests ? "GET, POST" : "GET");
    return response;
  }
  const auto length = std::strtoull(head.Header("content-length").c_str(), nullptr, 10);
  if (length > domain::kMaxFormBytes) {
    return Fault(target.format, 413, fmt::format("send {} bytes at most", domain::kMaxFormBytes));
  }
  if (head.method == "POST" && !IsForm(head.Header("content-type"))) {
    return Fault(target.format, 415, fmt::format("send {}", kFormType));
  }
  return std::nullopt;
}

const ApiKeySettings* Open311Desk::KeyOf(const Request& request, const Form& query, const Form& body) const {
  std::string shown = request.Header("authorization");
  if (shown.starts_with(kBearer)) {
    shown.erase(0, kBearer.size());
  } else {
    shown = query.contains("api_key") ? FieldOf(query, "api_key") : FieldOf(body, "api_key");
  }
  const base::Digest hash = base::Sha256(shown);
  const ApiKeySettings* found = nullptr;
  for (const ApiKeySettings& each : parts_.keys) {
    unsigned difference = 0;
    for (std::size_t i = 0; i < hash.size(); ++i) difference |= static_cast<unsigned>(hash[i] ^ each.hash[i]);
    if (difference == 0) found = &each;
  }
  return found;
}

Response Open311Desk::Handle(Archive& archive, const Request& request, base::TimePoint now) {
  if (auto refusal = RefusalBeforeBody(request)) return *refusal;
  const Target target = TargetOf(request);
  const auto query = ReadForm(QueryOf(request));
  if (!query) return Fault(target.format, query.error());
  const auto body = ReadForm(request.method == "POST" ? std::string_view(request.body) : std::string_view());
  if (!body) return Fault(target.format, body.error());
  const ApiKeySettings* key = KeyOf(request, *query, *body);
  if (key == nullptr) {
    return Fault(target.format, 403,
                 "a valid api_key is needed: as a parameter, or in the header Authorization: Bearer");
  }
  if (const auto wait = quota_.Ask(key->name, now)) {
    Response response = Fault(target.format, 429,
                              fmt::format("an api_key may ask {} times a minute and {} times a day",
                                          domain::kMaxOpen311AskedPerMinute, domain::kMaxOpen311AskedPerDay));
    response.headers.emplace_back("Retry-After", std::to_string(wait->count()));
    return response;
  }
  const Question question{archive, parts_, target, open311::LanguageOf(request.Header("accept-language")), now};
  if (request.method == "POST") return TakeRequest(question, request, *body, *key);
  if (target.resource == "requests") return GiveOrders(question, *query);
  return target.id.empty() ? ListServices(question) : DefineService(question);
}

}  // namespace bianmin::centre
