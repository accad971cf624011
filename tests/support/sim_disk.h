#pragma once
// The disk under the kiosk of the simulated world, and the life of the process that uses it. It is full at moments
// drawn from the seed; and it can end the daemon before any single step of an exchange, be it an operation on the disk
// or a piece of the way through the network, so that a test can end it before each of them in turn.

#include "kiosk/base/random.h"
#include "tests/support/disk_shim.h"

namespace bianmin::sim {

class Disk final : public support::DiskObserver {
 public:
  // Sees every database that is opened through support::DiskShim() while it lives; one for the whole process.
  explicit Disk(base::Random& random) : random_(random) { support::Observe(this); }
  ~Disk() override { support::Observe(nullptr); }
  Disk(const Disk&) = delete;
  Disk& operator=(const Disk&) = delete;

  // About one write in so many finds the disk full, and some after it; 0: none.
  void FillsUpEvery(int writes);

  // The daemon's steps count from now on, and it ends before this one: nothing of it reaches the disk after that.
  void EndsTheDaemonBefore(int step);
  // The process that ended is gone, and its successor lives on.
  void ForgetsTheEnd() { last_step_ = 0; }
  void IsUsedByDaemon(bool is_used) { is_used_by_daemon_ = is_used; }
  // One step of the daemon's; false when it has ended.
  bool TakesStep();
  bool HasEndedTheDaemon() const { return last_step_ > 0 && steps_ >= last_step_; }

  int steps() const { return steps_; }        // since EndsTheDaemonBefore
  int refusals() const { return refusals_; }  // of writes, because the disk was full

  support::DiskVerdict On(const support::DiskOperation& operation) override;

 private:
  bool IsFull();

  base::Random& random_;
  int fills_up_every_ = 0;
  int full_for_ = 0;  // writes
  int refusals_ = 0;
  bool is_used_by_daemon_ = false;
  int last_step_ = 0;
  int steps_ = 0;
};

}  // namespace bianmin::sim
