// The staff's widgets: the cells of the touch test, the outline of a bank card, the state of a thing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/ui_picture.h"
#include "tests/support/ui_world.h"

namespace bianmin::ui {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// 400 × 200 pixels on 200 × 100 mm of glass: ten by five cells of 40 pixels.
constexpr testing::Panel kPane{"pane", {400, 200}, 200};

class Pane {
 public:
  explicit Pane(const testing::Panel& panel = kPane) : world(panel) {
    world.Show([this](Frame& frame) {
      cells = frame.CellsOfGlass();
      reached.resize(static_cast<std::size_t>(cells.columns) * static_cast<std::size_t>(cells.rows));
      const TouchGridAnswer answer = frame.TouchGrid(
          {.id = "test", .cells = cells, .reached = reached, .title = "划", .text = "剩", .button = "完"});
      for (const std::size_t cell : answer.reached) reached[cell] = true;
      finished += answer.finished ? 1 : 0;
    });
  }
  [[nodiscard]] std::vector<std::size_t> Reached() const {
    std::vector<std::size_t> indices;
    for (std::size_t i = 0; i < reached.size(); ++i) {
      if (reached[i]) indices.push_back(i);
    }
    return indices;
  }

  testing::UiWorld world;
  TouchCells cells;
  std::vector<bool> reached;
  int finished = 0;
};

TEST(TouchGrid, HasCellsOfTwoCentimetresOverTheWholeGlass) {
  EXPECT_EQ(Pane().cells, (TouchCells{10, 5}));
  EXPECT_EQ(Pane(testing::kLandscape).cells, (TouchCells{24, 13}));
  EXPECT_EQ(Pane(testing::kPortrait).cells, (TouchCells{13, 24}));
}

TEST(TouchGrid, FillsUnderATapUpToTheLastPixel) {
  Pane pane;
  for (const Point at : {Point{0, 0}, Point{399, 0}, Point{0, 199}, Point{399, 199}}) {
    pane.world.Press(at);
    pane.world.Release(at);
  }
  EXPECT_THAT(pane.Reached(), ElementsAre(0, 9, 40, 49));
}

TEST(TouchGrid, FillsAlongADragThoughTheFingerIsSeenNowAndThenOnly) {
  Pane pane;
  pane.world.Press({5, 5});
  pane.world.MoveTo({115, 5});
  pane.world.MoveTo({215, 5});
  pane.world.Release({215, 5});
  EXPECT_THAT(pane.Reached(), ElementsAre(0, 1, 2, 3, 4, 5));
}

TEST(TouchGrid, DoesNotTakeAJumpForADrag) {
  Pane pane;
  pane.world.Press({5, 5});
  pane.world.MoveTo({395, 5});
  pane.world.Release({395, 5});
  EXPECT_THAT(pane.Reached(), ElementsAre(0, 9)) << "a panel that jumps about must not pass for a sound one";
}

TEST(TouchGrid, TheCardGivesWayToAFingerThatTestsTheCellsUnderIt) {
  Pane pane(testing::kLandscape);
  const Rect button = pane.world.Control("test.finish").rect;
  pane.world.Press({10, button.Centre().y});
  EXPECT_FALSE(pane.world.Has("test.finish"));
  pane.world.MoveTo(button.Centre());
  pane.world.Release(button.Centre());
  EXPECT_TRUE(pane.world.Has("test.finish")) << "no finger, no way hidden";
  EXPECT_EQ(pane.finished, 0);
  pane.world.Tap("test.finish");
  EXPECT_EQ(pane.finished, 1);
}

TEST(TouchGrid, ItsCardKeepsTheNumbersOfTheStandards) {
  for (const testing::Panel& panel : {testing::kLandscape, testing::kPortrait, testing::kSmallLandscape})
    EXPECT_THAT(Pane(panel).world.Problems(), IsEmpty());
}

// How wide and high the ink of one colour is, in pixels.
std::pair<int, int> ExtentOf(testing::UiWorld& world, Colour colour) {
  const testing::Picture picture(*world.Context().Picture());
  int left = picture.Width(), right = 0, top = picture.Height(), bottom = 0;
  for (int y = 100; y < picture.Height(); ++y) {  // below the mark in the header
    for (int x = 0; x < picture.Width(); ++x) {
      if (picture.At(x, y) != colour) continue;
      left = std::min(left, x);
      right = std::max(right, x);
      top = std::min(top, y);
      bottom = std::max(bottom, y);
    }
  }
  return {right - left + 1, bottom - top + 1};
}

TEST(CardOutline, IsExactlyAsWideAsAskedAndHasTheShapeOfACard) {
  for (const float width : {130.0F, 345.0F, 847.0F}) {
    testing::UiWorld world;
    world.Show([&](Frame& frame) {
      const Page page = frame.BeginPage({.id = "card"});
      frame.CardOutline(width, "");
    });
    const auto [across, down] = ExtentOf(world, ThemeOf(ThemeName::Standard).accent.ground);
    EXPECT_EQ(across, static_cast<int>(width));
    EXPECT_NEAR(down, width * 53.98 / 85.60, 0.51);
  }
}

TEST(CardOutline, ShowsItsWordOnlyWhenThereIsRoom) {
  testing::UiWorld world;
  for (const float width : {60.0F, 500.0F}) {
    world.Show([&](Frame& frame) {
      const Page page = frame.BeginPage({.id = "card"});
      frame.CardOutline(width, "银行卡放在这里");
    });
    EXPECT_EQ(world.Shown().Shows("银行卡"), width > 400);
    EXPECT_THAT(world.Problems(), IsEmpty());
  }
}

TEST(Status, SaysWhatIsAmissAndWhatToDoInAnyTheme) {
  for (const ThemeName theme : {ThemeName::Standard, ThemeName::HighContrast, ThemeName::Dark}) {
    testing::UiWorld world(testing::kPortrait, TextStep::ExtraLarge, theme);
    world.Show([](Frame& frame) {
      const Page page = frame.BeginPage({.id = "status"});
      const Scope card = frame.BeginCard();
      for (const Tone tone : {Tone::Neutral, Tone::Information, Tone::Success, Tone::Warning, Tone::Danger})
        frame.Status({.tone = tone, .name = "打印机", .state = "需要处理", .text = "纸用完了。", .advice = "装纸。"});
    });
    EXPECT_TRUE(world.Shown().Shows("装纸。"));
    EXPECT_THAT(world.Problems(), IsEmpty());
  }
}

}  // namespace
}  // namespace bianmin::ui
