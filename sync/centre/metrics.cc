#include "sync/centre/metrics.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace bianmin::centre {
namespace {

constexpr std::pair<std::string_view, std::string_view> kRoutes[] = {
    {"/v1/", "description"},
    {"/v1/events", "events"},
    {"/v1/changes", "changes"},
    {"/v1/journal", "journal"},
    {"/v1/records/", "record"},
    {"/v1/heartbeat", "heartbeat"},
    {"/healthz", "healthz"},
    {"/readyz", "readyz"},
    {"/open311/", "open311"},
    {"/.well-known/est/cacerts", "authorities"},
    {"/.well-known/est/simpleenroll", "enrol"},
    {"/.well-known/est/simplereenroll", "renew"},
};
constexpr std::string_view kOtherRoute = "other";
constexpr std::string_view kVerdicts[] = {"accepted", "duplicate", "conflict", "broken"};
constexpr base::ErrorCode kErrors[] = {base::ErrorCode::Unavailable, base::ErrorCode::DiskFull,
                                       base::ErrorCode::Corrupt};
constexpr std::string_view kErrorNames[] = {"unavailable", "disk_full", "corrupt"};
constexpr std::int64_t kBounds[] = {5, 10, 25, 50, 100, 250, 1000, 2500, 10000};  // milliseconds

std::string_view RouteOf(std::string_view target) {
  const std::string_view path = target.substr(0, target.find('?'));
  for (const auto& [address, route] : kRoutes) {
    const bool has_more = address == "/v1/records/" || address == "/open311/";
    if (has_more ? path.starts_with(address) : path == address) return route;
  }
  return kOtherRoute;
}

double Seconds(std::int64_t milliseconds) { return static_cast<double>(milliseconds) / 1000; }

// The two lines that stand before the values of one metric.
void Begin(std::string& text, std::string_view name, std::string_view kind, std::string_view help) {
  fmt::format_to(std::back_inserter(text), "# HELP {} {}\n# TYPE {} {}\n", name, help, name, kind);
}

}  // namespace

void Metrics::CountRequest(std::string_view target, int status) {
  const std::lock_guard lock(mutex_);
  ++requests_[{RouteOf(target), status}];
}

void Metrics::Observe(base::Milliseconds time) {
  const auto bound = std::lower_bound(std::begin(kBounds), std::end(kBounds), time.count());
  ++batch_times_[static_cast<std::size_t>(bound - std::begin(kBounds))];
  batch_time_sum_ += time;
}

void Metrics::CountBatch(const BatchOutcome& outcome, base::Milliseconds time) {
  const std::lock_guard lock(mutex_);
  for (const Verdict verdict : outcome.verdicts) ++verdicts_[static_cast<std::size_t>(verdict)];
  Observe(time);
}

void Metrics::CountRepeatedBatch(base::Milliseconds time) {
  const std::lock_guard lock(mutex_);
  ++repeated_batches_;
  Observe(time);
}

void Metrics::CountArchiveError(base::ErrorCode code) {
  const auto* const found = std::find(std::begin(kErrors), std::end(kErrors), code);
  if (found == std::end(kErrors)) return;
  const std::lock_guard lock(mutex_);
  ++archive_errors_[static_cast<std::size_t>(found - std::begin(kErrors))];
}

void Metrics::SetConnections(std::size_t connections) {
  const std::lock_guard lock(mutex_);
  connections_ = connections;
}

void Metrics::CountTurnedAway() {
  const std::lock_guard lock(mutex_);
  ++turned_away_;
}

void Metrics::SetFleet(std::optional<FleetCounts> fleet) {
  const std::lock_guard lock(mutex_);
  fleet_ = std::move(fleet);
}

void Metrics::WriteFleet(std::string& text) const {
  if (!fleet_) return;
  auto out = std::back_inserter(text);
  Begin(text, "bianmin_fleet_kiosks_seen", "gauge", "Kiosks that were heard of within the last 15 minutes.");
  fmt::format_to(out, "bianmin_fleet_kiosks_seen {}\n", fleet_->seen);
  Begin(text, "bianmin_fleet_alerts", "gauge", "Kiosks with an open alert, by its kind.");
  for (const AlertKind kind : kAlertKinds) {
    const auto found = fleet_->alerts.find(kind);
    const std::int64_t kiosks = found == fleet_->alerts.end() ? 0 : found->second;
    fmt::format_to(out, "bianmin_fleet_alerts{{kind=\"{}\"}} {}\n", WireName(kind), kiosks);
  }
  Begin(text, "bianmin_fleet_events_waiting", "gauge", "Events that wait at the kiosks, as each said last.");
  fmt::format_to(out, "bianmin_fleet_events_waiting {}\n", fleet_->waiting);
  Begin(text, "bianmin_fleet_events_dead", "gauge", "Events that were refused for good, as each kiosk said last.");
  fmt::format_to(out, "bianmin_fleet_events_dead {}\n", fleet_->dead);
}

std::string Metrics::Write() const {
  static_assert(std::size(kBounds) == kBuckets);
  const std::lock_guard lock(mutex_);
  std::string text;
  auto out = std::back_inserter(text);
  Begin(text, "bianmin_centre_info", "gauge", "The program's version.");
  fmt::format_to(out, "bianmin_centre_info{{version=\"{}\"}} 1\n", version_);
  Begin(text, "bianmin_requests_total", "counter", "Requests that were answered.");
  for (const auto& [key, count] : requests_) {
    fmt::format_to(out, "bianmin_requests_total{{route=\"{}\",status=\"{}\"}} {}\n", key.first, key.second, count);
  }
  Begin(text, "bianmin_events_total", "counter", "Events that kiosks sent, by what became of them.");
  for (std::size_t i = 0; i < verdicts_.size(); ++i) {
    fmt::format_to(out, "bianmin_events_total{{verdict=\"{}\"}} {}\n", kVerdicts[i], verdicts_[i]);
  }
  Begin(text, "bianmin_batches_repeated_total", "counter", "Batches that were given their first answer again.");
  fmt::format_to(out, "bianmin_batches_repeated_total {}\n", repeated_batches_);
  Begin(text, "bianmin_batch_seconds", "histogram", "Time that the archive took for a batch.");
  std::int64_t count = 0;
  for (std::size_t i = 0; i < kBuckets; ++i) {
    count += batch_times_[i];
    fmt::format_to(out, "bianmin_batch_seconds_bucket{{le=\"{}\"}} {}\n", Seconds(kBounds[i]), count);
  }
  count += batch_times_[kBuckets];
  fmt::format_to(out, "bianmin_batch_seconds_bucket{{le=\"+Inf\"}} {}\n", count);
  fmt::format_to(out, "bianmin_batch_seconds_sum {}\nbianmin_batch_seconds_count {}\n",
                 Seconds(batch_time_sum_.count()), count);
  Begin(text, "bianmin_archive_errors_total", "counter", "Failures of the database.");
  for (std::size_t i = 0; i < archive_errors_.size(); ++i) {
    fmt::format_to(out, "bianmin_archive_errors_total{{kind=\"{}\"}} {}\n", kErrorNames[i], archive_errors_[i]);
  }
  Begin(text, "bianmin_connections", "gauge", "Open connections, of kiosks and strangers.");
  fmt::format_to(out, "bianmin_connections {}\n", connections_);
  Begin(text, "bianmin_connections_turned_away_total", "counter", "Connections beyond listen.max_connections.");
  fmt::format_to(out, "bianmin_connections_turned_away_total {}\n", turned_away_);
  WriteFleet(text);
  return text;
}

}  // namespace bianmin::centre
