#pragma once
// A disk that fails at its n-th operation, once or from then on. For tests that let each single operation of an act
// fail in turn, until a run of it meets no fault.

#include "tests/support/disk_shim.h"

namespace bianmin::support {

enum class HowItFails {
  Errors,  // an I/O error; a write has written half of its bytes
  IsFull,  // a write finds no room, everything else works
};

struct DiskFault {
  int after = 0;          // so many operations pass
  bool for_good = false;  // or once
  HowItFails how = HowItFails::Errors;
};

// Fails as told while it lives.
class FaultyDisk final : public DiskObserver {
 public:
  explicit FaultyDisk(const DiskFault& fault) : fault_(fault) { Observe(this); }
  ~FaultyDisk() override { Observe(nullptr); }
  FaultyDisk(const FaultyDisk&) = delete;
  FaultyDisk& operator=(const FaultyDisk&) = delete;

  DiskVerdict On(const DiskOperation& operation) override;
  // How many operations failed.
  int failures() const { return failures_; }

 private:
  DiskFault fault_;
  int passed_ = 0;
  int failures_ = 0;
};

}  // namespace bianmin::support
