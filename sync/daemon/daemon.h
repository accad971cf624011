#pragma once
// The loops of bianmin-sync: one sends, one asks for news, one asks what residents wait for, one tells the centre how
// the kiosk is, one keeps the kiosk's certificate from running out, each on its own thread with its own connection to
// the database and to the centre. All decisions are in sync/engine; here is only stepping and sleeping. A loop sleeps
// until its step is due or the kiosk stored something, and ends at once when it is told to stop.

#include <stop_token>

#include "kiosk/base/random.h"
#include "kiosk/base/result.h"
#include "kiosk/base/time.h"
#include "sync/engine/settings.h"

namespace bianmin::daemon {

// Returns when `stop` is requested, or with an Error when it cannot run at all. A database that is not there yet is
// waited for: the kiosk makes it. The crypto and the HTTP library must have been started.
base::Result<base::Done> Run(const engine::SyncSettings& settings, const base::Clock& clock, base::Random& random,
                             std::stop_token stop);

}  // namespace bianmin::daemon
