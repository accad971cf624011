#include "sync/centre/fleet.h"

#include <algorithm>

#include "kiosk/domain/fleet_limits.h"
#include "kiosk/domain/wire_names.h"

namespace bianmin::centre {
namespace {

constexpr domain::WireNames<AlertKind, 9> kNames{{{AlertKind::Silent, "silent"},
                                                  {AlertKind::Waiting, "waiting"},
                                                  {AlertKind::Dead, "dead"},
                                                  {AlertKind::Disk, "disk"},
                                                  {AlertKind::Paper, "paper"},
                                                  {AlertKind::Printer, "printer"},
                                                  {AlertKind::Clock, "clock"},
                                                  {AlertKind::ClockFarOff, "clock_far_off"},
                                                  {AlertKind::Version, "version"}}};

bool Holds(const KioskStanding& kiosk, AlertKind kind, base::TimePoint now) {
  const domain::Heartbeat& said = kiosk.newest->heartbeat;
  const base::Milliseconds offset = std::chrono::abs(kiosk.newest->clock_offset());
  switch (kind) {
    case AlertKind::Silent:
      return now - *kiosk.last_seen() > domain::kLongestSilence;
    case AlertKind::Waiting:
      return said.waiting_since && said.at - *said.waiting_since > domain::kLongestEventWait;
    case AlertKind::Dead:
      return said.dead > 0;
    case AlertKind::Disk:
      return said.disk && said.disk->free_bytes < domain::kLeastFreeDiskBytes;
    case AlertKind::Paper:
      return said.printer == domain::PrinterCondition::PaperOut;
    case AlertKind::Printer:
      return said.printer == domain::PrinterCondition::Trouble;
    case AlertKind::Clock:
      return offset > domain::kToleratedClockOffset && offset <= domain::kMostClockOffset;
    case AlertKind::ClockFarOff:
      return offset > domain::kMostClockOffset;
    case AlertKind::Version:
      return said.sync < kLeastKioskVersion || (said.kiosk && *said.kiosk < kLeastKioskVersion);
  }
  return false;
}

bool Includes(const std::vector<OpenAlert>& alerts, AlertKind kind) {
  return std::any_of(alerts.begin(), alerts.end(), [kind](const OpenAlert& each) { return each.kind == kind; });
}

}  // namespace

std::string_view WireName(AlertKind kind) { return domain::NameIn(kNames, kind); }
std::optional<AlertKind> ParseAlertKind(std::string_view text) { return domain::ParseIn(kNames, text); }

std::optional<base::TimePoint> KioskStanding::last_seen() const {
  if (!newest) return sent_events;
  return sent_events ? std::max(*sent_events, newest->received) : newest->received;
}

std::vector<OpenAlert> AlertsDue(const KioskStanding& kiosk, base::TimePoint now) {
  std::vector<OpenAlert> due;
  if (!kiosk.newest) return due;
  for (const AlertKind kind : kAlertKinds) {
    if (!Holds(kiosk, kind, now)) continue;
    const auto open = std::find_if(kiosk.alerts.begin(), kiosk.alerts.end(),
                                   [kind](const OpenAlert& each) { return each.kind == kind; });
    const base::TimePoint began = kind == AlertKind::Silent ? *kiosk.last_seen() : now;
    due.push_back(open == kiosk.alerts.end() ? OpenAlert{kind, began} : *open);
  }
  return due;
}

AlertSteps StepsTo(const std::vector<OpenAlert>& due, const std::vector<OpenAlert>& open) {
  AlertSteps steps;
  for (const OpenAlert& each : due) {
    if (!Includes(open, each.kind)) steps.begun.push_back(each);
  }
  for (const OpenAlert& each : open) {
    if (!Includes(due, each.kind)) steps.ended.push_back(each.kind);
  }
  return steps;
}

}  // namespace bianmin::centre
