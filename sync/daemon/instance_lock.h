#pragma once
// One daemon a database: a second one would send everything twice and pull against the first one's cursor. The lock is
// the kernel's (flock), so that it goes with the process however that ends.

#include <filesystem>

#include "kiosk/base/result.h"

namespace bianmin::daemon {

class InstanceLock {
 public:
  // Locks the file "<database>.sync-lock", making it if needed. Refused when another process holds it, Unavailable when
  // the file cannot be made.
  static base::Result<InstanceLock> Take(const std::filesystem::path& database);
  InstanceLock(InstanceLock&& other) noexcept;
  InstanceLock& operator=(InstanceLock&& other) noexcept;
  ~InstanceLock();

 private:
  explicit InstanceLock(int file) : file_(file) {}
  int file_ = -1;
};

}  // namespace bianmin::daemon
