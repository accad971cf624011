#include "kiosk/domain/casework.h"

#include <gtest/gtest.h>

#include <set>

#include "kiosk/domain/limits.h"

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
constexpr Role kRoles[] = {Role::Clerk, Role::Dispatcher, Role::Supervisor};

// All that staff may do, as the rules for residents' services give it to them; `least` is the role it takes.
struct Allowed {
  const char* state;
  const char* act;
  const char* least;
  const char* next;
};
constexpr Allowed kAllowed[] = {
    {"registered", "accept", "clerk", "accepted"},
    {"registered", "decline", "clerk", "declined"},
    {"registered", "dispatch", "dispatcher", "dispatched"},
    {"registered", "cancel", "clerk", "cancelled"},
    {"registered", "reclassify", "clerk", "registered"},
    {"registered", "ask_back", "clerk", "registered"},
    {"registered", "assign", "clerk", "registered"},
    {"registered", "set_priority", "dispatcher", "registered"},
    {"accepted", "decline", "clerk", "declined"},
    {"accepted", "dispatch", "dispatcher", "dispatched"},
    {"accepted", "cancel", "clerk", "cancelled"},
    {"accepted", "reclassify", "clerk", "accepted"},
    {"accepted", "ask_back", "clerk", "accepted"},
    {"accepted", "assign", "clerk", "accepted"},
    {"accepted", "set_priority", "dispatcher", "accepted"},
    {"dispatched", "dispatch", "dispatcher", "dispatched"},
    {"dispatched", "begin_service", "clerk", "in_service"},
    {"dispatched", "cancel", "clerk", "cancelled"},
    {"dispatched", "ask_back", "clerk", "dispatched"},
    {"dispatched", "assign", "clerk", "dispatched"},
    {"dispatched", "set_priority", "dispatcher", "dispatched"},
    {"dispatched", "confirm_details", "clerk", "dispatched"},
    {"dispatched", "report_problem", "clerk", "dispatched"},
    {"in_service", "finish_service", "clerk", "awaiting_acceptance"},
    {"in_service", "ask_back", "clerk", "in_service"},
    {"in_service", "assign", "clerk", "in_service"},
    {"in_service", "set_priority", "dispatcher", "in_service"},
    {"in_service", "report_problem", "clerk", "in_service"},
    {"awaiting_acceptance", "confirm_completion", "clerk", "completed"},
    {"awaiting_acceptance", "reopen", "clerk", "accepted"},
    {"awaiting_acceptance", "assign", "clerk", "awaiting_acceptance"},
    {"awaiting_acceptance", "report_problem", "clerk", "awaiting_acceptance"},
    {"completed", "reopen", "clerk", "accepted"},
    {"cancelled", "reopen", "supervisor", "accepted"},
    {"declined", "reopen", "supervisor", "accepted"},
};

std::optional<OrderState> Expected(OrderState state, OrderAct act, Role role) {
  for (const Allowed& each : kAllowed) {
    if (WireName(state) != each.state || WireName(act) != each.act) continue;
    if (!Reaches(role, *ParseRole(each.least))) return std::nullopt;
    return ParseOrderState(each.next);
  }
  return std::nullopt;
}

TEST(Casework, EveryActByEveryRoleInEveryStateLeadsWhereTheRulesSayOrIsRefused) {
  for (OrderState state : kStates) {
    for (Role role : kRoles) {
      const auto offered = ActsOf(state, role);
      for (OrderAct act : kActs) {
        const auto after = AfterStaff(state, act, role);
        const auto expected = Expected(state, act, role);
        ASSERT_EQ(after.ok(), expected.has_value())
            << WireName(act) << " by a " << WireName(role) << " in " << WireName(state);
        EXPECT_TRUE(!expected || *after == *expected);
        EXPECT_TRUE(expected || after.error().code == base::ErrorCode::Refused);
        EXPECT_EQ(std::count(offered.begin(), offered.end(), act), expected ? 1 : 0);
      }
    }
  }
}

TEST(Casework, WhatARoleMayDoEveryHigherOneMayToo) {
  for (OrderState state : kStates) {
    for (OrderAct act : kActs) {
      const auto least = LeastRole(state, act);
      for (Role role : kRoles) EXPECT_EQ(AfterStaff(state, act, role).ok(), least && Reaches(role, *least));
    }
  }
}

TEST(Casework, ARefusalForTheRoleSaysWhichRole) {
  const auto refused = AfterStaff(OrderState::Accepted, OrderAct::Dispatch, Role::Clerk);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().message, "'dispatch' while an order is accepted is not for a clerk");
}

Signature ASignature(std::size_t points) {
  Signature signature{{}};
  for (std::size_t i = 0; i < points; ++i) signature[0].push_back({static_cast<int>(i % 1000), 7});
  return signature;
}

CaseAct With(OrderAct act, unsigned parts) {
  CaseAct made{.act = act};
  if (parts & 1) made.reason_code = "not_offered";
  if (parts & 2) made.text = "已电话说明";
  if (parts & 4) made.service_code = "home.drain";
  if (parts & 8) made.provider_code = "kuaixiu";
  if (parts & 16) made.assignee = StaffNumber::Parse("1001").value();
  if (parts & 32) made.care = CareClass::Elder;
  if (parts & 64) made.details = Details{.when = {}, .place = "家里", .fee_fen = 3000};
  if (parts & 128) made.signature = ASignature(kMinSignaturePoints);
  if (parts & 256) made.language = "wuu";
  return made;
}

// Each act, what it needs and what it may have besides: reason 1, text 2, service 4, provider 8, assignee 16, priority
// 32, details 64, signature 128, language 256.
TEST(Casework, EveryActTakesExactlyItsParts) {
  struct Parts {
    OrderAct act;
    unsigned needs, may;
  };
  const Parts parts[] = {
      {OrderAct::Accept, 0, 2},        {OrderAct::Decline, 1, 2},         {OrderAct::Reclassify, 4, 2},
      {OrderAct::AskBack, 2, 0},       {OrderAct::Assign, 16, 2},         {OrderAct::SetPriority, 34, 0},
      {OrderAct::Dispatch, 8, 258},    {OrderAct::ConfirmDetails, 64, 2}, {OrderAct::BeginService, 0, 2},
      {OrderAct::ReportProblem, 2, 0}, {OrderAct::FinishService, 0, 2},   {OrderAct::ConfirmCompletion, 128, 2},
      {OrderAct::Reopen, 2, 0},        {OrderAct::Cancel, 1, 2}};
  for (const auto& [act, needs, may] : parts) {
    for (unsigned given = 0; given < 512; ++given) {
      const bool is_right = (given & needs) == needs && (given & ~(needs | may)) == 0;
      EXPECT_EQ(CheckParts(With(act, given)).ok(), is_right) << WireName(act) << " with " << given;
    }
  }
  EXPECT_FALSE(CheckParts({.act = OrderAct::Remind}));  // only residents remind
}

TEST(Casework, AProviderThatWasNotProposedNeedsAReason) {
  CaseAct act = With(OrderAct::Dispatch, 8);
  act.is_manual = true;
  ASSERT_FALSE(CheckParts(act));
  act.text = "居民指定";
  EXPECT_TRUE(CheckParts(act));
}

TEST(Casework, AFeeHasALimit) {
  CaseAct act = With(OrderAct::ConfirmDetails, 64);
  act.details->fee_fen = kDearestFeeFen;
  EXPECT_TRUE(CheckParts(act));
  act.details->fee_fen = kDearestFeeFen + 1;
  EXPECT_EQ(CheckParts(act).error().code, base::ErrorCode::TooLarge);
  act.details->fee_fen = -1;
  EXPECT_FALSE(CheckParts(act));
}

TEST(Casework, ResidentsReadWhatConcernsThemAndNoWordsMeantForTheOffice) {
  for (OrderAct act : kActs) EXPECT_TRUE(IsForTheResident(act) || !TellsItsText(act)) << WireName(act);
  EXPECT_FALSE(IsForTheResident(OrderAct::Assign));
  EXPECT_FALSE(IsForTheResident(OrderAct::SetPriority));
  EXPECT_FALSE(IsForTheResident(OrderAct::ReportProblem));
  EXPECT_FALSE(TellsItsText(OrderAct::Dispatch));
  EXPECT_TRUE(TellsItsText(OrderAct::AskBack));
  EXPECT_TRUE(TellsItsText(OrderAct::Decline));
}

TEST(ASignature, IsReadBackAsItWasDrawn) {
  const Signature drawn{{{0, 0}, {1000, 1000}, {3, 500}}, {{9, 9}}};
  EXPECT_EQ(ParseSignature(WriteSignature(drawn)).value(), drawn);
  EXPECT_EQ(ParseSignature("").value(), Signature{});
  for (const char* spoilt : {"1,2", "1 ;", "1,2 ", "a,2 ;", "1,2,3 ;", "1,,2 ;"}) {
    EXPECT_EQ(ParseSignature(spoilt).error().code, base::ErrorCode::Corrupt) << spoilt;
  }
}

TEST(ASignature, IsMoreThanATapAndEndsSomewhere) {
  EXPECT_FALSE(CheckSignature(ASignature(kMinSignaturePoints - 1)));
  EXPECT_TRUE(CheckSignature(ASignature(kMinSignaturePoints)));
  EXPECT_TRUE(CheckSignature(ASignature(kMaxSignaturePoints)));
  EXPECT_EQ(CheckSignature(ASignature(kMaxSignaturePoints + 1)).error().code, base::ErrorCode::TooLarge);
  Signature strokes(kMaxSignatureStrokes, SignatureStroke{{1, 1}});
  EXPECT_TRUE(CheckSignature(strokes));
  strokes.push_back({{1, 1}});
  EXPECT_FALSE(CheckSignature(strokes));
  Signature outside = ASignature(kMinSignaturePoints);
  outside[0][0].x = kSignatureGrid + 1;
  EXPECT_FALSE(CheckSignature(outside));
}

TEST(Casework, ItsWordsAreReadBack) {
  for (auto each : {CareClass::None, CareClass::Elder, CareClass::Disabled, CareClass::Child, CareClass::Illness,
                    CareClass::Hardship}) {
    EXPECT_EQ(ParseCareClass(WireName(each)), each);
  }
  for (auto each : {IdentityProof::NotChecked, IdentityProof::IdCard, IdentityProof::SocialCard,
                    IdentityProof::ResidencePermit, IdentityProof::KnownToStaff}) {
    EXPECT_EQ(ParseIdentityProof(WireName(each)), each);
  }
}

}  // namespace
}  // namespace bianmin::domain
