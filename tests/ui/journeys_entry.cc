// Chinese entered on the sheet, with the real engines behind it, from the page of an errand to the disk.
#include <gmock/gmock.h>

#include "tests/ui/journeys.h"

namespace bianmin::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

// To the page that asks what is the matter, and onto the sheet.
void OpensTheSheet(KioskWorld& kiosk, std::string_view way) {
  kiosk.TapAll({"home.register", "group.life", "service.home.plumbing", "package.visit", "field.description"});
  ASSERT_EQ(kiosk.Page(), "entry");
  kiosk.Tap("entry.way." + std::string(way));
}

std::string Description(KioskWorld& kiosk) {
  return kiosk.On<screens::NeedDraft>().entries.Text(screens::Field::Description);
}

TEST_P(AnyJourney, WordsInPinyinAreStoredWithTheNeed) {
  OpensTheSheet(kiosk, "pinyin");
  if (kiosk.Has("entry.q")) {
    for (const char letter : std::string("shuiguanloushui")) kiosk.Tap("entry." + std::string(1, letter));
  } else {
    for (const char digit : std::string("748448265687484")) kiosk.Tap("entry." + std::string(1, digit));
  }
  kiosk.Tap("entry.pick.0");
  EXPECT_EQ(Description(kiosk), "水管漏水");
  EXPECT_THAT(kiosk.screen().Problems(), IsEmpty());
  kiosk.Tap("entry.done");
  EXPECT_EQ(kiosk.Page(), "register.details");
}

TEST_P(AnyJourney, StrokesFindTheCharacterAndPhrasesGoIn) {
  OpensTheSheet(kiosk, "strokes");
  for (const char* stroke : {"entry.h", "entry.p", "entry.n"}) kiosk.Tap(stroke);
  kiosk.Tap("entry.pick.0");
  EXPECT_EQ(Description(kiosk), "大");
  if (kiosk.Has("entry.phrase.0")) {
    kiosk.Tap("entry.phrase.0");
    EXPECT_THAT(Description(kiosk), HasSubstr(std::string(kiosk.Text("phrase.call_first"))));
  }
}

TEST_P(AnyJourney, ACharacterWrittenByFingerIsRead) {
  OpensTheSheet(kiosk, "ink");
  const ui::Rect pad = kiosk.screen().Control("entry.pad").rect;
  const float side = std::min(pad.width, pad.height) * 0.7F;
  const auto at = [&](float x, float y) {
    return ui::Point{pad.Centre().x + (x - 0.5F) * side, pad.Centre().y + (y - 0.5F) * side};
  };
  kiosk.Drag(at(0.1F, 0.3F), at(0.9F, 0.29F));
  kiosk.Drag(at(0.5F, 0.05F), at(0.12F, 0.95F));
  kiosk.Drag(at(0.5F, 0.32F), at(0.92F, 0.95F));
  ASSERT_TRUE(kiosk.Has("entry.pick.0"));
  kiosk.Tap("entry.pick.0");
  EXPECT_EQ(Description(kiosk), "大");
  EXPECT_TRUE(kiosk.On<screens::NeedDraft>().entries.sheet->ink.empty()) << "the pad clears for the next character";
}

TEST_P(AnyJourney, EverySheetKeepsTheNumbersOfTheStandards) {
  OpensTheSheet(kiosk, "ink");
  for (const char* way : {"entry.way.ink", "entry.way.pinyin", "entry.way.strokes", "entry.way.latin"}) {
    kiosk.Tap(way);
    EXPECT_THAT(kiosk.screen().Problems(), IsEmpty()) << way;
  }
}

}  // namespace
}  // namespace bianmin::testing
