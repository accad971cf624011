// What bianmin-admin does on a kiosk, and with keys and receipts.

#include "kiosk/base/config.h"
#include "kiosk/base/file.h"
#include "kiosk/domain/kiosk_settings.h"
#include "sync/admin/backup_command.h"
#include "sync/admin/command_line.h"
#include "sync/admin/doctor.h"
#include "sync/admin/keygen.h"
#include "sync/admin/kiosk_store.h"
#include "sync/admin/outbox_command.h"
#include "sync/admin/secret_input.h"
#include "sync/admin/verify_receipt.h"
#include "sync/engine/settings.h"

namespace bianmin::admin {
namespace {

constexpr std::size_t kMostConfigBytes = 1 << 20;

base::Result<Report> Keygen(const Words& words) {
  if (!words.field_key.empty()) return MakeFieldKey(words.field_key, Randomness());
  if (!words.city_key.empty()) return MakeCityKey(words.city_key, Randomness());
  if (!words.arrival_key.empty()) return MakeArrivalKeys(words.arrival_key[0], words.arrival_key[1], Randomness());
  if (!words.operator_key.empty()) return MakeOperatorKeys(words.operator_key[0], words.operator_key[1], Randomness());
  return MakeSealKeys(words.seal_key[0], words.seal_key[1]);
}

base::Result<Report> Verify(const Words& words) { return VerifyReceipt(words.receipt, words.verify_keys); }

base::Result<Report> Doctor(const Words& words) {
  return Summarise(Examine({words.config, words.sync_config}, base::SystemClock(), Randomness()));
}

base::Result<domain::KioskSettings> LoadKiosk(const std::string& path) {
  const auto text = base::ReadFile(path, kMostConfigBytes);
  if (!text) return text.error();
  return domain::ReadKioskSettings(*text, path);
}

// Kiosk and daemon name the same database; operators have the one or the other file at hand.
base::Result<std::string> DatabaseOf(const std::string& path) {
  auto document = base::ConfigDocument::Load(path);
  if (!document) return document.error();
  if (document->Root().Has("centre")) {
    const auto settings = engine::LoadSyncSettings(path);
    if (!settings) return settings.error();
    return settings->database.string();
  }
  const auto settings = LoadKiosk(path);
  if (!settings) return settings.error();
  return settings->storage.database;
}

base::Result<Report> Outbox(const Words& words) {
  const auto file = DatabaseOf(words.config);
  if (!file) return file.error();
  auto database = store::Database::Open({.file = *file, .may_create = false});
  if (!database) return database.error();
  if (words.revive != 0) return ReviveEvent(*database, words.revive);
  return ShowOutbox(*database, base::SystemClock().Now());
}

base::Result<Report> Export(const Words& words) {
  ExportOrder order = words.exported;
  order.config = words.config;
  if (words.has_dead) order.part = store::OutboxPart::Undelivered;
  if (words.has_all) order.part = store::OutboxPart::Kept;
  return ExportEvents(order, base::SystemClock(), Randomness());
}

base::Result<Report> DemoFill(const Words& words) {
  DemoOrder demo = words.demo;
  demo.kiosk_config = words.config;
  return FillWithDemo(demo, base::SystemClock(), Randomness());
}

base::Result<Report> Backup(const Words& words) {
  const auto kiosk = LoadKiosk(words.config);
  if (!kiosk) return kiosk.error();
  return BackUpKiosk(*kiosk, base::SystemClock());
}

base::Result<Report> Restore(const Words& words) {
  const auto kiosk = LoadKiosk(words.config);
  if (!kiosk) return kiosk.error();
  return RestoreKiosk(*kiosk, words.backup, base::SystemClock(), Randomness());
}

// A command on the accounts of a kiosk's staff.
Command OnStaff(std::function<base::Result<Report>(store::Store&, const StaffOrder&)> act) {
  return [act = std::move(act)](const Words& words) -> base::Result<Report> {
    const auto kiosk = KioskStore::Open(words.config, base::SystemClock(), Randomness());
    if (!kiosk) return kiosk.error();
    return act((*kiosk)->store(), words.staff);
  };
}

void AddKeygen(CommandLine& line, CLI::App& app) {
  CLI::App* keygen = line.Add(app, "keygen", "Make a key; never writes over one", Keygen);
  CLI::Option_group* which = keygen->add_option_group("which", "One of");
  which->add_option("--field-key", line.words().field_key, "FILE for the key of a kiosk's personal fields");
  which->add_option("--city-key", line.words().city_key,
                    "FILE for the key that proves receipts at every kiosk of a city");
  which->add_option("--seal-key", line.words().seal_key, "SECRET PUBLIC: files for the two halves of the centre's key")
      ->expected(2);
  which->add_option("--arrival-key", line.words().arrival_key, "SECRET PUBLIC: by which the centre signs what arrived")
      ->expected(2);
  which
      ->add_option("--operator-key", line.words().operator_key,
                   "SECRET PUBLIC: files for the two halves of the key that settings for kiosks are signed with")
      ->expected(2);
  which->require_option(1);
}

void AddUpkeep(CommandLine& line, CLI::App& app) {
  CLI::App* doctor = line.Add(app, "doctor", "Look at everything a kiosk needs", Doctor);
  line.AddConfig(doctor, "kiosk.toml");
  doctor->add_option("--sync", line.words().sync_config,
                     "sync.toml: look at the daemon and the way to the centre, too");
  CLI::App* outbox = line.Add(app, "outbox", "Show what has still to reach the centre", Outbox);
  line.AddConfig(outbox, "kiosk.toml or sync.toml");
  outbox->add_option("--revive", line.words().revive, "SEQUENCE of a dead event that is to wait again")
      ->check(CLI::PositiveNumber);
  CLI::App* exported = line.Add(app, "export", "Write what waits to a memory stick, for the centre to import", Export);
  line.AddConfig(exported, "sync.toml");
  exported->add_option("--to", line.words().exported.to, "A FILE that is not there yet, or the FOLDER for it")
      ->required();
  CLI::Option* dead = exported->add_flag("--dead", line.words().has_dead, "Also what the centre refused");
  exported->add_flag("--all", line.words().has_all, "Also that, and what was delivered and is still kept")
      ->excludes(dead);
}

void AddVerifyReceipt(CommandLine& line, CLI::App& app) {
  CLI::App* verify = line.Add(app, "verify-receipt", "Check the centre's signature on a receipt, offline", Verify);
  verify->add_option("code", line.words().receipt, "What the lower code of the receipt holds, BM2…")->required();
  verify
      ->add_option("--key", line.words().verify_keys, "FILE of a public key of the centre; may be given several times")
      ->required()
      ->allow_extra_args(false);
}

void AddDemo(CommandLine& line, CLI::App& demo) {
  demo.require_subcommand(1);
  CLI::App* fill = line.Add(demo, "fill", "Fill a kiosk's empty database with invented records", DemoFill);
  line.AddConfig(fill, "kiosk.toml");
  fill->add_option("--records", line.words().demo.records, "How many")
      ->required()
      ->check(CLI::Range(std::int64_t{1}, kMostDemoRecords));
  fill->add_option("--seed", line.words().demo.seed, "The same seed invents the same records");
  fill->add_flag("--all-open", line.words().demo.everything_waits, "Nothing was closed yet: the longest queue");
}

void AddBackup(CommandLine& line, CLI::App& app) {
  line.AddConfig(line.Add(app, "backup", "Make a backup now and prove that it can be restored", Backup), "kiosk.toml");
  CLI::App* restore = line.Add(app, "restore", "Bring a kiosk back from a backup; stop its programs first", Restore);
  line.AddConfig(restore, "kiosk.toml");
  restore->add_option("--from", line.words().backup, "FILE of the backup")->required();
}

CLI::App* AddStaffCommand(CommandLine& line, CLI::App& staff, const std::string& name, const std::string& help,
                          Command command) {
  CLI::App* added = line.Add(staff, name, help, std::move(command));
  line.AddConfig(added, "kiosk.toml");
  added->add_option("number", line.words().staff.number, "The staff number, 2 to 8 digits")->required();
  return added;
}

void AddStaffCommands(CommandLine& line, CLI::App& staff) {
  staff.require_subcommand(1);
  const std::string roles = "clerk, dispatcher or supervisor";
  CLI::App* add = AddStaffCommand(line, staff, "add", "Add an account; asks for its PIN",
                                  OnStaff([](auto& store, auto& order) { return AddStaff(store, order, ReadPin); }));
  add->add_option("--name", line.words().staff.name, "As colleagues know them; encrypted")->required();
  add->add_option("--role", line.words().staff.role, roles)->capture_default_str();
  line.AddConfig(line.Add(staff, "list", "List numbers, roles and states",
                          OnStaff([](auto& store, auto&) { return ListStaff(store); })),
                 "kiosk.toml");
  AddStaffCommand(line, staff, "role", "Give another role", OnStaff(ChangeStaffRole))
      ->add_option("role", line.words().staff.role, roles)
      ->required();
  AddStaffCommand(line, staff, "reset-pin", "Give a new PIN; also unlocks",
                  OnStaff([](auto& store, auto& order) { return ResetStaffPin(store, order, ReadPin); }));
  AddStaffCommand(line, staff, "unlock", "Unlock after too many wrong PINs", OnStaff(UnlockStaff));
  AddStaffCommand(line, staff, "disable", "For somebody who left; the journal keeps the number",
                  OnStaff([](auto& store, auto& order) { return SetStaffActive(store, order, false); }));
  AddStaffCommand(line, staff, "enable", "For somebody who came back",
                  OnStaff([](auto& store, auto& order) { return SetStaffActive(store, order, true); }));
}

}  // namespace

void AddKioskCommands(CommandLine& line, CLI::App& app) {
  AddKeygen(line, app);
  AddUpkeep(line, app);
  AddVerifyReceipt(line, app);
  AddDemo(line, *app.add_subcommand("demo", "Invented records, for demonstrations and measurements"));
  AddBackup(line, app);
  AddStaffCommands(line, *app.add_subcommand("staff", "Who may sign in at a kiosk; PINs are read from standard input"));
}

}  // namespace bianmin::admin
