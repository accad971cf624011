#pragma once
// Opens the registry that the settings name, for bianmin-centre and bianmin-admin.

#include <memory>

#include "kiosk/base/random.h"
#include "sync/centre/archive.h"
#include "sync/centre/registry.h"
#include "sync/centre/settings.h"

namespace bianmin::centre {

// nullptr when kiosks are not enrolled here. `clock` and `random` must outlive it.
base::Result<std::unique_ptr<Registry>> OpenRegistry(const CentreSettings& settings, OpenMode mode,
                                                     const base::Clock& clock, base::Random& random);

}  // namespace bianmin::centre
