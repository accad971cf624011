// What is said about a frame, and what is not.
#include "kiosk/app/announcement.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bianmin::app {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ui::ItemKind;

constexpr ui::Rect kShown{0, 0, 100, 40};

std::vector<std::string> TextsOf(const Announcement& announcement) {
  std::vector<std::string> texts;
  for (const speech::Utterance& each : announcement) texts.push_back(each.text);
  return texts;
}

class APage : public ::testing::Test {
 protected:
  static ui::Item Sentence(const std::string& text) { return {.text = text, .visible = kShown}; }
  static ui::Item Control(const std::string& id, const std::string& text) {
    return {.kind = ItemKind::Control, .id = id, .text = text, .visible = kShown};
  }
  const i18n::Texts texts_ = i18n::Texts::Load(BIANMIN_LOCALE_DIR, i18n::Language::Chinese).value();
  ui::Inventory page_{
      .page = "any",
      .pixels = {},
      .items = {Sentence("您要办什么事？"), Control("home.register", "登记需求"), Control("home.rate", "评价服务")}};
};

TEST_F(APage, IsToldByItsSentencesAndToWhoeverListensFirstByItsControlsToo) {
  EXPECT_THAT(TextsOf(DescribePage(page_, texts_, false)), ElementsAre("您要办什么事？"));
  EXPECT_THAT(TextsOf(DescribePage(page_, texts_, true)), ElementsAre("您要办什么事？", "登记需求", "评价服务"));
}

TEST_F(APage, NeverTellsWhatIsMaskedHiddenUnderADialogScrolledOutOrOnEveryPage) {
  page_.items.push_back(Sentence(std::string(ui::kMaskedText)));
  page_.items.push_back(Control("field.phone", std::string(ui::kMaskedText)));
  page_.items.push_back({.text = "under a dialog", .visible = kShown, .is_under_dialog = true});
  page_.items.push_back({.text = "scrolled out"});
  page_.items.push_back({.text = "the clock", .visible = kShown, .is_announced = false});
  EXPECT_THAT(DescribePage(page_, texts_, true), SizeIs(3));
  EXPECT_THAT(DescribeControl(page_, "field.phone", texts_), IsEmpty());
}

TEST_F(APage, DoesNotOfferWhatIsSwitchedOffAndSaysSoWhenItIsTouched) {
  page_.items[1].is_enabled = false;
  EXPECT_THAT(TextsOf(DescribePage(page_, texts_, true)), ElementsAre("您要办什么事？", "评价服务"));
  EXPECT_THAT(TextsOf(DescribeControl(page_, "home.register", texts_)),
              ElementsAre("登记需求", std::string(texts_.T("voice.disabled"))));
}

TEST_F(APage, TellsAControlWithItsNoteAndThatItIsChosen) {
  page_.items[1].is_selected = true;
  page_.items.push_back({.id = "home.register", .text = "水电、家政、出行", .visible = kShown});
  EXPECT_THAT(TextsOf(DescribeControl(page_, "home.register", texts_)),
              ElementsAre("登记需求", "水电、家政、出行", std::string(texts_.T("voice.selected"))));
  EXPECT_THAT(DescribeControl(page_, "nowhere", texts_), IsEmpty());
}

TEST_F(APage, IsToldOnceAndThenOnlyWhatAppearsOnIt) {
  Announcer announcer;
  EXPECT_THAT(announcer.WhatIsNew(page_, texts_, false), SizeIs(1));
  EXPECT_THAT(announcer.WhatIsNew(page_, texts_, false), IsEmpty());
  page_.items.push_back(Sentence("请先选择一项"));
  EXPECT_THAT(TextsOf(announcer.WhatIsNew(page_, texts_, false)), ElementsAre("请先选择一项"));
  page_.page = "another";
  EXPECT_THAT(announcer.WhatIsNew(page_, texts_, false), SizeIs(2));
  announcer.Forget();
  EXPECT_THAT(announcer.WhatIsNew(page_, texts_, false), SizeIs(2)) << "the next resident hears it from the start";
}

TEST_F(APage, CarriesTheKeyOfEachSentenceForARecording) {
  page_.items = {Sentence(std::string(texts_.T("voice.selected"))), Sentence("谁也没有写过这一句")};
  const Announcement told = DescribePage(page_, texts_, false);
  ASSERT_THAT(told, SizeIs(2));
  EXPECT_EQ(texts_.T(told[0].id), texts_.T("voice.selected"));
  EXPECT_EQ(told[1].id, "");
}

}  // namespace
}  // namespace bianmin::app
