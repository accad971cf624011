#include "kiosk/speech/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace bianmin::speech {
namespace {

// The two ends of a pipe, closed when they go.
struct Pipe {
  std::array<int, 2> ends{-1, -1};

  Pipe() {
    if (pipe2(ends.data(), O_CLOEXEC) != 0) ends = {-1, -1};
  }
  ~Pipe() {
    Close(0);
    Close(1);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;

  bool ok() const { return ends[0] >= 0; }
  void Close(std::size_t end) {
    if (ends.at(end) >= 0) close(std::exchange(ends.at(end), -1));
  }
  int Release(std::size_t end) { return std::exchange(ends.at(end), -1); }
};

// What posix_spawn is to do in the child before the program begins.
struct Preparation {
  posix_spawn_file_actions_t files{};
  posix_spawnattr_t attributes{};

  Preparation(int input, int output) {
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&files, output, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
    // The thread that starts it blocks all signals; the child must not.
    sigset_t none;
    sigset_t all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  }
  ~Preparation() {
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
  }
  Preparation(const Preparation&) = delete;
  Preparation& operator=(const Preparation&) = delete;
};

std::vector<char*> Pointers(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

base::Error Failure(const std::string& what, int code) {
  // std::strerror is not safe beside other threads.
  return {base::ErrorCode::Unavailable, what + ": " + strerrordesc_np(code)};
}

}  // namespace

base::Result<ChildProcess> ChildProcess::Start(const std::string& program, const std::vector<std::string>& arguments,
                                               std::string_view input) {
  Pipe to_child;
  Pipe from_child;
  if (!to_child.ok() || !from_child.ok()) return Failure("no pipe to " + program, errno);
  std::vector<std::string> words{program};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<std::string> environment{"LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin"};
  const Preparation preparation(to_child.ends[0], from_child.ends[1]);
  pid_t pid = -1;
  const int failure = posix_spawn(&pid, program.c_str(), &preparation.files, &preparation.attributes,
                                  Pointers(words).data(), Pointers(environment).data());
  if (failure != 0) return Failure(program + " cannot be started", failure);
  to_child.Close(0);
  from_child.Close(1);
  ChildProcess child(pid, from_child.Release(0));
  fcntl(child.output_, F_SETFL, O_NONBLOCK);
  // A child that is already gone has closed its end: its empty output tells.
  const ssize_t written = write(to_child.ends[1], input.data(), std::min(input.size(), kMostInputBytes));
  static_cast<void>(written);
  return child;
}

ChildProcess::ChildProcess(ChildProcess&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)), output_(std::exchange(other.output_, -1)) {}

ChildProcess::~ChildProcess() {
  if (output_ >= 0) close(output_);
  if (pid_ < 0) return;
  kill(pid_, SIGKILL);
  while (waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
  }
}

base::Result<std::size_t> ChildProcess::Read(std::span<char> bytes) const {
  const ssize_t got = read(output_, bytes.data(), bytes.size());
  if (got >= 0) return static_cast<std::size_t>(got);
  if (errno == EAGAIN || errno == EINTR) return base::Error{base::ErrorCode::Unavailable, "nothing yet"};
  return std::size_t{0};
}

bool ChildProcess::EndedWell() {
  // Who closes its output and goes on is hung: a fifth of a second, then the destructor kills it.
  constexpr int kTries = 40;
  constexpr int kPause = 5;  // milliseconds
  for (int i = 0; pid_ >= 0 && i < kTries; ++i) {
    int status = -1;
    const pid_t ended = waitpid(pid_, &status, WNOHANG);
    if (ended == 0 || (ended < 0 && errno == EINTR)) {
      poll(nullptr, 0, kPause);
      continue;
    }
    pid_ = -1;
    return ended > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
  }
  return false;
}

}  // namespace bianmin::speech
