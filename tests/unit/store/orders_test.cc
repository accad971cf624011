#include <gtest/gtest.h>

#include "kiosk/domain/limits.h"
#include "kiosk/store/inbox.h"
#include "tests/support/kiosk_desk.h"

namespace bianmin::store {
namespace {

using base::ErrorCode;
using domain::Actor;
using domain::Order;
using domain::OrderAct;
using domain::OrderState;
using namespace std::chrono_literals;
using support::KioskDesk;
using support::LeakingPipe;
using support::Must;

void CentreSays(KioskDesk& desk, const domain::RecordNumber& number, OrderState state) {
  Database database = desk.OpenDatabase();
  Inbox inbox{database};
  domain::ChangesPage page{.changes = {}, .next = "c", .more = false};
  page.changes.push_back(
      {.id = number.text() + std::string(domain::WireName(state)) + base::FormatUtc(desk.clock.Now()),
       .type = "cn.bianmin.order.status.v1",
       .what = domain::OrderStatusChange{.number = number, .state = state, .note = "", .at = desk.clock.Now()},
       .raw = "{}"});
  ASSERT_EQ(Must(inbox.ApplyChanges("orders", page, desk.clock.Now())).applied, 1);
}

TEST(Orders, ARegisteredNeedIsThereAgainAfterARestartJustAsItWasEntered) {
  KioskDesk desk;
  std::optional<Order> registered;
  {
    Store store = desk.OpenStore();
    registered = Must(store.RegisterOrder(LeakingPipe()));
  }
  Store store = desk.OpenStore();
  const Order order = Must(store.FindOrder(registered->number));

  EXPECT_EQ(order.id, registered->id);
  EXPECT_EQ(order.number.text(), registered->number.text());
  EXPECT_EQ(order.state, OrderState::Registered);
  EXPECT_EQ(order.registered_at, support::kMondayMorning);
  EXPECT_EQ(order.respond_by, support::kMondayMorning + 24h);
  const domain::Need entered = LeakingPipe();
  EXPECT_EQ(order.need.description, entered.description);
  EXPECT_EQ(order.need.contact, entered.contact);
  EXPECT_EQ(order.need.address, entered.address);
  EXPECT_EQ(order.need.address_text, entered.address_text);
  EXPECT_EQ(order.need.appointment, entered.appointment);
  EXPECT_EQ(order.need.service_code, entered.service_code);
  EXPECT_EQ(order.need.package_code, entered.package_code);
  EXPECT_TRUE(order.need.wants_home_registration);
  ASSERT_EQ(order.history.size(), 1u);
  EXPECT_EQ(order.history[0].state, OrderState::Registered);
  EXPECT_EQ(order.history[0].by, Actor::Resident);
  EXPECT_EQ(order.history[0].at, support::kMondayMorning);
}

TEST(Orders, ANeedWithoutAddressOrAppointmentKeepsThemAbsent) {
  KioskDesk desk;
  Store store = desk.OpenStore();
  domain::Need need = LeakingPipe();
  need.address.reset();
  need.address_text.clear();
  need.appointment.reset();
  need.description.clear();
  need.urgency = domain::Urgency::Urgent;
  const Order registered = Must(store.RegisterOrder(need));
  const Order order = Must(store.FindOrder(registered.number));
  EXPECT_FALSE(order.need.address);
  EXPECT_FALSE(order.need.appointment);
  EXPECT_EQ(order.need.description, "");
  EXPECT_EQ(order.need.urgency, domain::Urgency::Urgent);
  EXPECT_EQ(order.respond_by, support::kMondayMorning + 30min);
}

TEST(Orders, NumbersOnlyGrowEvenWhenSomebodySetsTheClockBack) {
  KioskDesk desk;
  Store store = desk.OpenStore();
  const Order first = Must(store.RegisterOrder(LeakingPipe()));
  desk.clock.SetWallClock(support::kMondayMorning - 24h * 40);
  const Order second = Must(store.RegisterOrder(LeakingPipe()));
  desk.clock.SetWallClock(support::kMondayMorning + 24h);
  const Order third = Must(store.RegisterOrder(LeakingPipe()));
  EXPECT_EQ(second.number.Serial(), first.number.Serial() + 1);
  EXPECT_EQ(third.number.Serial(), (first.number.Serial() / 1000 + 1) * 1000 + 1);
}

TEST(Orders, AClockFarInTheFutureIsRefusedAndLeavesNothing) {
  KioskDesk desk;
  Store store = desk.OpenStore();
  desk.clock.SetWallClock(support::kMondayMorning + 24h * 365 * 30);
  const auto refused = store.RegisterOrder(LeakingPipe());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::Unavailable);
  EXPECT_NE(refused.error().message.find("clock"), std::string::npos);
  desk.clock.SetWallClock(support::kMondayMorning);
  EXPECT_EQ(Must(store.CountsSoFar()).orders, 0);
  Must(store.RegisterOrder(LeakingPipe()));
  EXPECT_EQ(Must(store.Waiting()).waiting, 1);
}

TEST(Orders, AResidentCancelsOnceAndTheHistorySaysSo) {
  KioskDesk desk;
  Store store = desk.OpenStore();
  const Order order = Must(store.RegisterOrder(LeakingPipe()));
  desk.clock.Advance(10min);
  const Order cancelled = Must(store.CancelOrder(order.number, "not_needed"));
  EXPECT_EQ(cancelled.state, OrderState::Cancelled);
  ASSERT_EQ(cancelled.history.size(), 2u);
  EXPECT_EQ(cancelled.history[1].act, OrderAct::Cancel);
  EXPECT_EQ(cancelled.history[1].at, support::kMondayMorning + 10min);

  const auto again = store.CancelOrder(order.number, "not_needed");
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, ErrorCode::Refused);
  EXPECT_EQ(Must(store.Waiting()).waiting, 2);  // the refused act told nobody anything
  EXPECT_EQ(Must(store.FindOrder(order.number)).history.size(), 2u);
}

TEST(Orders, AnOrderIsRemindedOfOnceADay) {
  KioskDesk desk;
  Store store = desk.OpenStore();
  const Order order = Must(store.RegisterOrder(LeakingPipe()));
  EXPECT_EQ(Must(store.RemindOrder(order.number)).state, OrderState::Registered);

  desk.clock.Advance(domain::kReminderPause - 1ms);
  const auto early = store.RemindOrder(order.number);
  ASSERT_FALSE(early);
  EXPECT_EQ(early.error().code, ErrorCode::Refused);

  desk.clock.Advance(1ms);
  const Order reminded = Must(store.RemindOrder(order.number));
  ASSERT_EQ(reminded.history.size(), 3u);
  EXPECT_EQ(reminded.history[2].act, OrderAct::Remind);
  EXPECT_EQ(Must(store.Waiting()).waiting, 3);
}

TEST(Orders, AReminderOfTheFutureDoesNotLockTheResidentOut) {
  KioskDesk desk;
  Store store = desk.OpenStore();
  const Order order = Must(store.RegisterOrder(LeakingPipe()));
  Must(store.RemindOrder(order.number));
  desk.clock.SetWallClock(support::kMondayMorning - 24h * 365);
  EXPECT_TRUE(store.RemindOrder(order.number).ok());
}

TEST(Orders, TheResidentAcceptsOrReopensWhatTheCentreFinished) {
  KioskDesk desk;
  Store store = desk.OpenStore();
  const Order order = Must(store.RegisterOrder(LeakingPipe()));
  EXPECT_FALSE(store.ConfirmCompletion(order.number).ok());

  for (const OrderState state : {OrderState::Dispatched, OrderState::InService, OrderState::AwaitingAcceptance}) {
    desk.clock.Advance(1h);
    CentreSays(desk, order.number, state);
  }
  const Order reopened = Must(store.Reopen(order.number));
  EXPECT_EQ(reopened.state, OrderState::Accepted);
  for (const OrderState state : {OrderState::Dispatched, OrderState::InService, OrderState::AwaitingAcceptance}) {
    desk.clock.Advance(1h);
    CentreSays(desk, order.number, state);
  }
  const Order completed = Must(store.ConfirmCompletion(order.number));
  EXPECT_EQ(completed.state, OrderState::Completed);
  EXPECT_EQ(completed.history.back().by, Actor::Resident);
  EXPECT_EQ(completed.history[1].by, Actor::Centre);
  EXPECT_EQ(Must(store.CountsSoFar()).orders_completed, 1);
}

TEST(Orders, AnUnknownNumberIsNotFoundWhateverIsAskedOfIt) {
  KioskDesk desk;
  Store store = desk.OpenStore();
  const Order order = Must(store.RegisterOrder(LeakingPipe()));
  const auto unknown = domain::RecordNumber::Of(desk.code, order.number.Serial() + 1);
  const auto of_another_kiosk = domain::RecordNumber::Of(*domain::KioskCode::Parse("ZZ"), order.number.Serial());
  for (const auto& number : {unknown, of_another_kiosk}) {
    EXPECT_EQ(store.CancelOrder(number, "not_needed").error().code, ErrorCode::NotFound);
    EXPECT_EQ(store.RemindOrder(number).error().code, ErrorCode::NotFound);
    EXPECT_EQ(store.ConfirmCompletion(number).error().code, ErrorCode::NotFound);
    EXPECT_EQ(store.Reopen(number).error().code, ErrorCode::NotFound);
    EXPECT_EQ(store.FindOrder(number).error().code, ErrorCode::NotFound);
    EXPECT_EQ(store.GiveRating(support::AnonymousRating(number, 5)).error().code, ErrorCode::NotFound);
  }
  EXPECT_EQ(Must(store.Waiting()).waiting, 1);
}

TEST(Orders, CountsSayWhatHappened) {
  KioskDesk desk;
  Store store = desk.OpenStore();
  const Order first = Must(store.RegisterOrder(LeakingPipe()));
  const Order second = Must(store.RegisterOrder(LeakingPipe()));
  Must(store.GiveRating(support::AnonymousRating(first.number, 5)));
  Must(store.GiveRating(support::NamedRating(second.number, 2)));
  Must(store.FileComplaint(support::BrokenLift()));
  domain::FiledComplaint suggestion = support::BrokenLift();
  suggestion.kind = domain::ComplaintKind::Suggestion;
  Must(store.FileComplaint(suggestion));
  const domain::Counts counts = Must(store.CountsSoFar());
  EXPECT_EQ(counts.orders, 2);
  EXPECT_EQ(counts.orders_completed, 0);
  EXPECT_EQ(counts.ratings, 2);
  EXPECT_EQ(counts.stars_in_total, 7);
  EXPECT_EQ(counts.complaints, 1);
  EXPECT_EQ(counts.complaints_answered, 0);
}

}  // namespace
}  // namespace bianmin::store
