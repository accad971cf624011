// The end of a session, however it comes: nothing that a resident typed or chose is left in the model.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/model_texts.h"
#include "tests/unit/app/counter.h"

namespace bianmin::app {
namespace {

using namespace std::chrono_literals;
using domain::OrderState;
using screens::Errand;
using screens::Field;
using screens::GoBack;
using screens::GoNext;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::TextsIn;

// One errand in the middle, and a text that must be gone afterwards.
struct Errands {
  const char* name;
  void (*begin)(Counter&);
  std::string typed;
};

void TypesWordsAndName(Counter& counter) {
  counter.Do(screens::ChooseSurname{"欧阳"});
  counter.Do(screens::Focus{Field::Name});
  counter.Type("𠮷䶮㛃");
  counter.Do(screens::Focus{Field::Phone});
  counter.Type("13800138000");
}

const std::vector<Errands>& AllErrands() {
  static const std::vector<Errands> errands{
      {"need",
       [](Counter& counter) {
         counter.Do(screens::Open{Errand::RegisterNeed});
         counter.Do(screens::ChooseGroup{domain::ServiceGroup::Life});
         counter.Do(screens::ChooseService{"home.plumbing"});
         counter.Do(screens::ChoosePackage{"visit"});
         counter.Do(screens::TogglePhrase{1});
         counter.Type("𠮷䶮㛃");
         TypesWordsAndName(counter);
       },
       "𠮷䶮㛃"},
      {"rating",
       [](Counter& counter) {
         counter.Do(screens::Open{Errand::RateService});
         counter.Do(screens::RateVisit{});
         counter.Do(screens::ChooseWindow{"window_2"});
         counter.Type("A012");
         counter.Do(screens::GiveStars{domain::Dimension::Overall, 1});
         counter.Do(screens::ToggleReason{"attitude"});
         TypesWordsAndName(counter);
       },
       "A012"},
      {"complaint",
       [](Counter& counter) {
         counter.Do(screens::Open{Errand::FileComplaint});
         counter.Do(screens::ChooseKind{domain::ComplaintKind::Suggestion});
         counter.Do(screens::ChooseAbout{domain::About::Centre});
         counter.Type("门口放一把椅子");
         TypesWordsAndName(counter);
       },
       "门口放一把椅子"},
      {"look_up",
       [](Counter& counter) {
         counter.Do(screens::Open{Errand::LookUp});
         counter.Type(SomeNumber().text());
         counter.Do(screens::Focus{Field::LastFour});
         counter.Type("8000");
         counter.Do(GoNext{});
         counter.Hear(RecordFound{store::Lookup{OrderWith(OrderState::Accepted, SomeNeed())}});
       },
       "13800138000"},
      {"foreign", [](Counter& counter) { counter.LooksUpForeign(SomeNumber()); }, SomeNumber().text()},
      {"outcome",
       [](Counter& counter) {
         counter.model().screen = screens::NeedDraft{};
         counter.Hear(OrderRegistered{OrderWith(OrderState::Registered, SomeNeed())});
       },
       SomeNumber().text()},
  };
  return errands;
}

class AnyErrand : public ::testing::TestWithParam<Errands> {
 protected:
  AnyErrand() {
    counter_.Do(screens::SwitchLanguage{});
    counter_.Do(screens::SwitchTextStep{});
    GetParam().begin(counter_);
  }

  void ExpectWiped() {
    EXPECT_TRUE(counter_.IsOn<Home>());
    EXPECT_EQ(TextsIn(counter_.model()), "");
    EXPECT_EQ(counter_.model().language, i18n::Language::Chinese);
    EXPECT_EQ(counter_.model().comfort.step, ui::TextStep::Standard);
    EXPECT_FALSE(counter_.model().asks_leave);
    EXPECT_FALSE(counter_.model().is_saving);
  }

  Counter counter_;
};

TEST_P(AnyErrand, IsWipedWhenNobodyIsThereAnyMore) {
  ASSERT_THAT(TextsIn(counter_.model()), HasSubstr(GetParam().typed));
  const domain::SessionTimes times = ShippedSettings().kiosk.session;
  counter_.Wait(times.idle + times.answer);
  ExpectWiped();
}

TEST_P(AnyErrand, IsWipedWhenItsResidentSaysSo) {
  counter_.Do(screens::AnswerLeave{true});
  ExpectWiped();
}

TEST_P(AnyErrand, IsWipedWhenTheStoreIsLost) {
  counter_.Hear(StoreState{"the disk is not there"});
  EXPECT_EQ(TextsIn(counter_.model()), "the disk is not there\n");
  counter_.Hear(StoreState{});
  ExpectWiped();
}

TEST_P(AnyErrand, IsWipedWhileItIsBeingSaved) {
  counter_.model().is_saving = true;
  counter_.model().asks_leave = true;
  const domain::SessionTimes times = ShippedSettings().kiosk.session;
  counter_.Wait(times.idle + times.answer);
  ExpectWiped();
}

INSTANTIATE_TEST_SUITE_P(Wiping, AnyErrand, ::testing::ValuesIn(AllErrands()),
                         [](const auto& each) { return std::string(each.param.name); });

TEST(TheNextErrand, StartsEmptyThoughTheSessionGoesOn) {
  for (const Errands& errand : AllErrands()) {
    Counter counter;
    errand.begin(counter);
    counter.Do(screens::Leave{});
    counter.Do(screens::AnswerLeave{true});
    for (const Errand next : {Errand::RegisterNeed, Errand::RateService, Errand::FileComplaint, Errand::LookUp}) {
      counter.Do(screens::Open{next});
      EXPECT_THAT(TextsIn(counter.model()), Not(HasSubstr(errand.typed)));
      counter.Do(GoBack{});
      ASSERT_TRUE(counter.IsOn<Home>());
    }
  }
}

}  // namespace
}  // namespace bianmin::app
