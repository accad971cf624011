// Every widget, in every text size, theme and panel: what it says, what it records, and that it breaks no rule.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <tuple>

#include "tests/support/ui_world.h"

namespace bianmin::ui {
namespace {

using ::testing::IsEmpty;
using testing::Panel;
using testing::UiWorld;

constexpr std::string_view kWords[] = {"非常不满意", "不满意", "基本满意", "满意", "非常满意"};
constexpr std::string_view kEnglishWords[] = {"Very dissatisfied", "Dissatisfied", "Mostly satisfied", "Satisfied",
                                              "Very satisfied"};

HeaderSpec Header() {
  return {.centre = "静安里社区便民服务中心",
          .time = "10:24",
          .language = "EN",
          .text_size = "长辈版",
          .sound = "声音",
          .leave = "返回首页"};
}

HeaderSpec EnglishHeader() {
  return {.centre = "Jing'anli Community Service Centre",
          .time = "10:24",
          .language = "中文",
          .text_size = "Large text",
          .sound = "Sound",
          .leave = "Home page"};
}

void Choosing(Frame& frame) {
  const Page page = frame.BeginPage({.id = "choosing",
                                     .header = Header(),
                                     .footer = {.back = FooterButton{"上一步"}, .next = FooterButton{"下一步", false}},
                                     .step = StepSpec{"第 2 步，共 5 步：您需要什么服务？", 2, 5}});
  frame.Question("您需要什么服务？");
  {
    const auto grid = frame.BeginGrid({.id = "tiles"});
    frame.Tile("t1", {Icon::House, "生活类", "保洁、维修、助餐、助浴", Tint::Teal});
    frame.Tile("t2", {Icon::Music, "文化类", "课程和活动", Tint::Amber});
    frame.Tile("t3", {Icon::Volunteer, "互助类", "邻里帮一把", Tint::Rose, false});
  }
  {
    const auto grid = frame.BeginGrid({.id = "choices"});
    frame.Choice("c1", {.text = "日常保洁", .note = "擦窗、拖地、厨卫", .aside = "40 元/小时", .icon = Icon::Cleaning});
    frame.Choice("c2", {.text = "管道疏通", .aside = "80 元起", .is_selected = true});
    frame.Choice("c3", {.text = "助浴", .is_enabled = false});
    frame.Choice("c4", {.text = "陪同就医", .is_selected = true, .mark = Mark::Check});
  }
  const auto row = frame.BeginRow();
  frame.PrimaryButton("b1", {"现在登记", Icon::Register});
  frame.SecondaryButton("b2", {"以后再说"});
  frame.DangerButton("b3", {"取消订单", Icon::Delete});
}

void Reading(Frame& frame) {
  const Page page = frame.BeginPage({.id = "reading", .header = EnglishHeader()});
  frame.Title("Plumbing", Icon::Plumbing);
  frame.Heading("What happens next");
  frame.Paragraph(
      "A member of staff will call you within 24 hours. If you are not at home, we try again the next day.");
  frame.Strong("Please keep this number.");
  frame.Note("You pay after the work is done.", Icon::Information);
  frame.Divider();
  const auto card = frame.BeginCard();
  frame.Row("edit.place", {"Address", "Building 3, entrance 2, room 1202", "Change", Privacy::Sensitive});
  frame.Row("", {"Phone", "139****2233"});
  frame.Figure({"Your number", "JA 0426 1187"});
  frame.Countdown({"Back to the first page in 18 seconds", 18, 30});
}

void Showing(Frame& frame) {
  const std::vector<bool> modules(29 * 29, true);
  const TimelineStep steps[] = {{StepState::Done, "登记接收", "已完成", "11月22日 10:24", ""},
                                {StepState::Current, "已派单", "进行中", "11月22日 14:30", "李师傅会先打电话给您"},
                                {StepState::Future, "服务中", "", "", ""},
                                {StepState::Stopped, "已取消", "停止", "", "您于 11月22日 取消"}};
  const TableColumn columns[] = {{"服务", 2}, {"价格", 1, true}};
  const std::vector<std::vector<std::string_view>> rows = {{"日常保洁", "40 元/小时"}, {"管道疏通", "80 元起"}};
  const Page page = frame.BeginPage({.id = "showing", .header = Header()});
  frame.Done("已登记好了");
  const auto split = frame.BeginColumns("split", 2, 1);
  frame.Timeline(steps);
  frame.Table(columns, rows);
  frame.NextColumn();
  frame.QrCode({modules, 29, "扫一扫，随时查进度"});
  for (const Tone tone : {Tone::Neutral, Tone::Information, Tone::Success, Tone::Warning, Tone::Danger}) {
    frame.Banner({tone, "请注意", "明天上午停水，请提前准备。"});
  }
  frame.Empty(Icon::Offline, "暂时看不到", "最后更新是今天 09:12。");
}

void Entering(Frame& frame) {
  const Page page = frame.BeginPage({.id = "entering", .header = Header(), .footer = {.next = FooterButton{"提交"}}});
  frame.TextField("f1",
                  {.label = "手机号码", .text = "139", .error = "电话号码少了几位，请再看一下", .is_focused = true});
  frame.TextField("f2", {.label = "怎么称呼您", .placeholder = "可以不填", .hint = "例如：王阿姨"});
  frame.TextField("f3", {.text = "123456", .is_masked = true});
  frame.TextField("f4", {.text = "请从后门进，门铃坏了，到了打电话，家里有一只小狗但是不咬人，谢谢师傅", .lines = 3});
  frame.KeyPad("pad");
  frame.LatinKeyboard("kb");
}

void Rating(Frame& frame) {
  const Page page = frame.BeginPage({.id = "rating", .header = Header()});
  frame.Stars("s1", {"总体感受", 4, kWords});
  frame.Stars("s2", {"来得快不快", 0, kWords});
  frame.Stars("s3", {"How polite were they?", 1, kEnglishWords});
}

void Asking(Frame& frame) {
  const Page page = frame.BeginPage({.id = "asking", .header = Header()});
  frame.Question("下面的不算");
  frame.Dialog({.id = "idle",
                .tone = Tone::Warning,
                .title = "您还在吗？",
                .text = "为保护您的信息，没有操作时会清空并返回首页。",
                .countdown = CountdownSpec{"还有 23 秒", 23, 30},
                .primary = "继续办理",
                .secondary = "退出"});
}

struct Sample {
  const char* name;
  void (*draw)(Frame&);
};
constexpr Sample kSamples[] = {{"choosing", Choosing}, {"reading", Reading}, {"showing", Showing},
                               {"entering", Entering}, {"rating", Rating},   {"asking", Asking}};

using Case = std::tuple<Sample, Panel, TextStep, ThemeName>;
class AnyWidget : public ::testing::TestWithParam<Case> {};

// Looked at leaf by leaf, to the end of the page.
TEST_P(AnyWidget, BreaksNoRuleInAnySizeThemeOrPanel) {
  const auto& [sample, panel, step, theme] = GetParam();
  UiWorld world(panel, step, theme);
  world.Show(sample.draw);
  for (int leaf = 0; leaf < 40; ++leaf) {
    EXPECT_THAT(world.Problems(), IsEmpty()) << "leaf " << leaf;
    if (!world.Has("page.next") || !world.Control("page.next").is_enabled ||
        world.Control("page.next").is_under_dialog) {
      return;
    }
    world.Tap("page.next");
  }
  FAIL() << "the page has no end";
}

INSTANTIATE_TEST_SUITE_P(
    Widgets, AnyWidget,
    ::testing::Combine(::testing::ValuesIn(kSamples),
                       ::testing::Values(testing::kLandscape, testing::kPortrait, testing::kSmallLandscape,
                                         testing::kLargePortrait),
                       ::testing::Values(TextStep::Standard, TextStep::Elder, TextStep::ExtraLarge),
                       ::testing::Values(ThemeName::Standard, ThemeName::HighContrast, ThemeName::Dark)),
    [](const ::testing::TestParamInfo<Case>& param) {
      return std::string(std::get<0>(param.param).name) + "_" + std::get<1>(param.param).name + "_" +
             std::string(Name(std::get<2>(param.param))) + "_theme" +
             std::to_string(static_cast<int>(std::get<3>(param.param)));
    });

TEST(Header, TellsWhichOfItsButtonsWasPressed) {
  UiWorld world;
  std::vector<PagePress> presses;
  world.Show([&](Frame& frame) {
    const Page page = frame.BeginPage({.id = "home", .header = Header()});
    if (page.press) presses.push_back(*page.press);
  });
  for (const char* id : {"header.logo", "header.language", "header.text_size", "header.sound", "header.leave"}) {
    world.Tap(id);
  }
  EXPECT_EQ(presses, (std::vector{PagePress::Logo, PagePress::Language, PagePress::TextSize, PagePress::Sound,
                                  PagePress::Leave}));
}

TEST(Stars, GiveTheNumberAndRepeatTheChosenWord) {
  UiWorld world;
  int chosen = 0;
  world.Show([&](Frame& frame) {
    const Page page = frame.BeginPage({.id = "rate"});
    if (const auto stars = frame.Stars("rate", {"总体感受", chosen, kWords})) chosen = *stars;
  });
  for (int i = 1; i <= 5; ++i) EXPECT_FALSE(world.Control("rate." + std::to_string(i)).is_selected) << "preselected";
  const auto count_of = [&](std::string_view word) {
    int count = 0;
    for (const Item& item : world.Shown().items) count += item.kind == ItemKind::Text && item.text == word ? 1 : 0;
    return count;
  };
  EXPECT_EQ(count_of("基本满意"), 1);
  world.Tap("rate.3");
  EXPECT_EQ(chosen, 3);
  EXPECT_TRUE(world.Control("rate.3").is_selected);
  EXPECT_EQ(count_of("基本满意"), 2);
}

TEST(Sensitive, TextIsDrawnButNeverRecorded) {
  UiWorld world;
  world.Show([](Frame& frame) {
    const Page page = frame.BeginPage({.id = "personal"});
    frame.TextField("name", {.label = "姓名", .text = "王小明"});
    frame.Paragraph("静安里 3 号", Privacy::Sensitive);
    frame.Row("", {"电话", "13911112222", "", Privacy::Sensitive});
    frame.Choice("room", {.text = "1202 室", .privacy = Privacy::Sensitive});
  });
  for (const Item& item : world.Shown().items) {
    for (const std::string_view secret : {"王小明", "静安里", "13911112222", "1202"}) {
      EXPECT_EQ(item.text.find(secret), std::string::npos) << item.text;
    }
  }
  EXPECT_TRUE(world.Shown().Shows("•••"));
  EXPECT_TRUE(world.Shown().Shows("姓名"));
}

TEST(TextField, AMaskedOneShowsOnlyItsLength) {
  UiWorld world;
  world.Show([](Frame& frame) {
    const Page page = frame.BeginPage({.id = "pin"});
    frame.TextField("pin", {.text = "123456", .is_masked = true, .privacy = Privacy::Open});
  });
  EXPECT_TRUE(world.Shown().Shows("••••••"));
  EXPECT_FALSE(world.Shown().Shows("123456"));
}

TEST(Portrait, ControlsOfAShortPageAreInTheLowerTwoThirds) {
  for (const TextStep step : {TextStep::Standard, TextStep::Elder, TextStep::ExtraLarge}) {
    UiWorld world(testing::kPortrait, step);
    world.Show([](Frame& frame) {
      const Page page = frame.BeginPage({.id = "short", .header = Header()});
      frame.Question("好吗？");
      frame.PrimaryButton("yes", {"好"});
    });
    EXPECT_GE(world.Control("yes").rect.y, 1920 / 3.0F - 1);
  }
}

TEST(Page, TheHeaderAndFooterAreAtTheSamePlaceOnEveryPage) {
  UiWorld world;
  world.Show([](Frame& frame) {
    const Page page = frame.BeginPage({.id = "a", .header = Header(), .footer = {.next = FooterButton{"下一步"}}});
    frame.Question("短");
  });
  const Rect leave = world.Control("header.leave").rect;
  const Rect next = world.Control("footer.next").rect;
  world.Show([](Frame& frame) {
    const Page page = frame.BeginPage(
        {.id = "b", .header = Header(), .footer = {.back = FooterButton{"上一步"}, .next = FooterButton{"提交"}}});
    for (int i = 0; i < 60; ++i) frame.Paragraph("长");
  });
  EXPECT_EQ(world.Control("header.leave").rect, leave);
  EXPECT_EQ(world.Control("footer.next").rect, next);
}

TEST(Leaves, WhatIsWrongIsBroughtIntoSightByTheNextStepThatWasRefused) {
  UiWorld world(testing::kLandscape, TextStep::Elder);
  bool shows_fault = false;
  world.Show([&](Frame& frame) {
    const Page page = frame.BeginPage(
        {.id = "long", .header = Header(), .footer = {.back = {}, .next = FooterButton{"下一步"}}, .step = {}});
    if (page.press == PagePress::Next) shows_fault = true;
    for (int i = 0; i < 12; ++i) {
      if (i == 1 && shows_fault) frame.Banner({.tone = Tone::Warning, .title = "请您看一下", .text = "请选一项"});
      frame.Choice("choice." + std::to_string(i), {.text = "日常保洁"});
    }
  });
  const auto is_in_sight = [&] {
    const auto& items = world.Shown().items;
    return std::any_of(items.begin(), items.end(), [](const Item& item) {
      return item.kind == ItemKind::Text && item.text == "请选一项" && item.visible.height > item.rect.height - 2;
    });
  };
  const auto turn_to_end = [&] {
    while (world.Shown().FindControl("page.next")->is_enabled) world.Tap("page.next");
  };
  for (const char* when : {"when it is new", "when it was there before"}) {
    turn_to_end();
    EXPECT_FALSE(is_in_sight());
    world.Tap("footer.next");
    EXPECT_TRUE(is_in_sight()) << when;
    EXPECT_THAT(world.Problems(), IsEmpty()) << when;
  }
}

}  // namespace
}  // namespace bianmin::ui
