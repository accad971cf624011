#include "tests/support/x_server.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <array>

namespace bianmin::support {

XServer::XServer(PixelSize size, const std::filesystem::path& log) {
  std::array<int, 2> pipe_ends{};
  // Without O_CLOEXEC on the writing end: the server inherits it and writes its display's number there.
  if (pipe(pipe_ends.data()) != 0) throw StepFailed("cannot make a pipe for the X server");
  const auto [reading, writing] = pipe_ends;
  fcntl(reading, F_SETFD, FD_CLOEXEC);
  const std::string screen = std::to_string(size.width) + "x" + std::to_string(size.height) + "x24";
  process_ =
      std::make_unique<Process>("Xvfb",
                                std::vector<std::string>{"Xvfb", "-displayfd", std::to_string(writing), "-screen", "0",
                                                         screen, "-nolisten", "tcp", "-dpi", "96", "-noreset"},
                                log);
  close(writing);
  std::string number;
  constexpr int kPatienceMs = 10'000;
  pollfd waiting{.fd = reading, .events = POLLIN, .revents = 0};
  while (poll(&waiting, 1, kPatienceMs) > 0) {
    char letter = 0;
    if (read(reading, &letter, 1) != 1 || letter == '\n') break;
    number += letter;
  }
  close(reading);
  if (number.empty()) throw StepFailed("the virtual X server did not start; its output is in " + log.string());
  display_ = ":" + number;
}

}  // namespace bianmin::support
