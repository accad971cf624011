#pragma once
// How the kiosks of a city are, as each said last, and what somebody should look after. Alerts follow from the newest
// heartbeat and the time alone, so they end by themselves when what they tell of ends. The rules are pure; the archive
// keeps when each alert began and ended.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/time.h"
#include "kiosk/domain/heartbeat.h"

namespace bianmin::centre {

// Older programs are told to be too old, and are served all the same.
inline constexpr domain::Version kLeastKioskVersion{{0, 1, 0}};

enum class AlertKind {
  Silent,       // no word for longer than domain::kLongestSilence, of a kiosk that sends heartbeats
  Waiting,      // events wait for longer than domain::kLongestEventWait although it is in contact
  Dead,         // events were refused for good
  Disk,         // less than domain::kLeastFreeDiskBytes is free
  Paper,        // the printer has none
  Printer,      // the printer is in some other trouble
  Clock,        // off by more than domain::kToleratedClockOffset
  ClockFarOff,  // by more than domain::kMostClockOffset: an earlier Clock ends
  Version,      // a program older than kLeastKioskVersion
};
inline constexpr AlertKind kAlertKinds[] = {AlertKind::Silent, AlertKind::Waiting,     AlertKind::Dead,
                                            AlertKind::Disk,   AlertKind::Paper,       AlertKind::Printer,
                                            AlertKind::Clock,  AlertKind::ClockFarOff, AlertKind::Version};

// As the archive and the metrics name it: "clock_far_off".
std::string_view WireName(AlertKind kind);
std::optional<AlertKind> ParseAlertKind(std::string_view text);

struct OpenAlert {
  AlertKind kind = AlertKind::Silent;
  base::TimePoint began;  // of silence: when it was last heard of; of all others: when the centre first knew
  friend bool operator==(const OpenAlert&, const OpenAlert&) = default;
};
struct EndedAlert {
  std::string source;
  AlertKind kind = AlertKind::Silent;
  base::TimePoint began;
  base::TimePoint ended;
};

struct ReceivedHeartbeat {
  base::TimePoint received;
  domain::Heartbeat heartbeat;

  // How far the kiosk's clock is ahead of the centre's, less the time that the heartbeat was on its way.
  base::Milliseconds clock_offset() const { return heartbeat.at - received; }
};

struct KioskStanding {
  std::string source;
  // When it last sent events; a batch with an anonymous rating in it does not count, so that nobody learns its moment.
  std::optional<base::TimePoint> sent_events;
  std::optional<ReceivedHeartbeat> newest;  // nothing: it never sent one, or was retired since
  std::vector<OpenAlert> alerts;

  // The later of its heartbeat and its events.
  std::optional<base::TimePoint> last_seen() const;
};

// What is wrong now. The times of alerts that are open already stay as they are.
std::vector<OpenAlert> AlertsDue(const KioskStanding& kiosk, base::TimePoint now);

// From the alerts that are open to those that are due.
struct AlertSteps {
  std::vector<OpenAlert> begun;
  std::vector<AlertKind> ended;
};
AlertSteps StepsTo(const std::vector<OpenAlert>& due, const std::vector<OpenAlert>& open);

// The whole fleet in numbers.
struct FleetCounts {
  std::int64_t seen = 0;     // kiosks heard of within domain::kLongestSilence
  std::int64_t waiting = 0;  // events, by the newest heartbeats
  std::int64_t dead = 0;
  std::map<AlertKind, std::int64_t> alerts;  // kiosks with each open one
};

}  // namespace bianmin::centre
