#include "kiosk/domain/remote_settings.h"

#include <gtest/gtest.h>

#include "kiosk/base/file.h"
#include "kiosk/domain/limits.h"

namespace bianmin::domain {
namespace {

using namespace std::chrono_literals;

KioskSettings Local() {
  return ReadKioskSettings(base::ReadFile("config/kiosk.toml", 1 << 20).value(), "config/kiosk.toml").value();
}

std::string FaultOf(const std::string& toml) {
  const auto read = ReadRemoteSettings(toml, "settings.toml");
  return read ? "" : read.error().message;
}

TEST(RemoteSettings, StandOverTheKiosksOwn) {
  const auto remote = ReadRemoteSettings(R"([kiosk.opening_hours]
zh = "周一至周五"
en = "Mon to Fri"
[display]
language = "en"
text_step = "elder"
asks_first = false
[session]
idle_seconds = 60
answer_seconds = 120
[staff]
urgent_sound = false
[voice]
on = true
[print]
automatic = false
)",
                                         "settings.toml");
  ASSERT_TRUE(remote) << remote.error().message;
  const KioskSettings settings = With(*remote, Local());
  EXPECT_EQ(settings.opening_hours.zh, "周一至周五");
  EXPECT_EQ(settings.display.language, FirstLanguage::English);
  EXPECT_EQ(settings.display.text_step, FirstTextStep::Elder);
  EXPECT_FALSE(settings.display.asks_first);
  EXPECT_EQ(settings.session.idle, 60s);
  EXPECT_EQ(settings.session.answer, 120s);
  EXPECT_EQ(settings.staff_session.answer, 120s);
  EXPECT_EQ(settings.staff_session.idle, Local().staff_session.idle);
  EXPECT_FALSE(settings.sounds_for_urgent);
  EXPECT_TRUE(settings.voice.is_on);
  EXPECT_FALSE(settings.print.is_automatic);
  EXPECT_EQ(settings.name.Source(), Local().name.Source());
}

TEST(RemoteSettings, LeaveWhatTheyDoNotName) {
  const KioskSettings settings = With(ReadRemoteSettings("[voice]\non = true\n", "settings.toml").value(), Local());
  EXPECT_TRUE(settings.voice.is_on);
  EXPECT_EQ(settings.session.idle, Local().session.idle);
  EXPECT_EQ(settings.opening_hours, Local().opening_hours);
}

// Keys, paths, the network, PINs: whatever is not on the list is refused, not ignored.
TEST(RemoteSettings, CannotTouchWhatIsNotOnTheList) {
  for (const char* toml :
       {"[storage]\nkey = \"other.key\"\n", "[storage]\noperator_public_key = \"mine.pub\"\n",
        "[files]\ntexts = \"x\"\n", "[staff]\nidle_seconds = 1800\n", "[staff]\nimport_folder = \"/\"\n",
        "[kiosk]\ncode = \"ZZ\"\n", "[privacy]\nkeep_days = 1095\n", "[backup]\nfolder = \"/tmp\"\n",
        "[voice]\ndevice = \"file:x\"\n", "[print]\nprinter = \"file:/\"\n", "[log]\nfile = \"/etc/x\"\n",
        "[export]\nfolder = \"/\"\n", "[display]\nwidth_mm = 100\n", "[response]\nurgent_minutes = 240\n"}) {
    EXPECT_NE(FaultOf(toml).find("unknown key"), std::string::npos) << toml << FaultOf(toml);
  }
}

TEST(RemoteSettings, HaveTheLimitsOfKioskToml) {
  EXPECT_EQ(FaultOf("[session]\nidle_seconds = 300\nanswer_seconds = 20\n"), "");
  EXPECT_NE(FaultOf("[session]\nidle_seconds = 301\n"), "");
  EXPECT_NE(FaultOf("[session]\nidle_seconds = 59\n"), "");
  EXPECT_NE(FaultOf("[session]\nanswer_seconds = 19\n"), "");
  EXPECT_EQ(FaultOf("[session]\nidle_seconds = 60\nanswer_seconds = 120\n"), "");
  EXPECT_NE(FaultOf("[session]\nanswer_seconds = 121\n"), "");
  EXPECT_NE(FaultOf("[display]\nlanguage = \"fr\"\n"), "");
  const auto opening_hours = [](std::size_t chinese, std::size_t english) {
    std::string zh;
    for (std::size_t i = 0; i < chinese; ++i) zh += "日";
    return "[kiosk.opening_hours]\nzh = \"" + zh + "\"\nen = \"" + std::string(english, 'd') + "\"\n";
  };
  EXPECT_EQ(FaultOf(opening_hours(kMaxConfiguredTextCharacters, kMaxConfiguredTextCharacters)), "");
  EXPECT_NE(FaultOf(opening_hours(kMaxConfiguredTextCharacters + 1, 1)), "");
  EXPECT_NE(FaultOf(opening_hours(1, kMaxConfiguredTextCharacters + 1)), "");
}

}  // namespace
}  // namespace bianmin::domain
