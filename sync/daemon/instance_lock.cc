#include "sync/daemon/instance_lock.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace bianmin::daemon {

base::Result<InstanceLock> InstanceLock::Take(const std::filesystem::path& database) {
  const std::string path = database.string() + ".sync-lock";
  const int file = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) {
    return base::Error{
        base::ErrorCode::Unavailable,
        fmt::format("cannot make the lock file {}: {}; check that the folder of [storage] database exists "
                    "and that this program may write there",
                    path, std::generic_category().message(errno))};
  }
  InstanceLock lock(file);
  if (flock(file, LOCK_EX | LOCK_NB) == 0) return lock;
  if (errno == EWOULDBLOCK) {
    return base::Error{base::ErrorCode::Refused,
                       fmt::format("another bianmin-sync already serves {}; stop it first", database.string())};
  }
  return base::Error{base::ErrorCode::Unavailable,
                     fmt::format("cannot lock {}: {}", path, std::generic_category().message(errno))};
}

InstanceLock::InstanceLock(InstanceLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

InstanceLock& InstanceLock::operator=(InstanceLock&& other) noexcept {
  std::swap(file_, other.file_);
  return *this;
}

InstanceLock::~InstanceLock() {
  if (file_ >= 0) close(file_);
}

}  // namespace bianmin::daemon
