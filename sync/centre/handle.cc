#include "sync/centre/handle.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "kiosk/domain/limits.h"
#include "sync/centre/endpoints.h"
#include "sync/centre/fleet.h"
#include "sync/centre/problem.h"

namespace bianmin::centre {
namespace {

namespace json = boost::json;

constexpr std::string_view kBatchType = "application/cloudevents-batch+json";
constexpr std::string_view kJson = "application/json";
constexpr std::string_view kEvents = "/v1/events";
constexpr std::string_view kJournal = "/v1/journal";
constexpr std::string_view kRecords = "/v1/records/";
constexpr std::string_view kHeartbeat = "/v1/heartbeat";

struct Address {
  std::string_view path;
  std::string_view query;
};

Address AddressOf(std::string_view target) {
  const auto mark = std::min(target.find('?'), target.size());
  return {target.substr(0, mark), target.substr(std::min(mark + 1, target.size()))};
}

Response Json(const json::object& body) {
  Response response;
  response.content_type = "application/json";
  response.body = json::serialize(body);
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

Response NotAllowed(std::string_view method) {
  Response response = Problem(405, problem::kMethod, fmt::format("Use {} here.", method));
  response.headers.emplace_back("Allow", method);
  return response;
}

Response Describe(Archive& archive, const Request& request, base::TimePoint now, const ArrivalKeys* arrival_keys) {
  const auto holding = archive.HoldingOf(*request.source);
  if (!holding) return Unavailable(holding.error());
  json::array keys;
  for (const base::VerifyKey& key : arrival_keys != nullptr ? arrival_keys->known : std::vector<base::VerifyKey>{}) {
    keys.push_back({{"name", domain::ArrivalKeyName(key)}, {"key", base::ToBase64(key)}});
  }
  return Json({{"protocol", "v1"},
               {"time", base::FormatUtc(now)},
               {"source", *request.source},
               {"least_kiosk_version", kLeastKioskVersion.Text()},
               {"encodings", {"gzip", "identity"}},
               {"limits",
                {{"batch_events", domain::kMaxBatchEvents},
                 {"batch_bytes", domain::kMaxBatchBytes},
                 {"event_bytes", domain::kMaxEventBytes},
                 {"changes", domain::kMaxChangesPerPage},
                 {"wait_seconds", domain::kMaxChangesWait.count()}}},
               {"epoch", archive.Epoch()},
               {"count", holding->events},
               {"high", fmt::format("{:016}", holding->high)},
               {"arrival_keys", std::move(keys)}});
}

// "application/cloudevents-batch+json; charset=utf-8" names the type too.
bool IsOfType(std::string_view header, std::string_view type) {
  const auto end = std::min(header.find_first_of("; "), header.size());
  return header.substr(0, end) == type;
}

std::string_view MethodAt(std::string_view path) {
  if (path == kEvents || path == kJournal) return "POST";
  return path == kHeartbeat ? "PUT" : "GET";
}

// Of a body; empty where there is none.
std::string_view TypeAt(std::string_view path) {
  if (path == kEvents) return kBatchType;
  return path == kHeartbeat || path == kJournal ? kJson : "";
}

std::optional<Response> Refusal(const Request& request, const Address& address) {
  const bool is_for_all = address.path == "/healthz" || address.path == "/readyz";
  const bool is_for_kiosks = address.path == "/v1/" || address.path == "/v1/changes" || address.path == kEvents ||
                             address.path == kJournal || address.path == kHeartbeat ||
                             address.path.starts_with(kRecords);
  if (!is_for_all && !is_for_kiosks) {
    return Problem(404, problem::kNotFound,
                   "This centre knows /v1/, /v1/events, /v1/changes, /v1/journal, /v1/records/{number}, /v1/heartbeat, "
                   "/healthz and /readyz.");
  }
  const std::string_view method = MethodAt(address.path);
  if (request.method != method) return NotAllowed(method);
  if (is_for_kiosks && !request.source) {
    return Problem(403, problem::kNoCertificate,
                   "Connect with the kiosk's certificate; its subject alternative name must hold the kiosk's URN.");
  }
  const std::string_view type = TypeAt(address.path);
  if (!type.empty() && !IsOfType(request.Header("content-type"), type)) {
    return Problem(415, problem::kUnsupportedType, fmt::format("Send {}.", type));
  }
  return std::nullopt;
}

}  // namespace

std::optional<Response> RefusalBeforeBody(const Request& head) { return Refusal(head, AddressOf(head.target)); }

bool IsBatch(const Request& request) {
  const Address address = AddressOf(request.target);
  return address.path == kEvents && !Refusal(request, address) && request.body.size() <= domain::kMaxRequestBytes;
}

Response Handle(Archive& archive, RecordQuota& quota, const Request& request, base::TimePoint now,
                const ArrivalKeys* arrival_keys) {
  const Address address = AddressOf(request.target);
  if (auto refusal = Refusal(request, address)) return *refusal;
  if (request.body.size() > domain::kMaxRequestBytes) {
    return Problem(413, problem::kTooLarge, fmt::format("Send {} bytes at most.", domain::kMaxRequestBytes));
  }
  if (address.path == "/healthz") return Json({{"status", "alive"}});
  if (address.path == "/readyz") {
    const auto probed = archive.Probe();
    return probed ? Json({{"status", "ready"}}) : Unavailable(probed.error());
  }
  if (address.path == "/v1/") return Describe(archive, request, now, arrival_keys);
  if (address.path == "/v1/changes") return GiveChanges(archive, request, address.query);
  if (address.path.starts_with(kRecords)) {
    return GiveRecord(archive, quota, request, address.path.substr(kRecords.size()), now);
  }
  if (address.path == kJournal) return TakeJournal(archive, request, now);
  if (address.path == kHeartbeat) return TakeHeartbeat(archive, request, now);
  const auto batch = ReadBatch(request, now);
  if (!batch) return batch.error();
  Response response = StoreBatch(archive, *batch);
  SignBatch(response, *batch, arrival_keys);
  return response;
}

}  // namespace bianmin::centre
