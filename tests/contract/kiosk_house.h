#pragma once
// A kiosk's folder as packaging lays it out, without the screen: configuration, database, keys and certificates, ready
// for bianmin-sync and bianmin-admin. Its clock stands an hour before now.

#include <boost/json.hpp>
#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "tests/contract/centre_house.h"
#include "tests/support/centre_desk.h"
#include "tests/support/kiosk_desk.h"

namespace bianmin::contract {

// What a run of bianmin-admin came to.
struct Outcome {
  int code = 0;
  std::string text;  // both streams
  boost::json::object Json() const { return boost::json::parse(text).as_object(); }
};
Outcome Admin(std::vector<std::string> arguments);
// bianmin-admin centre … with the settings of this file; it answers in JSON.
Outcome Office(const std::filesystem::path& config, std::vector<std::string> words);

// Waits for what other processes do. A killed centre is asked again after 5 s at first, then 10, then 20.
template <class Condition>
bool Comes(Condition condition) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{90};
  while (!condition()) {
    if (std::chrono::steady_clock::now() > deadline) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
  }
  return true;
}

// How many events of each record the centre lists; of one type, or of all.
std::map<std::string, int> NumbersAt(const CentreHouse& centre, const std::string& type = "");

class KioskHouse {
 public:
  // The kiosk k01 of the demonstration, or another one, admitted to this centre.
  explicit KioskHouse(CentreHouse& centre, const std::string& source = support::kFirstKiosk);

  support::KioskDesk& desk() { return desk_; }
  std::filesystem::path Place(const std::string& name) const { return desk_.folder() / name; }
  // Replaces text in one of the files; throws when it is not there.
  void Change(const std::string& file, const std::string& from, const std::string& to);
  // Starts bianmin-sync, again after it was killed.
  void StartSync();
  support::Process& sync() { return *sync_; }

 private:
  support::KioskDesk desk_;
  std::unique_ptr<support::Process> sync_;
};

}  // namespace bianmin::contract
