#include "kiosk/ui/inventory.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bianmin::ui {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const Metrics kMetrics({1920, 1080}, Millimetres{476}, TextStep::Standard);
constexpr Colour kInk{20, 26, 28};
constexpr Colour kPaper{250, 248, 244};

Item Control(std::string id, Rect rect) {
  Item item{.kind = ItemKind::Control, .id = std::move(id), .rect = rect, .visible = rect};
  item.foreground = kInk;
  item.background = kPaper;
  return item;
}

Item Text(std::string text, Rect rect, std::string owner = "") {
  Item item{.kind = ItemKind::Text, .id = std::move(owner), .text = std::move(text), .rect = rect, .visible = rect};
  item.foreground = kInk;
  item.background = kPaper;
  item.em = Millimetres{8.7};
  return item;
}

// A page without a fault: a button of 20 × 20 mm with its word, and a sentence above it.
Inventory GoodPage() {
  Inventory page;
  page.page = "good";
  page.pixels = {1920, 1080};
  page.items = {Text("您好", {100, 100, 70, 35}), Control("home.register", {100, 200, 81, 81}),
                Text("登记", {105, 220, 70, 35}, "home.register"), Control("home.rate", {192, 200, 81, 81})};
  return page;
}

std::vector<std::string> ProblemsOf(const Inventory& page) { return Problems(page, kMetrics); }

TEST(Problems, AGoodPageHasNone) { EXPECT_THAT(ProblemsOf(GoodPage()), IsEmpty()); }

TEST(Problems, FindsAButtonThatIsTooSmall) {
  Inventory page = GoodPage();
  page.items[3].rect.height = page.items[3].visible.height = kMetrics.Px(kMetrics.Target()) - 2;
  EXPECT_THAT(ProblemsOf(page), Contains(HasSubstr("home.rate is")));
  page.items[3].rect.height = page.items[3].visible.height = kMetrics.Px(kMetrics.Target());
  EXPECT_THAT(ProblemsOf(page), IsEmpty()) << "exactly the least size is enough";
}

TEST(Problems, FindsButtonsTooCloseTogetherOrOnEachOther) {
  Inventory page = GoodPage();
  page.items[3].rect.x = page.items[3].visible.x = 185;
  EXPECT_THAT(ProblemsOf(page), Contains(HasSubstr("apart, less than 2.54 mm")));
  page.items[3].rect.x = page.items[3].visible.x = 150;
  EXPECT_THAT(ProblemsOf(page), Contains(HasSubstr("home.register and control home.rate overlap")));
}

TEST(Problems, FindsTwoControlsOfOneName) {
  Inventory page = GoodPage();
  page.items[3].id = "home.register";
  EXPECT_THAT(ProblemsOf(page), Contains(HasSubstr("two controls are called home.register")));
}

TEST(Problems, FindsGreyOnGrey) {
  Inventory page = GoodPage();
  page.items[0].foreground = {150, 150, 150};
  EXPECT_THAT(ProblemsOf(page), Contains(HasSubstr("has contrast")));
}

TEST(Problems, TheWordsOfADisabledControlMayBeQuieterButNotUnderSevenToOne) {
  Inventory page = GoodPage();
  page.items[1].is_enabled = false;
  page.items[2].foreground = {68, 76, 80};  // 8:1
  EXPECT_THAT(ProblemsOf(page), IsEmpty());
  page.items[2].foreground = {110, 115, 118};
  EXPECT_THAT(ProblemsOf(page), Contains(HasSubstr("less than 7:1")));
}

TEST(Problems, FindsATextThatIsCut) {
  Inventory page = GoodPage();
  page.items[0].visible.width = 40;
  EXPECT_THAT(ProblemsOf(page), Contains(HasSubstr("is cut")));
}

TEST(Problems, WhatScrollsMayBeCutAtItsEndButNotAtItsSide) {
  Inventory page = GoodPage();
  page.items[0].scrolls = true;
  page.items[0].visible.height = 10;
  EXPECT_THAT(ProblemsOf(page), IsEmpty());
  page.items[0].visible.width = 10;
  EXPECT_THAT(ProblemsOf(page), Contains(HasSubstr("is cut")));
}

TEST(Problems, FindsTextsOnEachOther) {
  Inventory page = GoodPage();
  page.items.push_back(Text("再见", {120, 110, 70, 35}));
  EXPECT_THAT(ProblemsOf(page), Contains(HasSubstr("overlap")));
}

TEST(Problems, FindsATextLyingOnAControlThatIsNotItsOwn) {
  Inventory page = GoodPage();
  page.items[0].rect = page.items[0].visible = {195, 210, 70, 35};
  EXPECT_THAT(ProblemsOf(page), Contains(HasSubstr("overlap")));
}

TEST(Problems, FindsWordsSmallerThanTheBody) {
  Inventory page = GoodPage();
  page.items[0].em = Millimetres{8.0};
  EXPECT_THAT(ProblemsOf(page), Contains(HasSubstr("8.0 mm high")));
}

TEST(Problems, FindsALineOfMoreThanFortyCharacters) {
  Inventory page = GoodPage();
  page.items[0].rect.width = page.items[0].visible.width = kMetrics.Px(Millimetres{8.7 * 42});
  EXPECT_THAT(ProblemsOf(page), Contains(HasSubstr("more than 40 characters")));
}

TEST(Problems, FindsACharacterThatNoFontCanShowAndATextThatDoesNotFit) {
  Inventory page = GoodPage();
  page.items[0].is_missing_glyph = true;
  EXPECT_THAT(ProblemsOf(page), Contains(HasSubstr("no font can show")));
  page.items[0].is_missing_glyph = false;
  page.items[0].is_truncated = true;
  EXPECT_THAT(ProblemsOf(page), Contains(HasSubstr("does not fit")));
}

TEST(Problems, FindsWordsThatStickOutOfTheirControl) {
  Inventory page = GoodPage();
  page.items[2].rect.width = page.items[2].visible.width = 90;
  EXPECT_THAT(ProblemsOf(page), Contains(HasSubstr("sticks out")));
}

TEST(Problems, WhatLiesUnderADialogIsNotJudged) {
  Inventory page = GoodPage();
  for (Item& item : page.items) item.is_under_dialog = true;
  page.items.push_back(Control("idle.primary", {150, 210, 100, 100}));
  EXPECT_THAT(ProblemsOf(page), IsEmpty());
}

TEST(Inventory, JsonTellsWhatAToolNeedsAndEscapesTexts) {
  Inventory page = GoodPage();
  page.items[0].text = "说\"好\"\\\n";
  page.items[3].is_enabled = false;
  const std::string json = ToJson(page, 7);
  EXPECT_THAT(json, HasSubstr("\"sequence\":7,\"page\":\"good\",\"size\":[1920,1080]"));
  EXPECT_THAT(json, HasSubstr("\"text\":\"说\\\"好\\\"\\\\\\u000a\""));
  EXPECT_THAT(json, HasSubstr("{\"id\":\"home.rate\",\"kind\":\"control\",\"text\":\"\",\"rect\":[192,200,81,81],"
                              "\"visible\":[192,200,81,81],\"enabled\":false,\"selected\":false}"));
}

}  // namespace
}  // namespace bianmin::ui
