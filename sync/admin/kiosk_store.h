#pragma once
// The store of one kiosk, opened as the kiosk opens it, with its key: for the commands that change what staff are. Runs
// beside the kiosk and the daemon.

#include <memory>
#include <string>

#include "kiosk/base/random.h"
#include "kiosk/base/result.h"
#include "kiosk/base/time.h"
#include "kiosk/store/store.h"
#include "kiosk/wire/cloud_event_writer.h"

namespace bianmin::admin {

class KioskStore {
 public:
  // `config` leads to kiosk.toml. A database that is not there yet is made, as the kiosk would make it.
  static base::Result<std::unique_ptr<KioskStore>> Open(const std::string& config, const base::Clock& clock,
                                                        base::Random& random);
  store::Store& store() { return *store_; }

 private:
  explicit KioskStore(wire::CloudEventWriter writer) : writer_(std::move(writer)) {}

  wire::CloudEventWriter writer_;
  std::optional<store::Store> store_;
};

}  // namespace bianmin::admin
