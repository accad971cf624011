#include "kiosk/app/settings.h"

#include <string_view>
#include <utility>

#include "kiosk/base/file.h"
#include "kiosk/base/log.h"
#include "kiosk/domain/limits.h"

namespace bianmin::app {
namespace {

constexpr std::size_t kMostConfigBytes = 1 << 20;

// Reads the file at `path` by `reader`.
template <class T>
base::Result<T> Load(const std::string& path, base::Result<T> (*reader)(std::string_view, std::string_view)) {
  const auto text = base::ReadFile(path, kMostConfigBytes);
  if (!text) return text.error();
  return reader(*text, path);
}

// Adds the faults of one file to those of the others.
template <class T>
void Collect(const base::Result<T>& loaded, base::Error& all) {
  if (loaded.ok()) return;
  if (!all.message.empty()) all.message += '\n';
  all.message += loaded.error().message;
  all.code = loaded.error().code;
}

}  // namespace

base::Result<Settings> LoadSettings(const std::string& path) {
  auto kiosk = Load(path, &domain::ReadKioskSettings);
  if (!kiosk) return kiosk.error();
  auto catalogue = Load(kiosk->files.catalogue, &domain::ReadCatalogue);
  auto addresses = Load(kiosk->files.addresses, &domain::ReadAddresses);
  auto calendar = Load(kiosk->files.calendar, &domain::ReadCalendar);
  auto providers = Load(kiosk->files.providers, &domain::ReadProviders);
  std::optional<domain::AgreementTerms> terms;
  base::Error all;
  if (!kiosk->files.agreement.empty()) {
    auto read = Load(kiosk->files.agreement, &domain::ReadAgreementTerms);
    Collect(read, all);
    if (read) terms = *std::move(read);
  }
  Collect(catalogue, all);
  Collect(addresses, all);
  Collect(calendar, all);
  Collect(providers, all);
  if (!all.message.empty()) return all;
  const auto calibration = base::ReadFile(kiosk->display.calibration, domain::kMaxCalibrationBytes);
  domain::PanelWidth panel = domain::ChooseWidth(kiosk->display, calibration);
  if (!panel.trouble.empty()) {
    base::LogWarning("the calibration of the screen is not used, display.width_mm = {} is: {}", panel.width_mm,
                     panel.trouble);
  }
  return Settings{std::move(*kiosk),    std::move(panel),      std::move(*catalogue), std::move(*addresses),
                  std::move(*calendar), std::move(*providers), std::move(terms)};
}

}  // namespace bianmin::app
