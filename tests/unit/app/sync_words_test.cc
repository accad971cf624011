#include "kiosk/app/sync_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bianmin::app {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

const base::TimePoint kNow = *base::ParseUtc("2026-11-25T02:00:00Z");

class Sync : public ::testing::Test {
 protected:
  Sync() {
    model_.screen = StaffScreen{Workbench{}};
    model_.machine.outbox = store::OutboxStatus{};
    model_.machine.contact = store::CentreContact{.last_success = kNow, .last_failure = {}, .last_error = {}};
  }
  std::string Short() const { return SyncInShort(model_, texts_); }
  std::string Sentence() const { return SyncSentence(model_.machine, texts_); }

  const i18n::Texts texts_ = i18n::Texts::Load(BIANMIN_LOCALE_DIR, i18n::Language::Chinese).value();
  Model model_{Defaults{}, domain::SessionTimes{}};
};

TEST_F(Sync, IsSaidOnlyAfterALook) {
  model_.machine.outbox.reset();
  EXPECT_EQ(Short(), "");
  EXPECT_EQ(Sentence(), "");
}

TEST_F(Sync, IsSaidWhenEverythingIsThere) {
  EXPECT_EQ(Short(), "已同步");
  EXPECT_THAT(Sentence(), HasSubstr("10:00"));
}

TEST_F(Sync, CountsWhatWaitsAndSinceWhen) {
  model_.machine.outbox->waiting = 3;
  model_.machine.outbox->waiting_since = kNow - 5min;
  EXPECT_EQ(Short(), "待上报 3 条");
  EXPECT_THAT(Sentence(), HasSubstr("09:55"));
}

TEST_F(Sync, SaysThatTheLineIsDeadEvenWhenNothingWaits) {
  model_.machine.contact->last_failure = kNow + 1h;
  model_.machine.contact->last_error = "no route to host";
  EXPECT_EQ(Short(), "连不上市级平台");
  EXPECT_THAT(Sentence(), HasSubstr("10:00")) << "when it was reached last";
  model_.machine.contact->last_success.reset();
  EXPECT_THAT(Sentence(), HasSubstr("还没有连接过"));
}

TEST_F(Sync, PutsWhatTheCityRefusedFirst) {
  model_.machine.outbox->dead = 1;
  model_.machine.outbox->waiting = 2;
  EXPECT_EQ(Short(), "被退回 1 条");
}

TEST_F(Sync, StandsInTheHeaderOnlyWhereNothingIsEntered) {
  for (const Screen& screen :
       {Screen{Home{}}, Screen{StaffScreen{screens::ShiftClosingState{}}}, Screen{StaffScreen{screens::CaseState{}}}}) {
    model_.screen = screen;
    EXPECT_EQ(Short(), "");
  }
  model_.screen = Device{};
  EXPECT_EQ(Short(), "已同步");
}

}  // namespace
}  // namespace bianmin::app
