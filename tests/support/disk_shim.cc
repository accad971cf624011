#include "tests/support/disk_shim.h"

#include <sqlite3.h>

#include <cstring>

namespace bianmin::support {
namespace {

using Kind = DiskOperation::Kind;

constexpr const char* kName = "bianmin-test-disk";

sqlite3_vfs* g_system = nullptr;
DiskObserver* g_observer = nullptr;

// What SQLite holds for an open file; the system's own follows it in memory.
struct ShimFile {
  sqlite3_file base;
  const char* name;  // SQLite keeps it as long as the file is open

  sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

ShimFile* Shim(sqlite3_file* file) { return reinterpret_cast<ShimFile*>(file); }
sqlite3_file* Real(sqlite3_file* file) { return Shim(file)->real(); }
const sqlite3_io_methods* System(sqlite3_file* file) { return Real(file)->pMethods; }

std::string WithoutFolder(const char* path) {
  const std::string_view whole = path == nullptr ? "" : path;
  return std::string(whole.substr(whole.rfind('/') + 1));
}

DiskVerdict Ask(const DiskOperation& operation) {
  return g_observer == nullptr ? DiskVerdict{} : g_observer->On(operation);
}
int AskAbout(sqlite3_file* file, Kind kind) {
  return g_observer == nullptr ? SQLITE_OK : Ask({.kind = kind, .file = WithoutFolder(Shim(file)->name)}).code;
}

int Close(sqlite3_file* file) { return System(file)->xClose(Real(file)); }

int Read(sqlite3_file* file, void* bytes, int count, sqlite3_int64 offset) {
  const DiskVerdict verdict = Ask({.kind = Kind::Read, .file = WithoutFolder(Shim(file)->name), .offset = offset});
  return verdict.code != SQLITE_OK ? verdict.code : System(file)->xRead(Real(file), bytes, count, offset);
}

int Write(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 offset) {
  const DiskVerdict verdict = Ask({.kind = Kind::Write,
                                   .file = WithoutFolder(Shim(file)->name),
                                   .offset = offset,
                                   .bytes = {static_cast<const char*>(bytes), static_cast<std::size_t>(count)}});
  if (verdict.code == SQLITE_OK) return System(file)->xWrite(Real(file), bytes, count, offset);
  const int written = static_cast<int>(std::min(verdict.bytes_written, static_cast<std::size_t>(count)));
  if (written > 0) System(file)->xWrite(Real(file), bytes, written, offset);
  return verdict.code;
}

int Truncate(sqlite3_file* file, sqlite3_int64 size) {
  const DiskVerdict verdict = Ask({.kind = Kind::Truncate, .file = WithoutFolder(Shim(file)->name), .size = size});
  return verdict.code != SQLITE_OK ? verdict.code : System(file)->xTruncate(Real(file), size);
}

int Sync(sqlite3_file* file, int) { return AskAbout(file, Kind::Sync); }

int FileSize(sqlite3_file* file, sqlite3_int64* size) {
  const int code = AskAbout(file, Kind::Size);
  return code != SQLITE_OK ? code : System(file)->xFileSize(Real(file), size);
}

int Lock(sqlite3_file* file, int level) {
  const int code = AskAbout(file, Kind::Lock);
  return code != SQLITE_OK ? code : System(file)->xLock(Real(file), level);
}

int Unlock(sqlite3_file* file, int level) { return System(file)->xUnlock(Real(file), level); }
int CheckReserved(sqlite3_file* file, int* out) { return System(file)->xCheckReservedLock(Real(file), out); }
int Control(sqlite3_file* file, int what, void* argument) {
  return System(file)->xFileControl(Real(file), what, argument);
}
int SectorSize(sqlite3_file* file) { return System(file)->xSectorSize(Real(file)); }
int Characteristics(sqlite3_file* file) { return System(file)->xDeviceCharacteristics(Real(file)); }

int MapShared(sqlite3_file* file, int page, int size, int extend, void volatile** memory) {
  const int code = AskAbout(file, Kind::Share);
  return code != SQLITE_OK ? code : System(file)->xShmMap(Real(file), page, size, extend, memory);
}
int LockShared(sqlite3_file* file, int offset, int count, int flags) {
  return System(file)->xShmLock(Real(file), offset, count, flags);
}
void Barrier(sqlite3_file* file) { System(file)->xShmBarrier(Real(file)); }
int UnmapShared(sqlite3_file* file, int remove) { return System(file)->xShmUnmap(Real(file), remove); }

constexpr sqlite3_io_methods kMethods{
    2,           Close,         Read,    Write,      Truncate,        Sync,      FileSize,   Lock,
    Unlock,      CheckReserved, Control, SectorSize, Characteristics, MapShared, LockShared, Barrier,
    UnmapShared, nullptr,       nullptr};

int Open(sqlite3_vfs*, const char* path, sqlite3_file* file, int flags, int* out_flags) {
  std::memset(file, 0, sizeof(ShimFile));
  const int code = Ask({.kind = Kind::Open, .file = WithoutFolder(path)}).code;
  if (code != SQLITE_OK) return code;
  Shim(file)->name = path;
  const int opened = g_system->xOpen(g_system, path, Real(file), flags, out_flags);
  if (Real(file)->pMethods != nullptr) file->pMethods = &kMethods;
  return opened;
}

int Delete(sqlite3_vfs*, const char* path, int sync_folder) {
  const int code = Ask({.kind = Kind::Delete, .file = WithoutFolder(path)}).code;
  return code != SQLITE_OK ? code : g_system->xDelete(g_system, path, sync_folder);
}

int Access(sqlite3_vfs*, const char* path, int flags, int* out) {
  const int code = Ask({.kind = Kind::Access, .file = WithoutFolder(path)}).code;
  return code != SQLITE_OK ? code : g_system->xAccess(g_system, path, flags, out);
}

}  // namespace

std::string DiskShim() {
  static sqlite3_vfs shim = [] {
    g_system = sqlite3_vfs_find(nullptr);
    sqlite3_vfs vfs = *g_system;
    vfs.zName = kName;
    vfs.pNext = nullptr;
    vfs.szOsFile = static_cast<int>(sizeof(ShimFile)) + g_system->szOsFile;
    vfs.xOpen = Open;
    vfs.xDelete = Delete;
    vfs.xAccess = Access;
    return vfs;
  }();
  if (sqlite3_vfs_find(kName) == nullptr) sqlite3_vfs_register(&shim, 0);
  return kName;
}

void Observe(DiskObserver* observer) { g_observer = observer; }

}  // namespace bianmin::support
