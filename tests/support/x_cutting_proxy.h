#pragma once

// A line between the daemon and the centre that breaks: it hands bytes on without understanding them, and cuts each
// connection after an amount of them or a time drawn from a seed, as a loose plug does. Told to hold, it cuts no more.

#include <atomic>
#include <cstdint>
#include <list>
#include <thread>

#include "kiosk/base/random.h"

namespace bianmin::support {

class CuttingProxy {
 public:
  // Listens on a port of its own of 127.0.0.1 and connects to `centre` there.
  CuttingProxy(int centre, std::uint64_t seed);
  ~CuttingProxy();
  CuttingProxy(const CuttingProxy&) = delete;
  CuttingProxy& operator=(const CuttingProxy&) = delete;

  int port() const { return port_; }
  void Hold() { holds_ = true; }
  int connections() const { return connections_; }
  int cuts() const { return cuts_; }

 private:
  struct Fate {
    std::size_t bytes[2];  // from the kiosk, from the centre: after so many it is cut
    int milliseconds;      // or after this time
  };
  // One connection on its way. Joins its thread when it goes.
  struct Carrier {
    std::atomic<bool> has_ended{false};
    std::jthread thread;
  };

  void Accept();
  void Carry(int kiosk, Fate fate);
  Fate NextFate();

  int centre_;
  base::SeededRandom random_;  // of the accepting thread
  int listener_ = -1;
  int port_ = 0;
  std::atomic<bool> holds_{false};
  std::atomic<bool> is_ending_{false};
  std::atomic<int> connections_{0};
  std::atomic<int> cuts_{0};
  std::list<Carrier> carriers_;  // of the accepting thread until it has ended
  std::thread accepting_;
};

}  // namespace bianmin::support
