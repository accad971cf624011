// What bianmin-admin does at the centre, beside the running programs.

#include <iostream>

#include "sync/admin/audit_command.h"
#include "sync/admin/command_line.h"
#include "sync/admin/enrolment_commands.h"
#include "sync/admin/open311_command.h"
#include "sync/admin/rating_export.h"
#include "sync/centre/open311.h"
#include "sync/centre/open_archive.h"
#include "sync/centre/open_registry.h"
#include "sync/centre/settings.h"

namespace bianmin::admin {
namespace {

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

base::Result<Report> CentreImport(const Words& words) {
  ImportOrder order = words.imported;
  order.config = words.config;
  order.rest = Rest;
  return ImportParcels(order, base::SystemClock(), Randomness());
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

void AddExport(CommandLine& line, CLI::App& centre) {
  CLI::App* ratings =
      line.Add(centre, "export-ratings", "Ratings in the fields of the national 好差评", CentreExportRatings);
  line.AddConfig(ratings, "centre.toml");
  ratings->add_option("--from", line.words().from_day, "The first DAY, as in 2026-11-01")->required();
  ratings->add_option("--to", line.words().to_day, "The last DAY")->required();
  ratings->add_option("--format", line.words().format, "csv for a spreadsheet, or json")
      ->check(CLI::IsMember({"csv", "json"}))
      ->capture_default_str();
  ratings->add_option("--out", line.words().out, "FILE, there only when it is whole; without: standard output");
}

void AddPublishing(CommandLine& line, CLI::App& centre) {
  CLI::App* publish =
      line.Add(centre, "publish", "Publish a document for kiosks, checked as they check it", CentrePublish);
  CLI::App* withdraw =
      line.Add(centre, "withdraw", "Withdraw one; what counted without it counts again", CentreWithdraw);
  PublishOrder& order = line.words().publish;
  for (CLI::App* command : {publish, withdraw}) {
    line.AddConfig(command, "centre.toml");
    command->add_option("--kind", order.kind, "catalogue, providers, calendar, notices or settings")->required();
    command->add_option("--for", order.scope, "CITY, CITY/CENTRE or CITY/CENTRE/KIOSK; left out: all kiosks");
  }
  publish->add_option("--file", order.file, "The document, TOML as in config/")->required();
  publish->add_option("--sign-key", order.sign_key, "FILE of the operator's secret key, for settings");
  line.AddConfig(line.Add(centre, "published", "List what is published: kind, version, time, size, digest, for whom",
                          CentrePublished),
                 "centre.toml");
}

void AddFleet(CommandLine& line, CLI::App& centre) {
  CLI::App* fleet = line.Add(centre, "fleet", "Show how each kiosk is; ends with 3 when an alert is open", CentreFleet);
  line.AddConfig(fleet, "centre.toml");
  fleet->add_flag("--alerts", line.words().fleet.alerts_only, "The open alerts instead of the table");
  fleet->add_flag("--all", line.words().fleet.with_ended, "And the alerts that ended within the last 7 days");
  CLI::App* retire = line.Add(centre, "retire", "Miss a kiosk no longer, until it speaks again", CentreRetire);
  line.AddConfig(retire, "centre.toml");
  retire->add_option("kiosk", line.words().kiosk, "CITY/CENTRE/KIOSK, as in demo-city/jingan/k01")->required();
}

void AddEnrolment(CommandLine& line, CLI::App& centre) {
  line.AddConfig(line.Add(centre, "kiosks", "List the kiosks' certificates: serial number, end, revoked",
                          InRegistry(CentreKiosks)),
                 "centre.toml");
  CLI::App* invite = line.Add(centre, "invite", "Make the one-time code that enrols a kiosk", InRegistry(CentreInvite));
  CLI::App* revoke = line.Add(centre, "revoke", "Refuse a kiosk's certificates from now on", InRegistry(CentreRevoke));
  for (CLI::App* command : {invite, revoke}) {
    line.AddConfig(command, "centre.toml");
    command->add_option("kiosk", line.words().kiosk, "CITY/CENTRE/KIOSK, as in demo-city/jingan/k01")->required();
  }
}

void AddCentre(CommandLine& line, CLI::App& centre) {
  centre.require_subcommand(1);
  line.AddConfig(line.Add(centre, "counts", "Count what the centre holds", CentreCounts), "centre.toml");
  CLI::App* list = line.Add(centre, "list", "List the newest events: number, type, time, state, source", CentreList);
  line.AddConfig(list, "centre.toml");
  list->add_option("--number", line.words().number, "Only this record's");
  list->add_option("--source", line.words().source, "Only this kiosk's");
  list->add_option("--type", line.words().type, "Only of this type");
  list->add_option("--limit", line.words().limit, "At most so many")
      ->check(CLI::Range(std::size_t{1}, domain::kMaxListedEvents));
  CLI::App* set_status = line.Add(centre, "set-status", "Set a record's state; its kiosk shows it", CentreSetStatus);
  line.AddConfig(set_status, "centre.toml");
  set_status->add_option("number", line.words().status.number, "The record's number")->required();
  set_status->add_option("state", line.words().status.state, "The new state, for example accepted")->required();
  set_status->add_option("--note", line.words().status.note, "A text for the resident; nothing personal");
  set_status->add_flag("--force", line.words().status.is_forced, "Even if no act leads from the present state to it");
  CLI::App* audit =
      line.Add(centre, "audit", "Hold a kiosk's journal, as it was told, against its events", CentreAudit);
  line.AddConfig(audit, "centre.toml");
  audit->add_option("kiosk", line.words().kiosk, "CITY/CENTRE/KIOSK, as in demo-city/jingan/k01")->required();
  CLI::App* imported = line.Add(
      centre, "import", "Take in what kiosks exported; beside the running centre, in any order, again", CentreImport);
  line.AddConfig(imported, "centre.toml");
  imported->add_option("--key", line.words().imported.key, "SECRET half of the centre's key")->required();
  imported->add_flag("--out-of-date", line.words().imported.may_be_out_of_date,
                     "Also what was signed with a certificate that had run out; never with a revoked one");
  imported->add_option("file", line.words().imported.files, "What bianmin-admin export wrote")->required();
  AddPublishing(line, centre);
  AddFleet(line, centre);
  AddEnrolment(line, centre);
  CLI::App* key = line.Add(centre, "open311-key", "Make a key for another system of the city", CentreOpen311Key);
  key->add_option("name", line.words().key_name, "What the key is called, for example hotline")->required();
  key->add_flag("--write", line.words().may_write, "It may bring requests, too");
  AddExport(line, centre);
}

}  // namespace

void AddCentreCommands(CommandLine& line, CLI::App& app) {
  AddCentre(line,
            *app.add_subcommand("centre", "Look into the centre's archive, set the status of a record, enrol kiosks"));
}

}  // namespace bianmin::admin
