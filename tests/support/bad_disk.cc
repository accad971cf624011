// Preloaded into a program under test (LD_PRELOAD): a disk or memory stick that takes nothing more. While the file
// named by BIANMIN_BAD_DISK holds "ERRNO PREFIX", writing to a file whose path begins with PREFIX fails with that
// errno, after ever smaller parts were taken, as by a stick that fills up in the middle of a file. A small file system
// of the test's own would do the same, but only where a test may mount one.

#include <dlfcn.h>
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

using WriteAt = ssize_t (*)(int, const void*, size_t, off64_t);

template <class Function>
Function Next(const char* name) {
  return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

// 0: it may be written.
int FaultOf(int descriptor) {
  static const char* const order_file = getenv("BIANMIN_BAD_DISK");
  if (order_file == nullptr) return 0;
  char order[512] = {};
  const int file = open(order_file, O_RDONLY | O_CLOEXEC);
  if (file < 0) return 0;
  const ssize_t length = read(file, order, sizeof order - 1);
  close(file);
  char* prefix = nullptr;
  const long fault = length > 0 ? strtol(order, &prefix, 10) : 0;
  if (fault == 0 || *prefix != ' ') return 0;
  ++prefix;
  char link[64];
  char path[512] = {};
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  const bool is_known = readlink(link, path, sizeof path - 1) > 0;
  return is_known && strncmp(path, prefix, strlen(prefix)) == 0 ? static_cast<int>(fault) : 0;
}

template <class Write>
ssize_t WriteUnlessFull(int descriptor, size_t count, Write write_some) {
  const int fault = FaultOf(descriptor);
  if (fault == 0) return write_some(count);
  if (count > 1) return write_some(count / 2);
  errno = fault;
  return -1;
}

}  // namespace

extern "C" {

ssize_t write(int descriptor, const void* bytes, size_t count) {
  static const auto next = Next<ssize_t (*)(int, const void*, size_t)>("write");
  return WriteUnlessFull(descriptor, count, [&](size_t some) { return next(descriptor, bytes, some); });
}

ssize_t pwrite(int descriptor, const void* bytes, size_t count, off_t offset) {
  static const auto next = Next<WriteAt>("pwrite");
  return WriteUnlessFull(descriptor, count, [&](size_t some) { return next(descriptor, bytes, some, offset); });
}

ssize_t pwrite64(int descriptor, const void* bytes, size_t count, off64_t offset) {
  static const auto next = Next<WriteAt>("pwrite64");
  return WriteUnlessFull(descriptor, count, [&](size_t some) { return next(descriptor, bytes, some, offset); });
}
}
