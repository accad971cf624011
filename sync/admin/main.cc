// bianmin-admin: the operator's command line for kiosks and for the centre. Exit codes: 0 all is well; 1 the command
// could not be done, or what it looked at needs a person; 2 the command line is wrong.

#include <CLI/CLI.hpp>
#include <functional>
#include <iostream>

#include "kiosk/base/config.h"
#include "kiosk/base/crypto.h"
#include "kiosk/base/file.h"
#include "kiosk/domain/kiosk_settings.h"
#include "sync/admin/backup_command.h"
#include "sync/admin/centre_commands.h"
#include "sync/admin/demo_fill.h"
#include "sync/admin/doctor.h"
#include "sync/admin/enrolment_commands.h"
#include "sync/admin/keygen.h"
#include "sync/admin/kiosk_store.h"
#include "sync/admin/outbox_command.h"
#include "sync/admin/publish_commands.h"
#include "sync/admin/secret_input.h"
#include "sync/admin/staff_commands.h"
#include "sync/centre/open_archive.h"
#include "sync/centre/settings.h"
#include "sync/centre/sqlite_registry.h"
#include "sync/engine/settings.h"

namespace bianmin::admin {
namespace {

constexpr int kTrouble = 1;
constexpr int kWrongUsage = 2;
constexpr std::size_t kMostConfigBytes = 1 << 20;
constexpr std::size_t kUsualListLength = 1000;

// All that can stand on the command line.
struct Words {
  bool as_json = false;
  std::string config;
  std::string sync_config;
  std::string field_key;
  std::string city_key;
  std::vector<std::string> seal_key;
  std::vector<std::string> operator_key;
  std::int64_t revive = 0;
  std::string backup;
  std::string number, source, type;
  std::size_t limit = kUsualListLength;
  std::string kiosk;
  StatusOrder status;
  PublishOrder publish;
  DemoOrder demo;
  StaffOrder staff;
};
using Command = std::function<base::Result<Report>(const Words&)>;

base::SystemRandom& Randomness() {
  static base::SystemRandom random;
  return random;
}

base::Result<Report> Keygen(const Words& words) {
  if (!words.field_key.empty()) return MakeFieldKey(words.field_key, Randomness());
  if (!words.city_key.empty()) return MakeCityKey(words.city_key, Randomness());
  if (!words.operator_key.empty()) return MakeOperatorKeys(words.operator_key[0], words.operator_key[1], Randomness());
  return MakeSealKeys(words.seal_key[0], words.seal_key[1]);
}

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

base::Result<Report> CentreSetStatus(const Words& words) {
  return InArchive(
      words, [&](centre::Archive& archive) { return SetStatus(archive, words.status, base::SystemClock().Now()); });
}

base::Result<Report> CentrePublish(const Words& words) {
  return InArchive(words, [&](centre::Archive& archive) {
    return PublishDocument(archive, words.publish, base::SystemClock().Now());
  });
}

base::Result<Report> CentreWithdraw(const Words& words) {
  return InArchive(words, [&](centre::Archive& archive) {
    return WithdrawDocument(archive, words.publish, base::SystemClock().Now());
  });
}

base::Result<Report> CentrePublished(const Words& words) { return InArchive(words, ListPublished); }

// A command on the registry of the kiosks that were enrolled at the centre.
Command InRegistry(std::function<base::Result<Report>(centre::Registry&, const Words&)> act) {
  return [act = std::move(act)](const Words& words) -> base::Result<Report> {
    const auto settings = centre::LoadCentreSettings(words.config);
    if (!settings) return settings.error();
    if (!settings->enrolment) {
      return base::Error{base::ErrorCode::Invalid,
                         words.config +
                             " has no [enrolment]: this centre enrols no kiosks itself; config/centre.toml "
                             "of the repository explains the section"};
    }
    const auto registry = centre::SqliteRegistry::Open(settings->enrolment->registry);
    if (!registry) return registry.error();
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
    which
        ->add_option("--operator-key", words_.operator_key,
                     "SECRET PUBLIC: files for the two halves of the key that settings for kiosks are signed with")
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
    AddPublishing(centre);
    AddEnrolment(centre);
  }

  void AddPublishing(CLI::App& centre) {
    CLI::App* publish =
        Add(centre, "publish", "Publish a document for kiosks, checked as they check it", CentrePublish);
    CLI::App* withdraw = Add(centre, "withdraw", "Withdraw one; what counted without it counts again", CentreWithdraw);
    for (CLI::App* command : {publish, withdraw}) {
      AddConfig(command, "centre.toml");
      command->add_option("--kind", words_.publish.kind, "catalogue, providers, calendar, notices or settings")
          ->required();
      command->add_option("--for", words_.publish.scope,
                          "CITY, CITY/CENTRE or CITY/CENTRE/KIOSK; left out: all kiosks");
    }
    publish->add_option("--file", words_.publish.file, "The document, TOML as in config/")->required();
    publish->add_option("--sign-key", words_.publish.sign_key, "FILE of the operator's secret key, for settings");
    AddConfig(Add(centre, "published", "List what is published: kind, version, time, size, digest, for whom",
                  CentrePublished),
              "centre.toml");
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
  std::cout << (line.words().as_json ? AsJson(*report) : AsText(*report)) << std::flush;
  return report->is_sound && std::cout.good() ? 0 : kTrouble;
}

}  // namespace
}  // namespace bianmin::admin

int main(int argc, char** argv) { return bianmin::admin::Run(argc, argv); }
