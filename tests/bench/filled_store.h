#pragma once

// A kiosk's real store in a folder that packaging/demo_state.sh prepared, and a resident who registers the same
// invented need as often as a benchmark asks. Throws std::runtime_error: a benchmark has nobody to report to but its
// user.

#include <filesystem>
#include <memory>

#include "kiosk/base/random.h"
#include "kiosk/domain/order.h"
#include "kiosk/store/store.h"
#include "kiosk/wire/cloud_event_writer.h"

namespace bianmin::bench {

class FilledStore {
 public:
  explicit FilledStore(const std::filesystem::path& state);

  void RegisterOrder();
  // So many more events wait, each a copy of one that does, under an id and a sequence of its own.
  void TellAgain(int events);
  std::int64_t Waiting();
  const std::filesystem::path& file() const { return file_; }
  store::Store& store() { return *store_; }

 private:
  std::filesystem::path file_;
  base::SystemRandom random_;
  std::unique_ptr<wire::CloudEventWriter> events_;
  std::unique_ptr<store::Store> store_;
  domain::Need need_;
};

}  // namespace bianmin::bench
