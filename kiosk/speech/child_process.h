#pragma once
// A program that reads a text and writes bytes, as a child process: no shell, no text in its arguments, no descriptor
// but the three standard ones, no environment of ours, standard error to /dev/null. It is killed and reaped when the
// object goes. Not thread-safe; Start() and the object's life belong to one thread, which must block SIGPIPE.

#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.h"

namespace bianmin::speech {

inline constexpr std::size_t kMostInputBytes = 8192;  // fits into a new pipe, so that writing never waits

class ChildProcess {
 public:
  // Starts `program` (a path; not searched for) and gives it `input` (kMostInputBytes at most) on its standard input.
  static base::Result<ChildProcess> Start(const std::string& program, const std::vector<std::string>& arguments,
                                          std::string_view input);
  ChildProcess(ChildProcess&& other) noexcept;
  ChildProcess& operator=(ChildProcess&&) = delete;
  ~ChildProcess();

  // What to wait for with poll(2); readable also at the end.
  int descriptor() const { return output_; }
  // Reads what is there. 0: the end. Unavailable: nothing yet.
  base::Result<std::size_t> Read(std::span<char> bytes) const;
  // After the end: whether the child went by itself (a fifth of a second is given to it) and with success.
  bool EndedWell();

 private:
  ChildProcess(pid_t pid, int output) : pid_(pid), output_(output) {}

  pid_t pid_;
  int output_;
};

}  // namespace bianmin::speech
