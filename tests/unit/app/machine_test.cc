#include "kiosk/app/machine.h"

#include <gtest/gtest.h>

namespace bianmin::app {
namespace {

using namespace std::chrono_literals;
using screens::DeviceHealth;
using screens::DeviceLine;
using screens::DeviceReason;
using screens::DeviceThing;

const base::TimePoint kNow = *base::ParseUtc("2026-11-25T02:00:00Z");

DeviceLine LineOf(const Machine& machine, DeviceThing thing) {
  for (const DeviceLine& line : ViewOf(machine, kNow).lines) {
    if (line.thing == thing) return line;
  }
  ADD_FAILURE() << "no such line";
  return {};
}

// Examined, and all is well.
Machine Sound() {
  Machine machine;
  machine.panel = {.width_mm = 476, .measured_on = base::LocalDate(kNow), .trouble = {}};
  machine.outbox = store::OutboxStatus{};
  machine.contact = store::CentreContact{.last_success = kNow - 2min, .last_failure = {}, .last_error = {}};
  machine.free_bytes = 4ULL << 30;
  NoticeFonts(machine, {});
  return machine;
}

TEST(Machine, ThatIsSoundNeedsNobody) {
  EXPECT_FALSE(NeedsStaff(ViewOf(Sound(), kNow)));
  EXPECT_EQ(LineOf(Sound(), DeviceThing::Centre).since, kNow - 2min);
}

TEST(Machine, ThatWasNotLookedAtNeedsNobodyYet) {
  Machine machine;
  machine.panel.width_mm = 476;
  EXPECT_FALSE(NeedsStaff(ViewOf(machine, kNow)));
  EXPECT_EQ(LineOf(machine, DeviceThing::Centre).health, DeviceHealth::Unknown);
  EXPECT_EQ(LineOf(machine, DeviceThing::Disk).health, DeviceHealth::Unknown);
  EXPECT_EQ(LineOf(machine, DeviceThing::Screen).reason, DeviceReason::WidthFromSettings);
}

TEST(Machine, TellsWhenRecordsWaitForLong) {
  Machine machine = Sound();
  machine.outbox = store::OutboxStatus{.waiting = 3, .waiting_since = kNow - kLongWait};
  EXPECT_EQ(LineOf(machine, DeviceThing::Centre).health, DeviceHealth::Ok) << "not yet";
  machine.outbox->waiting_since = kNow - kLongWait - 1ms;
  const DeviceLine line = LineOf(machine, DeviceThing::Centre);
  EXPECT_EQ(line.health, DeviceHealth::Degraded);
  EXPECT_EQ(line.reason, DeviceReason::Unreached);
  EXPECT_EQ(line.count, 3);
}

TEST(Machine, TellsOfRecordsThatTheCentreRefused) {
  Machine machine = Sound();
  machine.outbox->dead = 2;
  const DeviceLine line = LineOf(machine, DeviceThing::Centre);
  EXPECT_EQ(line.reason, DeviceReason::EventsRefused);
  EXPECT_EQ(line.count, 2);
  EXPECT_TRUE(NeedsStaff(ViewOf(machine, kNow)));
}

TEST(Machine, TellsWhenTheDiskIsNearlyFull) {
  Machine machine = Sound();
  machine.free_bytes = kLittleSpace;
  EXPECT_EQ(LineOf(machine, DeviceThing::Disk).health, DeviceHealth::Ok);
  machine.free_bytes = kLittleSpace - 1;
  EXPECT_EQ(LineOf(machine, DeviceThing::Disk).reason, DeviceReason::LittleSpace);
}

TEST(Machine, TellsOfTheDatabaseTheCalibrationAndTheSetUp) {
  Machine machine = Sound();
  machine.store_trouble = "cannot open /var/lib/bianmin/kiosk.db: Permission denied";
  machine.panel.trouble = "it is damaged";
  machine.calibration_file = "/var/lib/bianmin/display.toml";
  machine.may_calibrate = true;
  EXPECT_EQ(LineOf(machine, DeviceThing::Database).detail, machine.store_trouble);
  EXPECT_EQ(LineOf(machine, DeviceThing::Screen).detail, "/var/lib/bianmin/display.toml");
  EXPECT_EQ(LineOf(machine, DeviceThing::SetUp).health, DeviceHealth::Degraded) << "nobody must forget it";
  EXPECT_EQ(CountTroubles(ViewOf(machine, kNow)), 3);
}

TEST(Machine, TellsWhichFontsToInstall) {
  Machine machine = Sound();
  NoticeFonts(machine,
              {.chinese = ui::ChineseFont::None, .has_icons = false, .has_rare = false, .troubles = {"font missing"}});
  EXPECT_FALSE(machine.has_chinese_font);
  EXPECT_EQ(LineOf(machine, DeviceThing::ChineseFont).health, DeviceHealth::Missing);
  EXPECT_EQ(LineOf(machine, DeviceThing::ChineseFont).detail, "fonts-noto-cjk");
  EXPECT_EQ(LineOf(machine, DeviceThing::RareCharacters).detail, "fonts-hanazono");
  EXPECT_EQ(LineOf(machine, DeviceThing::Icons).detail, "fonts-material-design-icons-iconfont");
  NoticeFonts(machine, {.chinese = ui::ChineseFont::Another, .has_icons = true, .has_rare = true, .troubles = {}});
  EXPECT_TRUE(machine.has_chinese_font);
  EXPECT_EQ(LineOf(machine, DeviceThing::ChineseFont).reason, DeviceReason::AnotherFont);
}

TEST(Machine, KeepsTheLatestLineOfEachThing) {
  Machine machine = Sound();
  Notice(machine, {.thing = DeviceThing::Printer, .health = DeviceHealth::Degraded, .reason = DeviceReason::PaperOut});
  EXPECT_TRUE(NeedsStaff(ViewOf(machine, kNow)));
  Notice(machine, {.thing = DeviceThing::Printer, .health = DeviceHealth::Ok});
  EXPECT_FALSE(NeedsStaff(ViewOf(machine, kNow)));
}

TEST(Machine, LaysOutItsOwnPagesUsablyHoweverAbsurdTheWidthIs) {
  Machine machine;
  const auto width = [&](int width_mm, ui::PixelSize pixels) {
    machine.panel.width_mm = width_mm;
    return UsableWidth(machine, pixels).value;
  };
  EXPECT_EQ(width(476, {1920, 1080}), 476);
  EXPECT_EQ(width(100, {1920, 1080}), 344);
  EXPECT_EQ(width(3000, {1920, 1080}), 708);
  EXPECT_EQ(width(268, {1080, 1920}), 268);
  EXPECT_EQ(width(100, {1080, 1920}), 194);
  EXPECT_EQ(width(3000, {1080, 1920}), 398);
}

}  // namespace
}  // namespace bianmin::app
