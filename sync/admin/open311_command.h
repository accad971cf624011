#pragma once
// `bianmin-admin centre open311-key`: a key for another system of the city. It is shown once and kept nowhere; what the
// centre's settings hold is its SHA-256.

#include <string>

#include "kiosk/base/random.h"
#include "kiosk/base/result.h"
#include "sync/admin/report.h"

namespace bianmin::admin {

// Invalid for a name that cannot stand in the settings.
base::Result<Report> MakeOpen311Key(const std::string& name, bool may_write, base::Random& random);

}  // namespace bianmin::admin
