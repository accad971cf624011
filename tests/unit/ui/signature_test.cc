// A finger signs on a pad.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/ui_world.h"

namespace bianmin::ui {
namespace {

using namespace std::chrono_literals;
using ::testing::IsEmpty;

class Signing {
 public:
  explicit Signing(const testing::Panel& panel) : world(panel) {
    world.Show([this](Frame& frame) {
      const auto page = frame.BeginPage({.id = "sign", .header = {}, .footer = {}, .step = {}});
      frame.Question("请签字");
      if (auto stroke = frame.SignaturePad("pad", {.hint = "在这里签", .strokes = strokes})) strokes.push_back(*stroke);
    });
  }
  [[nodiscard]] Rect Pad() const { return world.Control("pad").rect; }

  testing::UiWorld world;
  std::vector<std::vector<Point>> strokes;
};

class ASignaturePad : public ::testing::TestWithParam<testing::Panel> {};

TEST_P(ASignaturePad, IsWrittenOnStrokeByStrokeInPartsOfItsWidth) {
  Signing signing{GetParam()};
  const Rect pad = signing.Pad();
  EXPECT_TRUE(signing.world.Shown().Shows("在这里签"));
  signing.world.Drag({pad.x + 10, pad.y + 10}, {pad.x + pad.width / 2, pad.y + pad.height / 2}, 200ms);
  ASSERT_EQ(signing.strokes.size(), 1U);
  EXPECT_FALSE(signing.world.Shown().Shows("在这里签")) << "the hint gives way to the ink";
  const auto& stroke = signing.strokes[0];
  ASSERT_GE(stroke.size(), 2U);
  EXPECT_NEAR(stroke.front().x, 10 / pad.width, 0.01);
  EXPECT_NEAR(stroke.back().x, 0.5, 0.01);
  EXPECT_NEAR(stroke.back().y, pad.height / 2 / pad.width, 0.01);
  EXPECT_THAT(signing.world.Problems(), IsEmpty());
}

TEST_P(ASignaturePad, KeepsAFingerThatLeavesItOnItsEdge) {
  Signing signing{GetParam()};
  const Rect pad = signing.Pad();
  signing.world.Drag({pad.x + 20, pad.y + 20}, {pad.x - 60, pad.y + pad.height + 90}, 200ms);
  ASSERT_EQ(signing.strokes.size(), 1U);
  for (const Point& point : signing.strokes[0]) {
    EXPECT_GE(point.x, 0);
    EXPECT_LE(point.y * pad.width, pad.height + 0.5F);
  }
}

INSTANTIATE_TEST_SUITE_P(On, ASignaturePad, ::testing::ValuesIn(testing::kPanels),
                         [](const auto& each) { return std::string(each.param.name); });

}  // namespace
}  // namespace bianmin::ui
