#include "sync/admin/kiosk_store.h"

#include "kiosk/base/crypto.h"
#include "kiosk/base/file.h"
#include "kiosk/domain/kiosk_settings.h"

namespace bianmin::admin {
namespace {

constexpr std::size_t kMostConfigBytes = 1 << 20;

template <class T>
base::Result<T> Load(const std::string& path, base::Result<T> (*reader)(std::string_view, std::string_view)) {
  const auto text = base::ReadFile(path, kMostConfigBytes);
  if (!text) return text.error();
  return reader(*text, path);
}

}  // namespace

base::Result<std::unique_ptr<KioskStore>> KioskStore::Open(const std::string& config, const base::Clock& clock,
                                                           base::Random& random) {
  const auto settings = Load(config, &domain::ReadKioskSettings);
  if (!settings) return settings.error();
  auto calendar = Load(settings->files.calendar, &domain::ReadCalendar);
  if (!calendar) return calendar.error();
  auto key = base::SecretKey::Load(settings->storage.key);
  if (!key) return key.error();
  const auto centre_key = base::LoadPublicKey(settings->storage.centre_public_key);
  if (!centre_key) return centre_key.error();
  auto database = store::Database::Open({.file = settings->storage.database});
  if (!database) return database.error();
  std::unique_ptr<KioskStore> opened{
      new KioskStore{wire::CloudEventWriter{settings->name.Source(), {*centre_key, std::nullopt}}}};
  auto store = store::Store::Open({.database = *std::move(database),
                                   .key = *std::move(key),
                                   .clock = clock,
                                   .random = random,
                                   .events = opened->writer_,
                                   .kiosk = settings->code,
                                   .times = settings->response,
                                   .calendar = *std::move(calendar)});
  if (!store) return store.error();
  opened->store_.emplace(*std::move(store));
  return opened;
}

}  // namespace bianmin::admin
