#pragma once
// What the city has published for this kiosk, read and ready for use. Made on the worker's thread, which has the store;
// whatever cannot be read is refused there, and the last good one is taken instead, or that of a wider scope. Used by
// Offering, which says when it comes into use.

#include <cstdint>
#include <optional>
#include <vector>

#include "kiosk/app/settings.h"
#include "kiosk/base/crypto.h"
#include "kiosk/base/result.h"
#include "kiosk/domain/notice.h"
#include "kiosk/screens/staff/device.h"
#include "kiosk/store/publications.h"
#include "kiosk/store/store.h"

namespace bianmin::app {

// Nothing: the kiosk's own file counts.
struct CityOffer {
  std::optional<domain::Catalogue> catalogue;
  std::optional<domain::ProviderList> providers;
  std::optional<domain::WorkingCalendar> calendar;
  std::optional<domain::KioskSettings> kiosk;     // kiosk.toml with the city's settings over it
  std::vector<domain::Notice> notices;            // of all scopes, the newest first
  std::vector<std::int64_t> untried;              // the documents of it that were not in use before
  std::vector<store::KeptPublication> documents;  // the newest of each kind and scope, without content
};

// References must outlive it.
struct OfferRules {
  const Settings& local;
  std::optional<base::PublicKey> operator_key;  // whose settings are taken; nothing: nobody's
};

// Fails only when the database does.
base::Result<CityOffer> ReadCityOffer(store::Store& store, const OfferRules& rules);

// One for each document, for the device page.
std::vector<screens::DeviceLine> LinesOf(const CityOffer& offer);

}  // namespace bianmin::app
