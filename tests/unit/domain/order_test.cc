#include "kiosk/domain/order.h"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <tuple>

namespace bianmin::domain {
namespace {

constexpr OrderState kStates[] = {
    OrderState::Registered,         OrderState::Accepted,  OrderState::Dispatched, OrderState::InService,
    OrderState::AwaitingAcceptance, OrderState::Completed, OrderState::Cancelled,  OrderState::Declined};
constexpr OrderAct kActs[] = {OrderAct::Accept,
                              OrderAct::Dispatch,
                              OrderAct::BeginService,
                              OrderAct::FinishService,
                              OrderAct::ConfirmCompletion,
                              OrderAct::Cancel,
                              OrderAct::Decline,
                              OrderAct::Reopen,
                              OrderAct::Remind,
                              OrderAct::Reclassify,
                              OrderAct::AskBack,
                              OrderAct::Assign,
                              OrderAct::SetPriority,
                              OrderAct::ConfirmDetails,
                              OrderAct::ReportProblem};
constexpr Actor kActors[] = {Actor::Resident, Actor::Staff, Actor::Provider, Actor::Centre};

// All that may happen to an order, as the rules for residents' services say it. R: resident, S: staff, P: provider,
// C: the city centre.
struct Allowed {
  const char* state;
  const char* act;
  const char* actors;
  const char* next;
};
constexpr Allowed kAllowed[] = {
    {"registered", "accept", "SC", "accepted"},
    {"registered", "dispatch", "SC", "dispatched"},
    {"registered", "decline", "SC", "declined"},
    {"registered", "cancel", "RSC", "cancelled"},
    {"registered", "remind", "R", "registered"},
    {"accepted", "dispatch", "SC", "dispatched"},
    {"accepted", "decline", "SC", "declined"},
    {"accepted", "cancel", "RSC", "cancelled"},
    {"accepted", "remind", "R", "accepted"},
    {"dispatched", "dispatch", "SC", "dispatched"},
    {"dispatched", "begin_service", "SPC", "in_service"},
    {"dispatched", "cancel", "RSC", "cancelled"},
    {"dispatched", "remind", "R", "dispatched"},
    {"in_service", "finish_service", "SPC", "awaiting_acceptance"},
    {"in_service", "remind", "R", "in_service"},
    {"awaiting_acceptance", "confirm_completion", "RSC", "completed"},
    {"awaiting_acceptance", "reopen", "RSC", "accepted"},
    {"completed", "reopen", "RSC", "accepted"},
    {"cancelled", "reopen", "SC", "accepted"},
    {"declined", "reopen", "SC", "accepted"},
    {"registered", "reclassify", "SC", "registered"},
    {"accepted", "reclassify", "SC", "accepted"},
    {"registered", "ask_back", "SC", "registered"},
    {"accepted", "ask_back", "SC", "accepted"},
    {"dispatched", "ask_back", "SC", "dispatched"},
    {"in_service", "ask_back", "SC", "in_service"},
    {"registered", "assign", "SC", "registered"},
    {"accepted", "assign", "SC", "accepted"},
    {"dispatched", "assign", "SC", "dispatched"},
    {"in_service", "assign", "SC", "in_service"},
    {"awaiting_acceptance", "assign", "SC", "awaiting_acceptance"},
    {"registered", "set_priority", "SC", "registered"},
    {"accepted", "set_priority", "SC", "accepted"},
    {"dispatched", "set_priority", "SC", "dispatched"},
    {"in_service", "set_priority", "SC", "in_service"},
    {"dispatched", "confirm_details", "SC", "dispatched"},
    {"dispatched", "report_problem", "SC", "dispatched"},
    {"in_service", "report_problem", "SC", "in_service"},
    {"awaiting_acceptance", "report_problem", "SC", "awaiting_acceptance"},
};

char Letter(Actor actor) { return "RSPC"[static_cast<int>(actor)]; }

std::optional<OrderState> Expected(OrderState state, OrderAct act, Actor by) {
  for (const Allowed& each : kAllowed) {
    if (WireName(state) != each.state || WireName(act) != each.act) continue;
    if (std::string_view{each.actors}.find(Letter(by)) == std::string_view::npos) return std::nullopt;
    return ParseOrderState(each.next);
  }
  return std::nullopt;
}

TEST(Order, EveryActByEveryoneInEveryStateLeadsWhereTheRulesSayOrIsRefused) {
  int possible = 0;
  for (OrderState state : kStates) {
    for (OrderAct act : kActs) {
      for (Actor by : kActors) {
        const auto after = After(state, act, by);
        const auto expected = Expected(state, act, by);
        ASSERT_EQ(after.ok(), expected.has_value())
            << WireName(act) << " by " << WireName(by) << " in " << WireName(state);
        if (expected) {
          EXPECT_EQ(*after, *expected);
        } else {
          EXPECT_EQ(after.error().code, base::ErrorCode::Refused);
        }
        possible += after.ok();
      }
    }
  }
  int listed = 0;
  for (const Allowed& each : kAllowed) listed += static_cast<int>(std::string_view{each.actors}.size());
  EXPECT_EQ(possible, listed);
}

TEST(Order, ARefusalSaysWhatWhoAndInWhichState) {
  const auto refused = After(OrderState::InService, OrderAct::Cancel, Actor::Resident);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().message, "'cancel' by resident is not possible while an order is in_service");
}

TEST(Order, TheActBehindAStatusFromTheCentreIsFoundWhereThereIsOne) {
  for (OrderState from : kStates) {
    for (OrderState to : kStates) {
      std::set<OrderAct> leading;
      for (OrderAct act : kActs) {
        const auto after = After(from, act, Actor::Centre);
        if (from != to && after && *after == to) leading.insert(act);
      }
      const auto between = ActBetween(from, to);
      ASSERT_EQ(between.has_value(), !leading.empty()) << WireName(from) << " to " << WireName(to);
      EXPECT_TRUE(!between || leading.contains(*between));
      ASSERT_LE(leading.size(), 1u);
    }
  }
}

TEST(Order, ResidentsSeeThreeStagesAndTwoOtherEnds) {
  const std::map<OrderState, Stage> stages{{OrderState::Registered, Stage::Received},
                                           {OrderState::Accepted, Stage::InProgress},
                                           {OrderState::Dispatched, Stage::InProgress},
                                           {OrderState::InService, Stage::InProgress},
                                           {OrderState::AwaitingAcceptance, Stage::InProgress},
                                           {OrderState::Completed, Stage::Done},
                                           {OrderState::Cancelled, Stage::Ended},
                                           {OrderState::Declined, Stage::Ended}};
  for (OrderState state : kStates) {
    EXPECT_EQ(StageOf(state), stages.at(state)) << WireName(state);
    EXPECT_EQ(IsOpen(state), stages.at(state) == Stage::Received || stages.at(state) == Stage::InProgress);
  }
}

TEST(Order, FromRegistrationEveryStateCanBeReachedAndAReopenedOrderStartsAgain) {
  std::set<OrderState> reached{OrderState::Registered};
  for (std::size_t before = 0; before != reached.size();) {
    before = reached.size();
    for (OrderState state : std::set<OrderState>(reached)) {
      for (OrderAct act : kActs) {
        for (Actor by : kActors) {
          if (const auto after = After(state, act, by)) reached.insert(*after);
        }
      }
    }
  }
  EXPECT_EQ(reached.size(), std::size(kStates));
}

TEST(Appointment, HasPassedWithItsHalfOfTheDay) {
  const base::Date day = std::chrono::year{2026} / 11 / 24;
  const auto at = [&](int hour, int minute) { return base::FromLocal({.date = day, .hour = hour, .minute = minute}); };
  EXPECT_FALSE(HasPassed({day, HalfDay::Morning}, at(11, 59)));
  EXPECT_TRUE(HasPassed({day, HalfDay::Morning}, at(12, 0)));
  EXPECT_FALSE(HasPassed({day, HalfDay::Afternoon}, at(23, 59)));
  EXPECT_TRUE(HasPassed({day, HalfDay::Afternoon}, at(23, 59) + std::chrono::minutes{1}));
}

TEST(WireNames, AreUniqueAndReadBack) {
  std::set<std::string_view> names;
  for (OrderState state : kStates) {
    EXPECT_TRUE(names.insert(WireName(state)).second);
    EXPECT_EQ(ParseOrderState(WireName(state)), state);
  }
  for (OrderAct act : kActs) EXPECT_EQ(ParseOrderAct(WireName(act)), act);
  for (Actor actor : kActors) EXPECT_EQ(ParseActor(WireName(actor)), actor);
  for (Urgency urgency : {Urgency::Ordinary, Urgency::Urgent}) EXPECT_EQ(ParseUrgency(WireName(urgency)), urgency);
  for (HalfDay half : {HalfDay::Morning, HalfDay::Afternoon}) EXPECT_EQ(ParseHalfDay(WireName(half)), half);
  EXPECT_EQ(ParseOrderState("Registered"), std::nullopt);
  EXPECT_EQ(ParseOrderState(""), std::nullopt);
  EXPECT_EQ(ParseOrderAct("registered"), std::nullopt);
}

TEST(Order, HasAVisitFromTheDispatchToTheEndUnlessItIsOff) {
  std::set<OrderState> with;
  for (const OrderState state : kStates) {
    if (HasVisit(state)) with.insert(state);
  }
  EXPECT_EQ(with, (std::set{OrderState::Dispatched, OrderState::InService, OrderState::AwaitingAcceptance,
                            OrderState::Completed}));
}

}  // namespace
}  // namespace bianmin::domain
