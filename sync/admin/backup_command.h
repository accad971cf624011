#pragma once
// `bianmin-admin backup` and `bianmin-admin restore`: the same backup as the night's, now; and a kiosk brought back.

#include <string>

#include "kiosk/base/random.h"
#include "kiosk/base/result.h"
#include "kiosk/base/time.h"
#include "kiosk/domain/kiosk_settings.h"
#include "kiosk/store/database.h"
#include "sync/admin/doctor.h"
#include "sync/admin/report.h"

namespace bianmin::admin {

// The kiosk may go on running meanwhile.
base::Result<Report> BackUpKiosk(const domain::KioskSettings& kiosk, const base::Clock& clock);
// The programs must not run; nothing that exists is written over.
base::Result<Report> RestoreKiosk(const domain::KioskSettings& kiosk, const std::string& from, const base::Clock& clock,
                                  base::Random& random);

// For the doctor: whether backups are made, and whether the newest one can be restored.
void CheckBackup(const domain::KioskSettings& kiosk, store::Database& database, const base::Clock& clock,
                 std::vector<Check>& checks);

}  // namespace bianmin::admin
