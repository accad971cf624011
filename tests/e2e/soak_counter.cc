// A counter without a screen, for tests/e2e/soak_test.cc: registers one order after the other in the store of a
// deployed kiosk, and writes each number down when it has it, as the screen would show it. It is meant to be killed.
//
// usage: soak-counter STATE NUMBERS_FILE

#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <string>
#include <thread>

#include "tests/support/deployed_store.h"
#include "tests/support/kiosk_desk.h"

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: soak-counter STATE NUMBERS_FILE\n");
    return 2;
  }
  constexpr std::chrono::milliseconds kBetweenResidents{15};
  const int numbers = open(argv[2], O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  bianmin::support::DeployedStore store(argv[1]);
  while (numbers >= 0) {
    const auto order = store->RegisterOrder(bianmin::support::LeakingPipe());
    if (!order) {
      std::fprintf(stderr, "soak-counter: %s\n", order.error().message.c_str());
      return 1;
    }
    const std::string line = order->number.text() + "\n";
    if (write(numbers, line.data(), line.size()) != static_cast<ssize_t>(line.size())) break;  // whole or not at all
    std::this_thread::sleep_for(kBetweenResidents);
  }
  std::perror("soak-counter");
  return 1;
}
