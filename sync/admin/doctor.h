#pragma once
// bianmin-admin doctor: looks at everything a kiosk needs, one check after another, and says of each trouble what to
// do. It changes nothing and runs beside the kiosk and the daemon. A check that cannot be made because an earlier one
// failed is left out.

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/random.h"
#include "kiosk/base/time.h"
#include "sync/admin/report.h"

namespace bianmin::admin {

enum class Health { Fine, Warning, Trouble };
std::string_view WireName(Health health);

struct Check {
  std::string name;
  Health health = Health::Fine;
  std::string message;
};

struct DoctorOrder {
  std::string kiosk_config;
  std::string sync_config;  // empty: the daemon and the way to the centre are not looked at
};

std::vector<Check> Examine(const DoctorOrder& order, const base::Clock& clock, base::Random& random);

// Sound when there is no trouble; a warning alone does not make it unsound.
Report Summarise(const std::vector<Check>& checks);

}  // namespace bianmin::admin
