#pragma once

// A real PostgreSQL 15 of a test's own: its cluster in a temporary folder, reached through a socket in that folder by
// whoever may enter it. The server refuses to run as root, so for a test of root's it runs as `nobody`. It can be
// killed at any moment, all its processes at once, and started again on what was on the disk.

#include <memory>
#include <string>

#include "tests/support/temporary_folder.h"
#include "tests/support/x_process.h"

namespace bianmin::support {

class PostgresServer {
 public:
  // Throws StepFailed when there is no server to start.
  PostgresServer();
  ~PostgresServer();
  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;

  void Start();
  // SIGKILL to every process of the server: as if the machine had stopped.
  void Crash();
  // SIGKILL to the processes that serve clients; the server then recovers by itself.
  void KillSessions();

  // An empty database; its name. The role `bianmin` owns it and needs no password.
  std::string NewDatabase();
  // The same for a role `clerk` that has this password, and cannot be without.
  std::string NewDatabaseWithPassword(const std::string& password);
  // A conninfo text.
  std::string Connection(const std::string& database, const std::string& role = "bianmin") const;
  // What psql prints, without headings.
  std::string Ask(const std::string& database, const std::string& sql) const;

 private:
  std::vector<pid_t> Children() const;

  TemporaryFolder folder_;
  std::unique_ptr<Process> process_;
  int databases_ = 0;
};

}  // namespace bianmin::support
