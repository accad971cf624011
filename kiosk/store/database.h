#pragma once
// One connection to the SQLite file that kiosk and sync share. Opening it creates or migrates the file and sets it up
// to be durable: WAL, synchronous=FULL, foreign keys. Two processes may do so at once.
//
// A Database belongs to one thread at a time; each thread and each process opens its own. No function throws.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "kiosk/base/result.h"

namespace bianmin::store {

struct Connection;  // kiosk/store/sql.h; nothing outside this module sees SQLite

struct DatabaseOptions {
  std::filesystem::path file;
  bool may_create = true;  // otherwise a missing file is NotFound
  // How long to wait for the other process's transaction before giving up with Unavailable.
  std::chrono::milliseconds patience{5000};
  std::string vfs;  // SQLite's layer above the disk; empty: the system's. Tests give one that fails.
};

class Database {
 public:
  // Every failure is one sentence that names the file and says what to do: NotFound, Unavailable (cannot be opened),
  // Refused (read-only, or written by a newer version of the program), Corrupt (not a database, or damaged), DiskFull.
  static base::Result<Database> Open(const DatabaseOptions& options);
  // An existing file of any version that nobody else has open, for looking at: neither migrated nor set up.
  static base::Result<Database> OpenAsItIs(const std::filesystem::path& file);
  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;
  ~Database();

  const std::filesystem::path& file() const;

  // Whether another connection committed since the last call (or since opening). Costs microseconds.
  base::Result<bool> ChangedElsewhere();
  // SQLite's own check of every page, index and reference, in full; Corrupt says what is wrong. Takes seconds on a
  // large file.
  base::Result<base::Done> CheckIntegrity();
  // How large the write-ahead log has grown.
  std::int64_t WalBytes() const;
  // Moves the write-ahead log into the database file as far as readers allow, without waiting for them.
  base::Result<base::Done> Checkpoint();

  Connection& connection() { return *connection_; }

 private:
  explicit Database(std::unique_ptr<Connection> connection);
  std::unique_ptr<Connection> connection_;
};

}  // namespace bianmin::store
