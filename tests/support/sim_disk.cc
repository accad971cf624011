#include "tests/support/sim_disk.h"

#include <sqlite3.h>

namespace bianmin::sim {
namespace {

constexpr std::uint64_t kLongestFull = 60;  // writes

}  // namespace

void Disk::FillsUpEvery(int writes) {
  fills_up_every_ = writes;
  full_for_ = 0;
}

void Disk::EndsTheDaemonBefore(int step) {
  last_step_ = step;
  steps_ = 0;
}

bool Disk::TakesStep() {
  if (last_step_ == 0) return true;
  if (HasEndedTheDaemon()) return false;
  ++steps_;
  return !HasEndedTheDaemon();
}

bool Disk::IsFull() {
  if (fills_up_every_ == 0) return false;
  if (full_for_ == 0 && random_.Below(static_cast<std::uint64_t>(fills_up_every_)) == 0) {
    full_for_ = 1 + static_cast<int>(random_.Below(kLongestFull));
  }
  if (full_for_ == 0) return false;
  --full_for_;
  ++refusals_;
  return true;
}

support::DiskVerdict Disk::On(const support::DiskOperation& operation) {
  if (is_used_by_daemon_ && !TakesStep()) return {.code = SQLITE_IOERR};
  if (operation.kind == support::DiskOperation::Kind::Write && IsFull()) return {.code = SQLITE_FULL};
  return {};
}

}  // namespace bianmin::sim
