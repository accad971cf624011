#pragma once
// Opens the archive that the settings name, for bianmin-centre and bianmin-admin.

#include <memory>

#include "kiosk/base/random.h"
#include "sync/centre/archive.h"
#include "sync/centre/settings.h"

namespace bianmin::centre {

// `clock` and `random` must outlive the archive.
base::Result<std::unique_ptr<Archive>> OpenArchive(const CentreSettings& settings, OpenMode mode,
                                                   const base::Clock& clock, base::Random& random);

}  // namespace bianmin::centre
