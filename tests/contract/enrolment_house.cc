#include "tests/contract/enrolment_house.h"

#include <thread>
#include <utility>

#include "kiosk/base/bytes.h"
#include "tests/support/file_text.h"

namespace bianmin::contract {
namespace {

namespace fs = std::filesystem;
using std::chrono::steady_clock;

constexpr std::chrono::seconds kPatience{60};

}  // namespace

Ask EnrolmentOf(const std::string& code, const std::string& request, const std::string& login) {
  return {.method = "POST",
          .path = kEnrol,
          .headers = {"Content-Type: application/pkcs10",
                      "Authorization: Basic " + base::ToBase64(base::AsBytes(login + ":" + code))},
          .body = request};
}

EnrolmentHouse::EnrolmentHouse() : kiosk_(centre_) {
  tls::WritePem(centre_.folder() / "issuing.key", centre_.authority().key());
  centre_.Configure("[enrolment]\nca = \"ca.pem\"\nca_key = \"issuing.key\"\nregistry = \"registry.db\"\n");
  fs::copy_file(kiosk_.Place("pki") / "ca.pem", kiosk_.Place("brought.pem"));
  fs::remove_all(kiosk_.Place("pki"));
}

Outcome EnrolmentHouse::Office(std::vector<std::string> words) const {
  Outcome outcome = contract::Office(centre_.config(), std::move(words));
  if (outcome.code != 0) throw support::StepFailed("bianmin-admin centre: " + outcome.text);
  return outcome;
}

std::string EnrolmentHouse::Invited(const std::string& login) const {
  return std::string(Office({"invite", login}).Json().at("code").as_string());
}

Reply EnrolmentHouse::Ask(const std::string& code, const std::string& request, const std::string& login) const {
  return centre_.Send(EnrolmentOf(code, request, login));
}

Outcome EnrolmentHouse::Enrol(const std::string& code) {
  const fs::path output = kiosk_.Place("enrol.out");
  fs::remove(output);
  support::Process process("bianmin-sync enrol",
                           {"bash", "-c", "printf '%s\\n' \"$0\" | exec \"$1\" enrol --config \"$2\" --ca \"$3\"", code,
                            (fs::path(BIANMIN_BINARY_DIR) / "bianmin-sync").string(),
                            kiosk_.Place("sync.toml").string(), kiosk_.Place("brought.pem").string()},
                           output);
  Outcome outcome;
  outcome.code = process.Wait(kPatience);
  outcome.text = support::TextOf(output);
  return outcome;
}

std::string EnrolmentHouse::KioskLog() const { return support::TextOf(kiosk_.Place("sync.log")); }

bool EnrolmentHouse::KioskLogs(const std::string& words) const {
  const auto deadline = steady_clock::now() + kPatience;
  while (KioskLog().find(words) == std::string::npos) {
    if (steady_clock::now() > deadline) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
  }
  return true;
}

}  // namespace bianmin::contract
