#pragma once
// The database of a deployed kiosk, opened with the kiosk's own settings and key while its programs run or after: what
// end-to-end tests hold the screen against.

#include <filesystem>
#include <optional>

#include "kiosk/app/settings.h"
#include "kiosk/base/random.h"
#include "kiosk/store/store.h"
#include "kiosk/wire/cloud_event_writer.h"

namespace bianmin::support {

class DeployedStore {
 public:
  // `state`: the folder that packaging/demo_state.sh made.
  explicit DeployedStore(const std::filesystem::path& state);
  DeployedStore(const DeployedStore&) = delete;
  DeployedStore& operator=(const DeployedStore&) = delete;

  store::Store& operator*() { return *store_; }
  store::Store* operator->() { return &*store_; }

 private:
  app::Settings settings_;
  base::SystemRandom random_;
  wire::CloudEventWriter events_;
  std::optional<store::Store> store_;
};

}  // namespace bianmin::support
