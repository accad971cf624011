#include "tests/support/x_process.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <thread>
#include <utility>

#include "tests/support/file_text.h"

namespace bianmin::support {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kPoll{5};

// Only async-signal-safe calls from here: the child shares the parent's locks.
[[noreturn]] void BecomeCommand(char* const* argv, char* const* environment, int output, pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(127);
  const int nothing = open("/dev/null", O_RDONLY);
  dup2(nothing, STDIN_FILENO);
  dup2(output, STDOUT_FILENO);
  dup2(output, STDERR_FILENO);
  execvpe(argv[0], argv, environment);
  _exit(127);
}

std::vector<std::string> MergedEnvironment(const Process::Environment& changes) {
  std::vector<std::string> merged;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string text = *entry;
    const std::string name = text.substr(0, text.find('='));
    bool is_changed = false;
    for (const auto& change : changes) is_changed = is_changed || change.first == name;
    if (!is_changed) merged.push_back(text);
  }
  for (const auto& [name, value] : changes) merged.push_back(name + "=" + value);
  return merged;
}

std::vector<char*> Pointers(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

}  // namespace

Process::Process(std::string name, std::vector<std::string> command, std::filesystem::path log, Environment environment)
    : name_(std::move(name)), log_(std::move(log)) {
  std::filesystem::create_directories(log_.parent_path());
  const int output = open(log_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (output < 0) throw StepFailed("cannot write " + log_.string() + ": " + std::strerror(errno));
  std::vector<std::string> variables = MergedEnvironment(environment);
  const std::vector<char*> argv = Pointers(command);
  const std::vector<char*> envp = Pointers(variables);
  const pid_t parent = getpid();
  pid_ = fork();
  if (pid_ == 0) BecomeCommand(argv.data(), envp.data(), output, parent);
  close(output);
  if (pid_ < 0) throw StepFailed("cannot start " + name_ + ": " + std::strerror(errno));
  is_running_ = true;
}

Process::~Process() { Kill(); }

bool Process::Reap(bool block) {
  if (!is_running_) return true;
  int status = 0;
  pid_t reaped = 0;
  do {
    reaped = waitpid(pid_, &status, block ? 0 : WNOHANG);
  } while (reaped < 0 && errno == EINTR);
  if (reaped == 0) return false;
  is_running_ = false;
  exit_code_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return true;
}

bool Process::IsRunning() { return !Reap(false); }

long Process::PeakKib() const {
  std::ifstream status("/proc/" + std::to_string(pid_) + "/status");
  long kib = 0;
  for (std::string word; status >> word;) {
    if (word == "VmHWM:" && status >> kib) return kib;
  }
  throw StepFailed("the kernel does not say how much memory " + name_ + " has held");
}

void Process::Kill() {
  if (!is_running_) return;
  kill(pid_, SIGKILL);
  Reap(true);
}

int Process::Stop(milliseconds patience) {
  if (is_running_) kill(pid_, SIGTERM);
  const auto deadline = steady_clock::now() + patience;
  while (!Reap(false)) {
    if (steady_clock::now() >= deadline) Kill();
    std::this_thread::sleep_for(kPoll);
  }
  return exit_code_;
}

int Process::Wait(milliseconds patience) {
  const auto deadline = steady_clock::now() + patience;
  while (!Reap(false)) {
    if (steady_clock::now() >= deadline) {
      throw StepFailed(name_ + " did not end within " + std::to_string(patience.count()) + " ms");
    }
    std::this_thread::sleep_for(kPoll);
  }
  return exit_code_;
}

std::string OutputOf(const std::vector<std::string>& command, milliseconds patience,
                     const Process::Environment& environment) {
  std::string folder = (std::filesystem::temp_directory_path() / "bianmin-output-XXXXXX").string();
  if (mkdtemp(folder.data()) == nullptr) throw StepFailed("cannot make a folder beside " + folder);
  const std::filesystem::path log = std::filesystem::path(folder) / "output";
  int code = 0;
  {
    Process process(command.front(), command, log, environment);
    code = process.Wait(patience);
  }
  std::string output = TextOf(log);
  std::filesystem::remove_all(folder);
  if (code == 0) return output;
  std::string line;
  for (const std::string& word : command) line += word + " ";
  throw StepFailed(line + "ended with exit code " + std::to_string(code) + ":\n" + output);
}

int FreePort() {
  const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  const bool is_bound = listener >= 0 && bind(listener, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                        getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size) == 0;
  close(listener);
  if (!is_bound) throw StepFailed(std::string("no free TCP port on 127.0.0.1: ") + std::strerror(errno));
  return ntohs(address.sin_port);
}

}  // namespace bianmin::support
