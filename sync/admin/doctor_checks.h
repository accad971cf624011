#pragma once
// The doctor's checks beyond the kiosk's own files: what stands at the counter, the daemon's configuration and the way
// to the centre. A part of sync/admin/doctor.cc.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/crypto.h"
#include "kiosk/base/time.h"
#include "kiosk/domain/kiosk_settings.h"
#include "kiosk/store/database.h"
#include "sync/admin/doctor.h"

namespace bianmin::admin {

// What kiosk.toml says that sync.toml must agree with; empty where it could not be read.
struct KioskSide {
  std::string source;
  std::filesystem::path database;
  std::optional<base::PublicKey> centre_key;
};

// Printer, voice, sound card, and the data of the ways to write. Nothing that is missing there keeps a resident from
// registering a need, so there are warnings at most.
void CheckCounter(const domain::KioskSettings& kiosk, std::vector<Check>& checks);

// What the city has published for this kiosk: what is in use since when, and what could not be used.
void CheckPublications(store::Database& database, const base::Clock& clock, std::vector<Check>& checks);

void CheckWayToCentre(const std::string& sync_config, const KioskSide& kiosk, const base::Clock& clock,
                      std::vector<Check>& checks);

}  // namespace bianmin::admin
