// The stable loop, and what is forgotten.
#include "kiosk/ui/context.h"

#include <gtest/gtest.h>

#include <string>

#include "imgui.h"
#include "tests/support/ui_world.h"

namespace bianmin::ui {
namespace {

using testing::UiWorld;

void TwoButtons(Frame& frame, std::string& pressed) {
  const Page page = frame.BeginPage({.id = "two"});
  frame.Question("选哪一个？");
  const auto row = frame.BeginRow();
  if (frame.PrimaryButton("first", {"第一个"})) pressed += "1";
  if (frame.SecondaryButton("second", {"第二个"})) pressed += "2";
}

TEST(StableLoop, ComesToRestAndPresentsOnce) {
  UiWorld world;
  std::string pressed;
  world.Show([&](Frame& frame) { TwoButtons(frame, pressed); });
  const Drawn again = world.Draw();
  EXPECT_FALSE(again.present) << "the same picture is not presented again";
  EXPECT_EQ(again.passes, 2);
  EXPECT_FALSE(again.next.has_value()) << "nothing to wake up for";
}

TEST(StableLoop, AnyNewPageIsAtRestWithinTheMostPasses) {
  UiWorld world;
  std::string pressed;
  world.Draw();
  const auto screen = [&](Frame& frame) { TwoButtons(frame, pressed); };
  const Drawn drawn = world.Context().Draw(world.look, world.Now(), screen);
  EXPECT_TRUE(drawn.present);
  EXPECT_LE(drawn.passes, Context::kMaxPasses - 1);
}

TEST(StableLoop, ADamagedWindowIsPresentedThoughThePictureIsTheSame) {
  UiWorld world;
  std::string pressed;
  world.Show([&](Frame& frame) { TwoButtons(frame, pressed); });
  world.Context().Damaged();
  EXPECT_TRUE(world.Draw().present);
  world.Context().Presented();
  EXPECT_FALSE(world.Draw().present);
}

TEST(StableLoop, AnActionIsHandedOutExactlyOnce) {
  UiWorld world;
  std::string pressed;
  world.Show([&](Frame& frame) { TwoButtons(frame, pressed); });
  world.Tap("first");
  for (int i = 0; i < 5; ++i) world.Draw();
  EXPECT_EQ(pressed, "1");
}

TEST(StableLoop, TwoTapsThatCameTogetherAreTwoActionsInOrder) {
  UiWorld world;
  std::string pressed;
  world.Show([&](Frame& frame) { TwoButtons(frame, pressed); });
  const Point first = world.Control("first").rect.Centre();
  const Point second = world.Control("second").rect.Centre();
  for (const Point at : {first, second}) {
    world.Context().Add({world.Now(), PointerDown{at}});
    world.Context().Add({world.Now(), PointerUp{at}});
  }
  const Drawn drawn = world.Draw();
  EXPECT_TRUE(drawn.acted);
  EXPECT_EQ(pressed, "1") << "the app may change the page before the second tap is looked at";
  EXPECT_TRUE(drawn.next.has_value()) << "there is input left";
  world.Settle();
  EXPECT_EQ(pressed, "12");
}

// A resident who presses twice out of habit must not press something on the page that the first press opened.
TEST(StableLoop, ADoublePressDoesNotReachIntoThePageItOpened) {
  UiWorld world;
  bool is_second_page = false;
  int erased = 0;
  world.Show([&](Frame& frame) {
    const Page page = frame.BeginPage({.id = is_second_page ? "b" : "a"});
    frame.Question("选一个");
    if (is_second_page) {
      if (frame.DangerButton("erase", {"全部删除"})) ++erased;
    } else if (frame.PrimaryButton("open", {"打开"})) {
      is_second_page = true;
    }
  });
  const Point at = world.Control("open").rect.Centre();
  for (int i = 0; i < 2; ++i) {
    world.Context().Add({world.Now(), PointerDown{at}});
    world.Context().Add({world.Now(), PointerUp{at}});
  }
  world.Settle();
  ASSERT_TRUE(is_second_page);
  ASSERT_TRUE(world.Control("erase").rect.Contains(at));
  EXPECT_EQ(erased, 0);
  world.Tap("erase");
  EXPECT_EQ(erased, 1);
}

TEST(StableLoop, PassingOverWithoutAPressDrawsTheSamePicture) {
  UiWorld world;
  std::string pressed;
  world.Show([&](Frame& frame) { TwoButtons(frame, pressed); });
  world.Context().Add({world.Now(), PointerMove{world.Control("first").rect.Centre()}});
  EXPECT_FALSE(world.Draw().present);
}

TEST(StableLoop, TheFingerOnAControlShowsInTheVeryNextFrame) {
  UiWorld world;
  std::string pressed;
  world.Show([&](Frame& frame) { TwoButtons(frame, pressed); });
  world.Context().Add({world.Now(), PointerDown{world.Control("first").rect.Centre()}});
  EXPECT_TRUE(world.Draw().present);
  EXPECT_EQ(pressed, "");
}

TEST(StableLoop, AFloodOfInputIsBounded) {
  UiWorld world;
  std::string pressed;
  world.Show([&](Frame& frame) { TwoButtons(frame, pressed); });
  for (int i = 0; i < 100'000; ++i) world.Context().Add({world.Now(), PointerMove{{1, 1}}});
  world.Settle();
  EXPECT_EQ(pressed, "");
}

TEST(ForgetSession, NothingOfTheResidentIsLeft) {
  UiWorld world;
  std::string typed = "王小明";
  world.Show([&](Frame& frame) {
    const Page page = frame.BeginPage({.id = "form"});
    frame.TextField("name", {.label = "姓名", .text = typed});
    for (int i = 0; i < 40; ++i) frame.Paragraph("一行又一行的说明");
  });
  world.Tap("page.next");
  const auto first_line = [&] { return world.Shown().items.back().rect.y; };
  const float scrolled = first_line();
  world.Context().Add({world.Now(), PointerDown{world.Control("name").rect.Centre()}});
  world.Context().ForgetSession();
  EXPECT_TRUE(world.Shown().items.empty());
  typed.clear();
  world.Settle();
  EXPECT_GT(first_line(), scrolled) << "the page is at its top again";
  EXPECT_FALSE(world.Shown().Shows("•••"));
}

// A terminal runs for months: many residents, each with rare characters of their own.
TEST(ForgetSession, TheGlyphsOfThousandsOfResidentsDoNotFillTheMemory) {
  UiWorld world;
  int most_pixels = 0;
  char32_t character = 0x4E00;
  for (int resident = 0; resident < 300; ++resident) {
    std::string text;
    for (int i = 0; i < 90; ++i) {
      const char32_t c = character++;
      if (character > 0x9FA0) character = 0x4E00;
      text += static_cast<char>(0xE0 | (c >> 12));
      text += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
      text += static_cast<char>(0x80 | (c & 0x3F));
    }
    world.look.step = static_cast<TextStep>(resident % 3);
    world.Show([&](Frame& frame) {
      const Page page = frame.BeginPage({.id = "names"});
      frame.Title(text);
    });
    ASSERT_FALSE(world.Shown().items.back().is_missing_glyph);
    const ImTextureData* texture = ImGui::GetIO().Fonts->TexData;
    most_pixels = std::max(most_pixels, texture->Width * texture->Height);
    world.Context().ForgetSession();
  }
  EXPECT_GT(most_pixels, 2048 * 1024) << "too few glyphs to show anything";
  EXPECT_LE(most_pixels, 4096 * 2048);
}

}  // namespace
}  // namespace bianmin::ui
