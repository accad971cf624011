#pragma once
// What can stand on bianmin-admin's command line, and which command was chosen. The commands of a kiosk and those of
// the centre are added by the files of these names.

#include <CLI/CLI.hpp>
#include <functional>
#include <string>
#include <vector>

#include "kiosk/base/random.h"
#include "sync/admin/centre_commands.h"
#include "sync/admin/demo_fill.h"
#include "sync/admin/fleet_command.h"
#include "sync/admin/parcel_commands.h"
#include "sync/admin/publish_commands.h"
#include "sync/admin/staff_commands.h"

namespace bianmin::admin {

inline constexpr std::size_t kUsualListLength = 1000;

// The values of all options and arguments; a command reads its own.
struct Words {
  bool as_json = false;
  std::string config;
  std::string sync_config;
  std::string field_key;
  std::string city_key;
  std::vector<std::string> seal_key, arrival_key, operator_key;
  std::string receipt;
  std::vector<std::string> verify_keys;
  std::int64_t revive = 0;
  std::string backup;
  std::string number, source, type;
  std::size_t limit = kUsualListLength;
  std::string kiosk;
  std::string key_name;
  bool may_write = false;
  std::string from_day, to_day, format = "csv", out;
  StatusOrder status;
  PublishOrder publish;
  DemoOrder demo;
  StaffOrder staff;
  ExportOrder exported;
  bool has_all = false, has_dead = false;
  ImportOrder imported;
  FleetOrder fleet;
};
using Command = std::function<base::Result<Report>(const Words&)>;

base::SystemRandom& Randomness();
// A pause between two batches, so that the running centre has its turn.
void Rest();

class CommandLine {
 public:
  const Words& words() const { return words_; }
  Words& words() { return words_; }
  base::Result<Report> Run() const { return chosen_(words_); }

  // A command with --json, chosen when it stands on the command line.
  CLI::App* Add(CLI::App& parent, const std::string& name, const std::string& help, Command command);
  // Its --config, which must be given; `help` names the file.
  void AddConfig(CLI::App* command, const std::string& help);

 private:
  Words words_;
  Command chosen_;
};

void AddKioskCommands(CommandLine& line, CLI::App& app);
void AddCentreCommands(CommandLine& line, CLI::App& app);

}  // namespace bianmin::admin
