#pragma once
// What every screen is drawn against, besides its own view: the language's texts, what the centre offers, and the
// header. Made by the app for each frame; screens keep nothing of it.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/time.h"
#include "kiosk/domain/address.h"
#include "kiosk/domain/agreement.h"
#include "kiosk/domain/catalogue.h"
#include "kiosk/domain/kiosk_settings.h"
#include "kiosk/domain/notice.h"
#include "kiosk/domain/provider.h"
#include "kiosk/domain/response_clock.h"
#include "kiosk/i18n/formats.h"
#include "kiosk/i18n/texts.h"
#include "kiosk/screens/action.h"
#include "kiosk/ui/frame.h"

namespace bianmin::screens {

using i18n::N_;

// Who runs this kiosk.
struct Institution {
  domain::LocalisedText name;
  domain::LocalisedText opening_hours;
  std::vector<domain::PublishedPhone> phones;
  domain::ResponseTimes response;
  int personal_keep_days = domain::PrivacySettings{}.keep_days;  // after a record is closed and delivered
};

struct Scene {
  const i18n::Texts& texts;
  const domain::Catalogue& catalogue;
  const domain::AddressTree& addresses;
  const Institution& institution;
  ui::HeaderSpec header;
  base::TimePoint now;
  bool can_print = false;                           // the printer would print now
  bool can_speak = false;                           // there is a voice and something to hear it with
  bool lacks_chinese_font = false;                  // nothing but Latin letters can be shown
  const domain::ProviderList* providers = nullptr;  // for staff's pages
  const domain::AgreementTerms* terms = nullptr;    // of agreements; nothing: none are made
  std::span<const domain::Notice> notices;          // the newest first; those of other days are among them

  std::string_view T(std::string_view key) const { return texts.T(key); }
  template <class First, class... Others>
  std::string T(std::string_view key, First&& first, Others&&... others) const {
    return texts.Format(key, std::forward<First>(first), std::forward<Others>(others)...);
  }
  std::string_view Of(const domain::LocalisedText& text) const {
    return texts.language() == i18n::Language::Chinese ? text.zh : text.en;
  }
};

// What a press in the header or footer asks for.
std::optional<Action> ActionOf(const std::optional<ui::PagePress>& press);

// The price as residents read it: "¥30.00/小时起", "免费".
std::string PriceText(const Scene& scene, const domain::Price& price);

// What a record is about, by its code; empty for none.
std::string ServiceOrWindowName(std::string_view code, const Scene& scene);

// The icon with this name in the catalogue; a plain one when the name is unknown.
ui::Icon IconNamed(std::string_view name);

}  // namespace bianmin::screens
