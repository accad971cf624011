#include "kiosk/domain/kiosk_settings.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/base/file.h"
#include "kiosk/domain/limits.h"

namespace bianmin::domain {
namespace {

using ::testing::HasSubstr;
using namespace std::chrono_literals;

constexpr std::string_view kPath = "/etc/bianmin/kiosk.toml";

const std::string& Shipped() {
  static const std::string text = base::ReadFile("config/kiosk.toml", 1 << 20).value();
  return text;
}

std::string With(std::string_view old, std::string_view fresh) {
  std::string text = Shipped();
  const std::size_t at = text.find(old);
  EXPECT_NE(at, std::string::npos) << old;
  return text.replace(at, old.size(), fresh);
}

std::string FaultsOf(std::string_view toml) {
  const auto settings = ReadKioskSettings(toml, kPath);
  return settings ? "" : settings.error().message;
}

TEST(KioskSettings, AsShippedAreSound) {
  const auto settings = ReadKioskSettings(Shipped(), kPath);
  ASSERT_TRUE(settings) << settings.error().message;
  EXPECT_EQ(settings->name.Source(), "urn:bianmin:demo-city:jingan:k01");
  EXPECT_EQ(settings->code.text(), "JA");
  EXPECT_EQ(settings->centre_name.zh, "静安街道便民服务中心");
  ASSERT_FALSE(settings->phones.empty());
  EXPECT_EQ(settings->phones[0].number, "02155500100");
  EXPECT_EQ(settings->display.width_mm, 476);
  EXPECT_TRUE(settings->display.is_fullscreen);
  EXPECT_EQ(settings->session.idle, 120s);
  EXPECT_EQ(settings->session.answer, 30s);
  EXPECT_EQ(settings->staff_session.idle, 600s);
  EXPECT_EQ(settings->staff_session.answer, 30s);
  EXPECT_TRUE(settings->sounds_for_urgent);
  EXPECT_EQ(settings->storage.database, "/etc/bianmin/kiosk.db");
  EXPECT_EQ(settings->files.texts, "/etc/bianmin/locale");
  EXPECT_EQ(settings->log.file, "");
  EXPECT_EQ(settings->log.least, base::LogLevel::Note);
}

TEST(KioskSettings, AsShippedPromiseWhatTheProgramWouldPromiseByItself) {
  const ResponseTimes shipped = ReadKioskSettings(Shipped(), kPath)->response;
  const ResponseTimes otherwise;
  EXPECT_EQ(shipped.ordinary_order, otherwise.ordinary_order);
  EXPECT_EQ(shipped.urgent_order, otherwise.urgent_order);
  EXPECT_EQ(shipped.complaint_working_days, otherwise.complaint_working_days);
  EXPECT_EQ(shipped.suggestion_working_days, otherwise.suggestion_working_days);
  EXPECT_EQ(shipped.bad_rating_working_days, otherwise.bad_rating_working_days);
  EXPECT_EQ(shipped.reminder_working_days, otherwise.reminder_working_days);
  EXPECT_EQ(shipped.complex_complaint_working_days, otherwise.complex_complaint_working_days);
  EXPECT_EQ(shipped.call_back_working_days, otherwise.call_back_working_days);
}

TEST(KioskSettings, ChangedOnesAreTaken) {
  std::string toml = With("text_step = \"standard\"", "text_step = \"extra_large\"");
  toml.replace(toml.find("language = \"zh\""), 15, "language = \"en\"");
  toml.replace(toml.find("asks_first = true"), 17, "asks_first = false");
  toml.replace(toml.find("urgent_sound = true"), 19, "urgent_sound = false");
  toml.replace(toml.find("key = \"field.key\""), 17, "key = \"credential:field\"");
  toml.replace(toml.find("file = \"\""), 9, "file = \"log/k.log\"");
  toml.replace(toml.find("level = \"note\""), 14, "level = \"warning\"");
  const auto settings = ReadKioskSettings(toml, kPath);
  ASSERT_TRUE(settings) << settings.error().message;
  EXPECT_EQ(settings->display.text_step, FirstTextStep::ExtraLarge);
  EXPECT_EQ(settings->display.language, FirstLanguage::English);
  EXPECT_FALSE(settings->display.asks_first);
  EXPECT_FALSE(settings->sounds_for_urgent);
  EXPECT_EQ(settings->storage.key, "credential:field");
  EXPECT_EQ(settings->log.file, "/etc/bianmin/log/k.log");
  EXPECT_EQ(settings->log.least, base::LogLevel::Warning);
}

TEST(KioskSettings, MistakesAreNamedWithWhatWouldBeRight) {
  const std::tuple<std::string_view, std::string_view, std::string_view> cases[] = {
      {"code = \"JA\"", "code = \"JO\"", "'code': must be two capital letters, neither I nor O"},
      {"city = \"demo-city\"", "city = \"Demo City\"",
       "'city': must be 1 to 32 lower-case letters, digits and hyphens"},
      {"city = \"demo-city\"\n", "", "'city' is missing"},
      {"number = \"12345\"", "number = \"12\"", "'number': must be 3 to 12 digits"},
      {"number = \"12345\"", "number = \"1234567890123\"", "'number': must be 3 to 12 digits"},
      {"number = \"12345\"", "number = \"12345转8\"", "'number': must be 3 to 12 digits"},
      {"width_mm = 476", "width_mm = 99", "'width_mm': must lie between 100 and 3000"},
      {"width_mm = 476\n", "", "'width_mm' is missing"},
      {"language = \"zh\"", "language = \"fr\"", "'language': must be one of \"zh\", \"en\""},
      {"text_step = \"standard\"", "text_step = \"huge\"",
       "'text_step': must be one of \"standard\", \"elder\", \"extra_large\""},
      {"asks_first = true", "asks_first = \"yes\"", "'asks_first': must be true or false"},
      {"idle_seconds = 120", "idle_seconds = 59", "'idle_seconds': must lie between 60 and 300"},
      {"idle_seconds = 120", "idle_seconds = 301", "'idle_seconds': must lie between 60 and 300"},
      {"idle_seconds = 600", "idle_seconds = 59", "'idle_seconds': must lie between 60 and 1800"},
      {"idle_seconds = 600", "idle_seconds = 1801", "'idle_seconds': must lie between 60 and 1800"},
      {"answer_seconds = 30", "answer_seconds = 19", "'answer_seconds': must lie between 20 and 120"},
      {"database = \"kiosk.db\"", "database = \"\"", "'database': must name a file"},
      {"urgent_minutes = 30", "urgent_minutes = 4", "'urgent_minutes': must lie between 5 and 240"},
      {"complaint_working_days = 5", "complaint_working_days = 61", "must lie between 1 and 60"},
      {"level = \"note\"", "level = \"loud\"", "'level': must be one of"},
      {"[session]", "[sessions]", "the table [session] is missing"},
      {"[session]", "[sessions]", "unknown key 'sessions'"},
  };
  for (const auto& [old, fresh, fault] : cases) {
    const std::string faults = FaultsOf(With(old, fresh));
    EXPECT_THAT(faults, HasSubstr(std::string(fault))) << fresh;
    EXPECT_EQ(faults.rfind("/etc/bianmin/kiosk.toml:", 0), 0u) << faults;
  }
}

TEST(KioskSettings, ANameHasAtMostThirtyTwoCharacters) {
  const auto with_city = [](std::size_t length) {
    return With("city = \"demo-city\"", "city = \"" + std::string(length, 'x') + "\"");
  };
  EXPECT_EQ(FaultsOf(with_city(kMaxKioskNamePartCharacters)), "");
  EXPECT_THAT(FaultsOf(with_city(kMaxKioskNamePartCharacters + 1)), HasSubstr("'city': must be 1 to 32"));
  EXPECT_THAT(FaultsOf(with_city(0)), HasSubstr("'city': must be 1 to 32"));
}

TEST(KioskSettings, OneToTwelvePhonesAreShown) {
  const std::size_t begin = Shipped().find("[[phone]]");
  const std::size_t end = Shipped().find("[display]");
  const auto with_phones = [&](std::size_t count) {
    std::string toml = Shipped().substr(0, begin);
    for (std::size_t i = 0; i < count; ++i) {
      toml += fmt::format("[[phone]]\nname = {{ zh = \"电话\", en = \"Phone\" }}\nnumber = \"1234{}\"\n", i);
    }
    return toml + Shipped().substr(end);
  };
  EXPECT_THAT(FaultsOf(with_phones(0)), HasSubstr("at least one [[phone]] is needed"));
  EXPECT_EQ(FaultsOf(with_phones(1)), "");
  EXPECT_EQ(FaultsOf(with_phones(kMaxPublishedPhones)), "");
  EXPECT_THAT(FaultsOf(with_phones(kMaxPublishedPhones + 1)), HasSubstr("at most 12 are possible"));
}

}  // namespace
}  // namespace bianmin::domain
