#include "kiosk/ui/sheet.h"

#include <gtest/gtest.h>

#include "kiosk/ui/frame.h"
#include "tests/support/ui_world.h"

namespace bianmin::ui {
namespace {

using std::chrono::milliseconds;
using testing::kLandscape;
using testing::kPortrait;
using testing::kSmallLandscape;
using testing::UiWorld;

// A sheet as an app would keep it: it remembers what was done and shows what it is given.
class Sheet : public ::testing::Test {
 protected:
  explicit Sheet(const testing::Panel& panel = kLandscape) : world_(panel) {
    world_.Show([this](Frame& frame) {
      const Page page = frame.BeginPage({.id = "entry"});
      const std::vector<SheetTab> tabs = {{EntryWay::Ink, "手写"},
                                          {EntryWay::Pinyin, "拼音"},
                                          {EntryWay::Strokes, "笔画"},
                                          {EntryWay::Latin, "数字/ABC"}};
      const std::vector<std::string_view> phrases = {"请先打电话", "家里有老人"};
      const auto press = frame.Sheet({.question = "请写清楚需要什么帮助",
                                      .text = text_,
                                      .caret = std::min(caret_, text_.size()),
                                      .phrases = phrases,
                                      .tabs = tabs,
                                      .way = way_,
                                      .candidates = candidates_,
                                      .shows_all = shows_all_,
                                      .ink = ink_,
                                      .can_read_aloud = true,
                                      .words = Words()});
      if (press) done_.push_back(*press);
    });
  }

  static SheetWords Words() {
    return {.undo = "撤一笔",
            .more = "更多",
            .fewer = "收起",
            .other = "换一批",
            .split = "分词",
            .nine_keys = "九键",
            .all_keys = "全键",
            .read_aloud = "读出来",
            .done = "写好了",
            .write_here = "在这里写字",
            .stroke_h = "横",
            .stroke_s = "竖",
            .stroke_p = "撇",
            .stroke_n = "点",
            .stroke_z = "折",
            .stroke_any = "任意"};
  }

  template <class Act>
  Act Last() {
    EXPECT_FALSE(done_.empty());
    return std::get<Act>(done_.back());
  }

  UiWorld world_;
  std::string text_ = "家里水管漏水";
  std::size_t caret_ = std::string::npos;
  EntryWay way_ = EntryWay::Ink;
  std::vector<std::string> candidates_;
  bool shows_all_ = false;
  std::vector<PenStroke> ink_;
  std::vector<sheet::Press> done_;
};

TEST_F(Sheet, AFingerOnThePadWritesOneStrokeInMillimetres) {
  world_.Settle();
  const Rect pad = world_.Control("entry.pad").rect;
  const float px_per_mm = world_.Metrics().Px(Millimetres{100}) / 100;
  world_.Drag({pad.x + 20 * px_per_mm, pad.y + 30 * px_per_mm}, {pad.x + 60 * px_per_mm, pad.y + 30 * px_per_mm},
              milliseconds{300});
  ASSERT_EQ(done_.size(), 1U);
  const PenStroke stroke = Last<sheet::Write>().stroke;
  ASSERT_GE(stroke.size(), 3U);
  EXPECT_NEAR(stroke.front().at.x, 20, 0.5);
  EXPECT_NEAR(stroke.front().at.y, 30, 0.5);
  EXPECT_NEAR(stroke.back().at.x, 60, 0.5);
  EXPECT_GT(stroke.back().when, stroke.front().when);
}

TEST_F(Sheet, AStrokeMayLeaveThePadAndPressesNothingOnItsWay) {
  const Rect pad = world_.Control("entry.pad").rect;
  const Point done = world_.Control("entry.done").rect.Centre();
  world_.Drag(pad.Centre(), done, milliseconds{200});
  ASSERT_EQ(done_.size(), 1U);
  EXPECT_TRUE(std::holds_alternative<sheet::Write>(done_.front()));
}

TEST_F(Sheet, AStrokeThatNeverEndsIsBounded) {
  const Rect pad = world_.Control("entry.pad").rect;
  world_.Press(pad.Centre());
  for (std::size_t i = 0; i < 2 * kMostPenPoints; ++i) {
    world_.MoveTo({pad.x + static_cast<float>(i % 100), pad.Centre().y});
  }
  world_.Release(pad.Centre());
  EXPECT_EQ(Last<sheet::Write>().stroke.size(), kMostPenPoints);
}

TEST_F(Sheet, TheCaretGoesWhereTheTextIsTouched) {
  const Rect box = world_.Control("entry.text").rect;
  const Point at{
      box.x + world_.Metrics().Px(Millimetres{4}) + 2.1F * world_.Metrics().Px(world_.Metrics().Em(TextRole::Body)),
      box.y + world_.Metrics().Px(Millimetres{8})};
  world_.Press(at);
  world_.Release(at);
  EXPECT_EQ(Last<sheet::MoveCaret>().to, std::string("家里").size());
}

TEST_F(Sheet, TouchingBehindALineGoesToItsEnd) {
  const Rect box = world_.Control("entry.text").rect;
  const Point at{box.Right() - 5, box.Bottom() - 5};
  world_.Press(at);
  world_.Release(at);
  EXPECT_EQ(Last<sheet::MoveCaret>().to, text_.size());
}

TEST_F(Sheet, ACandidateIsPickedByItsPlaceAndItsWordsAreNotRecorded) {
  candidates_ = {"水", "木", "永"};
  world_.Settle();
  world_.Tap("entry.pick.1");
  EXPECT_EQ(Last<sheet::PickCandidate>().index, 1U);
  for (const Item& item : world_.Shown().items) EXPECT_NE(item.text, "永") << "the inventory holds what is written";
}

TEST_F(Sheet, MoreCandidatesThanTheRowHoldsAreOnPagesOfTheirOwn) {
  for (int i = 0; i < 200; ++i) candidates_.push_back("水管漏水");
  shows_all_ = true;
  world_.Settle();
  EXPECT_TRUE(world_.Has("entry.pick.0"));
  EXPECT_FALSE(world_.Has("entry.pad"));
  EXPECT_FALSE(world_.Has("entry.pick.199"));
  for (int page = 0; page < 20 && world_.Control("entry.all_next").is_enabled; ++page) world_.Tap("entry.all_next");
  world_.Tap("entry.pick.199");
  EXPECT_EQ(Last<sheet::PickCandidate>().index, 199U);
  EXPECT_TRUE(world_.Problems().empty());
}

TEST_F(Sheet, KeysGiveLettersSignsAndTheTakingBack) {
  way_ = EntryWay::Pinyin;
  world_.Settle();
  world_.Tap("entry.s");
  EXPECT_EQ(Last<sheet::Compose>().letter, 's');
  world_.Tap("entry.split");
  EXPECT_EQ(Last<sheet::Compose>().letter, '\'');
  world_.Tap("entry.comma");
  EXPECT_EQ(std::get<std::string>(Last<sheet::Type>().typed), "，");
  world_.Tap("entry.erase");
  EXPECT_EQ(std::get<Key>(Last<sheet::Type>().typed), Key::Backspace);
  world_.Tap("entry.nine");
  Last<sheet::SwitchKeys>();
}

TEST_F(Sheet, TheHeldEraseKeyRepeatsAndNoOtherKeyDoes) {
  way_ = EntryWay::Pinyin;
  world_.Settle();
  const auto hold = [&](const char* id) {
    done_.clear();
    const Point at = world_.Control(id).rect.Centre();
    world_.Wait(milliseconds{500});
    world_.Press(at);
    for (int i = 0; i < 10; ++i) {
      world_.Wait(milliseconds{200});
      world_.Settle();
    }
    world_.Release(at);
    return done_.size();
  };
  EXPECT_EQ(hold("entry.s"), 1U);
  EXPECT_GE(hold("entry.erase"), 10U);
}

TEST_F(Sheet, TheLetterKeysShiftAndSpace) {
  way_ = EntryWay::Latin;
  world_.Settle();
  world_.Tap("entry.shift");
  world_.Tap("entry.a");
  EXPECT_EQ(std::get<std::string>(Last<sheet::Type>().typed), "A");
  world_.Tap("entry.space");
  EXPECT_EQ(std::get<std::string>(Last<sheet::Type>().typed), " ");
}

class SmallSheet : public Sheet {
 protected:
  SmallSheet() : Sheet(kSmallLandscape) { world_.look.step = TextStep::ExtraLarge; }
};

TEST_F(SmallSheet, WhereTenKeysDoNotFitThereAreNine) {
  way_ = EntryWay::Pinyin;
  world_.Settle();
  EXPECT_FALSE(world_.Has("entry.q"));
  world_.Tap("entry.7");
  EXPECT_EQ(Last<sheet::Compose>().letter, '7');
  EXPECT_TRUE(world_.Problems().empty());
}

TEST_F(SmallSheet, TheWritingPadIsAtLeast120MillimetresWide) {
  world_.Settle();
  EXPECT_GE(world_.Metrics().Mm(world_.Control("entry.pad").rect.width).value, 119.5);
}

}  // namespace
}  // namespace bianmin::ui
