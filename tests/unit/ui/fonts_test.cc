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
using ::testing::HasSubstr;

std::string FaultOf(const FontFiles& files) {
  base::Result<std::unique_ptr<Context>> context = Context::Create(files);
  return context ? "" : context.error().message;
}

TEST(Fonts, AMissingFontIsNamedWithThePackageThatHasIt) {
  FontFiles files;
  files.regular = "/nowhere/regular.ttc";
  EXPECT_THAT(FaultOf(files), AllOf(HasSubstr("/nowhere/regular.ttc"), HasSubstr("fonts-noto-cjk")));
  files = {};
  files.icons = "/nowhere/icons.ttf";
  EXPECT_THAT(FaultOf(files),
              AllOf(HasSubstr("/nowhere/icons.ttf"), HasSubstr("fonts-material-design-icons-iconfont")));
}

TEST(Fonts, AFileThatIsNoFontIsRefused) {
  const std::string path = ::testing::TempDir() + "not_a_font.ttf";
  std::ofstream(path) << "this is a letter to the editor";
  FontFiles files;
  files.bold = path;
  EXPECT_THAT(FaultOf(files), HasSubstr("is not a font"));
  files = {};
  files.face = 99;
  EXPECT_THAT(FaultOf(files), HasSubstr("has no face 99"));
}

TEST(Fonts, TheKioskStartsWithoutTheFontOfRareCharacters) {
  FontFiles files;
  files.rare = "/nowhere/rare.ttf";
  base::Result<std::unique_ptr<Context>> context = Context::Create(files);
  ASSERT_TRUE(context) << context.error().message;
  EXPECT_TRUE((*context)->CanShow("王𠮷"));
  EXPECT_FALSE((*context)->CanShow("𠀪")) << "only the rare font has it";
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
