#pragma once
// The work of the night on a thread of its own, with a store of its own: personal fields whose time is over are erased,
// then a backup is made and proven; first a minute after the kiosk came up. Small steps with a pause after each, so
// that residents' commits are not held up. How it went is remembered in the database (store::BackupState); the device
// page reads it there.

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "kiosk/base/crypto.h"
#include "kiosk/base/time.h"
#include "kiosk/domain/kiosk_settings.h"
#include "kiosk/store/store.h"

namespace bianmin::app {

class Night {
 public:
  struct Parts {
    std::function<base::Result<store::Store>()> open_store;
    std::function<base::Result<base::SecretKey>()> load_key;
    const domain::KioskSettings& settings;
    const base::Clock& clock;
  };
  struct Pace {
    std::chrono::milliseconds look{std::chrono::minutes{1}};  // whether something is due
    std::chrono::milliseconds pause{2};                       // after each small step
  };

  Night(Parts parts, Pace pace);
  // Stops between two steps.
  ~Night();
  Night(const Night&) = delete;
  Night& operator=(const Night&) = delete;

 private:
  void Run();
  void Look();
  void EraseOld(store::Store& store);
  void KeepErasedList(store::Store& store);
  void BackUp(store::Store& store);
  bool Pause(std::chrono::milliseconds time);

  Parts parts_;
  Pace pace_;
  std::optional<base::Date> erased_on_;
  std::string list_trouble_;  // why the list of erased records is not beside the backups; empty: it is
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stops_ = false;
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace bianmin::app
