// bianmin-admin: the operator's command line for kiosks and for the centre. Exit codes: 0 all is well; 1 the command
// could not be done, or what it looked at needs a person; 2 the command line is wrong; 3 the fleet was looked at, and
// an alert of it is open.

#include <CLI/CLI.hpp>
#include <functional>
#include <iostream>
#include <thread>

#include "kiosk/base/config.h"
#include "kiosk/base/crypto.h"
#include "kiosk/base/file.h"
#include "kiosk/domain/kiosk_settings.h"
#include "sync/admin/audit_command.h"
#include "sync/admin/backup_command.h"
#include "sync/admin/centre_commands.h"
#include "sync/admin/demo_fill.h"
#include "sync/admin/doctor.h"
#include "sync/admin/enrolment_commands.h"
#include "sync/admin/fleet_command.h"
#include "sync/admin/keygen.h"
#include "sync/admin/kiosk_store.h"
#include "sync/admin/open311_command.h"
#include "sync/admin/outbox_command.h"
#include "sync/admin/parcel_commands.h"
#include "sync/admin/rating_export.h"
#include "sync/admin/secret_input.h"
#include "sync/admin/staff_commands.h"
#include "sync/admin/verify_receipt.h"
#include "sync/centre/open311.h"
#include "sync/centre/open_archive.h"
#include "sync/centre/open_registry.h"
#include "sync/centre/settings.h"
#include "sync/engine/settings.h"

namespace bianmin::admin {
namespace {

constexpr int kTrouble = 1;
constexpr int kWrongUsage = 2;
constexpr int kOpenAlerts = 3;
constexpr std::size_t kMostConfigBytes = 1 << 20;
constexpr std::size_t kUsualListLength = 1000;

// All that can stand on the command line.
struct Words {
  bool as_json = false;
  std::string config;
  std::string sync_config;
  std::string field_key;
  std::string city_key;
  std::vector<std::string> seal_key, arrival_key;
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
  DemoOrder demo;
  StaffOrder staff;
  ExportOrder exported;
  bool has_all = false, has_dead = false;
  ImportOrder imported;
  FleetOrder fleet;
};
using Command = std::function<base::Result<Report>(const Words&)>;

base::SystemRandom& Randomness() {
  static base::SystemRandom random;
  return random;
}

base::Result<Report> Keygen(const Words& words) {
  if (!words.field_key.empty()) return MakeFieldKey(words.field_key, Randomness());
  if (!words.city_key.empty()) return MakeCityKey(words.city_key, Randomness());
  if (!words.arrival_key.empty()) return MakeArrivalKeys(words.arrival_key[0], words.arrival_key[1], Randomness());
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

base::Result<Report> CentreImport(const Words& words) {
  ImportOrder order = words.imported;
  order.config = words.config;
  order.rest = [] { std::this_thread::sleep_for(domain::kPauseBetweenBatches); };
  return ImportParcels(order, base::SystemClock(), Randomness());
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

base::Result<Report> InArchive(const Words& words, const std::function<base::Result<Report>(centre::Archive&)>& act) {
  const auto settings = centre::LoadCentreSettings(words.config);
  if (!settings) return settings.error();
  const auto archive = centre::OpenArchive(*settings, centre::OpenMode::MustExist, base::SystemClock(), Randomness());
  if (!archive) return archive.error();
  return act(**archive);
}

base::Result<Report> CentreCounts(const Words& words) { return InArchive(words, CountCentre); }

base::Result<Report> CentreList(const Words& words) {
  centre::ListFilter filter;
  filter.limit = words.limit;
  if (!words.number.empty()) {
    const auto number = ParseNumber(words.number);
    if (!number) return number.error();
    filter.number = *number;
  }
  if (!words.source.empty()) filter.source = words.source;
  if (!words.type.empty()) filter.type = words.type;
  return InArchive(words, [&](centre::Archive& archive) { return ListCentre(archive, filter); });
}

base::Result<Report> CentreAudit(const Words& words) {
  return InArchive(words, [&](centre::Archive& archive) { return AuditKiosk(archive, words.kiosk); });
}

base::Result<Report> CentreSetStatus(const Words& words) {
  return InArchive(
      words, [&](centre::Archive& archive) { return SetStatus(archive, words.status, base::SystemClock().Now()); });
}

// The registry, where this centre enrols kiosks, tells of those that have not spoken yet.
base::Result<Report> CentreFleet(const Words& words) {
  const auto settings = centre::LoadCentreSettings(words.config);
  if (!settings) return settings.error();
  const auto registry = centre::OpenRegistry(*settings, centre::OpenMode::MustExist, base::SystemClock(), Randomness());
  if (!registry) return registry.error();
  return InArchive(words, [&](centre::Archive& archive) {
    return ShowFleet(archive, registry->get(), words.fleet, base::SystemClock().Now());
  });
}

base::Result<Report> CentreRetire(const Words& words) {
  return InArchive(
      words, [&](centre::Archive& archive) { return RetireKiosk(archive, words.kiosk, base::SystemClock().Now()); });
}

// The names of services come from the catalogue of [open311], where there is one. To standard output the table itself
// is what is printed.
base::Result<Report> CentreExportRatings(const Words& words) {
  const auto span = ParseSpan(words.from_day, words.to_day);
  if (!span) return span.error();
  const auto settings = centre::LoadCentreSettings(words.config);
  if (!settings) return settings.error();
  std::optional<domain::Catalogue> names;
  if (settings->open311) {
    auto parts = centre::LoadOpen311(*settings->open311);
    if (!parts) return parts.error();
    names = std::move((*parts).catalogue);
  }
  const RatingFormat format = words.format == "json" ? RatingFormat::Json : RatingFormat::Csv;
  return InArchive(words, [&](centre::Archive& archive) -> base::Result<Report> {
    if (!words.out.empty()) return ExportRatingsTo(words.out, archive, *span, format, names ? &*names : nullptr);
    const auto count = ExportRatings(
        archive, *span, format, names ? &*names : nullptr, [](std::string_view piece) -> base::Result<base::Done> {
          if (std::cout << piece << std::flush) return base::Done{};
          return base::Error{base::ErrorCode::Unavailable, "cannot write what was asked for"};
        });
    if (!count) return count.error();
    return Report{.is_printed = true};
  });
}

base::Result<Report> CentreOpen311Key(const Words& words) {
  return MakeOpen311Key(words.key_name, words.may_write, Randomness());
}

// A command on the registry of the kiosks that were enrolled at the centre.
Command InRegistry(std::function<base::Result<Report>(centre::Registry&, const Words&)> act) {
  return [act = std::move(act)](const Words& words) -> base::Result<Report> {
    const auto settings = centre::LoadCentreSettings(words.config);
    if (!settings) return settings.error();
    const auto registry =
        centre::OpenRegistry(*settings, centre::OpenMode::MustExist, base::SystemClock(), Randomness());
    if (!registry) return registry.error();
    if (*registry == nullptr) {
      return base::Error{base::ErrorCode::Invalid,
                         words.config +
                             " has no [enrolment]: this centre enrols no kiosks itself; config/centre.toml "
                             "of the repository explains the section"};
    }
    return act(**registry, words);
  };
}

base::Result<Report> CentreInvite(centre::Registry& registry, const Words& words) {
  return InviteKiosk(registry, words.kiosk, base::SystemClock().Now(), Randomness());
}

base::Result<Report> CentreRevoke(centre::Registry& registry, const Words& words) {
  return RevokeKiosk(registry, words.kiosk, base::SystemClock().Now());
}

base::Result<Report> CentreKiosks(centre::Registry& registry, const Words&) {
  return ListKiosks(registry, base::SystemClock().Now());
}

// A command on the accounts of a kiosk's staff.
Command OnStaff(std::function<base::Result<Report>(store::Store&, const StaffOrder&)> act) {
  return [act = std::move(act)](const Words& words) -> base::Result<Report> {
    const auto kiosk = KioskStore::Open(words.config, base::SystemClock(), Randomness());
    if (!kiosk) return kiosk.error();
    return act((*kiosk)->store(), words.staff);
  };
}

// One command line: what may stand on it, and which command was chosen.
class CommandLine {
 public:
  explicit CommandLine(CLI::App& app) {
    app.require_subcommand(1);
    app.set_version_flag("--version", BIANMIN_VERSION);
    AddKeygen(app);
    AddKioskCommands(app);
    AddVerifyReceipt(app);
    AddDemo(*app.add_subcommand("demo", "Invented records, for demonstrations and measurements"));
    AddBackup(app);
    AddStaffCommands(*app.add_subcommand("staff", "Who may sign in at a kiosk; PINs are read from standard input"));
    AddCentre(
        *app.add_subcommand("centre", "Look into the centre's archive, set the status of a record, enrol kiosks"));
  }

  const Words& words() const { return words_; }
  base::Result<Report> Run() const { return chosen_(words_); }

 private:
  CLI::App* Add(CLI::App& parent, const std::string& name, const std::string& help, Command command) {
    CLI::App* added = parent.add_subcommand(name, help);
    added->add_flag("--json", words_.as_json, "Print JSON for a program");
    added->callback([this, command = std::move(command)] { chosen_ = command; });
    return added;
  }

  void AddConfig(CLI::App* command, const std::string& help) {
    command->add_option("--config", words_.config, help)->required();
  }

  void AddKeygen(CLI::App& app) {
    CLI::App* keygen = Add(app, "keygen", "Make a key; never writes over one", Keygen);
    CLI::Option_group* which = keygen->add_option_group("which", "One of");
    which->add_option("--field-key", words_.field_key, "FILE for the key of a kiosk's personal fields");
    which->add_option("--city-key", words_.city_key, "FILE for the key that proves receipts at every kiosk of a city");
    which->add_option("--seal-key", words_.seal_key, "SECRET PUBLIC: files for the two halves of the centre's key")
        ->expected(2);
    which->add_option("--arrival-key", words_.arrival_key, "SECRET PUBLIC: by which the centre signs what arrived")
        ->expected(2);
    which->require_option(1);
  }

  void AddKioskCommands(CLI::App& app) {
    CLI::App* doctor = Add(app, "doctor", "Look at everything a kiosk needs", Doctor);
    AddConfig(doctor, "kiosk.toml");
    doctor->add_option("--sync", words_.sync_config, "sync.toml: look at the daemon and the way to the centre, too");
    CLI::App* outbox = Add(app, "outbox", "Show what has still to reach the centre", Outbox);
    AddConfig(outbox, "kiosk.toml or sync.toml");
    outbox->add_option("--revive", words_.revive, "SEQUENCE of a dead event that is to wait again")
        ->check(CLI::PositiveNumber);
    CLI::App* exported = Add(app, "export", "Write what waits to a memory stick, for the centre to import", Export);
    AddConfig(exported, "sync.toml");
    exported->add_option("--to", words_.exported.to, "A FILE that is not there yet, or the FOLDER for it")->required();
    CLI::Option* dead = exported->add_flag("--dead", words_.has_dead, "Also what the centre refused");
    exported->add_flag("--all", words_.has_all, "Also that, and what was delivered and is still kept")->excludes(dead);
  }

  void AddVerifyReceipt(CLI::App& app) {
    CLI::App* verify = Add(app, "verify-receipt", "Check the centre's signature on a receipt, offline", Verify);
    verify->add_option("code", words_.receipt, "What the lower code of the receipt holds, BM2…")->required();
    verify->add_option("--key", words_.verify_keys, "FILE of a public key of the centre; may be given several times")
        ->required()
        ->allow_extra_args(false);
  }

  void AddDemo(CLI::App& demo) {
    demo.require_subcommand(1);
    CLI::App* fill = Add(demo, "fill", "Fill a kiosk's empty database with invented records", DemoFill);
    AddConfig(fill, "kiosk.toml");
    fill->add_option("--records", words_.demo.records, "How many")
        ->required()
        ->check(CLI::Range(std::int64_t{1}, kMostDemoRecords));
    fill->add_option("--seed", words_.demo.seed, "The same seed invents the same records");
    fill->add_flag("--all-open", words_.demo.everything_waits, "Nothing was closed yet: the longest queue");
  }

  void AddBackup(CLI::App& app) {
    AddConfig(Add(app, "backup", "Make a backup now and prove that it can be restored", Backup), "kiosk.toml");
    CLI::App* restore = Add(app, "restore", "Bring a kiosk back from a backup; stop its programs first", Restore);
    AddConfig(restore, "kiosk.toml");
    restore->add_option("--from", words_.backup, "FILE of the backup")->required();
  }

  CLI::App* AddStaffCommand(CLI::App& staff, const std::string& name, const std::string& help, Command command) {
    CLI::App* added = Add(staff, name, help, std::move(command));
    AddConfig(added, "kiosk.toml");
    added->add_option("number", words_.staff.number, "The staff number, 2 to 8 digits")->required();
    return added;
  }

  void AddStaffCommands(CLI::App& staff) {
    staff.require_subcommand(1);
    const std::string roles = "clerk, dispatcher or supervisor";
    CLI::App* add = AddStaffCommand(staff, "add", "Add an account; asks for its PIN",
                                    OnStaff([](auto& store, auto& order) { return AddStaff(store, order, ReadPin); }));
    add->add_option("--name", words_.staff.name, "As colleagues know them; encrypted")->required();
    add->add_option("--role", words_.staff.role, roles)->capture_default_str();
    AddConfig(Add(staff, "list", "List numbers, roles and states",
                  OnStaff([](auto& store, auto&) { return ListStaff(store); })),
              "kiosk.toml");
    AddStaffCommand(staff, "role", "Give another role", OnStaff(ChangeStaffRole))
        ->add_option("role", words_.staff.role, roles)
        ->required();
    AddStaffCommand(staff, "reset-pin", "Give a new PIN; also unlocks",
                    OnStaff([](auto& store, auto& order) { return ResetStaffPin(store, order, ReadPin); }));
    AddStaffCommand(staff, "unlock", "Unlock after too many wrong PINs", OnStaff(UnlockStaff));
    AddStaffCommand(staff, "disable", "For somebody who left; the journal keeps the number",
                    OnStaff([](auto& store, auto& order) { return SetStaffActive(store, order, false); }));
    AddStaffCommand(staff, "enable", "For somebody who came back",
                    OnStaff([](auto& store, auto& order) { return SetStaffActive(store, order, true); }));
  }

  void AddCentre(CLI::App& centre) {
    centre.require_subcommand(1);
    AddConfig(Add(centre, "counts", "Count what the centre holds", CentreCounts), "centre.toml");
    CLI::App* list = Add(centre, "list", "List the newest events: number, type, time, state, source", CentreList);
    AddConfig(list, "centre.toml");
    list->add_option("--number", words_.number, "Only this record's");
    list->add_option("--source", words_.source, "Only this kiosk's");
    list->add_option("--type", words_.type, "Only of this type");
    list->add_option("--limit", words_.limit, "At most so many")
        ->check(CLI::Range(std::size_t{1}, domain::kMaxListedEvents));
    CLI::App* set_status = Add(centre, "set-status", "Set a record's state; its kiosk shows it", CentreSetStatus);
    AddConfig(set_status, "centre.toml");
    set_status->add_option("number", words_.status.number, "The record's number")->required();
    set_status->add_option("state", words_.status.state, "The new state, for example accepted")->required();
    set_status->add_option("--note", words_.status.note, "A text for the resident; nothing personal");
    set_status->add_flag("--force", words_.status.is_forced, "Even if no act leads from the present state to it");
    CLI::App* audit = Add(centre, "audit", "Hold a kiosk's journal, as it was told, against its events", CentreAudit);
    AddConfig(audit, "centre.toml");
    audit->add_option("kiosk", words_.kiosk, "CITY/CENTRE/KIOSK, as in demo-city/jingan/k01")->required();
    CLI::App* imported = Add(
        centre, "import", "Take in what kiosks exported; beside the running centre, in any order, again", CentreImport);
    AddConfig(imported, "centre.toml");
    imported->add_option("--key", words_.imported.key, "SECRET half of the centre's key")->required();
    imported->add_flag("--out-of-date", words_.imported.may_be_out_of_date,
                       "Also what was signed with a certificate that had run out; never with a revoked one");
    imported->add_option("file", words_.imported.files, "What bianmin-admin export wrote")->required();
    AddFleet(centre);
    AddEnrolment(centre);
    CLI::App* key = Add(centre, "open311-key", "Make a key for another system of the city", CentreOpen311Key);
    key->add_option("name", words_.key_name, "What the key is called, for example hotline")->required();
    key->add_flag("--write", words_.may_write, "It may bring requests, too");
    AddExport(centre);
  }

  void AddExport(CLI::App& centre) {
    CLI::App* ratings =
        Add(centre, "export-ratings", "Ratings in the fields of the national 好差评", CentreExportRatings);
    AddConfig(ratings, "centre.toml");
    ratings->add_option("--from", words_.from_day, "The first DAY, as in 2026-11-01")->required();
    ratings->add_option("--to", words_.to_day, "The last DAY")->required();
    ratings->add_option("--format", words_.format, "csv for a spreadsheet, or json")
        ->check(CLI::IsMember({"csv", "json"}))
        ->capture_default_str();
    ratings->add_option("--out", words_.out, "FILE, there only when it is whole; without: standard output");
  }

  void AddFleet(CLI::App& centre) {
    CLI::App* fleet = Add(centre, "fleet", "Show how each kiosk is; ends with 3 when an alert is open", CentreFleet);
    AddConfig(fleet, "centre.toml");
    fleet->add_flag("--alerts", words_.fleet.alerts_only, "The open alerts instead of the table");
    fleet->add_flag("--all", words_.fleet.with_ended, "And the alerts that ended within the last 7 days");
    CLI::App* retire = Add(centre, "retire", "Miss a kiosk no longer, until it speaks again", CentreRetire);
    AddConfig(retire, "centre.toml");
    retire->add_option("kiosk", words_.kiosk, "CITY/CENTRE/KIOSK, as in demo-city/jingan/k01")->required();
  }

  void AddEnrolment(CLI::App& centre) {
    AddConfig(
        Add(centre, "kiosks", "List the kiosks' certificates: serial number, end, revoked", InRegistry(CentreKiosks)),
        "centre.toml");
    CLI::App* invite = Add(centre, "invite", "Make the one-time code that enrols a kiosk", InRegistry(CentreInvite));
    CLI::App* revoke = Add(centre, "revoke", "Refuse a kiosk's certificates from now on", InRegistry(CentreRevoke));
    for (CLI::App* command : {invite, revoke}) {
      AddConfig(command, "centre.toml");
      command->add_option("kiosk", words_.kiosk, "CITY/CENTRE/KIOSK, as in demo-city/jingan/k01")->required();
    }
  }

  Words words_;
  Command chosen_;
};

int Run(int count, char** arguments) {
  CLI::App app{"bianmin-admin: looks after kiosks and the centre"};
  CommandLine line(app);
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
