#include "tests/unit/app/counter.h"

#include <gtest/gtest.h>

namespace bianmin::app {

const Settings& ShippedSettings() {
  static const Settings settings = LoadSettings("config/kiosk.toml").value();
  return settings;
}

Counter::Counter() : model_(Defaults{}, ShippedSettings().kiosk.session) { model_.defaults.asks_first = false; }

Circumstances Counter::At() {
  static const i18n::Library texts = i18n::Library::Load(BIANMIN_LOCALE_DIR).value();
  return {ShippedSettings().catalogue,
          ShippedSettings().addresses,
          ShippedSettings().kiosk.code,
          random_,
          now_,
          steady_,
          &city_,
          [this](std::string_view key) { return texts.In(model_.language).T(key); },
          &ShippedSettings().providers};
}

Commands Counter::Do(const screens::Action& action) {
  model_.session.Touched(steady_);
  return Update(model_, action, At());
}

void Counter::Type(const std::string& text) { EXPECT_TRUE(Do(screens::Enter{{ui::Typed{text}}}).empty()); }

Commands Counter::LooksUpForeign(const domain::RecordNumber& number) { return LookUpForeign(model_, number, At()); }

Commands Counter::Hear(const Report& report) { return Update(model_, report, At()); }

bool Counter::Wait(base::Milliseconds length) {
  steady_ += length;
  now_ += length;
  return Elapse(model_, steady_);
}

void GivesContact(Counter& counter) {
  counter.Do(screens::ChooseSurname{"王"});
  counter.Do(screens::ChooseSalutation{screens::Salutation::Ms});
  counter.Do(screens::GoNext{});
  counter.Type("138 0013 8000");
  counter.Do(screens::GoNext{});
}

void FillsInALeakingPipe(Counter& counter) {
  counter.Do(screens::Open{screens::Errand::RegisterNeed});
  counter.Do(screens::ChooseGroup{domain::ServiceGroup::Life});
  counter.Do(screens::ChooseService{"home.plumbing"});
  counter.Do(screens::ChoosePackage{"visit"});
  counter.Do(screens::TogglePhrase{1});
  counter.Type("已经三天");
  counter.Do(screens::ChooseUrgency{domain::Urgency::Urgent});
  counter.Do(screens::GoNext{});
  counter.Do(screens::GiveConsent{true});
  counter.Do(screens::GoNext{});
  counter.Do(screens::ChooseCompound{"yonghe"});
  counter.Do(screens::ChooseBuilding{"3号楼"});
  counter.Do(screens::ChooseUnit{"2单元"});
  counter.Type("302");
  counter.Do(screens::GoNext{});
  counter.Do(screens::ChooseDay{base::ParseDate("2026-11-24")});
  counter.Do(screens::ChooseHalf{domain::HalfDay::Afternoon});
  counter.Do(screens::GoNext{});
  GivesContact(counter);
}

domain::Need SomeNeed() {
  return {.service_code = "home.plumbing",
          .package_code = "visit",
          .description = "水管漏水",
          .urgency = domain::Urgency::Ordinary,
          .address = std::nullopt,
          .address_text = "永和新村 3号楼 2单元 302",
          .appointment = std::nullopt,
          .wants_home_registration = false,
          .contact = {domain::PersonName::Parse("王建国").value(), domain::Phone::Parse("13800138000").value()}};
}

domain::RecordNumber SomeNumber() { return domain::RecordNumber::Of(ShippedSettings().kiosk.code, 691'001); }

domain::Order OrderWith(domain::OrderState state, const domain::Need& need) {
  return {.id = {},
          .number = SomeNumber(),
          .need = need,
          .registered_at = *base::ParseUtc("2026-11-22T02:30:00Z"),
          .respond_by = *base::ParseUtc("2026-11-23T02:30:00Z"),
          .state = state,
          .history = {}};
}

}  // namespace bianmin::app
