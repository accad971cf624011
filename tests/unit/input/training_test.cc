#include <gmock/gmock.h>

#include "kiosk/base/file.h"
#include "kiosk/input/training/synthetic_writer.h"
#include "kiosk/input/training/trainer.h"
#include "tests/support/temporary_folder.h"
#include "tests/unit/input/written.h"

namespace bianmin::input::training {
namespace {

using ::testing::HasSubstr;

std::vector<StrokeTemplate> SomeTemplates() {
  std::vector<StrokeTemplate> templates;
  for (const InkLine& line : Written("ink.txt")) {
    if (templates.size() < 260) templates.push_back({line.character, line.ink});
  }
  return templates;
}

TEST(Training, TheModelDoesNotDependOnHowManyThreadsMadeIt) {
  const auto templates = SomeTemplates();
  const TrainingSettings alone{.writers = 2, .dimensions = 20, .threads = 1};
  const TrainingSettings many{.writers = 2, .dimensions = 20, .threads = 3};
  EXPECT_EQ(Train(templates, alone).Serialised(), Train(templates, many).Serialised());
}

TEST(Training, TheSameNumbersMakeTheSameHand) {
  const Ink model = WrittenCharacter("国");
  base::SeededRandom one(3);
  base::SeededRandom same(3);
  base::SeededRandom other(4);
  const Ink ink = WrittenBySomebody(model, one);
  EXPECT_EQ(ink, WrittenBySomebody(model, same));
  EXPECT_NE(ink, WrittenBySomebody(model, other));
}

TEST(Training, AFolderThatIsNotThePackageIsRefused) {
  const support::TemporaryFolder folder;
  EXPECT_THAT(ReadHanziWriterFolder(folder / "none").error().message, HasSubstr("not the whole package"));
  ASSERT_TRUE(base::ReplaceFile(folder / "一.json", R"({"medians": [[[1,2],[3.5,4]]]})").ok());
  EXPECT_THAT(ReadHanziWriterFolder(folder.path()).error().message, HasSubstr("1 of at least 9000"));
  for (const std::string broken :
       {R"({"medians": [[[1,2],[3]]]})", R"({"medians": [[[1,2])", R"({"strokes": []})", R"({"medians": [[]]})",
        R"({"medians": [[[1,"a"]]]})", R"({"medians": [[[[1]]]]})"}) {
    ASSERT_TRUE(base::ReplaceFile(folder / "一.json", broken).ok());
    EXPECT_THAT(ReadHanziWriterFolder(folder.path()).error().message, HasSubstr("no middle lines of strokes"))
        << broken;
  }
}

}  // namespace
}  // namespace bianmin::input::training
