// What each resident may choose about seeing, reaching and hearing, and that the next one finds nothing of it.
#include <gtest/gtest.h>

#include "tests/unit/app/counter.h"

namespace bianmin::app {
namespace {

using screens::Comfort;
using screens::Errand;

TEST(Comfort, EveryChoiceTakesEffectAtOnce) {
  Counter counter;
  const Comfort& comfort = counter.model().comfort;
  counter.Do(screens::ChooseTextStep{ui::TextStep::ExtraLarge});
  EXPECT_EQ(comfort.step, ui::TextStep::ExtraLarge);
  counter.Do(screens::ChooseTheme{ui::ThemeName::HighContrast});
  EXPECT_EQ(comfort.theme, ui::ThemeName::HighContrast);
  counter.Do(screens::SetLow{true});
  EXPECT_TRUE(comfort.is_low);
  counter.Do(screens::SwitchVoice{});
  EXPECT_TRUE(comfort.voice.is_on);
}

TEST(Comfort, RateAndVolumeStopAtTheirLimits) {
  Counter counter;
  const screens::VoiceChoice& voice = counter.model().comfort.voice;
  for (int i = 0; i < 4; ++i) counter.Do(screens::Faster{});
  EXPECT_EQ(voice.rate_percent, screens::kMostVoicePercent);
  counter.Do(screens::Faster{});
  EXPECT_EQ(voice.rate_percent, screens::kMostVoicePercent) << "one past";
  for (int i = 0; i < 6; ++i) counter.Do(screens::Slower{});
  EXPECT_EQ(voice.rate_percent, screens::kLeastVoicePercent);
  counter.Do(screens::Slower{});
  EXPECT_EQ(voice.rate_percent, screens::kLeastVoicePercent);
  for (int i = 0; i < 5; ++i) counter.Do(screens::Louder{});
  EXPECT_EQ(voice.volume_percent, screens::kMostVoicePercent);
  for (int i = 0; i < 7; ++i) counter.Do(screens::Quieter{});
  EXPECT_EQ(voice.volume_percent, screens::kLeastVoicePercent);
}

TEST(Comfort, ListeningFirstNeedsTheVoice) {
  Counter counter;
  const screens::VoiceChoice& voice = counter.model().comfort.voice;
  counter.Do(screens::SwitchListenFirst{});
  EXPECT_TRUE(voice.is_on && voice.listens_first);
  counter.Do(screens::SwitchVoice{});
  EXPECT_FALSE(voice.is_on || voice.listens_first);
}

TEST(Comfort, IsResetAfterEachResident) {
  Counter counter;
  const Comfort before = counter.model().comfort;
  counter.Do(screens::ChooseTextStep{ui::TextStep::Elder});
  counter.Do(screens::ChooseTheme{ui::ThemeName::Dark});
  counter.Do(screens::SetLow{true});
  counter.Do(screens::SwitchListenFirst{});
  counter.Do(screens::Louder{});
  counter.Do(screens::OpenComfort{});
  EXPECT_NE(counter.model().comfort, before);
  counter.Wait(counter.model().session_times.idle);
  EXPECT_EQ(counter.model().comfort, before);
  EXPECT_FALSE(counter.model().is_comfort_open);
  EXPECT_FALSE(counter.model().was_greeted) << "the next one is asked again";
}

TEST(Comfort, LosesNothingOfAnErrand) {
  Counter counter;
  FillsInALeakingPipe(counter);
  const auto words = counter.On<screens::NeedDraft>().entries.texts;
  counter.Do(screens::OpenComfort{});
  EXPECT_TRUE(counter.model().is_comfort_open);
  counter.Do(screens::ChooseTextStep{ui::TextStep::ExtraLarge});
  counter.Do(screens::CloseComfort{});
  EXPECT_FALSE(counter.model().is_comfort_open);
  EXPECT_EQ(counter.On<screens::NeedDraft>().entries.texts, words);
}

TEST(Comfort, TheWayHomeLeadsOutOfIt) {
  Counter counter;
  FillsInALeakingPipe(counter);
  counter.Do(screens::OpenComfort{});
  counter.Do(screens::Leave{});
  EXPECT_FALSE(counter.model().is_comfort_open);
  EXPECT_TRUE(counter.model().asks_leave) << "what was entered is not lost unasked";
}

TEST(Comfort, AResultPageStaysWhileSomebodyChooses) {
  Counter counter;
  counter.model().screen = Outcome{screens::RatingDone{}, counter.steady() + kOutcomeStays};
  counter.Do(screens::OpenComfort{});
  EXPECT_FALSE(counter.Wait(kOutcomeStays));
  EXPECT_TRUE(counter.IsOn<Outcome>());
}

class Asking : public ::testing::Test {
 protected:
  Asking() { counter.model().defaults.asks_first = true; }
  Counter counter;
};

TEST_F(Asking, TheTouchedErrandOpensRightAfterTheAnswer) {
  counter.Do(screens::Open{Errand::FileComplaint});
  ASSERT_TRUE(counter.IsOn<Greeting>());
  counter.Do(screens::AnswerGreeting{ui::TextStep::Elder, false});
  EXPECT_TRUE(counter.IsOn<screens::ComplaintDraft>());
  EXPECT_EQ(counter.model().comfort.step, ui::TextStep::Elder);
  EXPECT_FALSE(counter.model().comfort.voice.is_on);
}

TEST_F(Asking, ComesOnceInASession) {
  counter.Do(screens::Open{Errand::Information});
  counter.Do(screens::AnswerGreeting{ui::TextStep::Standard, false});
  counter.Do(screens::GoBack{});
  ASSERT_TRUE(counter.IsOn<Home>());
  counter.Do(screens::Open{Errand::Information});
  EXPECT_TRUE(counter.IsOn<screens::InformationState>());
  counter.Do(screens::GoBack{});
  Reset(counter.model());
  counter.Do(screens::Open{Errand::Information});
  EXPECT_TRUE(counter.IsOn<Greeting>()) << "the next resident is asked";
}

TEST_F(Asking, ATouchBesideTheTilesBringsItTooAndLeadsHome) {
  counter.Do(screens::Greet{});
  ASSERT_TRUE(counter.IsOn<Greeting>());
  counter.Do(screens::AnswerGreeting{ui::TextStep::Standard, true});
  EXPECT_TRUE(counter.IsOn<Home>());
  EXPECT_TRUE(counter.model().comfort.voice.is_on);
  counter.Do(screens::Greet{});
  EXPECT_TRUE(counter.IsOn<Home>());
}

TEST_F(Asking, WhoeverHasChosenASizeIsNotAsked) {
  counter.Do(screens::SwitchTextStep{});
  counter.Do(screens::Open{Errand::Information});
  EXPECT_TRUE(counter.IsOn<screens::InformationState>());
}

TEST_F(Asking, TheLanguageSaysNothingAboutTheSize) {
  counter.Do(screens::SwitchLanguage{});
  counter.Do(screens::Open{Errand::Information});
  EXPECT_TRUE(counter.IsOn<Greeting>());
}

TEST_F(Asking, MoreLeadsToThePanelAndFromThereToTheErrand) {
  counter.Do(screens::Open{Errand::Information});
  counter.Do(screens::OpenComfort{});
  counter.Do(screens::ChooseTheme{ui::ThemeName::Dark});
  counter.Do(screens::CloseComfort{});
  EXPECT_TRUE(counter.IsOn<screens::InformationState>()) << "asked once";
}

TEST_F(Asking, DoesNotHoldUpAScanner) {
  counter.Do(screens::Open{Errand::LookUp});
  ASSERT_TRUE(counter.IsOn<Greeting>());
  counter.Type("JA06910018");
  ASSERT_TRUE(counter.IsOn<screens::LookUpDraft>());
  EXPECT_EQ(counter.On<screens::LookUpDraft>().entries.Text(screens::Field::Number), "JA06910018");
}

TEST_F(Asking, EndsWithAnIdleSessionWithoutAnotherQuestion) {
  counter.Do(screens::Open{Errand::Information});
  EXPECT_TRUE(counter.Wait(counter.model().session_times.idle));
  EXPECT_TRUE(counter.IsOn<Home>());
}

TEST_F(Asking, IsASettingOfTheKiosk) {
  counter.model().defaults.asks_first = false;
  counter.Do(screens::Open{Errand::Information});
  EXPECT_TRUE(counter.IsOn<screens::InformationState>());
}

}  // namespace
}  // namespace bianmin::app
