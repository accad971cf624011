#pragma once

// A child process of the end-to-end tests and the scripted resident: one of the real binaries, or an X server. Its
// output goes to a file; it dies with the test (SIGKILL from the kernel if the test itself is killed), and can be
// killed at any moment, which is the point of these tests. One owner; it must not outlive the thread that started it,
// or it dies with that.

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

namespace bianmin::support {

// A step of a scripted run did not happen: the message says which and what was seen instead. Only test programs use it.
class StepFailed : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

class Process {
 public:
  using Environment = std::vector<std::pair<std::string, std::string>>;

  // Starts command[0] (searched in PATH) with stdout and stderr appended to `log`. Throws StepFailed when it cannot
  // start.
  Process(std::string name, std::vector<std::string> command, std::filesystem::path log, Environment environment = {});
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  const std::string& name() const { return name_; }
  pid_t pid() const { return pid_; }
  const std::filesystem::path& log() const { return log_; }

  bool IsRunning();
  // The most memory it has held at once (VmHWM), in KiB; throws StepFailed of one that has ended.
  long PeakKib() const;
  // Sends SIGKILL and reaps: no handler of the program runs.
  void Kill();
  // Sends SIGTERM, waits, and kills when `patience` is over. Returns the exit code; 128 + signal when it died of one.
  int Stop(std::chrono::milliseconds patience);
  // Waits for the end by itself; throws StepFailed after `patience`.
  int Wait(std::chrono::milliseconds patience);

 private:
  bool Reap(bool block);

  std::string name_;
  std::filesystem::path log_;
  pid_t pid_ = -1;
  bool is_running_ = false;
  int exit_code_ = 0;
};

// Runs to the end and returns what it wrote to stdout; throws StepFailed unless it exits with 0 in time.
std::string OutputOf(const std::vector<std::string>& command, std::chrono::milliseconds patience,
                     const Process::Environment& environment = {});

// A TCP port of 127.0.0.1 nobody listens on at the moment.
int FreePort();

}  // namespace bianmin::support
