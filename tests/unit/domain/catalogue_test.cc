#include "kiosk/domain/catalogue.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/domain/limits.h"

namespace bianmin::domain {
namespace {

using ::testing::HasSubstr;

// The smallest sound catalogue; tests spoil it line by line.
constexpr std::string_view kSmall = R"(version = "1"
valid_from = 2026-11-01
[[service]]
code = "home.cleaning"
group = "life"
icon = "broom"
name = { zh = "保洁", en = "Cleaning" }
summary = { zh = "打扫", en = "Cleaning" }
who_may_apply = { zh = "居民", en = "Residents" }
may_be_urgent = true
phrases = [ { zh = "擦玻璃", en = "Windows" } ]
[[service.package]]
code = "hour"
name = { zh = "按小时", en = "By the hour" }
price_fen = 4000
unit = { zh = "小时", en = "hour" }
starting_price = true
[[service]]
code = "culture.library"
group = "culture"
icon = "book"
name = { zh = "图书", en = "Library" }
summary = { zh = "借书", en = "Books" }
who_may_apply = { zh = "居民", en = "Residents" }
needs_address = false
needs_appointment = false
[[service.package]]
code = "card"
name = { zh = "借书证", en = "Card" }
price_fen = 0
[[service]]
code = "mutual.help"
group = "mutual_aid"
icon = "handshake"
name = { zh = "帮扶", en = "Help" }
summary = { zh = "小事", en = "Small things" }
who_may_apply = { zh = "居民", en = "Residents" }
[[service.package]]
code = "help"
name = { zh = "请邻居", en = "A neighbour" }
price_fen = 0
[[rating_reason]]
code = "late"
text = { zh = "太晚", en = "Late" }
[[complaint_subject]]
code = "overcharged"
text = { zh = "被多收费", en = "Overcharged" }
[[cancel_reason]]
code = "solved"
text = { zh = "已解决", en = "Solved" }
[[decline_reason]]
code = "outside_area"
text = { zh = "不在本辖区", en = "Outside our area" }
[[window]]
code = "window_1"
text = { zh = "1 号窗口", en = "Window 1" }
)";

// `kSmall` with the first occurrence of `old` replaced.
std::string With(std::string_view old, std::string_view fresh) {
  std::string text{kSmall};
  const std::size_t at = text.find(old);
  EXPECT_NE(at, std::string::npos) << old;
  return text.replace(at, old.size(), fresh);
}

std::string FaultsOf(std::string_view toml) {
  const auto catalogue = ReadCatalogue(toml, "catalogue.toml");
  return catalogue ? "" : catalogue.error().message;
}

TEST(Catalogue, SaysWhatIsOfferedAtWhichPrice) {
  const auto catalogue = ReadCatalogue(kSmall, "catalogue.toml");
  ASSERT_TRUE(catalogue) << catalogue.error().message;
  EXPECT_EQ(base::FormatDate(catalogue->valid_from), "2026-11-01");
  const Service* cleaning = catalogue->Find("home.cleaning");
  ASSERT_NE(cleaning, nullptr);
  EXPECT_EQ(cleaning->group, ServiceGroup::Life);
  EXPECT_EQ(cleaning->name, (LocalisedText{"保洁", "Cleaning"}));
  EXPECT_TRUE(cleaning->may_be_urgent && cleaning->needs_address && cleaning->needs_appointment);
  ASSERT_EQ(cleaning->packages.size(), 1u);
  EXPECT_EQ(cleaning->packages[0].price.fen, 4000);
  EXPECT_EQ(cleaning->packages[0].price.unit.zh, "小时");
  EXPECT_TRUE(cleaning->packages[0].price.is_starting);
  const Service* library = catalogue->Find("culture.library");
  ASSERT_NE(library, nullptr);
  EXPECT_FALSE(library->may_be_urgent || library->needs_address || library->needs_appointment);
  EXPECT_EQ(catalogue->Find("home.dreams"), nullptr);
  EXPECT_EQ(catalogue->In(ServiceGroup::MutualAid).size(), 1u);
  EXPECT_EQ(FindChoice(catalogue->windows, "window_1")->text.en, "Window 1");
  EXPECT_EQ(FindChoice(catalogue->windows, "window_9"), nullptr);
}

TEST(Catalogue, EveryFaultIsReportedAtItsLineAndColumn) {
  const std::tuple<std::string_view, std::string_view, std::string_view> cases[] = {
      {"code = \"culture.library\"", "code = \"home.cleaning\"",
       "catalogue.toml:19:8: 'code': the code \"home.cleaning\" stands twice"},
      {"group = \"culture\"", "group = \"cultural\"", "catalogue.toml:20:9: 'group': must be \"life\", \"culture\" or"},
      {"group = \"life\"\n", "", "catalogue.toml:3:1: 'group' is missing"},
      {"name = { zh = \"保洁\", en = \"Cleaning\" }", "name = { zh = \"保洁\" }",
       "catalogue.toml:7:8: 'en' is missing"},
      {"name = { zh = \"保洁\", en = \"Cleaning\" }", "name = { zh = \"保洁\", en = \"\" }",
       "catalogue.toml:7:26: 'en': must not be empty"},
      {"name = { zh = \"保洁\", en = \"Cleaning\" }", "name = \"保洁\"", "catalogue.toml:7:8: 'name': must be a table"},
      {"summary = { zh = \"打扫\", en", "summary = { zh = \"打\\u200B扫\", en",
       "catalogue.toml:8:18: 'zh': must be text of at most 200 characters without control characters"},
      {"phrases = [ { zh = \"擦玻璃\", en = \"Windows\" } ]", "phrases = [ { zh = \"擦玻璃\", en = \"\" } ]",
       "catalogue.toml:11:32: 'en': must not be empty"},
      {"code = \"hour\"", "code = \"By Hour\"", "catalogue.toml:13:8: 'code': must be a code of lower-case letters"},
      {"price_fen = 4000", "price_fen = 40.00", "catalogue.toml:15:13: 'price_fen': must be a whole number"},
      {"price_fen = 4000", "price_fen = -1", "catalogue.toml:15:13: 'price_fen': must lie between 0 and"},
      {"price_fen = 4000", "price_fen = 100000001",
       "catalogue.toml:15:13: 'price_fen': must lie between 0 and 100000000"},
      {"unit = { zh = \"小时\", en = \"hour\" }\n", "", "catalogue.toml:12:1: the table [unit] is missing"},
      {"price_fen = 0", "price_fen = 0\nunit = { zh = \"本\", en = \"book\" }",
       "catalogue.toml:31:1: unknown key 'unit'"},
      {"icon = \"book\"", "icno = \"book\"", "catalogue.toml:21:1: unknown key 'icno'"},
      {"valid_from = 2026-11-01\n", "", "'valid_from' is missing"},
      {"valid_from = 2026-11-01", "valid_from = \"2026-11-01\"", "catalogue.toml:2:14: 'valid_from': must be a date"},
      {"[[cancel_reason]]\ncode = \"solved\"\ntext = { zh = \"已解决\", en = \"Solved\" }\n", "",
       "at least one [[cancel_reason]] is needed"},
      {"group = \"mutual_aid\"", "group = \"life\"", "every group (life, culture, mutual_aid) needs at least one"},
      {"[[window]]", "[window]", "catalogue.toml:54:1: 'window': must be written as [[window]]"},
      {"version = \"1\"", "version = \"1", "catalogue.toml:1:"},
  };
  for (const auto& [old, fresh, fault] : cases) {
    EXPECT_THAT(FaultsOf(With(old, fresh)), HasSubstr(std::string(fault))) << fresh;
  }
}

TEST(Catalogue, AServiceWithoutAPriceIsAFault) {
  EXPECT_THAT(
      FaultsOf(With(
          "[[service.package]]\ncode = \"help\"\nname = { zh = \"请邻居\", en = \"A neighbour\" }\nprice_fen = 0\n",
          "")),
      HasSubstr("catalogue.toml:31:1: a service needs at least one [[service.package]] with its price"));
}

TEST(Catalogue, AllFaultsAreReportedAtOnceInTheOrderOfTheirLines) {
  std::string toml = With("group = \"life\"", "group = \"living\"");
  toml.replace(toml.find("price_fen = 4000"), 16, "price_fen = -5");
  const std::string faults = FaultsOf(toml);
  EXPECT_THAT(faults, HasSubstr("catalogue.toml:5:9: "));
  EXPECT_THAT(faults, HasSubstr("catalogue.toml:15:13: "));
  EXPECT_LT(faults.find(":5:9: "), faults.find(":15:13: "));
}

std::string Packages(std::size_t count) {
  std::string toml;
  for (std::size_t i = 0; i < count; ++i) {
    toml +=
        fmt::format("[[service.package]]\ncode = \"p{}\"\nname = {{ zh = \"价\", en = \"P\" }}\nprice_fen = 0\n", i);
  }
  return toml;
}

std::string Phrases(std::size_t count) {
  std::string list = "phrases = [";
  for (std::size_t i = 0; i < count; ++i) list += "{ zh = \"话\", en = \"P\" }, ";
  return list + "]";
}

std::string Reasons(std::size_t count) {
  std::string toml;
  for (std::size_t i = 0; i < count; ++i) {
    toml += fmt::format("[[cancel_reason]]\ncode = \"c{}\"\ntext = {{ zh = \"因\", en = \"R\" }}\n", i);
  }
  return toml;
}

std::string Services(std::size_t count) {
  std::string toml;
  for (std::size_t i = 0; i < count; ++i) {
    toml += fmt::format(
                "[[service]]\ncode = \"s{}\"\ngroup = \"life\"\nicon = \"book\"\nname = {{ zh = \"名\", en = \"N\" }}\n"
                "summary = {{ zh = \"述\", en = \"S\" }}\nwho_may_apply = {{ zh = \"人\", en = \"W\" }}\n",
                i) +
            Packages(1);
  }
  return toml;
}

TEST(Catalogue, EveryLimitHoldsAtItAndOnePastIt) {
  const std::string_view package =
      "[[service.package]]\ncode = \"card\"\nname = { zh = \"借书证\", en = \"Card\" }\nprice_fen = 0\n";
  EXPECT_EQ(FaultsOf(With(package, Packages(kMaxPackagesPerService))), "");
  EXPECT_THAT(FaultsOf(With(package, Packages(kMaxPackagesPerService + 1))),
              HasSubstr("'package': at most 12 are possible, here are 13"));

  const std::string_view phrases = "phrases = [ { zh = \"擦玻璃\", en = \"Windows\" } ]";
  EXPECT_EQ(FaultsOf(With(phrases, Phrases(kMaxPhrasesPerService))), "");
  EXPECT_THAT(FaultsOf(With(phrases, Phrases(kMaxPhrasesPerService + 1))),
              HasSubstr("'phrases': at most 24 are possible"));

  const std::string_view reason = "[[cancel_reason]]\ncode = \"solved\"\ntext = { zh = \"已解决\", en = \"Solved\" }\n";
  EXPECT_EQ(FaultsOf(With(reason, Reasons(kMaxReasons))), "");
  EXPECT_THAT(FaultsOf(With(reason, Reasons(kMaxReasons + 1))), HasSubstr("'cancel_reason': at most 24 are possible"));

  const std::string_view list_end = "[[rating_reason]]";
  EXPECT_EQ(FaultsOf(With(list_end, Services(kMaxServices - 3) + "[[rating_reason]]")), "");
  EXPECT_THAT(FaultsOf(With(list_end, Services(kMaxServices - 2) + "[[rating_reason]]")),
              HasSubstr("'service': at most 500 are possible"));
}

TEST(Catalogue, ATextHasAtMostTwoHundredCharacters) {
  const auto summary = [](std::size_t characters) {
    std::string text = "summary = { zh = \"";
    for (std::size_t i = 0; i < characters; ++i) text += "𠮷";
    return text + "\", en";
  };
  EXPECT_EQ(FaultsOf(With("summary = { zh = \"打扫\", en", summary(kMaxConfiguredTextCharacters))), "");
  EXPECT_THAT(FaultsOf(With("summary = { zh = \"打扫\", en", summary(kMaxConfiguredTextCharacters + 1))),
              HasSubstr("at most 200 characters"));
}

}  // namespace
}  // namespace bianmin::domain
