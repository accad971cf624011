#include "sync/admin/demo_fill.h"

#include <fmt/format.h>

#include "kiosk/base/file.h"
#include "kiosk/domain/kiosk_settings.h"
#include "kiosk/wire/cloud_event_writer.h"
#include "sync/admin/demo_content.h"

namespace bianmin::admin {
namespace {

using base::Done;
using base::Result;

constexpr std::size_t kMostConfigBytes = 1 << 20;
constexpr std::size_t kRecordsAtOnce = 5000;

template <class T>
Result<T> Load(const std::string& path, Result<T> (*reader)(std::string_view, std::string_view)) {
  const auto text = base::ReadFile(path, kMostConfigBytes);
  if (!text) return text.error();
  return reader(*text, path);
}

// Everything a kiosk's store is opened with.
struct DemoKiosk {
  domain::KioskSettings settings;
  domain::Catalogue catalogue;
  domain::AddressTree addresses;
  domain::WorkingCalendar calendar;
};

Result<DemoKiosk> LoadKiosk(const std::string& config) {
  auto settings = Load(config, domain::ReadKioskSettings);
  if (!settings) return settings.error();
  auto catalogue = Load(settings->files.catalogue, domain::ReadCatalogue);
  if (!catalogue) return catalogue.error();
  auto addresses = Load(settings->files.addresses, domain::ReadAddresses);
  if (!addresses) return addresses.error();
  auto calendar = Load(settings->files.calendar, domain::ReadCalendar);
  if (!calendar) return calendar.error();
  return DemoKiosk{*std::move(settings), *std::move(catalogue), *std::move(addresses), *std::move(calendar)};
}

Result<store::Store> OpenStore(const DemoKiosk& kiosk, const domain::EventWriter& events, const base::Clock& clock,
                               base::Random& random) {
  auto key = base::SecretKey::Load(kiosk.settings.storage.key);
  if (!key) return key.error();
  auto database = store::Database::Open({.file = kiosk.settings.storage.database});
  if (!database) return database.error();
  return store::Store::Open({.database = *std::move(database),
                             .key = *std::move(key),
                             .clock = clock,
                             .random = random,
                             .events = events,
                             .kiosk = kiosk.settings.code,
                             .times = kiosk.settings.response,
                             .calendar = kiosk.calendar});
}

Result<std::int64_t> Fill(store::Store& store, DemoContent& content) {
  auto fill = store::BulkFill::Begin(store);
  if (!fill) return fill.error();
  std::int64_t count = 0;
  for (auto records = content.Next(kRecordsAtOnce); !records.empty(); records = content.Next(kRecordsAtOnce)) {
    if (auto added = fill->Add(records); !added) return added.error();
    count += static_cast<std::int64_t>(records.size());
  }
  if (auto finished = fill->Finish(); !finished) return finished.error();
  return count;
}

}  // namespace

Result<Report> FillWithDemo(const DemoOrder& order, const base::Clock& clock, base::Random& random) {
  const auto kiosk = LoadKiosk(order.kiosk_config);
  if (!kiosk) return kiosk.error();
  // Nothing is told to the city, so that the keys of the events do not matter.
  const wire::CloudEventWriter events{"urn:bianmin:demo",
                                      {.centre = base::NewSealKeys().public_key, .city = std::nullopt}};
  auto store = OpenStore(*kiosk, events, clock, random);
  if (!store) return store.error();
  DemoContent content{
      {.catalogue = kiosk->catalogue,
       .addresses = kiosk->addresses,
       .calendar = kiosk->calendar,
       .times = kiosk->settings.response,
       .kiosk = kiosk->settings.code},
      {.records = order.records, .seed = order.seed, .now = clock.Now(), .everything_waits = order.everything_waits}};
  const auto count = Fill(*store, content);
  if (!count) return count.error();
  Report report;
  report.lines = {fmt::format("{} invented records are in {}", *count, kiosk->settings.storage.database),
                  "they are told to nobody: no events for the city, and one journal entry for each 5000 of them"};
  report.json["records"] = *count;
  report.json["database"] = kiosk->settings.storage.database;
  return report;
}

}  // namespace bianmin::admin
