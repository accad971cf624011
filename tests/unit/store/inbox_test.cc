#include "kiosk/store/inbox.h"

#include <gtest/gtest.h>

#include "kiosk/domain/limits.h"
#include "kiosk/store/journal.h"
#include "tests/support/kiosk_desk.h"

namespace bianmin::store {
namespace {

using domain::Change;
using domain::ChangesPage;
using domain::OrderState;
using namespace std::chrono_literals;
using support::KioskDesk;
using support::LeakingPipe;
using support::Must;

constexpr std::string_view kFeed = "changes";

Change OrderIs(std::string id, const domain::RecordNumber& number, OrderState state, base::TimePoint at,
               std::string note = "") {
  return {.id = std::move(id),
          .type = "cn.bianmin.order.status.v1",
          .what = domain::OrderStatusChange{.number = number, .state = state, .note = std::move(note), .at = at},
          .raw = R"({"subject":")" + number.text() + R"("})"};
}

class AnInbox : public testing::Test {
 protected:
  Applied Apply(std::vector<Change> changes, std::string next = "c1") {
    const ChangesPage page{.changes = std::move(changes), .next = std::move(next), .more = false};
    return Must(inbox_.ApplyChanges(kFeed, page, desk_.clock.Now()));
  }
  std::string Cursor() { return Must(inbox_.Cursor(kFeed)); }

  KioskDesk desk_;
  Store store_ = desk_.OpenStore();
  Database database_ = desk_.OpenDatabase();  // as bianmin-sync has it
  Inbox inbox_{database_};
  domain::RecordNumber order_ = Must(store_.RegisterOrder(LeakingPipe())).number;
};

TEST_F(AnInbox, AStatusFromTheCentreReachesTheResident) {
  EXPECT_EQ(Cursor(), "");
  const base::TimePoint at = support::kMondayMorning + 2h;
  const Applied applied = Apply({OrderIs("e1", order_, OrderState::Dispatched, at, "李师傅明天上午到")});
  EXPECT_EQ(applied.applied, 1);
  EXPECT_EQ(Cursor(), "c1");
  EXPECT_TRUE(Must(store_.ChangedElsewhere()));
  const domain::Order order = Must(store_.FindOrder(order_));
  EXPECT_EQ(order.state, OrderState::Dispatched);
  ASSERT_EQ(order.history.size(), 2u);
  EXPECT_EQ(order.history[1].by, domain::Actor::Centre);
  EXPECT_EQ(order.history[1].act, domain::OrderAct::Dispatch);
  EXPECT_EQ(order.history[1].at, at);
  EXPECT_EQ(order.history[1].note, "李师傅明天上午到");
}

TEST_F(AnInbox, AChangeThatComesAgainDoesNothingAgain) {
  const Change change = OrderIs("e1", order_, OrderState::Accepted, support::kMondayMorning);
  Apply({change});
  const Applied again = Apply({change, change}, "c2");
  EXPECT_EQ(again.repeated, 2);
  EXPECT_EQ(again.applied, 0);
  EXPECT_EQ(Cursor(), "c2");
  EXPECT_EQ(Must(store_.FindOrder(order_)).history.size(), 2u);
}

TEST_F(AnInbox, TheCentresWordWinsOverAStateThatItDoesNotFollow) {
  Must(store_.CancelOrder(order_, "not_needed"));
  // The centre had dispatched before it heard of the cancellation.
  Apply({OrderIs("e1", order_, OrderState::Dispatched, support::kMondayMorning),
         OrderIs("e2", order_, OrderState::Completed, support::kMondayMorning)});
  const domain::Order order = Must(store_.FindOrder(order_));
  EXPECT_EQ(order.state, OrderState::Completed);
  ASSERT_EQ(order.history.size(), 4u);
  EXPECT_EQ(order.history[1].state, OrderState::Cancelled);
  EXPECT_EQ(order.history[2].state, OrderState::Dispatched);
  EXPECT_EQ(order.history[3].act, domain::OrderAct::ConfirmCompletion);
}

TEST_F(AnInbox, ASecondWordOnTheSameStateStandsInTheHistory) {
  Apply({OrderIs("e1", order_, OrderState::Dispatched, support::kMondayMorning, "张师傅"),
         OrderIs("e2", order_, OrderState::Dispatched, support::kMondayMorning, "改由李师傅上门")});
  const domain::Order order = Must(store_.FindOrder(order_));
  ASSERT_EQ(order.history.size(), 3u);
  EXPECT_EQ(order.history[2].note, "改由李师傅上门");
}

TEST_F(AnInbox, WhatIsNotUnderstoodOrNotOursIsParkedAsItCame) {
  const auto not_ours = domain::RecordNumber::Of(*domain::KioskCode::Parse("ZZ"), order_.Serial());
  const Change strange{.id = "e2",
                       .type = "cn.bianmin.provider.listed.v9",
                       .what = domain::UnknownChange{"this program does not know its type"},
                       .raw = R"({"id":"e2","data":{"name":"某某家政"}})"};
  const Change complaint{
      .id = "e3",
      .type = "cn.bianmin.complaint.status.v1",
      .what =
          domain::ComplaintStatusChange{
              .number = order_, .state = domain::ComplaintState::Closed, .answer = "", .at = support::kMondayMorning},
      .raw = "{}"};
  const Applied applied =
      Apply({OrderIs("e1", not_ours, OrderState::Declined, support::kMondayMorning), strange, complaint});
  EXPECT_EQ(applied.parked, 3);
  EXPECT_EQ(Cursor(), "c1");
  const auto parked = Must(inbox_.Parked());
  ASSERT_EQ(parked.size(), 3u);
  EXPECT_EQ(parked[0].why, "there is no such order on this kiosk");
  EXPECT_EQ(parked[1].raw, strange.raw);
  EXPECT_EQ(parked[1].type, strange.type);
  EXPECT_EQ(parked[1].why, "this program does not know its type");
  EXPECT_EQ(parked[1].parked_at, support::kMondayMorning);
  EXPECT_EQ(parked[2].why, "there is no such complaint on this kiosk");
  EXPECT_EQ(Must(store_.FindOrder(order_)).state, OrderState::Registered);
  EXPECT_EQ(Apply({strange}).parked, 0);  // it is there already
}

TEST_F(AnInbox, AComplaintIsAnsweredAndTheAnswerStays) {
  const auto number = Must(store_.FileComplaint(support::BrokenLift())).number;
  const auto complaint_is = [&](std::string id, domain::ComplaintState state, std::string answer) {
    return Change{.id = std::move(id),
                  .type = "cn.bianmin.complaint.status.v1",
                  .what =
                      domain::ComplaintStatusChange{
                          .number = number, .state = state, .answer = std::move(answer), .at = support::kMondayMorning},
                  .raw = "{}"};
  };
  Apply({complaint_is("e1", domain::ComplaintState::Answered, "电梯已修好，抱歉久等了。")});
  Apply({complaint_is("e2", domain::ComplaintState::Closed, "")});
  const auto lookup = Must(store_.Find(number, "5678"));
  const auto& complaint = std::get<domain::Complaint>(lookup);
  EXPECT_EQ(complaint.state, domain::ComplaintState::Closed);
  EXPECT_EQ(complaint.answer, "电梯已修好，抱歉久等了。");
  EXPECT_EQ(Must(store_.CountsSoFar()).complaints_answered, 1);
}

TEST_F(AnInbox, FeedsHaveCursorsOfTheirOwn) {
  Apply({}, "c7");
  EXPECT_EQ(Must(inbox_.Cursor("notices")), "");
  Must(inbox_.ForgetCursor(kFeed));
  EXPECT_EQ(Cursor(), "");
}

TEST_F(AnInbox, AnEndlessHistoryIsShownFromItsStartAndItsEnd) {
  std::vector<Change> changes;
  for (int i = 0; i < 250; ++i) {
    changes.push_back(OrderIs("e" + std::to_string(i), order_, OrderState::Dispatched,
                              support::kMondayMorning + std::chrono::minutes{i}, std::to_string(i)));
  }
  Apply(std::move(changes));
  const auto history = Must(store_.FindOrder(order_)).history;
  ASSERT_EQ(history.size(), domain::kMaxHistoryEntries);
  EXPECT_EQ(history.front().state, OrderState::Registered);
  EXPECT_EQ(history[1].note, "51");
  EXPECT_EQ(history.back().note, "249");
}

TEST_F(AnInbox, WhatTheCentreDoesStandsInTheJournal) {
  Apply({OrderIs("e1", order_, OrderState::Accepted, support::kMondayMorning)});
  const auto entries = Must(Journal{database_}.Latest(1));
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_EQ(entries[0].act, "order.status");
  EXPECT_EQ(entries[0].actor, "centre");
  EXPECT_EQ(entries[0].record, order_.text());
  EXPECT_FALSE(Must(Journal{database_}.Verify()).first_broken);
}

}  // namespace
}  // namespace bianmin::store
