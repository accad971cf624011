#include "kiosk/base/config.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/base/file.h"
#include "tests/support/temporary_folder.h"

namespace bianmin::base {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

ConfigDocument Read(std::string_view toml) { return ConfigDocument::Parse(toml, "kiosk.toml").value(); }

std::string FaultsOf(ConfigDocument& document) {
  const auto sound = document.Finish();
  return sound ? "" : sound.error().message;
}

TEST(Config, YieldsWhatTheFileSays) {
  auto document = Read(R"(
    name = "静安"
    count = 3
    is_open = true
    day = 2026-10-01
    words = ["一", "二"]
    days = [2026-10-01, 2026-10-02]
    [inner]
    deep = 1
    [[row]]
    n = 1
    [[row]]
    n = 2
  )");
  auto root = document.Root();
  EXPECT_EQ(root.Text("name"), "静安");
  EXPECT_EQ(root.Integer("count"), 3);
  EXPECT_TRUE(root.Flag("is_open", false));
  EXPECT_EQ(FormatDate(root.Day("day").value()), "2026-10-01");
  EXPECT_EQ(root.Texts("words"), (std::vector<std::string>{"一", "二"}));
  EXPECT_EQ(root.Days("days").size(), 2u);
  EXPECT_EQ(root.Section("inner").Integer("deep"), 1);
  std::int64_t sum = 0;
  for (auto& row : root.Sections("row")) sum += row.Integer("n");
  EXPECT_EQ(sum, 3);
  EXPECT_EQ(FaultsOf(document), "");
}

TEST(Config, MissingOptionalValuesTakeTheirDefaults) {
  auto document = Read("");
  auto root = document.Root();
  EXPECT_EQ(root.Text("name", "otherwise"), "otherwise");
  EXPECT_EQ(root.Integer("count", {1, 5}, 4), 4);
  EXPECT_TRUE(root.Flag("is_open", true));
  EXPECT_EQ(root.Word("language", {"zh", "en"}, "zh"), "zh");
  EXPECT_FALSE(root.OptionalSection("inner"));
  EXPECT_TRUE(root.Sections("row").empty());
  EXPECT_EQ(FaultsOf(document), "");
}

TEST(Config, ASyntaxErrorIsReportedWithItsPlace) {
  const auto document = ConfigDocument::Parse("[display]\nwidth_mm = = 3\n", "kiosk.toml");
  ASSERT_FALSE(document);
  EXPECT_THAT(document.error().message, HasSubstr("kiosk.toml:2:12: "));
}

TEST(Config, AMissingKeyIsReportedAtItsTable) {
  auto document = Read("\n[display]\nmonitor = 0\n");
  auto display = document.Root().Section("display");
  display.Integer("monitor");
  EXPECT_EQ(display.Integer("width_mm", {100, 3000}), 0);
  EXPECT_EQ(FaultsOf(document), "kiosk.toml:2:1: 'width_mm' is missing");
}

TEST(Config, AMissingTableIsReportedOnceAndNotItsKeys) {
  auto document = Read("");
  auto display = document.Root().Section("display");
  display.Integer("width_mm", {100, 3000});
  display.Text("language");
  EXPECT_THAT(FaultsOf(document), HasSubstr("the table [display] is missing"));
  EXPECT_THAT(FaultsOf(document), Not(HasSubstr("width_mm")));
}

TEST(Config, AnUnknownKeyIsAFaultAtAnyDepth) {
  auto document = Read("[display]\nwidth_mm = 476\nwidht_mm = 480\n[[row]]\nm = 1\n[extra]\n");
  auto root = document.Root();
  root.Section("display").Integer("width_mm");
  root.Sections("row");
  const std::string faults = FaultsOf(document);
  EXPECT_THAT(faults, HasSubstr("kiosk.toml:3:1: unknown key 'widht_mm'"));
  EXPECT_THAT(faults, HasSubstr("kiosk.toml:5:1: unknown key 'm'"));
  EXPECT_THAT(faults, HasSubstr("unknown key 'extra'"));
}

TEST(Config, ValuesOfTheWrongKindAndOutOfRangeAreReportedAtTheirPlace) {
  auto document = Read("a = 1\nb = \"x\"\nc = 3.5\nd = \"2026-10-01\"\ne = [1]\nf = \"yes\"\ng = \"fr\"\nh = {}\n");
  auto root = document.Root();
  root.Text("a");
  root.Integer("b");
  root.Integer("c");
  root.Day("d");
  root.Texts("e");
  root.Flag("f", false);
  root.Word("g", {"zh", "en"}, "zh");
  root.Sections("h");
  EXPECT_EQ(FaultsOf(document),
            "kiosk.toml:1:5: 'a': must be a text in \"quotes\"\n"
            "kiosk.toml:2:5: 'b': must be a whole number\n"
            "kiosk.toml:3:5: 'c': must be a whole number\n"
            "kiosk.toml:4:5: 'd': must be a date like 2026-10-01, without quotes\n"
            "kiosk.toml:5:6: 'e' may hold texts in \"quotes\" only\n"
            "kiosk.toml:6:5: 'f': must be true or false\n"
            "kiosk.toml:7:5: 'g': must be one of \"zh\", \"en\"\n"
            "kiosk.toml:8:5: 'h': must be written as [[h]]");
}

TEST(Config, ANumberIsTakenAtItsLimitsAndRefusedOnePastThem) {
  for (const auto& [value, is_sound] : {std::pair{99, false}, {100, true}, {3000, true}, {3001, false}}) {
    auto document = Read(fmt::format("width_mm = {}", value));
    document.Root().Integer("width_mm", {100, 3000});
    EXPECT_EQ(FaultsOf(document).empty(), is_sound) << value;
  }
}

TEST(Config, APathIsTakenFromTheFolderOfItsFile) {
  auto document =
      ConfigDocument::Parse("a = 'kiosk.db'\nb = '/var/kiosk.db'\nc = 'credential:key'\nd = ''", "/etc/b/k.toml")
          .value();
  auto root = document.Root();
  EXPECT_EQ(root.Path("a"), "/etc/b/kiosk.db");
  EXPECT_EQ(root.Path("b"), "/var/kiosk.db");
  EXPECT_EQ(root.Path("c"), "credential:key");
  root.Path("d");
  EXPECT_EQ(FaultsOf(document), "/etc/b/k.toml:4:5: 'd': must name a file");
}

TEST(Config, ManyFaultsAreCountedAfterTheTwentieth) {
  std::string toml;
  for (int i = 0; i < 25; ++i) toml += fmt::format("k{} = 1\n", i);
  auto document = Read(toml);
  document.Root();
  const std::string faults = FaultsOf(document);
  EXPECT_EQ(std::count(faults.begin(), faults.end(), '\n'), 20);
  EXPECT_THAT(faults, HasSubstr("… and 5 more"));
}

TEST(Config, AFileOfMoreThanOneMebibyteIsRefused) {
  const support::TemporaryFolder folder;
  const std::string largest = "#" + std::string((1 << 20) - 1, 'x');
  ASSERT_TRUE(ReplaceFile(folder / "large.toml", largest));
  EXPECT_TRUE(ConfigDocument::Load((folder / "large.toml").string()));
  ASSERT_TRUE(ReplaceFile(folder / "large.toml", largest + "x"));
  const auto refused = ConfigDocument::Load((folder / "large.toml").string());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::TooLarge);
}

TEST(Config, TextThatIsNotUtf8IsRefusedWithItsPlace) {
  const auto document = ConfigDocument::Parse("a = 'x'\nb = '\xFF'\n", "kiosk.toml");
  ASSERT_FALSE(document);
  EXPECT_THAT(document.error().message, HasSubstr("kiosk.toml:2:"));
}

}  // namespace
}  // namespace bianmin::base
