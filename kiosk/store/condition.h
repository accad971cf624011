#pragma once
// What bianmin-kiosk alone knows of the kiosk, left in the shared database for bianmin-sync, which tells the centre:
// the two programs share nothing else. No function throws.

#include <optional>

#include "kiosk/base/result.h"
#include "kiosk/domain/heartbeat.h"
#include "kiosk/store/database.h"

namespace bianmin::store {

struct KioskCondition {
  std::optional<domain::Version> version;  // of bianmin-kiosk; nothing before it first said so
  domain::PrinterCondition printer = domain::PrinterCondition::Unknown;
  friend bool operator==(const KioskCondition&, const KioskCondition&) = default;
};

// Writes only what has changed: each write wakes the other program.
base::Result<base::Done> KeepCondition(Database& database, const KioskCondition& condition);
base::Result<KioskCondition> ReadCondition(Database& database);

// Since when an event waits for certain: of an anonymous rating only the day is known, so it counts from the end of it.
base::Result<std::optional<base::TimePoint>> WaitingCertainlySince(Database& database);

}  // namespace bianmin::store
