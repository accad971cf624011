#pragma once
// bianmin-admin export and bianmin-admin centre import: what a kiosk has to tell, carried to the centre on a memory
// stick while the line is dead (sync/parcel). Nothing changes on the kiosk: its events wait on, and what was carried is
// recognised as a duplicate when the line is back.

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "kiosk/base/random.h"
#include "kiosk/base/time.h"
#include "kiosk/domain/parcel_limits.h"
#include "kiosk/store/outbox.h"
#include "sync/admin/report.h"
#include "sync/centre/archive.h"
#include "sync/engine/settings.h"

namespace bianmin::admin {

struct ExportOrder {
  std::string config;        // sync.toml
  std::filesystem::path to;  // a file that is not there yet, or a folder: then the name says kiosk and moment
  store::OutboxPart part = store::OutboxPart::Waiting;
  std::size_t most_events = domain::kMaxParcelEvents;
};
// Works beside the running programs. Writes no file when there is nothing to write. TooLarge past `most_events`.
base::Result<Report> ExportEvents(const ExportOrder& order, const base::Clock& clock, base::Random& random);

struct ImportOrder {
  std::string config;  // centre.toml
  std::string key;     // the centre's secret half: a path or "credential:NAME"
  std::vector<std::string> files;
  bool may_be_out_of_date = false;
  std::function<void()> rest;  // called between two batches, so that the running centre gets its turn to write
};
// Works beside the running centre. Each file by itself: one that is refused does not keep the others out. Not sound
// when one was refused, or held conflicts or broken events, which are kept for a person.
base::Result<Report> ImportParcels(const ImportOrder& order, const base::Clock& clock, base::Random& random);

}  // namespace bianmin::admin
