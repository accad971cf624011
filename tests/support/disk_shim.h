#pragma once
// A disk that tests can look at and spoil: a layer between SQLite and the system's files that shows each operation to
// an observer, which lets it pass or makes it fail. Syncing is not passed on to the real disk, so thousands of runs
// take seconds.

#include <cstdint>
#include <string>
#include <string_view>

namespace bianmin::support {

struct DiskOperation {
  enum class Kind { Open, Access, Delete, Lock, Read, Size, Write, Truncate, Sync, Share };
  Kind kind;
  std::string file;         // without its folder: "kiosk.db", "kiosk.db-wal"; empty for a temporary file
  std::int64_t offset = 0;  // of a read or write
  std::string_view bytes;   // of a write
  std::int64_t size = 0;    // of a truncation
};

struct DiskVerdict {
  int code = 0;                   // SQLITE_OK lets it pass; anything else is what SQLite is told
  std::size_t bytes_written = 0;  // of a failing write, before it failed
};

class DiskObserver {
 public:
  virtual ~DiskObserver() = default;
  virtual DiskVerdict On(const DiskOperation& operation) = 0;
};

// The name to open a database with. The first call makes the layer known to SQLite.
std::string DiskShim();
// Who sees the operations from now on; nullptr: nobody, all pass. One for the whole process.
void Observe(DiskObserver* observer);

}  // namespace bianmin::support
