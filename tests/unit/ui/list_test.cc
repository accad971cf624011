// A long list on a page that is too high for the glass: one pair of buttons turns the leaves and the list.
#include <gtest/gtest.h>

#include "tests/support/ui_world.h"

namespace bianmin::ui {
namespace {

class AListBehindALeaf : public ::testing::Test {
 protected:
  AListBehindALeaf() : world_(testing::kSmallLandscape, TextStep::ExtraLarge) {
    world_.Show([this](Frame& frame) {
      const Page page = frame.BeginPage({.id = "queue", .header = {}, .footer = {.back = FooterButton{"返回"}}});
      for (int i = 0; i < 4; ++i) frame.SecondaryButton("head." + std::to_string(i), {.text = "筛选"});
      const std::vector<ListRow> longest{{.parts = {{.text = "一条很长的记录"}}}};
      const auto row = [&](std::int64_t) { return longest.front(); };
      first_ = frame.List({.id = "row", .rows = 20, .measured_by = longest}, row).first;
    });
  }
  int CountButtons() {
    int count = 0;
    for (const Item& item : world_.Shown().items) {
      const bool turns = item.id.ends_with(".next") || item.id.ends_with(".previous");
      if (item.kind == ItemKind::Control && turns && !item.visible.IsEmpty()) ++count;
    }
    return count;
  }

  testing::UiWorld world_;
  std::int64_t first_ = 0;
};

TEST_F(AListBehindALeaf, IsTurnedByTheButtonsOfThePage) {
  ASSERT_TRUE(world_.Has("page.next")) << "the head alone fills the glass";
  EXPECT_EQ(CountButtons(), 2);
  while (world_.Has("page.next")) world_.Tap("page.next");
  EXPECT_EQ(CountButtons(), 2);
  EXPECT_EQ(first_, 0);
  while (world_.Control("list.next").is_enabled) world_.Tap("list.next");
  EXPECT_TRUE(world_.Has("row.19"));
  while (first_ > 0) world_.Tap("list.previous");
  ASSERT_FALSE(world_.Has("page.next"));
  world_.Tap("list.previous");
  EXPECT_TRUE(world_.Has("page.next")) << "from its beginning back to the leaf before";
}

}  // namespace
}  // namespace bianmin::ui
