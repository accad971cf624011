// The staff's pages: how one gets there, who may store what, and that nobody is kept there.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/app/worker.h"
#include "kiosk/base/file.h"
#include "tests/support/kiosk_desk.h"
#include "tests/unit/app/counter.h"

namespace bianmin::app {
namespace {

using screens::CalibrationStage;
using screens::CalibrationState;
using screens::DeviceHealth;
using screens::DeviceThing;
using screens::StaffAct;
using screens::TouchTestState;
using ::testing::HasSubstr;

class StaffPages : public ::testing::Test {
 protected:
  void OpensCalibration() {
    counter_.Do(StaffAct{screens::PressLogo{}});
    counter_.Do(StaffAct{screens::OpenCalibration{}});
  }
  Machine& machine() { return counter_.model().machine; }
  Counter counter_;
};

TEST_F(StaffPages, AreBehindTheLogoOfTheHomeScreen) {
  machine().data_folder = "/var/lib/bianmin";
  const Commands commands = counter_.Do(StaffAct{screens::PressLogo{}});
  EXPECT_TRUE(counter_.IsOn<Device>());
  EXPECT_EQ(Only<ExamineMachine>(commands).data_folder, "/var/lib/bianmin");
  counter_.Do(screens::GoBack{});
  EXPECT_TRUE(counter_.IsOn<Home>());
}

TEST_F(StaffPages, AreNotInTheWayOfAnErrand) {
  FillsInALeakingPipe(counter_);
  counter_.Do(StaffAct{screens::PressLogo{}});
  EXPECT_TRUE(counter_.IsOn<screens::NeedDraft>());
  EXPECT_TRUE(counter_.model().asks_leave) << "the logo leads home, as ever";
}

TEST_F(StaffPages, AreThereWhenTheDatabaseIsNot) {
  counter_.Hear(StoreState{"the disk is gone"});
  ASSERT_TRUE(counter_.IsOn<Unavailable>());
  counter_.Do(StaffAct{screens::PressLogo{}});
  ASSERT_TRUE(counter_.IsOn<Device>());
  counter_.Hear(StoreState{"the disk is still gone"});
  EXPECT_TRUE(counter_.IsOn<Device>()) << "whoever looks goes on looking";
  counter_.Do(screens::GoBack{});
  EXPECT_EQ(counter_.On<Unavailable>().reason, "the disk is still gone");
  counter_.Do(StaffAct{screens::PressLogo{}});
  counter_.Hear(StoreState{});
  counter_.Do(screens::GoBack{});
  EXPECT_TRUE(counter_.IsOn<Home>());
}

TEST_F(StaffPages, EndWithoutAQuestionWhenNobodyIsThere) {
  for (const StaffAct& act :
       {StaffAct{screens::OpenDevice{}}, StaffAct{screens::OpenCalibration{}}, StaffAct{screens::OpenTouchTest{}}}) {
    counter_.Do(act);
    EXPECT_TRUE(EndsQuietly(counter_.model().screen));
    counter_.Wait(counter_.model().session_times.idle);
    EXPECT_TRUE(counter_.IsOn<Home>());
  }
}

TEST_F(StaffPages, WhatIsKnownOfTheMachineOutlivesTheSession) {
  machine().may_calibrate = true;
  machine().panel.width_mm = 333;
  counter_.Hear(Noticed{{.thing = DeviceThing::Printer, .health = DeviceHealth::Degraded}});
  counter_.Do(screens::Finish{});
  EXPECT_EQ(machine().panel.width_mm, 333);
  EXPECT_TRUE(machine().may_calibrate);
  EXPECT_EQ(machine().noticed.size(), 1u);
}

TEST_F(StaffPages, OnlyAKioskThatIsSetUpStoresACalibration) {
  OpensCalibration();
  EXPECT_TRUE(counter_.Do(screens::GoNext{}).empty());
  EXPECT_EQ(counter_.On<CalibrationState>().stage, CalibrationStage::Match);
  counter_.On<CalibrationState>().stage = CalibrationStage::Confirm;  // however one would get there
  EXPECT_TRUE(counter_.Do(screens::GoNext{}).empty());
}

TEST_F(StaffPages, AConfirmedCalibrationIsStoredAndCountsAtOnce) {
  machine().may_calibrate = true;
  machine().panel.width_mm = 500;
  machine().calibration_file = "/var/lib/bianmin/display.toml";
  OpensCalibration();
  for (int i = 0; i < 5; ++i) counter_.Do(StaffAct{screens::ResizeCard{1.01}});
  counter_.Do(screens::GoNext{});
  EXPECT_EQ(counter_.On<CalibrationState>().stage, CalibrationStage::Confirm);
  counter_.Do(StaffAct{screens::ResizeCard{1.05}});
  const auto store = Only<StoreCalibration>(counter_.Do(screens::GoNext{}));
  EXPECT_EQ(store.file, "/var/lib/bianmin/display.toml");
  EXPECT_EQ(store.calibration.width_mm, 476) << "what was confirmed, not what was touched after";
  EXPECT_EQ(base::FormatDate(store.calibration.measured_on), "2026-11-23");
  EXPECT_EQ(machine().panel.width_mm, 500) << "not before it is on disk";
  counter_.Hear(CalibrationStored{store.calibration});
  EXPECT_EQ(machine().panel.width_mm, 476);
  EXPECT_EQ(counter_.On<CalibrationState>().stage, CalibrationStage::Stored);
  counter_.Do(screens::GoNext{});
  EXPECT_TRUE(counter_.IsOn<Device>());
}

TEST_F(StaffPages, ACalibrationThatCannotBeStoredChangesNothingAndSaysWhy) {
  machine().may_calibrate = true;
  machine().panel.width_mm = 500;
  OpensCalibration();
  counter_.Do(screens::GoNext{});
  counter_.Do(screens::GoNext{});
  counter_.Hear(CalibrationStored{base::Error{base::ErrorCode::DiskFull, "the disk is full"}});
  EXPECT_EQ(machine().panel.width_mm, 500);
  EXPECT_EQ(counter_.On<CalibrationState>().problem, "the disk is full");
  EXPECT_FALSE(counter_.Do(screens::GoNext{}).empty()) << "one can try again";
}

TEST_F(StaffPages, AnAbsurdWidthDoesNotMakeTheOutlineAbsurd) {
  machine().may_calibrate = true;
  for (const auto& [width, begin] : {std::pair{100, screens::kNarrowestBeginMm}, {3000, screens::kWidestBeginMm}}) {
    machine().panel.width_mm = width;
    OpensCalibration();
    EXPECT_EQ(counter_.On<CalibrationState>().width_mm, begin);
    counter_.Do(screens::Leave{});
  }
}

TEST_F(StaffPages, TheTouchTestEndsByItselfWhenNothingMoreIsReached) {
  counter_.Do(StaffAct{screens::OpenTouchTest{}});
  counter_.Wait(screens::kTouchTestWaits - base::Milliseconds{1});
  counter_.Do(StaffAct{screens::ReachCells{{4, 3}, {5}}});
  counter_.Wait(screens::kTouchTestWaits - base::Milliseconds{1});
  EXPECT_FALSE(counter_.On<TouchTestState>().is_over);
  counter_.Wait(base::Milliseconds{1});
  EXPECT_TRUE(counter_.On<TouchTestState>().is_over);
  counter_.Do(StaffAct{screens::OpenTouchTest{}});
  EXPECT_FALSE(counter_.On<TouchTestState>().is_over) << "once more";
  EXPECT_TRUE(counter_.On<TouchTestState>().reached.empty());
}

TEST_F(StaffPages, TheLineToTheCentreIsLookedAtWhenItMoved) {
  const Commands commands = counter_.Hear(ChangedElsewhere{});
  Only<ExamineMachine>(commands);
  counter_.model().is_saving = true;
  counter_.Hear(MachineExamined{store::OutboxStatus{.waiting = 0, .waiting_since = {}, .dead = 1},
                                store::CentreContact{}, 1ULL << 40});
  EXPECT_TRUE(NeedsStaff(ViewOf(machine(), counter_.now())));
  EXPECT_TRUE(counter_.model().is_saving) << "a resident's answer is still on its way";
}

TEST(MachineCommands, ACalibrationIsWrittenWithOrWithoutADatabase) {
  support::KioskDesk desk;
  const std::string file = (desk.folder() / "display.toml").string();
  const base::Error closed{base::ErrorCode::Unavailable, "the database is closed"};
  const auto day = *base::ParseDate("2026-11-25");
  store::Store store = desk.OpenStore();
  CarryOut(StoreCalibration{file, {480, day}}, store);
  EXPECT_EQ(domain::ReadCalibration(base::ReadFile(file, 4096).value(), file)->width_mm, 480);
  Failed(StoreCalibration{file, {470, day}}, closed);
  EXPECT_EQ(domain::ReadCalibration(base::ReadFile(file, 4096).value(), file)->width_mm, 470);
  const auto report = std::get<CalibrationStored>(CarryOut(StoreCalibration{"/nowhere/x.toml", {480, day}}, store));
  EXPECT_THAT(report.calibration.error().message, HasSubstr("/nowhere/x.toml"));
}

TEST(MachineCommands, TheMachineIsExaminedWithOrWithoutADatabase) {
  support::KioskDesk desk;
  store::Store store = desk.OpenStore();
  support::Must(store.RegisterOrder(support::LeakingPipe()));
  const auto report = std::get<MachineExamined>(CarryOut(ExamineMachine{desk.folder().string()}, store));
  EXPECT_EQ(report.outbox->waiting, 1);
  EXPECT_GT(*report.free_bytes, 0u);
  const base::Error closed{base::ErrorCode::Unavailable, "the database is closed"};
  const auto without = std::get<MachineExamined>(Failed(ExamineMachine{"/nowhere"}, closed));
  EXPECT_FALSE(without.outbox);
  EXPECT_FALSE(without.free_bytes);
}

}  // namespace
}  // namespace bianmin::app
