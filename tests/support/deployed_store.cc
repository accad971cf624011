#include "tests/support/deployed_store.h"

namespace bianmin::support {

DeployedStore::DeployedStore(const std::filesystem::path& state)
    : settings_(app::LoadSettings((state / "kiosk.toml").string()).value()),
      events_(settings_.kiosk.name.Source(),
              wire::WriterKeys{.centre = base::LoadPublicKey(settings_.kiosk.storage.centre_public_key).value(),
                               .city = {}}) {
  const domain::KioskSettings& kiosk = settings_.kiosk;
  store_.emplace(store::Store::Open({.database = store::Database::Open({.file = kiosk.storage.database}).value(),
                                     .key = base::SecretKey::Load(kiosk.storage.key).value(),
                                     .clock = base::SystemClock(),
                                     .random = random_,
                                     .events = events_,
                                     .kiosk = kiosk.code,
                                     .times = kiosk.response,
                                     .calendar = settings_.calendar})
                     .value());
}

}  // namespace bianmin::support
