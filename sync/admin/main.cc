// bianmin-admin: the operator's command line for kiosks and for the centre. Exit codes: 0 all is well; 1 the command
// could not be done, or what it looked at needs a person; 2 the command line is wrong; 3 the fleet was looked at, and
// an alert of it is open.

#include <iostream>
#include <thread>

#include "kiosk/base/crypto.h"
#include "kiosk/domain/limits.h"
#include "sync/admin/command_line.h"

namespace bianmin::admin {

base::SystemRandom& Randomness() {
  static base::SystemRandom random;
  return random;
}

void Rest() { std::this_thread::sleep_for(domain::kPauseBetweenBatches); }

CLI::App* CommandLine::Add(CLI::App& parent, const std::string& name, const std::string& help, Command command) {
  CLI::App* added = parent.add_subcommand(name, help);
  added->add_flag("--json", words_.as_json, "Print JSON for a program");
  added->callback([this, command = std::move(command)] { chosen_ = command; });
  return added;
}

void CommandLine::AddConfig(CLI::App* command, const std::string& help) {
  command->add_option("--config", words_.config, help)->required();
}

namespace {

constexpr int kTrouble = 1;
constexpr int kWrongUsage = 2;
constexpr int kOpenAlerts = 3;

int Run(int count, char** arguments) {
  CLI::App app{"bianmin-admin: looks after kiosks and the centre"};
  CommandLine line;
  app.require_subcommand(1);
  app.set_version_flag("--version", BIANMIN_VERSION);
  AddKioskCommands(line, app);
  AddCentreCommands(line, app);
  try {
    app.parse(count, arguments);
  } catch (const CLI::ParseError& fault) {
    return app.exit(fault) == 0 ? 0 : kWrongUsage;
  }
  if (auto started = base::StartCrypto(); !started) {
    std::cerr << "bianmin-admin: " << started.error().message << "\n";
    return kTrouble;
  }
  const auto report = line.Run();
  if (!report) {
    std::cerr << "bianmin-admin: " << report.error().message << "\n";
    return kTrouble;
  }
  if (report->is_printed) return std::cout.good() ? 0 : kTrouble;
  std::cout << (line.words().as_json ? AsJson(*report) : AsText(*report)) << std::flush;
  if (!report->is_sound || !std::cout.good()) return kTrouble;
  return report->has_alerts ? kOpenAlerts : 0;
}

}  // namespace
}  // namespace bianmin::admin

int main(int argc, char** argv) { return bianmin::admin::Run(argc, argv); }
