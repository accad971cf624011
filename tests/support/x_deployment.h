#pragma once

// The whole product on one machine, as real processes over a folder that packaging/demo_state.sh prepared: a centre
// with TLS on loopback, the daemon, and the kiosk on a given X display. Each can be killed and started again at any
// moment. Everything stops with the object. One thread.

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "tests/support/x_process.h"

namespace bianmin::support {

struct DeploymentPlaces {
  std::filesystem::path programs;  // build/…/bin
  std::filesystem::path state;
  int port = 0;
};

class Deployment {
 public:
  explicit Deployment(DeploymentPlaces places);

  // Returns when the centre accepts connections.
  void StartCentre();
  void StartSync();
  void StartKiosk(const std::string& display, Process::Environment environment = {});

  Process& centre() { return *centre_; }
  Process& sync() { return *sync_; }
  Process& kiosk() { return *kiosk_; }

  // Throws StepFailed when a program that was started has ended by itself, with the last lines it wrote.
  void CheckAllRun();
  // SIGTERM to each, kiosk first; throws StepFailed when one ends in any other way.
  void StopAll();
  // SIGKILL to each that runs: for the end of a test, before its folder is deleted. Never fails.
  void KillAll();

  // What bianmin-admin prints for these arguments; throws StepFailed when it fails.
  std::string Admin(std::vector<std::string> arguments) const;
  // An account made by the operator, who types the PIN.
  void Employ(const std::string& number, const std::string& name, const std::string& role,
              const std::string& pin) const;
  // Events that the kiosk has and the centre has not confirmed.
  long Waiting() const;
  void WaitUntilDelivered(std::chrono::milliseconds patience);

  std::filesystem::path automation() const { return places_.state / "automation"; }
  const DeploymentPlaces& places() const { return places_; }

 private:
  std::unique_ptr<Process> Start(const std::string& program, std::vector<std::string> arguments,
                                 Process::Environment environment) const;

  DeploymentPlaces places_;
  std::unique_ptr<Process> centre_;
  std::unique_ptr<Process> sync_;
  std::unique_ptr<Process> kiosk_;
};

// Runs packaging/demo_state.sh for a fresh or an existing folder. `settings` as it takes them: "lang=en".
void PrepareState(const std::filesystem::path& script, const DeploymentPlaces& places,
                  const std::vector<std::string>& settings);

}  // namespace bianmin::support
