#include "tests/ui/journeys.h"

#include "kiosk/ui/theme.h"

namespace bianmin::testing {

std::vector<KioskView> JourneyViews() {
  std::vector<KioskView> views;
  for (const Panel& panel : {kLandscape, kPortrait}) {
    for (const auto language : {i18n::Language::Chinese, i18n::Language::English}) {
      for (const auto step : {ui::TextStep::Standard, ui::TextStep::Elder}) views.push_back({panel, language, step});
    }
  }
  return views;
}

std::string NameOf(const ::testing::TestParamInfo<KioskView>& info) {
  return std::string(info.param.panel.name) + "_" + std::string(i18n::LanguageCode(info.param.language)) + "_" +
         std::string(ui::Name(info.param.step));
}

void AgreesAndGivesContact(KioskWorld& kiosk) {
  kiosk.TapAll({"privacy.consent", "footer.next", "salutation.ms", "surname.Shen", "footer.next"});
  kiosk.TapDigits("13800138000");
  kiosk.Tap("footer.next");
}

void FillsInACleaning(KioskWorld& kiosk) {
  kiosk.TapAll({"home.register", "group.life", "service.home.cleaning", "package.deep", "phrase.0", "footer.next",
                "privacy.consent", "footer.next", "compound.yonghe", "building.3号楼", "unit.2单元"});
  kiosk.TapDigits("302");
  kiosk.TapAll({"footer.next", "day.2", "half.morning", "footer.next", "salutation.ms", "surname.Shen", "footer.next"});
  kiosk.TapDigits("13800138000");
  kiosk.Tap("footer.next");
}

void GivesStars(KioskWorld& kiosk, std::string_view ticket, int stars) {
  kiosk.TapAll({"home.rate", "rate.visit", "window.window_2"});
  kiosk.TapDigits(ticket);
  kiosk.Tap("footer.next");
  kiosk.Tap("stars.overall." + std::to_string(stars));
  kiosk.TapAll({"footer.next", "footer.next"});
}

void LooksUp(KioskWorld& kiosk, const domain::RecordNumber& number, std::string_view last_four) {
  kiosk.Tap("home.lookup");
  kiosk.TapDigits(number.text().substr(2));  // the letters of this kiosk are there already
  // Where there is no room for both at once, 查询 asks for the digits.
  kiosk.Tap(kiosk.Has("field.last_four") ? "field.last_four" : "footer.next");
  kiosk.TapDigits(last_four);
  kiosk.Tap("footer.next");
}

domain::Order AnOrder(KioskWorld& kiosk) {
  domain::Need need = support::LeakingPipe();
  need.service_code = "home.plumbing";
  return support::Must(kiosk.store().RegisterOrder(need));
}

void SignsOn(KioskWorld& kiosk, std::string_view pad) {
  const ui::Rect at = kiosk.screen().Control(std::string(pad)).rect;
  kiosk.Drag({at.x + at.width * 0.2F, at.y + at.height * 0.3F}, {at.x + at.width * 0.7F, at.y + at.height * 0.6F});
  kiosk.Drag({at.x + at.width * 0.6F, at.y + at.height * 0.2F}, {at.x + at.width * 0.4F, at.y + at.height * 0.8F});
}

}  // namespace bianmin::testing
