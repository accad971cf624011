#pragma once
// A real centre that enrols kiosks, and a real kiosk that has no certificate yet. Both go with the object.

#include <string>

#include "tests/contract/centre_house.h"
#include "tests/contract/kiosk_house.h"
#include "tests/support/csr_samples.h"

namespace bianmin::contract {

inline constexpr const char* kEnrol = "/.well-known/est/simpleenroll";
inline constexpr const char* kReenrol = "/.well-known/est/simplereenroll";
inline constexpr const char* kLogin = "demo-city/jingan/k01";

// POST to simpleenroll, without a certificate.
Ask EnrolmentOf(const std::string& code, const std::string& request, const std::string& login = kLogin);

class EnrolmentHouse {
 public:
  EnrolmentHouse();

  CentreHouse& centre() { return centre_; }
  KioskHouse& kiosk() { return kiosk_; }
  std::string Url() const { return "https://localhost:" + std::to_string(centre_.port()); }

  // bianmin-admin centre …; it must work.
  Outcome Office(std::vector<std::string> words) const;
  // The one-time code that bianmin-admin prints.
  std::string Invited(const std::string& login = kLogin) const;
  // Sends EnrolmentOf these.
  Reply Ask(const std::string& code, const std::string& request, const std::string& login = kLogin) const;

  // `bianmin-sync enrol` with the code on standard input.
  Outcome Enrol(const std::string& code);
  // The kiosk's files, present or not.
  Identity Files() const { return {kiosk_.Place("pki") / "kiosk.pem", kiosk_.Place("pki") / "kiosk.key"}; }
  std::string KioskLog() const;
  // Whether the daemon's log says this within a while.
  bool KioskLogs(const std::string& words) const;

 private:
  CentreHouse centre_;
  KioskHouse kiosk_;
};

}  // namespace bianmin::contract
