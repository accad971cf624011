#pragma once
// bianmin-admin centre invite, revoke and kiosks: who gets a certificate of this centre, and who has one. They work on
// the registry's file beside the running centre, which asks it anew for every request.

#include <string>

#include "kiosk/base/random.h"
#include "kiosk/base/result.h"
#include "kiosk/base/time.h"
#include "sync/admin/report.h"
#include "sync/centre/registry.h"

namespace bianmin::admin {

// Makes the one-time code of a kiosk ("city/centre/kiosk"). It stands in the report and nowhere else.
base::Result<Report> InviteKiosk(centre::Registry& registry, const std::string& kiosk, base::TimePoint now,
                                 base::Random& random);
// From the next request on the centre refuses the kiosk. It may be invited again.
base::Result<Report> RevokeKiosk(centre::Registry& registry, const std::string& kiosk, base::TimePoint now);
// Every certificate: of which kiosk, its serial number, its end, and since when it is revoked.
base::Result<Report> ListKiosks(centre::Registry& registry, base::TimePoint now);

}  // namespace bianmin::admin
