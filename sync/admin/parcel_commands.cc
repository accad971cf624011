#include "sync/admin/parcel_commands.h"

#include <fmt/format.h>

#include <boost/json/array.hpp>

#include "kiosk/base/file.h"
#include "kiosk/domain/enrolment_limits.h"
#include "kiosk/wire/batch.h"
#include "sync/centre/open_archive.h"
#include "sync/centre/open_registry.h"
#include "sync/centre/parcel_intake.h"
#include "sync/parcel/format.h"
#include "sync/parcel/writer.h"

namespace bianmin::admin {
namespace {

namespace fs = std::filesystem;
using base::Done;
using base::Error;
using base::ErrorCode;

// As a file holds them; the kiosk's own first.
base::Result<std::vector<pki::Certificate>> ReadCertificates(const fs::path& file) {
  const auto pem = base::ReadFile(file, domain::kMaxPemBytes);
  if (!pem) return pem.error();
  auto certificates = pki::Certificate::ReadAll(*pem);
  if (!certificates) return At(file.string(), certificates.error());
  return certificates;
}

base::Result<parcel::Sender> SenderOf(const engine::SyncSettings& settings) {
  auto certificates = ReadCertificates(settings.certificate);
  if (!certificates) return certificates.error();
  const auto pem = base::ReadSecretFile(settings.key, domain::kMaxPemBytes);
  if (!pem) return pem.error();
  const auto key = pki::PrivateKey::Read(*pem);
  if (!key) return At(settings.key.string(), key.error());
  if (!certificates->front().Fits(*key)) {
    return Error{
        ErrorCode::Corrupt,
        fmt::format("{} is not the key of {}: the daemon may be replacing both, so try once more; otherwise put "
                    "the right ones back",
                    settings.key.string(), settings.certificate.string())};
  }
  if (certificates->front().source() != settings.kiosk.Source()) {
    return Error{ErrorCode::Invalid,
                 fmt::format("{} is the certificate of {}, and sync.toml names {}; put right which of them is wrong",
                             settings.certificate.string(), certificates->front().source().value_or("no kiosk"),
                             settings.kiosk.Source())};
  }
  return parcel::Sender{std::move(*certificates), *key};
}

// "demo-city_jingan_k01_20261126T184500Z.bianmin"
std::string NameOf(const domain::KioskName& kiosk, base::TimePoint now) {
  std::string moment = base::FormatUtc(std::chrono::floor<std::chrono::seconds>(now));
  moment = moment.substr(0, moment.find_first_of(".Z"));
  std::erase_if(moment, [](char letter) { return letter == '-' || letter == ':'; });
  return fmt::format("{}_{}_{}_{}Z{}", kiosk.city, kiosk.centre, kiosk.kiosk, moment, parcel::kEnding);
}

base::Result<std::size_t> AddAll(store::Outbox& outbox, const ExportOrder& order, parcel::Writer& writer) {
  std::size_t count = 0;
  for (std::int64_t after = 0;;) {
    const auto events = outbox.NextBatch({}, after, order.part);
    if (!events) return events.error();
    if (events->empty()) return count;
    count += events->size();
    if (count > order.most_events) {
      return Error{
          ErrorCode::TooLarge,
          fmt::format("there are more than {} events; leave out --all, or bring the line back", order.most_events)};
    }
    std::vector<std::string_view> bodies;
    for (const store::OutboxEvent& event : *events) bodies.emplace_back(event.body);
    if (auto added = writer.Add(wire::JoinBatch(bodies)); !added) return added.error();
    after = events->back().sequence;
  }
}

}  // namespace

base::Result<Report> ExportEvents(const ExportOrder& order, const base::Clock& clock, base::Random& random) {
  const auto settings = engine::LoadSyncSettings(order.config);
  if (!settings) return settings.error();
  if (settings->centre_public_key.empty()) {
    return Error{
        ErrorCode::Invalid,
        fmt::format("{} does not say to whom the file is to be sealed; add centre_public_key to [storage], the "
                    "same file as in kiosk.toml",
                    order.config)};
  }
  const auto centre = base::LoadPublicKey(settings->centre_public_key);
  if (!centre) return centre.error();
  const auto sender = SenderOf(*settings);
  if (!sender) return sender.error();
  auto database = store::Database::Open({.file = settings->database, .may_create = false});
  if (!database) return database.error();
  store::Outbox outbox(*database);

  Report report;
  const auto first = outbox.NextBatch({.most_events = 1}, 0, order.part);
  if (!first) return first.error();
  if (first->empty()) {
    report.lines.emplace_back("nothing is to be exported; no file was written");
    report.json = {{"file", nullptr}, {"events", 0}};
    return report;
  }
  const base::TimePoint now = clock.Now();
  std::error_code ignored;
  const fs::path file = fs::is_directory(order.to, ignored) ? order.to / NameOf(settings->kiosk, now) : order.to;
  const auto writer = parcel::Writer::Begin(file, *sender, *centre, now, random);
  if (!writer) return writer.error();
  const auto count = AddAll(outbox, order, **writer);
  if (!count) return count.error();
  if (auto finished = (*writer)->Finish(); !finished) return finished.error();
  report.lines = {
      fmt::format("{} holds {} events, sealed to the centre and signed by {}", file.string(), *count,
                  settings->kiosk.Login()),
      "they are on this kiosk as before. Unmount the stick before you pull it out; at the centre: bianmin-admin centre "
      "import --config centre.toml --key SECRET FILE"};
  report.json = {{"file", file.string()}, {"events", *count}};
  const pki::Certificate& certificate = sender->certificates.front();
  const bool is_good = certificate.not_before() <= now && now < certificate.not_after();
  report.json["certificate_is_good"] = is_good;
  if (!is_good) {
    report.lines.push_back(fmt::format(
        "this kiosk's certificate is good from {} to {}, and its clock says {}: the centre imports the file only with "
        "--out-of-date",
        base::FormatUtc(certificate.not_before()), base::FormatUtc(certificate.not_after()), base::FormatUtc(now)));
  }
  return report;
}

base::Result<Report> ImportParcels(const ImportOrder& order, const base::Clock& clock, base::Random& random) {
  const auto settings = centre::LoadCentreSettings(order.config);
  if (!settings) return settings.error();
  const auto trusted = ReadCertificates(settings->tls.client_ca);
  if (!trusted) return trusted.error();
  const auto authorities = pki::Authorities::Of(*trusted);
  if (!authorities) return At(settings->tls.client_ca.string(), authorities.error());
  const auto key = base::SecretKey::Load(order.key);
  if (!key) return key.error();
  const auto archive = centre::OpenArchive(*settings, centre::OpenMode::MustExist, clock, random);
  if (!archive) return archive.error();
  auto registry = centre::OpenRegistry(*settings, centre::OpenMode::MustExist, clock, random);
  if (!registry) return registry.error();

  centre::ParcelIntake intake(
      **archive, registry->get(),
      {.authorities = *authorities, .key = *key, .may_be_out_of_date = order.may_be_out_of_date, .rest = order.rest},
      clock, random);
  Report report;
  boost::json::array files;
  for (const std::string& file : order.files) {
    const auto counts = intake.Take(file);
    if (!counts) {
      report.is_sound = false;
      report.lines.push_back(counts.error().message);
      files.push_back({{"file", file}, {"error", counts.error().message}});
      continue;
    }
    report.is_sound = report.is_sound && counts->conflict + counts->broken == 0;
    report.lines.push_back(fmt::format("{}: of {}, exported at {}: {} accepted, {} duplicate, {} conflict, {} broken",
                                       file, counts->source, base::FormatUtc(counts->made_at), counts->accepted,
                                       counts->duplicate, counts->conflict, counts->broken));
    files.push_back({{"file", file},
                     {"source", counts->source},
                     {"exported", base::FormatUtc(counts->made_at)},
                     {"accepted", counts->accepted},
                     {"duplicate", counts->duplicate},
                     {"conflict", counts->conflict},
                     {"broken", counts->broken}});
  }
  report.json = {{"files", std::move(files)}};
  return report;
}

}  // namespace bianmin::admin
