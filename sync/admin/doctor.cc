#include "sync/admin/doctor.h"

#include <fmt/format.h>

#include <boost/json/array.hpp>

#include "kiosk/base/crypto.h"
#include "kiosk/base/file.h"
#include "kiosk/domain/address.h"
#include "kiosk/domain/agreement.h"
#include "kiosk/domain/catalogue.h"
#include "kiosk/domain/kiosk_settings.h"
#include "kiosk/domain/limits.h"
#include "kiosk/domain/panel_width.h"
#include "kiosk/domain/provider.h"
#include "kiosk/store/journal.h"
#include "kiosk/store/staff_accounts.h"
#include "kiosk/store/store.h"
#include "kiosk/wire/cloud_event_writer.h"
#include "sync/admin/backup_command.h"
#include "sync/admin/doctor_checks.h"
#include "sync/admin/outbox_command.h"

namespace bianmin::admin {
namespace {

constexpr std::size_t kMostConfigBytes = 1 << 20;
constexpr std::uintmax_t kLittleSpace = 500ULL << 20;
constexpr std::uintmax_t kTooLittleSpace = 50ULL << 20;
constexpr base::Milliseconds kLongWait = std::chrono::hours{24};
// Before this program existed: the clock was never set.
constexpr base::TimePoint kEarliestPossible{base::Milliseconds{1'735'689'600'000}};  // 2025-01-01

template <class T>
base::Result<T> Load(const std::string& path, base::Result<T> (*reader)(std::string_view, std::string_view)) {
  const auto text = base::ReadFile(path, kMostConfigBytes);
  if (!text) return text.error();
  return reader(*text, path);
}

// Makes the checks of one kiosk, keeping what later ones need.
class Examination {
 public:
  Examination(const base::Clock& clock, base::Random& random) : clock_(clock), random_(random) {}

  std::vector<Check> Run(const DoctorOrder& order) {
    CheckConfiguration(order.kiosk_config);
    if (settings_) {
      CheckScreen();
      CheckKeys();
      CheckDisk();
      CheckDatabase();
      CheckCounter(*settings_, checks_);
    }
    CheckClock();
    if (!order.sync_config.empty()) {
      const KioskSide kiosk{settings_ ? settings_->name.Source() : "", settings_ ? settings_->storage.database : "",
                            centre_key_};
      CheckWayToCentre(order.sync_config, kiosk, clock_, checks_);
    }
    return std::move(checks_);
  }

 private:
  void Add(std::string name, Health health, std::string message) {
    checks_.push_back({std::move(name), health, std::move(message)});
  }

  template <class T>
  void AddResult(const std::string& name, const base::Result<T>& result, const std::string& if_fine) {
    Add(name, result ? Health::Fine : Health::Trouble, result ? if_fine : result.error().message);
  }

  void CheckConfiguration(const std::string& path) {
    auto settings = Load(path, &domain::ReadKioskSettings);
    AddResult("configuration", settings, path + " is understood");
    if (!settings) return;
    settings_ = std::move(*settings);
    const domain::FileSettings& files = settings_->files;
    AddResult("catalogue", Load(files.catalogue, &domain::ReadCatalogue), files.catalogue + " is understood");
    AddResult("addresses", Load(files.addresses, &domain::ReadAddresses), files.addresses + " is understood");
    AddResult("providers", Load(files.providers, &domain::ReadProviders), files.providers + " is understood");
    if (!files.agreement.empty()) {
      AddResult("agreement", Load(files.agreement, &domain::ReadAgreementTerms), files.agreement + " is understood");
    }
    auto calendar = Load(files.calendar, &domain::ReadCalendar);
    AddResult("calendar", calendar, files.calendar + " is understood");
    if (calendar) {
      calendar_ = std::move(*calendar);
      CheckCalendarYear(files.calendar);
    }
    std::error_code ignored;
    if (!std::filesystem::is_directory(files.texts, ignored)) {
      Add("texts", Health::Trouble, fmt::format("files.texts: there is no folder {}", files.texts));
    }
  }

  // Without its table of holidays a year is counted by weekdays alone, and promised dates are wrong around them. From
  // December on, promises reach into the next year.
  void CheckCalendarYear(const std::string& path) {
    const base::Date today = base::LocalDate(clock_.Now());
    for (const auto year : {today.year(), base::Date{std::chrono::sys_days{today} + std::chrono::days{31}}.year()}) {
      if (calendar_->Covers(year)) continue;
      Add("calendar", Health::Warning,
          fmt::format("{} has no holidays of {}; add the State Council's table for that year", path,
                      static_cast<int>(year)));
      return;
    }
  }

  void CheckScreen() {
    const domain::DisplaySettings& display = settings_->display;
    const auto file = base::ReadFile(display.calibration, domain::kMaxCalibrationBytes);
    const domain::PanelWidth width = domain::ChooseWidth(display, file);
    if (!width.trouble.empty()) {
      Add("screen", Health::Warning,
          fmt::format("the calibration cannot be used, so {} mm counts as kiosk.toml says; calibrate again with "
                      "bianmin-kiosk --set-up, or delete the file: {}",
                      width.width_mm, width.trouble));
    } else if (width.measured_on) {
      Add("screen", Health::Fine,
          fmt::format("{} mm wide, calibrated on {} ({}); kiosk.toml says {} mm", width.width_mm,
                      base::FormatDate(*width.measured_on), display.calibration, display.width_mm));
    } else {
      Add("screen", Health::Fine,
          fmt::format("{} mm wide as kiosk.toml says; not calibrated, there is no {}", width.width_mm,
                      display.calibration));
    }
  }

  void CheckKeys() {
    auto key = base::SecretKey::Load(settings_->storage.key);
    AddResult("field key", key, settings_->storage.key + " can be used, and only its owner can read it");
    if (key) key_ = *key;
    const auto centre_key = base::LoadPublicKey(settings_->storage.centre_public_key);
    AddResult("centre key", centre_key, settings_->storage.centre_public_key + " can be used");
    if (const std::string& file = settings_->storage.operator_public_key; !file.empty())
      AddResult("operator key", base::LoadPublicKey(file), file + " can be used");
    if (centre_key) centre_key_ = *centre_key;
  }

  void CheckDisk() {
    const std::filesystem::path folder = std::filesystem::absolute(settings_->storage.database).parent_path();
    std::error_code failure;
    const auto space = std::filesystem::space(folder, failure);
    if (failure) {
      Add("disk", Health::Trouble, fmt::format("{} cannot be looked at: {}", folder.string(), failure.message()));
      return;
    }
    const Health health = space.available < kTooLittleSpace ? Health::Trouble
                          : space.available < kLittleSpace  ? Health::Warning
                                                            : Health::Fine;
    Add("disk", health,
        fmt::format("{} MiB are free in {}{}", space.available >> 20, folder.string(),
                    health == Health::Fine ? "" : "; make room before residents are turned away"));
  }

  void CheckDatabase() {
    auto database = store::Database::Open({.file = settings_->storage.database, .may_create = false});
    if (!database) {
      Add("database", Health::Trouble, database.error().message);
      return;
    }
    AddResult("database", database->CheckIntegrity(), settings_->storage.database + " is whole");
    CheckJournal(*database);
    CheckOutbox(*database);
    CheckBackup(*settings_, *database, clock_, checks_);
    CheckStaff(*database);
    CheckPublications(*database, clock_, checks_);
    CheckKeyFits(std::move(*database));
  }

  void CheckJournal(store::Database& database) {
    store::Journal journal(database);
    const auto chain = journal.Verify();
    if (!chain) {
      Add("journal", Health::Trouble, chain.error().message);
      return;
    }
    const bool is_whole = !chain->first_broken.has_value();
    Add("journal", is_whole ? Health::Fine : Health::Trouble,
        is_whole ? fmt::format("{} entries, an unbroken chain; its head is {}", chain->entries,
                               base::ToHex(chain->head).substr(0, 16))
                 : fmt::format("the chain is broken at entry {}: {}; somebody changed the database by hand",
                               *chain->first_broken, chain->what));
    const auto latest = journal.Latest(1);
    if (latest && !latest->empty()) latest_act_ = base::ParseUtc(latest->back().at);
  }

  void CheckOutbox(store::Database& database) {
    const auto status = store::Outbox(database).Status();
    if (!status) {
      Add("outbox", Health::Trouble, status.error().message);
      return;
    }
    const bool waits_long = status->waiting_since && clock_.Now() - *status->waiting_since > kLongWait;
    const Health health = status->dead > 0 ? Health::Trouble : waits_long ? Health::Warning : Health::Fine;
    std::string message = fmt::format("{} events are waiting, {} are dead", status->waiting, status->dead);
    if (waits_long)
      message += fmt::format("; the oldest has waited for {}", HowLong(clock_.Now() - *status->waiting_since));
    if (health != Health::Fine) message += "; see: bianmin-admin outbox --config kiosk.toml";
    Add("outbox", health, message);
  }

  void CheckStaff(store::Database& database) {
    const auto counts = store::CountStaff(database);
    if (!counts) {
      Add("staff", Health::Trouble, counts.error().message);
    } else if (counts->supervisors == 0) {
      Add("staff", Health::Warning,
          "there is no supervisor, so nobody can add staff at the screen or see the journal; make one with: "
          "bianmin-admin staff add NUMBER --name NAME --role supervisor --config kiosk.toml");
    } else if (counts->locked_out > 0) {
      Add("staff", Health::Warning,
          fmt::format("{} staff numbers are locked after wrong PINs; a supervisor unlocks them at the screen, or: "
                      "bianmin-admin staff unlock NUMBER --config kiosk.toml",
                      counts->locked_out));
    } else {
      Add("staff", Health::Fine,
          fmt::format("{} active accounts, {} of supervisors", counts->members, counts->supervisors));
    }
  }

  void CheckKeyFits(store::Database database) {
    if (!key_ || !calendar_ || !centre_key_) return;
    const wire::CloudEventWriter writer(settings_->name.Source(), {*centre_key_, std::nullopt});
    const auto opened = store::Store::Open(
        {std::move(database), *key_, clock_, random_, writer, settings_->code, settings_->response, *calendar_});
    AddResult("key and database", opened, "the database was written with this key");
  }

  void CheckClock() {
    const base::TimePoint now = clock_.Now();
    if (now < kEarliestPossible) {
      Add("clock", Health::Trouble,
          fmt::format("it says {}, so it was never set; start NTP (timedatectl set-ntp true)", base::FormatUtc(now)));
    } else if (latest_act_ && now < *latest_act_) {
      Add("clock", Health::Trouble,
          fmt::format("it says {}, but a record was made at {}: it was set back; start NTP (timedatectl set-ntp true)",
                      base::FormatUtc(now), base::FormatUtc(*latest_act_)));
    } else {
      Add("clock", Health::Fine, fmt::format("it says {}", base::FormatUtc(now)));
    }
  }

  const base::Clock& clock_;
  base::Random& random_;
  std::vector<Check> checks_;
  std::optional<domain::KioskSettings> settings_;
  std::optional<domain::WorkingCalendar> calendar_;
  std::optional<base::SecretKey> key_;
  std::optional<base::PublicKey> centre_key_;
  std::optional<base::TimePoint> latest_act_;
};

}  // namespace

std::string_view WireName(Health health) {
  switch (health) {
    case Health::Fine:
      return "fine";
    case Health::Warning:
      return "warning";
    case Health::Trouble:
      return "trouble";
  }
  return "trouble";
}

std::vector<Check> Examine(const DoctorOrder& order, const base::Clock& clock, base::Random& random) {
  return Examination(clock, random).Run(order);
}

Report Summarise(const std::vector<Check>& checks) {
  Report report;
  boost::json::array list;
  for (const Check& check : checks) {
    if (check.health == Health::Trouble) report.is_sound = false;
    report.lines.push_back(fmt::format("{:8} {:17} {}", WireName(check.health), check.name, check.message));
    list.push_back({{"check", check.name}, {"health", WireName(check.health)}, {"message", check.message}});
  }
  report.lines.emplace_back(report.is_sound ? "no trouble found" : "there is trouble: see the lines above");
  report.json = {{"is_sound", report.is_sound}, {"checks", std::move(list)}};
  return report;
}

}  // namespace bianmin::admin
