#include "kiosk/ui/fonts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "imgui.h"
#include "kiosk/ui/context.h"
#include "tests/support/ui_picture.h"
#include "tests/support/ui_world.h"

namespace bianmin::ui {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

FontState FoundIn(const FontFiles& files) { return Context::Create(files)->FontsFound(); }

// No font of any kind.
FontFiles Nothing() {
  return {.regular = "/nowhere/regular.ttc",
          .bold = "/nowhere/bold.ttc",
          .face = 2,
          .rare = "/nowhere/rare.ttf",
          .icons = "/nowhere/icons.ttf",
          .others = {}};
}

// A page as residents see it.
void DrawSomePage(Frame& frame) {
  const Page page = frame.BeginPage(
      {.id = "page", .header = {.centre = "静安街道 Jing'an"}, .footer = {.back = FooterButton{"Back 返回"}}});
  frame.Title("Which service 服务", Icon::Register);
  frame.Note("A note 说明", Icon::Calendar);
  frame.Choice("choice", {.text = "One 一", .icon = Icon::Repair, .is_selected = true});
  frame.Tile("tile", {.icon = Icon::Star, .title = "Rate 评价"});
  frame.Banner({.tone = Tone::Warning, .title = "Please 请", .text = "look 看"});
}

TEST(Fonts, AreAllFoundWhereDebianPutsThem) {
  const FontState found = FoundIn({});
  EXPECT_EQ(found.chinese, ChineseFont::AsMeant);
  EXPECT_TRUE(found.has_icons && found.has_rare);
  EXPECT_THAT(found.troubles, IsEmpty());
}

TEST(Fonts, AMissingFontIsNamedWithThePackageThatHasIt) {
  const FontState found = FoundIn(Nothing());
  EXPECT_EQ(found.chinese, ChineseFont::None);
  EXPECT_FALSE(found.has_icons);
  EXPECT_FALSE(found.has_rare);
  EXPECT_THAT(found.troubles, ElementsAre(AllOf(HasSubstr("/nowhere/regular.ttc"), HasSubstr("fonts-noto-cjk")),
                                          AllOf(HasSubstr("/nowhere/rare.ttf"), HasSubstr("fonts-hanazono")),
                                          AllOf(HasSubstr("/nowhere/icons.ttf"),
                                                HasSubstr("apt install fonts-material-design-icons-iconfont"))));
}

TEST(Fonts, WithoutAnyAPageIsStillDrawnInLatinLetters) {
  testing::UiWorld world(testing::kLandscape, TextStep::Standard, ThemeName::Standard, Nothing());
  world.Show(DrawSomePage);
  EXPECT_TRUE(world.Context().CanShow("Chinese font missing: apt install fonts-noto-cjk"));
  EXPECT_FALSE(world.Context().CanShow("中"));
  world.Tap("tile");
  EXPECT_TRUE(world.Shown().Shows("Which service"));
  for (const Item& item : world.Shown().items) EXPECT_FALSE(item.is_icon) << "there are only words";
  const Item* title = nullptr;
  for (const Item& item : world.Shown().items) {
    if (item.text.starts_with("Which service")) title = &item;
  }
  ASSERT_NE(title, nullptr);
  const testing::Picture picture(*world.Context().Picture());
  int inked = 0;
  for (int y = static_cast<int>(title->rect.y); y < static_cast<int>(title->rect.Bottom()); ++y) {
    for (int x = static_cast<int>(title->rect.x); x < static_cast<int>(title->rect.Right()); ++x)
      inked += Contrast(picture.At(x, y), title->background) > 5 ? 1 : 0;
  }
  EXPECT_GT(inked, 2000) << "letters as large as a title";
}

TEST(Fonts, WithoutIconsAPageIsDrawnWithItsWords) {
  FontFiles files;
  files.icons = "/nowhere/icons.ttf";
  testing::UiWorld world(testing::kPortrait, TextStep::Elder, ThemeName::Standard, files);
  world.Show(DrawSomePage);
  EXPECT_TRUE(world.Shown().Shows("Rate 评价"));
  EXPECT_THAT(world.Problems(), IsEmpty());
  world.Context().ForgetSession();
  world.Show(DrawSomePage);
  EXPECT_THAT(world.Problems(), IsEmpty()) << "also after the atlas was filled anew";
}

// Another Chinese font takes over, for the bold too. Any font with Chinese in it will do for the test.
TEST(Fonts, AnotherChineseFontIsTakenWhenTheMeantOneIsMissing) {
  FontFiles files;
  files.others = {{"/nowhere/first.ttc"}, {files.regular, 3}, {"/nowhere/third.ttc"}};
  files.regular = "/nowhere/regular.ttc";
  testing::UiWorld world(testing::kLandscape, TextStep::Standard, ThemeName::Standard, files);
  world.Show(DrawSomePage);
  EXPECT_EQ(world.Context().FontsFound().chinese, ChineseFont::Another);
  EXPECT_TRUE(world.Context().CanShow("王小明"));
  EXPECT_THAT(world.Problems(), IsEmpty());
}

TEST(Fonts, WithoutTheBoldOneTheRegularOneIsBoldToo) {
  FontFiles files;
  files.bold = "/nowhere/bold.ttc";
  testing::UiWorld world(testing::kLandscape, TextStep::Standard, ThemeName::Standard, files);
  world.Show(DrawSomePage);
  EXPECT_EQ(world.Context().FontsFound().chinese, ChineseFont::Another);
  EXPECT_THAT(world.Problems(), IsEmpty());
}

TEST(Fonts, AFileThatIsNoFontCountsAsMissing) {
  const std::string path = ::testing::TempDir() + "not_a_font.ttf";
  std::ofstream(path) << "this is a letter to the editor";
  FontFiles files = Nothing();
  files.regular = path;
  files.others = {{path}};
  EXPECT_EQ(FoundIn(files).chinese, ChineseFont::None);
  EXPECT_THAT(FoundIn(files).troubles.front(), HasSubstr("is not a font"));
  files = {};
  files.face = 99;
  EXPECT_THAT(FoundIn(files).troubles.front(), HasSubstr("has no face 99"));
}

TEST(Fonts, WithoutTheFontOfRareCharactersTheUsualOnesAreShown) {
  FontFiles files;
  files.rare = "/nowhere/rare.ttf";
  const std::unique_ptr<Context> context = Context::Create(files);
  EXPECT_FALSE(context->FontsFound().has_rare);
  EXPECT_TRUE(context->CanShow("王𠮷"));
  EXPECT_FALSE(context->CanShow("𠀪")) << "only the rare font has it";
}

TEST(Fonts, RareCharactersOfNamesCanBeShownAndEmojiCannot) {
  testing::UiWorld world;
  for (const std::string_view name : {"㛃", "𠮷", "䶮", "喆", "堃", "𬭚", "𠀪", "王小明 (3-1202)"}) {
    EXPECT_TRUE(world.Context().CanShow(name)) << name;
  }
  EXPECT_FALSE(world.Context().CanShow("😀"));
  EXPECT_FALSE(world.Context().CanShow("\xFF"));
  EXPECT_FALSE(world.Context().CanShow("a\nb"));
}

TEST(Fonts, EveryIconHasAGlyph) {
  testing::UiWorld world;
  world.Show([](Frame& frame) {
    const Page page = frame.BeginPage({.id = "icons"});
    for (int i = 1; i <= static_cast<int>(Icon::Online); ++i) frame.Note("词", static_cast<Icon>(i));
  });
  int icons = 0;
  for (const Item& item : world.Shown().items) {
    if (!item.is_icon) continue;
    EXPECT_FALSE(item.is_missing_glyph) << "icon " << icons;
    ++icons;
  }
  EXPECT_GE(icons, static_cast<int>(Icon::Online));
}

// The number a resident reads aloud must not jump about as it is typed.
TEST(Fonts, DigitsAreTabular) {
  testing::UiWorld world;
  std::vector<float> widths;
  for (char digit = '0'; digit <= '9'; ++digit) {
    world.Show([&](Frame& frame) {
      const Page page = frame.BeginPage({.id = "digits"});
      frame.Paragraph(std::string(20, digit));
    });
    for (const Item& item : world.Shown().items) {
      if (item.text == std::string(20, digit)) widths.push_back(item.rect.width);
    }
  }
  ASSERT_EQ(widths.size(), 10U);
  for (const float width : widths) EXPECT_EQ(width, widths[0]);
}

// ui.h promises ems in millimetres: measured on the picture itself.
TEST(Fonts, AChineseCharacterIsAsLargeAsItsEmSays) {
  testing::UiWorld world;
  world.Show([](Frame& frame) {
    const Page page = frame.BeginPage({.id = "em"});
    frame.Figure({"", "国国国国国国国国国国"});
  });
  const Item* text = nullptr;
  for (const Item& item : world.Shown().items) {
    if (item.text.starts_with("国")) text = &item;
  }
  ASSERT_NE(text, nullptr);
  const Metrics metrics = world.Metrics();
  EXPECT_NEAR(text->rect.width, 10 * metrics.Px(metrics.Em(TextRole::Figure)), 10);
  const testing::Picture picture(*world.Context().Picture());
  int top = 0;
  int bottom = 0;
  for (int y = static_cast<int>(text->rect.y) - 30; y < static_cast<int>(text->rect.Bottom()) + 30; ++y) {
    for (int x = static_cast<int>(text->rect.x); x < static_cast<int>(text->rect.Right()); ++x) {
      if (Contrast(picture.At(x, y), text->background) < 2) continue;
      if (top == 0) top = y;
      bottom = y;
    }
  }
  // The ink of 国 is about nine tenths of its box, and in its middle.
  const float em = metrics.Px(metrics.Em(TextRole::Figure));
  EXPECT_NEAR(static_cast<float>(bottom - top + 1) / em, 0.92, 0.05);
  EXPECT_NEAR((top + bottom + 1) / 2.0, text->rect.Centre().y, 3);
}

}  // namespace
}  // namespace bianmin::ui
