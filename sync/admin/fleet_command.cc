#include "sync/admin/fleet_command.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/array.hpp>
#include <map>

#include "kiosk/domain/enrolment_limits.h"
#include "kiosk/domain/fleet_limits.h"
#include "kiosk/domain/kiosk_name.h"
#include "sync/admin/outbox_command.h"

namespace bianmin::admin {
namespace {

using base::TimePoint;
using centre::AlertKind;
using centre::KioskStanding;
namespace json = boost::json;

// What is wrong with one kiosk, in words.
struct Complaint {
  std::string source;
  std::string kind;
  TimePoint began;
  std::string words;
};

std::string NameOf(const std::string& source) {
  const auto name = domain::KioskName::Parse(source);
  return name ? name->Login() : source;
}

json::value OrNull(const std::optional<TimePoint>& time) {
  if (!time) return nullptr;
  return json::string(base::FormatUtc(*time));
}

std::string OffBy(base::Milliseconds offset) {
  return fmt::format("{} {}", HowLong(std::chrono::abs(offset)), offset.count() < 0 ? "behind" : "ahead");
}

std::string MegabytesOf(std::int64_t bytes) { return fmt::format("{} MiB", bytes >> 20); }

// Of the newest heartbeat, which every open alert has.
std::string WordsFor(AlertKind kind, const centre::ReceivedHeartbeat& newest) {
  const domain::Heartbeat& said = newest.heartbeat;
  switch (kind) {
    case AlertKind::Silent:
      return "silent: bianmin-sync does not run there, or the line is down";
    case AlertKind::Waiting:
      return fmt::format("{} events wait although it is in contact", said.waiting);
    case AlertKind::Dead:
      return fmt::format("{} events were refused for good; at the kiosk: bianmin-admin outbox", said.dead);
    case AlertKind::Disk:
      return fmt::format("its disk is nearly full: {} are free", MegabytesOf(said.disk ? said.disk->free_bytes : 0));
    case AlertKind::Paper:
      return "its printer is out of paper";
    case AlertKind::Printer:
      return "its printer is in trouble";
    case AlertKind::Clock:
    case AlertKind::ClockFarOff:
      return fmt::format("its clock is {}; start NTP there", OffBy(newest.clock_offset()));
    case AlertKind::Version:
      return fmt::format("it runs a version before {}", centre::kLeastKioskVersion.Text());
  }
  return {};
}

// The newest certificate of each kiosk that was not shut out.
std::map<std::string, centre::ListedCertificate> NewestOf(std::vector<centre::ListedCertificate> certificates) {
  std::map<std::string, centre::ListedCertificate> newest;
  for (centre::ListedCertificate& each : certificates) newest.emplace(each.source, std::move(each));
  std::erase_if(newest, [](const auto& each) { return each.second.revoked.has_value(); });
  return newest;
}

// Half of what is left after the renewal was due at two thirds, as bianmin-admin doctor has it.
std::optional<Complaint> ComplaintOf(const centre::ListedCertificate& certificate, TimePoint now) {
  const TimePoint late = certificate.not_after - (certificate.not_after - certificate.issued) / 6;
  if (now < late) return std::nullopt;
  return Complaint{
      certificate.source, "certificate", late,
      fmt::format("its certificate ends at {} and was not renewed", base::FormatUtc(certificate.not_after))};
}

json::object ToJson(const KioskStanding& kiosk) {
  json::object object{{"source", kiosk.source}, {"last_seen", OrNull(kiosk.last_seen())}};
  if (!kiosk.newest) return object;
  const domain::Heartbeat& said = kiosk.newest->heartbeat;
  object["heartbeat"] = base::FormatUtc(kiosk.newest->received);
  object["kiosk_version"] = said.kiosk ? json::value(said.kiosk->Text()) : nullptr;
  object["sync_version"] = said.sync.Text();
  object["waiting"] = said.waiting;
  object["waiting_since"] = OrNull(said.waiting_since);
  object["dead"] = said.dead;
  object["disk_free"] = said.disk ? json::value(said.disk->free_bytes) : nullptr;
  object["disk_total"] = said.disk ? json::value(said.disk->total_bytes) : nullptr;
  object["printer"] = domain::WireName(said.printer);
  object["clock_offset_ms"] = kiosk.newest->clock_offset().count();
  object["uptime_seconds"] = said.uptime.count();
  object["last_backup"] = OrNull(said.last_backup);
  return object;
}

constexpr const char* kColumns = "{:28} {:>9} {:>8} {:>8} {:>8} {:>5} {:>12} {:9} {:>14}  {}";

std::string RowOf(const KioskStanding& kiosk, const std::string& alerts, TimePoint now) {
  const auto seen = kiosk.last_seen();
  const std::string name = NameOf(kiosk.source);
  const std::string age = seen ? HowLong(now - *seen) : "never";
  if (!kiosk.newest) return fmt::format(kColumns, name, "-", age, "-", "-", "-", "-", "-", "-", alerts);
  const domain::Heartbeat& said = kiosk.newest->heartbeat;
  return fmt::format(kColumns, name, (said.kiosk ? *said.kiosk : said.sync).Text(), age, said.waiting,
                     said.waiting_since ? HowLong(said.at - *said.waiting_since) : "-", said.dead,
                     said.disk ? MegabytesOf(said.disk->free_bytes) : "-", domain::WireName(said.printer),
                     OffBy(kiosk.newest->clock_offset()), alerts);
}

void AddTable(Report& report, const std::vector<KioskStanding>& fleet, const std::vector<Complaint>& complaints,
              TimePoint now) {
  report.lines.push_back(fmt::format(kColumns, "kiosk", "version", "seen", "waiting", "oldest", "dead", "disk free",
                                     "printer", "clock", "alerts"));
  std::map<std::string, std::string> kinds;
  for (const Complaint& each : complaints) {
    std::string& of_kiosk = kinds[each.source];
    of_kiosk += (of_kiosk.empty() ? "" : ", ") + each.kind;
  }
  for (const KioskStanding& kiosk : fleet) report.lines.push_back(RowOf(kiosk, kinds[kiosk.source], now));
  if (fleet.empty()) report.lines.emplace_back("no kiosk has spoken yet");
}

void AddComplaints(Report& report, const std::vector<Complaint>& complaints, bool are_shown, TimePoint now) {
  json::array alerts;
  for (const Complaint& each : complaints) {
    const std::string began = base::FormatUtc(each.began);
    alerts.push_back({{"source", each.source}, {"kind", each.kind}, {"began", began}, {"words", each.words}});
    if (!are_shown) continue;
    report.lines.push_back(
        fmt::format("{:28} since {} ({}): {}", NameOf(each.source), began, HowLong(now - each.began), each.words));
  }
  if (are_shown && complaints.empty()) report.lines.emplace_back("no alert is open");
  report.json["alerts"] = std::move(alerts);
}

void AddEnded(Report& report, const std::vector<centre::EndedAlert>& ended) {
  json::array alerts;
  for (const centre::EndedAlert& each : ended) {
    const std::string began = base::FormatUtc(each.began);
    const std::string end = base::FormatUtc(each.ended);
    report.lines.push_back(
        fmt::format("{:28} {} since {}, resolved {}", NameOf(each.source), WireName(each.kind), began, end));
    alerts.push_back({{"source", each.source}, {"kind", WireName(each.kind)}, {"began", began}, {"ended", end}});
  }
  report.json["ended"] = std::move(alerts);
}

}  // namespace

base::Result<Report> ShowFleet(centre::Archive& archive, centre::Registry* registry, const FleetOrder& order,
                               TimePoint now) {
  auto fleet = archive.Fleet(now);
  if (!fleet) return fleet.error();
  std::vector<Complaint> complaints;
  for (const KioskStanding& kiosk : *fleet) {
    for (const centre::OpenAlert& alert : kiosk.alerts) {
      complaints.push_back(
          {kiosk.source, std::string(WireName(alert.kind)), alert.began, WordsFor(alert.kind, *kiosk.newest)});
    }
  }
  if (registry != nullptr) {
    auto listed = registry->List(domain::kMaxListedCertificates);
    if (!listed) return listed.error();
    for (const auto& [source, certificate] : NewestOf(std::move(*listed))) {
      const auto by_source = [](const KioskStanding& kiosk, const std::string& name) { return kiosk.source < name; };
      const auto place = std::lower_bound(fleet->begin(), fleet->end(), source, by_source);
      if (place == fleet->end() || place->source != source) fleet->insert(place, KioskStanding{.source = source});
      if (auto late = ComplaintOf(certificate, now)) complaints.push_back(std::move(*late));
    }
  }
  std::stable_sort(complaints.begin(), complaints.end(),
                   [](const auto& a, const auto& b) { return a.began < b.began; });
  Report report;
  json::array kiosks;
  for (const KioskStanding& kiosk : *fleet) kiosks.push_back(ToJson(kiosk));
  report.json["kiosks"] = std::move(kiosks);
  if (!order.alerts_only) AddTable(report, *fleet, complaints, now);
  AddComplaints(report, complaints, order.alerts_only, now);
  if (order.with_ended) {
    const auto ended = archive.EndedAlerts(domain::kMaxListedAlerts);
    if (!ended) return ended.error();
    AddEnded(report, *ended);
  }
  report.has_alerts = !complaints.empty();
  return report;
}

base::Result<Report> RetireKiosk(centre::Archive& archive, const std::string& kiosk, TimePoint now) {
  const auto name = domain::KioskName::Parse(kiosk);
  if (!name) return name.error();
  if (const auto retired = archive.Retire(name->Source(), now); !retired) return retired.error();
  Report report;
  report.lines = {fmt::format("{} is not missed any more, until it sends a heartbeat again", name->Login())};
  report.json = {{"source", name->Source()}};
  return report;
}

}  // namespace bianmin::admin
