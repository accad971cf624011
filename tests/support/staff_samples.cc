#include "tests/support/staff_samples.h"

#include "kiosk/base/time.h"

namespace bianmin::testing {
namespace {

using namespace screens;

const base::TimePoint kSampleNow = *base::ParseUtc("2026-11-22T02:24:00Z");

// Every part of the machine, working.
void AllWell(app::Machine& machine) {
  for (const auto thing : {DeviceThing::Pinyin, DeviceThing::Handwriting, DeviceThing::Strokes, DeviceThing::Voice,
                           DeviceThing::Printer}) {
    Notice(machine, {.thing = thing, .health = DeviceHealth::Ok});
  }
  machine.outbox = store::OutboxStatus{};
  machine.contact =
      store::CentreContact{.last_success = kSampleNow - std::chrono::minutes{3}, .last_failure = {}, .last_error = {}};
  machine.free_bytes = 12ULL << 30;
  machine.backs_up = true;
  machine.backup = store::BackupState{.last_success = kSampleNow - std::chrono::hours{8},
                                      .last_file = "kiosk-JA-20261122-021500.backup"};
  machine.panel.measured_on = base::LocalDate(kSampleNow);
  NoticePublications(
      machine,
      {{.thing = DeviceThing::Catalogue,
        .health = DeviceHealth::Ok,
        .reason = DeviceReason::TakenOver,
        .count = 12,
        .since = kSampleNow - std::chrono::hours{40}},
       {.thing = DeviceThing::Notices, .health = DeviceHealth::Ok, .reason = DeviceReason::NotTakenYet, .count = 3}});
}

void AllAmiss(app::Machine& machine) {
  Notice(machine, {DeviceThing::Pinyin, DeviceHealth::Missing, DeviceReason::NotInstalled, "libime-data"});
  Notice(machine, {DeviceThing::Handwriting, DeviceHealth::Missing, DeviceReason::FileMissing,
                   "/usr/share/bianmin/handwriting.model"});
  Notice(machine, {DeviceThing::Strokes, DeviceHealth::Unknown, DeviceReason::Loading});
  Notice(machine, {DeviceThing::Voice, DeviceHealth::Missing, DeviceReason::NoSoundCard});
  Notice(machine, {DeviceThing::Printer, DeviceHealth::Degraded, DeviceReason::PaperOut});
  Notice(machine, {DeviceThing::ChineseFont, DeviceHealth::Degraded, DeviceReason::AnotherFont, "fonts-noto-cjk"});
  machine.may_calibrate = true;
  machine.store_trouble = "cannot open /var/lib/bianmin/kiosk.db: Permission denied";
  machine.outbox = store::OutboxStatus{.waiting = 12, .waiting_since = kSampleNow - std::chrono::hours{5}};
  machine.contact = store::CentreContact{};
  machine.free_bytes = 120ULL << 20;
  machine.backs_up = true;
  machine.backup = store::BackupState{.last_failure = kSampleNow,
                                      .last_error = "/media/backup: the folder for backups is not there"};
  machine.panel.trouble = "display.toml:1:12: must lie between 100 and 3000";
  machine.calibration_file = "/var/lib/bianmin/display.toml";
  NoticePublications(machine, {{.thing = DeviceThing::Settings,
                                .health = DeviceHealth::Degraded,
                                .reason = DeviceReason::NotTaken,
                                .detail = "they are not signed by this kiosk's operator",
                                .count = 4}});
}

void AddCalibrations(std::vector<ScreenSample>& samples) {
  const auto add = [&](const char* name, CalibrationStage stage, bool may_calibrate, const char* problem = "") {
    samples.push_back({name, [=](app::Model& model) {
                         model.machine.may_calibrate = may_calibrate;
                         model.screen = CalibrationState{.stage = stage, .width_mm = 476.3, .problem = problem};
                       }});
  };
  add("calibration_locked", CalibrationStage::Match, false);
  add("calibration_match", CalibrationStage::Match, true);
  add("calibration_confirm", CalibrationStage::Confirm, true);
  add("calibration_problem", CalibrationStage::Confirm, true,
      "cannot create /var/lib/bianmin/display.toml.new: Permission denied");
  add("calibration_stored", CalibrationStage::Stored, true);
}

std::function<void(app::Model&)> ShowsTest(const TouchTestState& test) {
  return [test](app::Model& model) { model.screen = test; };
}

}  // namespace

void AddStaffSamples(std::vector<ScreenSample>& samples) {
  const auto device = [&](const char* name, void (*prepare)(app::Machine&)) {
    samples.push_back({name, [prepare](app::Model& model) {
                         prepare(model.machine);
                         model.screen = app::Device{};
                       }});
  };
  device("device_well", AllWell);
  device("device_amiss", AllAmiss);
  samples.push_back({"home_needs_staff", [](app::Model& model) {
                       Notice(model.machine, {DeviceThing::Printer, DeviceHealth::Degraded, DeviceReason::PaperOut});
                     }});
  samples.push_back({"home_no_font", [](app::Model& model) {
                       ui::FontState fonts;
                       fonts.chinese = ui::ChineseFont::None;
                       NoticeFonts(model.machine, fonts);
                     }});
  AddCalibrations(samples);
  TouchTestState test;
  samples.push_back({"touch_test", ShowsTest(test)});
  test.is_over = true;
  samples.push_back({"touch_test_nothing", ShowsTest(test)});
  std::vector<std::size_t> most;
  for (std::size_t i = 0; i < 24 * 14; ++i) {
    if (i > 2 && i != 24 * 7 && i != 24 * 14 - 1) most.push_back(i);
  }
  Reach(test, {24, 14}, most);
  samples.push_back({"touch_test_dead", ShowsTest(test)});
  Reach(test, {24, 14}, {0, 1, 2, 24 * 7, 24 * 14 - 1});
  samples.push_back({"touch_test_sound", ShowsTest(test)});
}

}  // namespace bianmin::testing
