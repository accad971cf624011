#include "kiosk/wire/heartbeat.h"

#include <fmt/format.h>

#include "kiosk/domain/fleet_limits.h"
#include "kiosk/wire/json.h"

namespace bianmin::wire {
namespace {

namespace json = boost::json;
using base::Error;
using base::ErrorCode;
using base::Result;
using base::TimePoint;

// Reads member after member and remembers the first that is wrong.
class Members {
 public:
  explicit Members(const json::object& object) : object_(object) {}

  std::optional<TimePoint> Time(std::string_view name) {
    const auto text = TextIn(object_, name);
    return Checked(name, text ? base::ParseUtc(*text) : std::nullopt, "is no UTC time");
  }
  std::optional<domain::Version> Version(std::string_view name) {
    const auto text = TextIn(object_, name);
    return Checked(name, text ? domain::Version::Parse(*text) : std::nullopt, "is no version of three numbers");
  }
  std::optional<domain::PrinterCondition> Printer(std::string_view name) {
    const auto text = TextIn(object_, name);
    return Checked(name, text ? domain::ParsePrinterCondition(*text) : std::nullopt, "is no condition of a printer");
  }
  std::optional<std::int64_t> Count(std::string_view name, std::int64_t most) {
    const auto count = CountIn(object_, name);
    const bool is_fit = count && *count <= static_cast<std::uint64_t>(most);
    return Checked(name, is_fit ? std::optional(static_cast<std::int64_t>(*count)) : std::nullopt,
                   fmt::format("is no whole number from 0 to {}", most));
  }
  // The value of a member that must be there.
  template <class Value>
  Value Needed(std::string_view name, std::optional<Value> value) {
    if (!value) Fault(fmt::format("{} is missing", name));
    return value.value_or(Value{});
  }
  void Fault(const std::string& why) {
    if (fault_.empty()) fault_ = why;
  }
  const std::string& fault() const { return fault_; }

 private:
  template <class Value>
  std::optional<Value> Checked(std::string_view name, std::optional<Value> value, const std::string& what) {
    if (!value && object_.contains(name)) Fault(fmt::format("{} {}", name, what));
    return value;
  }

  const json::object& object_;
  std::string fault_;
};

Error NotAHeartbeat(const std::string& why) { return {ErrorCode::Invalid, "This is no heartbeat: " + why + "."}; }

}  // namespace

std::string WriteHeartbeat(const domain::Heartbeat& heartbeat) {
  json::object object;
  object["time"] = base::FormatUtc(heartbeat.at);
  if (heartbeat.kiosk) object["kiosk_version"] = heartbeat.kiosk->Text();
  object["sync_version"] = heartbeat.sync.Text();
  object["waiting"] = heartbeat.waiting;
  if (heartbeat.waiting_since) object["waiting_since"] = base::FormatUtc(*heartbeat.waiting_since);
  object["dead"] = heartbeat.dead;
  if (heartbeat.disk) {
    object["disk_free"] = heartbeat.disk->free_bytes;
    object["disk_total"] = heartbeat.disk->total_bytes;
  }
  object["printer"] = domain::WireName(heartbeat.printer);
  object["uptime_seconds"] = heartbeat.uptime.count();
  if (heartbeat.last_backup) object["last_backup"] = base::FormatUtc(*heartbeat.last_backup);
  return json::serialize(object);
}

Result<domain::Heartbeat> ReadHeartbeat(std::string_view text) {
  if (text.size() > domain::kMaxHeartbeatBytes) {
    return Error{ErrorCode::TooLarge, fmt::format("A heartbeat has {} bytes at most.", domain::kMaxHeartbeatBytes)};
  }
  const auto value = ParseJson(text, "heartbeat");
  if (!value) return Error{ErrorCode::Invalid, value.error().message};
  const json::object* object = value->if_object();
  if (object == nullptr) return NotAHeartbeat("it is not an object");
  Members members(*object);
  domain::Heartbeat heartbeat;
  heartbeat.at = members.Needed("time", members.Time("time"));
  heartbeat.kiosk = members.Version("kiosk_version");
  heartbeat.sync = members.Needed("sync_version", members.Version("sync_version"));
  heartbeat.waiting = members.Needed("waiting", members.Count("waiting", domain::kMaxCountedEvents));
  heartbeat.waiting_since = members.Time("waiting_since");
  heartbeat.dead = members.Needed("dead", members.Count("dead", domain::kMaxCountedEvents));
  const auto free = members.Count("disk_free", domain::kMaxDiskBytes);
  const auto total = members.Count("disk_total", domain::kMaxDiskBytes);
  if (free.has_value() != total.has_value()) members.Fault("one of disk_free and disk_total is missing");
  if (free && total && *free > *total) members.Fault("disk_free is more than disk_total");
  if (free && total) heartbeat.disk = domain::DiskSpace{*free, *total};
  heartbeat.printer = members.Printer("printer").value_or(domain::PrinterCondition::Unknown);
  const auto uptime = members.Count("uptime_seconds", std::chrono::seconds{domain::kMaxUptime}.count());
  heartbeat.uptime = std::chrono::seconds{members.Needed("uptime_seconds", uptime)};
  heartbeat.last_backup = members.Time("last_backup");
  if (!members.fault().empty()) return NotAHeartbeat(members.fault());
  return heartbeat;
}

}  // namespace bianmin::wire
