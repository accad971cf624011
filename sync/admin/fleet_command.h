#pragma once
// bianmin-admin centre fleet and retire: how each kiosk of the city is, by its newest heartbeat, and what somebody
// should look after. Nothing personal is in it.

#include <string>

#include "kiosk/base/result.h"
#include "kiosk/base/time.h"
#include "sync/admin/report.h"
#include "sync/centre/archive.h"
#include "sync/centre/registry.h"

namespace bianmin::admin {

struct FleetOrder {
  bool alerts_only = false;  // the alerts instead of the table
  bool with_ended = false;   // and those that ended within domain::kEndedAlertsKept
};

// `registry` may be null: then kiosks that were enrolled and never spoke are not listed, and no certificate is looked
// at. The report has alerts when one is open.
base::Result<Report> ShowFleet(centre::Archive& archive, centre::Registry* registry, const FleetOrder& order,
                               base::TimePoint now);

// For a kiosk that is gone: it is not missed any more, until it sends a heartbeat again.
base::Result<Report> RetireKiosk(centre::Archive& archive, const std::string& kiosk, base::TimePoint now);

}  // namespace bianmin::admin
