#include "tests/support/x_postgres.h"

#include <pwd.h>
#include <signal.h>
#include <unistd.h>

#include <fstream>
#include <thread>

namespace bianmin::support {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::chrono::seconds kPatience{60};
constexpr milliseconds kPoll{20};
constexpr const char* kPrograms = "/usr/lib/postgresql/15/bin/";

std::vector<std::string> Command(const std::string& program, const std::vector<std::string>& words) {
  std::vector<std::string> command;
  if (geteuid() == 0) {
    command = {"setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--pdeathsig=KILL"};
  }
  command.push_back(kPrograms + program);
  command.insert(command.end(), words.begin(), words.end());
  return command;
}

}  // namespace

PostgresServer::PostgresServer() {
  const passwd* nobody = geteuid() == 0 ? getpwnam("nobody") : nullptr;
  if (nobody != nullptr && chown(folder_.path().c_str(), nobody->pw_uid, nobody->pw_gid) != 0) {
    throw StepFailed("cannot give " + folder_.path().string() + " to nobody");
  }
  OutputOf(Command("initdb", {"-D", folder_ / "cluster", "-U", "bianmin", "-A", "trust", "-E", "UTF8", "--locale=C",
                              "--no-sync"}),
           kPatience);
  std::ofstream(folder_ / "cluster/pg_hba.conf") << "local all clerk scram-sha-256\nlocal all all trust\n";
  Start();
}

// An immediate shutdown, which also gives back the shared memory.
PostgresServer::~PostgresServer() {
  if (!process_ || !process_->IsRunning()) return;
  kill(process_->pid(), SIGQUIT);
  try {
    process_->Wait(kPatience);
  } catch (const StepFailed&) {
    process_->Kill();
  }
}

void PostgresServer::Start() {
  const auto deadline = steady_clock::now() + kPatience;
  for (;;) {
    if (!process_ || !process_->IsRunning()) {
      process_ = std::make_unique<Process>(
          "postgres",
          Command("postgres", {"-D", folder_ / "cluster", "-k", folder_.path(), "-c", "listen_addresses=", "-c",
                               "shared_buffers=16MB", "-c", "max_connections=60", "-c", "autovacuum=off"}),
          folder_ / "postgres.log");
    }
    try {
      OutputOf({std::string(kPrograms) + "pg_isready", "-q", "-h", folder_.path()}, kPatience);
      return;
    } catch (const StepFailed& failure) {
      if (steady_clock::now() > deadline) throw;
    }
    std::this_thread::sleep_for(kPoll);
  }
}

std::vector<pid_t> PostgresServer::Children() const {
  const std::string server = std::to_string(process_->pid());
  std::ifstream list("/proc/" + server + "/task/" + server + "/children");
  std::vector<pid_t> children;
  for (pid_t child = 0; list >> child;) children.push_back(child);
  return children;
}

void PostgresServer::Crash() {
  kill(process_->pid(), SIGSTOP);  // so that it starts no more
  for (const pid_t child : Children()) kill(child, SIGKILL);
  process_->Kill();
}

void PostgresServer::KillSessions() {
  for (const pid_t child : Children()) {
    std::ifstream file("/proc/" + std::to_string(child) + "/cmdline");
    std::string line;
    std::getline(file, line, '\0');
    if (line.starts_with("postgres: bianmin ")) kill(child, SIGKILL);
  }
}

std::string PostgresServer::NewDatabase() {
  std::string name = "archive" + std::to_string(++databases_);
  Ask("postgres", "CREATE DATABASE " + name + " STRATEGY file_copy");
  return name;
}

std::string PostgresServer::NewDatabaseWithPassword(const std::string& password) {
  std::string name = NewDatabase();
  Ask("postgres", "CREATE ROLE clerk LOGIN PASSWORD '" + password + "'");
  Ask("postgres", "ALTER DATABASE " + name + " OWNER TO clerk");
  return name;
}

std::string PostgresServer::Connection(const std::string& database, const std::string& role) const {
  return "host=" + folder_.path().string() + " dbname=" + database + " user=" + role;
}

std::string PostgresServer::Ask(const std::string& database, const std::string& sql) const {
  return OutputOf({std::string(kPrograms) + "psql", "-X", "-q", "-t", "-A", "-v", "ON_ERROR_STOP=1", "-c", sql,
                   Connection(database)},
                  kPatience);
}

}  // namespace bianmin::support
