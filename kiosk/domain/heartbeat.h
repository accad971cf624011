#pragma once
// What a kiosk tells the centre about itself every few minutes, so that whoever runs the fleet sees what is wrong
// where. Nothing of a resident is in it. kiosk/wire writes and reads it; bianmin-sync gathers it; the centre keeps the
// newest.

#include <array>
#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/time.h"

namespace bianmin::domain {

// The receipt printer, as staff see it on the device page.
enum class PrinterCondition { Unknown, Ready, PaperLow, PaperOut, Trouble, None };

std::string_view WireName(PrinterCondition condition);
std::optional<PrinterCondition> ParsePrinterCondition(std::string_view text);

// "1.20.3"; each number has at most kMaxVersionDigits digits.
struct Version {
  std::array<int, 3> numbers{};

  static std::optional<Version> Parse(std::string_view text);
  std::string Text() const;
  friend auto operator<=>(const Version&, const Version&) = default;
};

struct DiskSpace {
  std::int64_t free_bytes = 0;
  std::int64_t total_bytes = 0;
  friend bool operator==(const DiskSpace&, const DiskSpace&) = default;
};

struct Heartbeat {
  base::TimePoint at;            // by the kiosk's own clock
  std::optional<Version> kiosk;  // nothing: bianmin-kiosk has not said so, or is of before there were heartbeats
  Version sync;
  std::int64_t waiting = 0;                      // events
  std::optional<base::TimePoint> waiting_since;  // at least; by the kiosk's own clock
  std::int64_t dead = 0;                         // events
  std::optional<DiskSpace> disk;                 // of the database
  PrinterCondition printer = PrinterCondition::Unknown;
  std::chrono::seconds uptime{0};  // of bianmin-sync
  std::optional<base::TimePoint> last_backup;
  friend bool operator==(const Heartbeat&, const Heartbeat&) = default;
};

}  // namespace bianmin::domain
