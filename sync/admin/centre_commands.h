#pragma once
// bianmin-admin centre: looks into the archive of a bianmin-centre on this machine, and sets the status of a record. It
// works on the archive's file, beside the running centre, which tells the kiosk within a second.

#include <string>

#include "kiosk/base/random.h"
#include "kiosk/base/result.h"
#include "kiosk/base/time.h"
#include "sync/admin/report.h"
#include "sync/centre/archive.h"

namespace bianmin::admin {

// How many events, kiosks, records in which state; what is kept for a person to look at.
base::Result<Report> CountCentre(centre::Archive& archive);

// Number, type, time, source and state of the newest events; nothing personal.
base::Result<Report> ListCentre(centre::Archive& archive, const centre::ListFilter& filter);

struct StatusOrder {
  std::string number;  // as people write it
  std::string state;
  std::string note;
  bool is_forced = false;
};
base::Result<Report> SetStatus(centre::Archive& archive, const StatusOrder& order, base::TimePoint now);

// A record's number in any form people write, as the archive stores it; Invalid with what is wrong.
base::Result<std::string> ParseNumber(const std::string& text);

}  // namespace bianmin::admin
