#include "kiosk/app/sync_words.h"

#include <gtest/gtest.h>

namespace bianmin::app {
namespace {

using namespace std::chrono_literals;

const base::TimePoint kNow = *base::ParseUtc("2026-11-25T02:00:00Z");

class Sync : public ::testing::Test {
 protected:
  Sync() {
    model_.screen = StaffScreen{Workbench{}};
    model_.machine.outbox = store::OutboxStatus{};
    model_.machine.contact = store::CentreContact{.last_success = kNow, .last_failure = {}, .last_error = {}};
  }
  std::string Said() const { return SyncInHeader(model_, texts_, now_); }

  const i18n::Texts texts_ = i18n::Texts::Load(BIANMIN_LOCALE_DIR, i18n::Language::Chinese).value();
  base::TimePoint now_ = kNow + 2h;
  Model model_{Defaults{}, domain::SessionTimes{}};
};

TEST_F(Sync, IsSaidOnlyAfterALook) {
  EXPECT_EQ(Said(), "已同步");
  model_.machine.outbox.reset();
  EXPECT_EQ(Said(), "");
}

TEST_F(Sync, CountsWhatWaitsAndSinceWhen) {
  model_.machine.outbox->waiting = 3;
  model_.machine.outbox->waiting_since = kNow - 5min;
  EXPECT_EQ(Said(), "待上报 3 条，最早 09:55");
  model_.comfort.step = ui::TextStep::Elder;
  EXPECT_EQ(Said(), "待上报 3 条");
}

TEST_F(Sync, SaysThatTheLineIsDeadEvenWhenNothingWaits) {
  model_.machine.contact->last_failure = kNow + 1h;
  model_.machine.contact->last_error = "no route to host";
  EXPECT_EQ(Said(), "连不上市级平台，自 10:00") << "when it was reached last";
  now_ += 24h;
  EXPECT_EQ(Said(), "连不上市级平台，自 11月25日");
  model_.comfort.step = ui::TextStep::Elder;
  EXPECT_EQ(Said(), "连不上市级平台");
  model_.comfort.step = ui::TextStep::Standard;
  model_.machine.contact->last_success.reset();
  EXPECT_EQ(Said(), "连不上市级平台");
}

TEST_F(Sync, PutsWhatTheCityRefusedFirst) {
  model_.machine.outbox->dead = 1;
  model_.machine.outbox->waiting = 2;
  EXPECT_EQ(Said(), "被退回 1 条");
}

TEST_F(Sync, IsSaidOnlyWhereNothingIsEntered) {
  for (const Screen& screen :
       {Screen{Home{}}, Screen{StaffScreen{screens::ShiftClosingState{}}}, Screen{StaffScreen{screens::CaseState{}}}}) {
    model_.screen = screen;
    EXPECT_EQ(Said(), "");
  }
  model_.screen = Device{};
  EXPECT_EQ(Said(), "已同步");
}

}  // namespace
}  // namespace bianmin::app
