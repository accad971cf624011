#pragma once
// bianmin-admin centre audit: what a kiosk told of its journal, held against the events that came from it. Names what
// was taken away or changed at the kiosk afterwards.

#include <string>

#include "kiosk/base/result.h"
#include "sync/admin/report.h"
#include "sync/centre/archive.h"

namespace bianmin::admin {

// `kiosk` as "city/centre/kiosk". Not sound when anything needs a person to look into it; what a restore from a backup
// explains does not.
base::Result<Report> AuditKiosk(centre::Archive& archive, const std::string& kiosk);

}  // namespace bianmin::admin
