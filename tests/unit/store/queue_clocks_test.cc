// Which clock the queue shows of a bad rating.
#include <gtest/gtest.h>

#include "kiosk/store/grievances.h"
#include "kiosk/store/ledger.h"
#include "kiosk/store/work_queue.h"
#include "tests/support/staff_desk.h"

namespace bianmin::store {
namespace {

using support::KioskDesk;
using support::LeakingPipe;
using support::Must;

class TheQueuesClocks : public testing::Test {
 protected:
  TheQueuesClocks() { support::Employ(store_); }
  domain::RecordNumber Registers() { return Must(store_.RegisterOrder(LeakingPipe())).number; }
  static domain::QueueViewer Viewer(const domain::Handler& who) { return {who.number, who.role}; }

  KioskDesk desk_;
  Store store_ = desk_.OpenStore();
};

// The queue and a record's own page show the same clock.
TEST_F(TheQueuesClocks, FollowsTheClocksOfABadRating) {
  const auto number = *Must(store_.GiveRating(support::NamedRating(Registers(), 1))).number;
  const auto due = [&] { return Must(WorkQueue{store_}.Item(Viewer(support::kSupervisor), number)).place.due; };
  EXPECT_EQ(due(), support::kMondayMorning + domain::ResponseTimes{}.urgent_order);
  Must(Grievances{store_}.Perform(number, domain::handling::Verify{.findings = "属实"}, support::kSupervisor));
  EXPECT_EQ(due(), Must(Grievances{store_}.Find(number, support::kSupervisor)).times.answer_by);
}

TEST_F(TheQueuesClocks, FollowsTheLineOfAnAnonymousRating) {
  Must(store_.GiveRating(support::AnonymousRating(Registers(), 1)));
  const auto due = [&] {
    return Must(WorkQueue{store_}.Page(Viewer(support::kLi), domain::BadRatings{}, 0, 10)).items.at(0).place.due;
  };
  Ledger ledger{store_};
  const auto line = Must(ledger.Open(support::kLi)).at(0);
  EXPECT_EQ(due(), base::FromLocal({.date = line.due}) + std::chrono::days{1});
  const base::Date later = std::chrono::year{2026} / 12 / 18;
  Must(ledger.Perform(
      line.id, domain::rectifying::Plan{.cause = "c", .measure = "m", .owner = support::kZhang.number, .due = later},
      support::kLi));
  EXPECT_EQ(due(), base::FromLocal({.date = later}) + std::chrono::days{1});
  Must(ledger.Perform(line.id, domain::rectifying::AddWords{"做了"}, support::kZhang));
  Must(ledger.Perform(line.id, domain::rectifying::ReportDone{}, support::kZhang));
  EXPECT_FALSE(due());
}

}  // namespace
}  // namespace bianmin::store
