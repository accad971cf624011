#pragma once
// All that the kiosk reads at start-up: kiosk.toml, the catalogue, addresses, calendar and providers it names, and the
// calibration of the screen. Used by the kiosk's main. Everything is read again only by a new start; what the city
// publishes comes over it (offering.h).

#include <optional>
#include <string>

#include "kiosk/base/result.h"
#include "kiosk/domain/address.h"
#include "kiosk/domain/agreement.h"
#include "kiosk/domain/catalogue.h"
#include "kiosk/domain/kiosk_settings.h"
#include "kiosk/domain/panel_width.h"
#include "kiosk/domain/provider.h"
#include "kiosk/domain/working_calendar.h"

namespace bianmin::app {

struct Settings {
  domain::KioskSettings kiosk;
  domain::PanelWidth panel;  // of kiosk.toml, or of the calibration when there is one
  domain::Catalogue catalogue;
  domain::AddressTree addresses;
  domain::WorkingCalendar calendar;
  domain::ProviderList providers;
  std::optional<domain::AgreementTerms> terms = std::nullopt;  // nothing: no agreements are made
};

// `path` leads to kiosk.toml. The error holds a line "file:line:column: what, and what to do" for each fault found in
// any of the five files, so that an operator mends all in one go. A damaged calibration is no error: `panel` says so.
base::Result<Settings> LoadSettings(const std::string& path);

}  // namespace bianmin::app
