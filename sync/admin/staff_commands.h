#pragma once
// bianmin-admin staff: who may sign in at a kiosk. It makes the first supervisor, and helps when none is left who can
// unlock the others. Each change is in the kiosk's journal as the operator's. Names are taken, but never printed.

#include <functional>
#include <string>

#include "kiosk/base/result.h"
#include "kiosk/store/store.h"
#include "sync/admin/report.h"

namespace bianmin::admin {

// What stands on the command line.
struct StaffOrder {
  std::string number;
  std::string name;
  std::string role = "clerk";
};
using PinSource = std::function<base::Result<std::string>()>;

// `pin` is asked when everything else is right.
base::Result<Report> AddStaff(store::Store& store, const StaffOrder& order, const PinSource& pin);
base::Result<Report> ResetStaffPin(store::Store& store, const StaffOrder& order, const PinSource& pin);
base::Result<Report> ListStaff(store::Store& store);
base::Result<Report> ChangeStaffRole(store::Store& store, const StaffOrder& order);
base::Result<Report> UnlockStaff(store::Store& store, const StaffOrder& order);
base::Result<Report> SetStaffActive(store::Store& store, const StaffOrder& order, bool is_active);

}  // namespace bianmin::admin
