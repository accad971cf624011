#include "tests/contract/kiosk_house.h"

#include <fstream>
#include <stdexcept>
#include <utility>

#include "tests/support/file_text.h"

namespace bianmin::contract {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kAdminPatience{60};

}  // namespace

Outcome Admin(std::vector<std::string> arguments) {
  static const support::TemporaryFolder folder;
  const fs::path output = folder / "output";
  fs::remove(output);
  arguments.insert(arguments.begin(), (fs::path(BIANMIN_BINARY_DIR) / "bianmin-admin").string());
  support::Process process("bianmin-admin", arguments, output);
  Outcome outcome;
  outcome.code = process.Wait(kAdminPatience);
  outcome.text = support::TextOf(output);
  return outcome;
}

Outcome Office(const fs::path& config, std::vector<std::string> words) {
  words.insert(words.begin(), "centre");
  words.insert(words.end(), {"--config", config.string(), "--json"});
  return Admin(std::move(words));
}

std::map<std::string, int> NumbersAt(const CentreHouse& centre, const std::string& type) {
  std::vector<std::string> words{"list"};
  if (!type.empty()) words.insert(words.end(), {"--type", type});
  std::map<std::string, int> numbers;
  const auto list = Office(centre.config(), std::move(words)).Json();
  for (const auto& record : list.at("records").as_array()) ++numbers[std::string(record.at("number").as_string())];
  return numbers;
}

KioskHouse::KioskHouse(CentreHouse& centre, const std::string& source) {
  for (const char* name : {"kiosk.toml", "catalogue.toml", "addresses.toml", "calendar.toml", "providers.toml",
                           "agreement.toml", "sync.toml"}) {
    fs::copy_file(fs::path(BIANMIN_SOURCE_DIR) / "config" / name, Place(name));
  }
  Change("sync.toml", "\"k01\"", "\"" + source.substr(source.rfind(':') + 1) + "\"");
  Change("sync.toml", "https://localhost:8443", "https://localhost:" + std::to_string(centre.port()));
  fs::create_directories(Place("locale"));
  fs::create_directories(Place("pki"));
  const Identity kiosk = centre.Kiosk(source);
  fs::copy_file(kiosk.certificate, Place("pki") / "kiosk.pem");
  fs::copy_file(kiosk.key, Place("pki") / "kiosk.key");
  fs::copy_file(centre.folder() / "ca.pem", Place("pki") / "ca.pem");
  tls::WritePem(Place("field.key"), desk_.key.Text());
  std::ofstream(Place("centre.pub")) << base::ToHex(desk_.centre.public_key) << "\n";
  desk_.clock.SetWallClock(base::SystemClock().Now() - std::chrono::hours{1});
}

void KioskHouse::Change(const std::string& file, const std::string& from, const std::string& to) {
  std::string text = support::TextOf(Place(file));
  const auto at = text.find(from);
  if (at == std::string::npos) throw std::logic_error(file + " does not say " + from);
  std::ofstream(Place(file)) << text.replace(at, from.size(), to);
}

void KioskHouse::StartSync() {
  const std::vector<std::string> command{(fs::path(BIANMIN_BINARY_DIR) / "bianmin-sync").string(), "run", "--config",
                                         Place("sync.toml").string()};
  sync_ = std::make_unique<support::Process>("bianmin-sync", command, Place("sync.log"));
}

}  // namespace bianmin::contract
