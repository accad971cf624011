// Pressing, dragging, paging and typing, on whole pages.
#include <gtest/gtest.h>

#include <string>

#include "tests/support/ui_world.h"

namespace bianmin::ui {
namespace {

using std::chrono::milliseconds;
using testing::UiWorld;

// A page of thirty services that does not fit any panel.
struct LongPage {
  std::string pressed;

  void operator()(Frame& frame) {
    const Page page = frame.BeginPage({.id = "long", .footer = {.next = FooterButton{"下一步"}}});
    if (page.press == PagePress::Next) pressed = "next";
    frame.Question("您需要什么服务？");
    for (int i = 0; i < 30; ++i) {
      const std::string id = "service." + std::to_string(i);
      if (frame.Choice(id, {.text = "服务 " + std::to_string(i)})) pressed = id;
    }
  }
};

float TopOf(const UiWorld& world, std::string_view id) { return world.Control(id).rect.y; }

TEST(LongPage, HasButtonsToPageAndTheyReachItsEnd) {
  UiWorld world;
  LongPage long_page;
  world.Show(std::ref(long_page));
  EXPECT_FALSE(world.Control("page.previous").is_enabled);
  EXPECT_TRUE(world.Control("page.next").is_enabled);
  world.Tap("service.29");
  EXPECT_EQ(long_page.pressed, "service.29");
  EXPECT_TRUE(world.Control("page.previous").is_enabled);
}

TEST(LongPage, AShortPageHasNoPagingButtons) {
  UiWorld world;
  world.Show([](Frame& frame) {
    const Page page = frame.BeginPage({.id = "short"});
    frame.Question("好吗？");
  });
  EXPECT_FALSE(world.Has("page.next"));
}

TEST(LongPage, FollowsTheFingerAndPressesNothing) {
  UiWorld world;
  LongPage long_page;
  world.look.is_animated = false;
  world.Show(std::ref(long_page));
  const Point from = world.Control("service.3").rect.Centre();
  const float before = TopOf(world, "service.5");
  world.Drag(from, {from.x, from.y - 200}, milliseconds{500});
  EXPECT_NEAR(TopOf(world, "service.5"), before - 200, 1);
  EXPECT_EQ(long_page.pressed, "");
}

TEST(LongPage, GlidesOnAfterAFlickAndComesToRest) {
  UiWorld world;
  LongPage long_page;
  world.Show(std::ref(long_page));
  const Point from = world.Control("service.3").rect.Centre();
  const float before = TopOf(world, "service.5");
  world.Drag(from, {from.x, from.y - 200}, milliseconds{100});
  EXPECT_LT(TopOf(world, "service.5"), before - 300);
  EXPECT_FALSE(world.Draw().next.has_value());
}

TEST(LongPage, CannotBeDraggedPastItsEnds) {
  UiWorld world;
  LongPage long_page;
  world.Show(std::ref(long_page));
  const float top = TopOf(world, "service.0");
  const Point from = world.Control("service.1").rect.Centre();
  world.Drag(from, {from.x, from.y + 300}, milliseconds{100});
  EXPECT_EQ(TopOf(world, "service.0"), top);
  for (int i = 0; i < 20; ++i) world.Drag({300, 800}, {300, 200}, milliseconds{60});
  const Item& last = world.Control("service.29");
  EXPECT_NEAR(last.visible.height, last.rect.height, 1);
}

TEST(LongPage, AWheelAndThePageKeysScrollToo) {
  UiWorld world;
  LongPage long_page;
  world.Show(std::ref(long_page));
  const float top = TopOf(world, "service.0");
  world.Context().Add({world.Now(), Wheel{-2}});
  world.Settle();
  EXPECT_LT(TopOf(world, "service.0"), top);
  world.Type(Key::PageDown);
  world.Type(Key::PageUp);
  world.Type(Key::PageUp);
  EXPECT_EQ(TopOf(world, "service.0"), top);
}

TEST(LongPage, WhatIsScrolledOutCannotBePressedUnderTheFooter) {
  UiWorld world;
  LongPage long_page;
  world.Show(std::ref(long_page));
  const Point at = world.Control("footer.next").rect.Centre();
  world.Press(at);
  world.Release(at);
  EXPECT_EQ(long_page.pressed, "next");
}

TEST(GoingBack, BringsOneToTheSamePlaceOfTheList) {
  UiWorld world;
  bool is_detail = false;
  world.Show([&](Frame& frame) {
    if (is_detail) {
      const Page page = frame.BeginPage({.id = "detail", .footer = {.back = FooterButton{"上一步"}}});
      if (page.press == PagePress::Back) is_detail = false;
      frame.Question("详情");
      return;
    }
    const Page page = frame.BeginPage({.id = "list"});
    for (int i = 0; i < 30; ++i) {
      if (frame.Choice("item." + std::to_string(i), {.text = "一项"})) is_detail = true;
    }
  });
  world.Tap("page.next");
  const float before = TopOf(world, "item.12");
  world.Tap("item.12");
  ASSERT_TRUE(world.Has("footer.back"));
  world.Tap("footer.back");
  EXPECT_EQ(TopOf(world, "item.12"), before);
}

TEST(Dialog, NothingUnderItCanBePressed) {
  UiWorld world;
  bool is_open = true;
  std::string pressed;
  world.Show([&](Frame& frame) {
    const Page page = frame.BeginPage({.id = "under", .header = {.centre = "中心", .leave = "退出"}});
    if (page.press) pressed += "header ";
    if (frame.PrimaryButton("under.go", {"继续"})) pressed += "under ";
    if (!is_open) return;
    const std::optional<DialogPress> press = frame.Dialog(
        {.id = "idle", .title = "您还在吗？", .text = "没有操作会清空。", .primary = "继续", .secondary = "退出"});
    if (press) is_open = false;
    if (press == DialogPress::Primary) pressed += "stay ";
  });
  for (const std::string_view id : {"under.go", "header.leave"}) {
    const Point at = world.Control(id).rect.Centre();
    world.Press(at);
    world.Release(at);
  }
  EXPECT_EQ(pressed, "");
  world.Tap("idle.primary");
  EXPECT_EQ(pressed, "stay ");
  world.Tap("under.go");
  EXPECT_EQ(pressed, "stay under ");
}

TEST(Typing, PhysicalKeysAndTheScannerReachTheScreenOnce) {
  UiWorld world;
  std::string text;
  world.Show([&](Frame& frame) {
    const Page page = frame.BeginPage({.id = "form"});
    for (const Typed& typed : frame.Typings()) text = Apply(typed, text, 20);
    frame.TextField("field", {.text = text, .is_focused = true});
  });
  world.Type("3-1202");
  world.Type("𠮷");
  world.Type(Key::Backspace);
  world.Type("室");
  EXPECT_EQ(text, "3-1202室");
}

TEST(Typing, TheNumberPadGivesDigitsAndTakesThemBack) {
  UiWorld world;
  std::string text;
  world.Show([&](Frame& frame) {
    const Page page = frame.BeginPage({.id = "phone"});
    if (const auto typed = frame.KeyPad("keys")) text = Apply(*typed, text, 11);
  });
  for (const char* key : {"keys.1", "keys.3", "keys.9", "keys.0"}) world.Tap(key);
  EXPECT_EQ(text, "1390");
  world.Tap("keys.erase");
  EXPECT_EQ(text, "139");
  world.Tap("keys.clear");
  EXPECT_EQ(text, "");
}

TEST(Typing, AKeyMayBePressedTwiceQuicklyButNotBounce) {
  UiWorld world;
  std::string text;
  world.Show([&](Frame& frame) {
    const Page page = frame.BeginPage({.id = "phone"});
    if (const auto typed = frame.KeyPad("keys")) text = Apply(*typed, text, 11);
  });
  const Point at = world.Control("keys.1").rect.Centre();
  world.Press(at);
  world.Release(at);
  world.Wait(milliseconds{110});
  world.Press(at);
  world.Release(at);
  EXPECT_EQ(text, "11");
  world.Wait(milliseconds{20});
  world.Press(at);
  world.Release(at);  // 60 ms after the last one
  EXPECT_EQ(text, "11");
}

TEST(Typing, OnALowPageOfLargeTextTheKeysLieFlatUnderWhatIsTyped) {
  UiWorld world{testing::kSmallLandscape, TextStep::ExtraLarge};
  std::string text;
  bool has_letters = false;
  world.Show([&](Frame& frame) {
    const Page page = frame.BeginPage({.id = "room",
                                       .header = {.centre = "便民", .leave = "返回首页"},
                                       .footer = {.back = FooterButton{"上一步"}, .next = FooterButton{"下一步"}},
                                       .step = StepSpec{"第 4 步，共 7 步：服务地址", 4, 7}});
    const bool is_crowded = frame.IsCrowded();
    const auto columns = frame.BeginColumns("room", 1, 1);
    if (!is_crowded) frame.Question("您家的房号是多少？");
    frame.TextField("field", {.label = "房号", .text = text, .hint = is_crowded ? "" : "例如 302", .is_focused = true});
    frame.NextColumn();
    const auto typed = has_letters ? frame.LatinKeyboard("keys", "123") : frame.KeyPad("keys", "ABC");
    if (!typed) return;
    const auto* key = std::get_if<Key>(&*typed);
    if (key != nullptr && *key == Key::OtherKeys) {
      has_letters = !has_letters;
    } else {
      text = Apply(*typed, text, 11);
    }
  });
  world.Settle();
  EXPECT_TRUE(world.Has("field") && world.Has("keys.3") && world.Has("keys.0")) << "together on one page";
  EXPECT_FALSE(world.Has("page.next"));
  EXPECT_EQ(world.Problems(), std::vector<std::string>{});
  for (const char* key : {"keys.3", "keys.0", "keys.switch"}) world.Tap(key);
  EXPECT_TRUE(has_letters);
  for (const char* key : {"keys.b", "keys.switch", "keys.erase", "keys.2"}) world.Tap(key);
  EXPECT_EQ(text, "302");
}

TEST(Typing, TheLatinKeyboardHasShiftAndSpace) {
  UiWorld world;
  std::string text;
  world.Show([&](Frame& frame) {
    const Page page = frame.BeginPage({.id = "latin"});
    if (const auto typed = frame.LatinKeyboard("kb")) text = Apply(*typed, text, 20);
  });
  world.Tap("kb.shift");
  EXPECT_TRUE(world.Control("kb.shift").is_selected);
  world.Tap("kb.a");
  world.Tap("kb.shift");
  world.Tap("kb.b");
  world.Tap("kb.space");
  world.Tap("kb.3");
  EXPECT_EQ(text, "Ab 3");
}

TEST(Typing, AKeyboardThatComesUpIsScrolledIntoSight) {
  UiWorld world;
  bool has_focus = false;
  world.Show([&](Frame& frame) {
    const Page page = frame.BeginPage({.id = "words", .footer = {.next = FooterButton{"下一步"}}});
    frame.TextField("long", {.label = "您想说的话", .text = "说好三十元", .lines = 8});
    if (frame.TextField("who", {.label = "涉及的人", .is_focused = has_focus})) has_focus = true;
    if (has_focus) frame.LatinKeyboard("kb");
  });
  ASSERT_FALSE(world.Has("page.next"));
  world.Tap("who");
  const Item lowest = world.Control("kb.erase");
  EXPECT_NEAR(lowest.visible.height, lowest.rect.height, 1);
  EXPECT_NEAR(world.Control("who").visible.height, world.Control("who").rect.height, 1);
  world.Tap("page.previous");
  EXPECT_LT(world.Control("kb.erase").visible.height, lowest.rect.height) << "it does not jump back";
}

TEST(Apply, KeepsTheLimitAndDropsWhatIsNoText) {
  EXPECT_EQ(Apply(std::string("四"), "一二三", 4), "一二三四");
  EXPECT_EQ(Apply(std::string("五"), "一二三四", 4), "一二三四");
  EXPECT_EQ(Apply(std::string("a\x01\x7F\xFF\nb"), "", 9), "ab");
  EXPECT_EQ(Apply(Key::Backspace, "王𠮷", 9), "王");
  EXPECT_EQ(Apply(Key::Backspace, "", 9), "");
  EXPECT_EQ(Apply(Key::Delete, "王", 9), "");
  EXPECT_EQ(Apply(Key::Enter, "王", 9), "王");
}

}  // namespace
}  // namespace bianmin::ui
