#include "tests/support/fault_vfs.h"

#include <sqlite3.h>

namespace bianmin::support {
namespace {

using Kind = DiskOperation::Kind;

int ErrorOf(Kind kind) {
  switch (kind) {
    case Kind::Open:
      return SQLITE_CANTOPEN;
    case Kind::Access:
      return SQLITE_IOERR_ACCESS;
    case Kind::Delete:
      return SQLITE_IOERR_DELETE;
    case Kind::Lock:
      return SQLITE_IOERR_LOCK;
    case Kind::Read:
      return SQLITE_IOERR_READ;
    case Kind::Size:
      return SQLITE_IOERR_FSTAT;
    case Kind::Write:
      return SQLITE_IOERR_WRITE;
    case Kind::Truncate:
      return SQLITE_IOERR_TRUNCATE;
    case Kind::Sync:
      return SQLITE_IOERR_FSYNC;
    case Kind::Share:
      return SQLITE_IOERR_SHMMAP;
  }
  return SQLITE_IOERR;
}

}  // namespace

DiskVerdict FaultyDisk::On(const DiskOperation& operation) {
  const bool is_full = fault_.how == HowItFails::IsFull;
  if (is_full && operation.kind != Kind::Write) return {};
  if (passed_ < fault_.after) {
    ++passed_;
    return {};
  }
  if (failures_ > 0 && !fault_.for_good) return {};
  ++failures_;
  if (is_full) return {.code = SQLITE_FULL};
  return {.code = ErrorOf(operation.kind), .bytes_written = operation.bytes.size() / 2};
}

}  // namespace bianmin::support
