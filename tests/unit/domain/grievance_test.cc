#include "kiosk/domain/grievance.h"

#include <gtest/gtest.h>

#include "kiosk/domain/limits.h"

namespace bianmin::domain {
namespace {

using namespace std::chrono_literals;

constexpr HandlingStep kSteps[] = {HandlingStep::Received,  HandlingStep::Verified,   HandlingStep::Answered,
                                   HandlingStep::Rectified, HandlingStep::CalledBack, HandlingStep::Closed};
constexpr HandlingAct kActs[] = {HandlingAct::TakeUp,      HandlingAct::AssignTo, HandlingAct::Verify,
                                 HandlingAct::Extend,      HandlingAct::Answer,   HandlingAct::RequireRectification,
                                 HandlingAct::Rectify,     HandlingAct::CallBack, HandlingAct::Close,
                                 HandlingAct::TakeUpAgain, HandlingAct::Appeal,   HandlingAct::DecideAppeal};
constexpr Role kRoles[] = {Role::Clerk, Role::Dispatcher, Role::Supervisor};
constexpr GrievanceKind kKinds[] = {GrievanceKind::Complaint, GrievanceKind::Suggestion, GrievanceKind::BadRating};

StaffNumber Number(std::string_view text) { return StaffNumber::Parse(text).value(); }
const StaffNumber kSubject = Number("1001");
const StaffNumber kOther = Number("1002");
const StaffNumber kAppellant = Number("1003");

// All that may happen. Kinds: C complaint, S suggestion, R bad rating. Roles: C clerk and above, D dispatcher and
// above, S supervisor; what is about staff may need more. Without an open rectification, without an appeal, and with
// somebody to call.
struct Allowed {
  const char* act;
  const char* from;
  const char* kinds;
  char least;
  char least_about_staff;
  const char* next;
};
constexpr Allowed kAllowed[] = {
    {"take_up", "received", "CSR", 'C', 'C', "received"},
    {"take_up", "verified", "CSR", 'C', 'C', "verified"},
    {"take_up", "answered", "CSR", 'C', 'C', "answered"},
    {"take_up", "rectified", "CSR", 'C', 'C', "rectified"},
    {"take_up", "called_back", "CSR", 'C', 'C', "called_back"},
    {"assign", "received", "CSR", 'D', 'D', "received"},
    {"assign", "verified", "CSR", 'D', 'D', "verified"},
    {"assign", "answered", "CSR", 'D', 'D', "answered"},
    {"assign", "rectified", "CSR", 'D', 'D', "rectified"},
    {"assign", "called_back", "CSR", 'D', 'D', "called_back"},
    {"verify", "received", "CSR", 'C', 'C', "verified"},
    {"extend", "received", "C", 'S', 'S', "received"},
    {"extend", "verified", "C", 'S', 'S', "verified"},
    {"answer", "received", "S", 'C', 'C', "answered"},
    {"answer", "verified", "CSR", 'C', 'C', "answered"},
    {"answer", "answered", "CSR", 'C', 'C', "answered"},
    {"answer", "rectified", "CSR", 'C', 'C', "rectified"},
    {"require_rectification", "verified", "CSR", 'C', 'C', "verified"},
    {"require_rectification", "answered", "CSR", 'C', 'C', "answered"},
    {"rectify", "answered", "CSR", 'C', 'C', "rectified"},
    {"call_back", "answered", "CSR", 'C', 'C', "called_back"},
    {"call_back", "rectified", "CSR", 'C', 'C', "called_back"},
    {"close", "answered", "S", 'C', 'S', "closed"},
    {"close", "rectified", "S", 'C', 'S', "closed"},
    {"close", "called_back", "CSR", 'C', 'S', "closed"},
    {"take_up_again", "closed", "CSR", 'S', 'S', "verified"},
    {"appeal", "received", "R", 'C', 'C', "received"},
    {"appeal", "verified", "R", 'C', 'C', "verified"},
    {"appeal", "answered", "R", 'C', 'C', "answered"},
    {"appeal", "rectified", "R", 'C', 'C', "rectified"},
    {"appeal", "called_back", "R", 'C', 'C', "called_back"},
};

bool Suffices(Role role, char least) { return static_cast<int>(role) >= (least == 'C' ? 0 : least == 'D' ? 1 : 2); }

std::optional<HandlingStep> Expected(const GrievanceFacts& facts, HandlingAct act, const Handler& by) {
  if (facts.concern.subject == by.number) return std::nullopt;
  for (const Allowed& each : kAllowed) {
    if (WireName(act) != each.act || WireName(facts.step) != each.from) continue;
    if (std::string_view{each.kinds}.find("CSR"[static_cast<int>(facts.kind)]) == std::string_view::npos) continue;
    if (!Suffices(by.role, facts.concern.is_about_staff ? each.least_about_staff : each.least)) continue;
    return ParseHandlingStep(each.next);
  }
  return std::nullopt;
}

GrievanceFacts Facts(GrievanceKind kind, HandlingStep step, bool is_about_staff) {
  GrievanceFacts facts;
  facts.kind = kind;
  facts.step = step;
  facts.concern.is_about_staff = is_about_staff;
  if (is_about_staff) facts.concern.subject = kSubject;
  return facts;
}

std::optional<HandlingStep> Next(const GrievanceFacts& facts, HandlingAct act, const Handler& by) {
  const auto next = After(facts, act, by);
  if (!next) {
    EXPECT_EQ(next.error().code, base::ErrorCode::Refused);
    EXPECT_NE(next.error().message, "");
    return std::nullopt;
  }
  return *next;
}

TEST(Handling, AllowsExactlyWhatTheTableSaysForEveryStepActRoleAndPerson) {
  int checked = 0;
  for (const GrievanceKind kind : kKinds) {
    for (const HandlingStep step : kSteps) {
      for (const bool is_about_staff : {false, true}) {
        const GrievanceFacts facts = Facts(kind, step, is_about_staff);
        for (const Role role : kRoles) {
          for (const StaffNumber& number : {kOther, kSubject}) {
            std::vector<HandlingAct> open;
            for (const HandlingAct act : kActs) {
              const auto expected = Expected(facts, act, {number, role});
              EXPECT_EQ(Next(facts, act, {number, role}), expected)
                  << WireName(kind) << " " << WireName(step) << " " << WireName(act) << " by a " << WireName(role)
                  << (number == facts.concern.subject ? " whom it is about" : "");
              if (expected) open.push_back(act);
              ++checked;
            }
            EXPECT_EQ(ActsOpenTo(facts, {number, role}), open);
          }
        }
      }
    }
  }
  EXPECT_EQ(checked, 3 * 6 * 2 * 3 * 2 * 12);
}

TEST(Handling, OfTheCitysOwnIsNobodys) {
  for (const HandlingStep step : kSteps) {
    GrievanceFacts facts = Facts(GrievanceKind::Complaint, step, false);
    facts.concern.is_for_the_city_alone = true;
    for (const Role role : kRoles) EXPECT_TRUE(ActsOpenTo(facts, {kOther, role}).empty());
  }
}

TEST(Handling, WhatIsAboutAnUnknownMemberOfStaffIsHandledBySupervisorsAlone) {
  GrievanceFacts facts = Facts(GrievanceKind::Complaint, HandlingStep::Received, true);
  facts.concern.subject.reset();
  EXPECT_FALSE(Next(facts, HandlingAct::Verify, {kOther, Role::Clerk}));
  EXPECT_FALSE(Next(facts, HandlingAct::Verify, {kOther, Role::Dispatcher}));
  EXPECT_EQ(Next(facts, HandlingAct::Verify, {kOther, Role::Supervisor}), HandlingStep::Verified);
}

TEST(Handling, IsNotOverAsLongAsARectificationIsNotVerified) {
  GrievanceFacts facts = Facts(GrievanceKind::Complaint, HandlingStep::CalledBack, false);
  const Handler supervisor{kOther, Role::Supervisor};
  EXPECT_TRUE(Next(facts, HandlingAct::Close, supervisor));
  facts.open_rectifications = 1;
  EXPECT_FALSE(Next(facts, HandlingAct::Close, supervisor));
  facts.step = HandlingStep::Answered;
  EXPECT_FALSE(Next(facts, HandlingAct::Rectify, supervisor));
}

TEST(Handling, ClosesWithoutACallOnlyWhenNobodyCanBeReached) {
  const Handler clerk{kOther, Role::Clerk};
  for (const HandlingStep step : {HandlingStep::Answered, HandlingStep::Rectified}) {
    GrievanceFacts facts = Facts(GrievanceKind::BadRating, step, false);
    facts.calls_not_reached = kCallBackTries - 1;
    EXPECT_FALSE(Next(facts, HandlingAct::Close, clerk));
    facts.calls_not_reached = kCallBackTries;
    EXPECT_EQ(Next(facts, HandlingAct::Close, clerk), HandlingStep::Closed);
    facts.calls_not_reached = 0;
    facts.is_named = false;
    EXPECT_EQ(Next(facts, HandlingAct::Close, clerk), HandlingStep::Closed);
    EXPECT_FALSE(Next(facts, HandlingAct::CallBack, clerk));
  }
}

TEST(Handling, TakesLongerOnlyOnce) {
  GrievanceFacts facts = Facts(GrievanceKind::Complaint, HandlingStep::Verified, false);
  facts.is_extended = true;
  EXPECT_FALSE(Next(facts, HandlingAct::Extend, {kOther, Role::Supervisor}));
}

TEST(ACallBack, ThatFindsTheResidentNotSatisfiedBeginsAnew) {
  EXPECT_EQ(AfterCallBack(HandlingStep::Rectified, CallBackResult::Satisfied), HandlingStep::CalledBack);
  EXPECT_EQ(AfterCallBack(HandlingStep::Rectified, CallBackResult::NotSatisfied), HandlingStep::Verified);
  EXPECT_EQ(AfterCallBack(HandlingStep::Rectified, CallBackResult::NotReached), HandlingStep::Rectified);
}

TEST(AnAppeal, IsDecidedByASupervisorWhoIsNeitherRatedNorTheOneWhoAppealed) {
  for (const HandlingStep step : kSteps) {
    GrievanceFacts facts = Facts(GrievanceKind::BadRating, step, true);
    facts.appeal = AppealState::Pending;
    facts.appellant = kAppellant;
    for (const Role role : kRoles) {
      const bool may = role == Role::Supervisor && step != HandlingStep::Closed;
      EXPECT_EQ(Next(facts, HandlingAct::DecideAppeal, {kOther, role}).has_value(), may);
      EXPECT_FALSE(Next(facts, HandlingAct::DecideAppeal, {kAppellant, role}));
      EXPECT_FALSE(Next(facts, HandlingAct::DecideAppeal, {kSubject, role}));
      EXPECT_FALSE(Next(facts, HandlingAct::Close, {kOther, role}));
    }
  }
  EXPECT_EQ(AfterAppeal(HandlingStep::Verified, true), HandlingStep::Closed);
  EXPECT_EQ(AfterAppeal(HandlingStep::Verified, false), HandlingStep::Verified);
}

TEST(AnAppeal, IsMadeOnceAndDecidedOnce) {
  GrievanceFacts facts = Facts(GrievanceKind::BadRating, HandlingStep::Verified, false);
  facts.appellant = kAppellant;
  for (const AppealState state : {AppealState::Pending, AppealState::Upheld, AppealState::Rejected}) {
    facts.appeal = state;
    EXPECT_FALSE(Next(facts, HandlingAct::Appeal, {kOther, Role::Supervisor}));
    EXPECT_EQ(Next(facts, HandlingAct::DecideAppeal, {kOther, Role::Supervisor}).has_value(),
              state == AppealState::Pending);
  }
}

TEST(TheResident, SeesOneOfFourStatesForEveryStep) {
  EXPECT_EQ(StateOf(HandlingStep::Received), ComplaintState::Received);
  EXPECT_EQ(StateOf(HandlingStep::Verified), ComplaintState::BeingHandled);
  EXPECT_EQ(StateOf(HandlingStep::Answered), ComplaintState::Answered);
  EXPECT_EQ(StateOf(HandlingStep::Rectified), ComplaintState::Answered);
  EXPECT_EQ(StateOf(HandlingStep::CalledBack), ComplaintState::Answered);
  EXPECT_EQ(StateOf(HandlingStep::Closed), ComplaintState::Closed);
}

TEST(TheCity, HasTheLastWordAndTakesNoStepBackThatSaysTheSame) {
  for (const HandlingStep step : kSteps) {
    for (const ComplaintState state :
         {ComplaintState::Received, ComplaintState::BeingHandled, ComplaintState::Answered, ComplaintState::Closed}) {
      const HandlingStep after = AfterCitysWord(step, state);
      EXPECT_EQ(StateOf(after), state);
      const HandlingStep stays = StateOf(step) == state ? step : after;
      EXPECT_EQ(after, stays);
    }
  }
}

class TheClock : public testing::Test {
 protected:
  GrievanceClock At(GrievanceKind kind, HandlingStep step, base::TimePoint now) const {
    return ClockAt(times_, kind, step, moments_, now);
  }
  // A Monday.
  const base::TimePoint opened_ = base::ParseUtc("2026-11-23T01:30:00Z").value();
  const ResponseTimes times_;
  GrievanceTimes moments_{
      .opened = opened_, .answer_by = opened_ + 100h, .verified = {}, .answered = {}, .call_back_by = {}};
};

TEST_F(TheClock, OfABadRatingAsksForVerificationAtOnceAndThenForAnAnswer) {
  const auto at_once = At(GrievanceKind::BadRating, HandlingStep::Received, opened_ + 30min);
  EXPECT_EQ(at_once.what, ClockOf::Verification);
  EXPECT_EQ(at_once.due, opened_ + 30min);
  EXPECT_EQ(at_once.state, ClockState::Running);
  EXPECT_EQ(At(GrievanceKind::BadRating, HandlingStep::Received, opened_ + 30min + 1ms).state, ClockState::Overdue);
  EXPECT_EQ(At(GrievanceKind::Complaint, HandlingStep::Received, opened_ + 31min).what, ClockOf::Answer);
  EXPECT_EQ(At(GrievanceKind::BadRating, HandlingStep::Verified, opened_ + 31min).state, ClockState::Running);
  EXPECT_EQ(At(GrievanceKind::BadRating, HandlingStep::Verified, opened_ + 100h + 1ms).state, ClockState::Overdue);
}

TEST_F(TheClock, AsksForACallAfterTheAnswerAndThenSaysWhetherTheAnswerCameInTime) {
  moments_.answered = opened_ + 101h;
  moments_.call_back_by = opened_ + 150h;
  for (const HandlingStep step : {HandlingStep::Answered, HandlingStep::Rectified}) {
    EXPECT_EQ(At(GrievanceKind::Complaint, step, opened_ + 150h).what, ClockOf::CallBack);
    EXPECT_EQ(At(GrievanceKind::Complaint, step, opened_ + 150h).state, ClockState::Running);
    EXPECT_EQ(At(GrievanceKind::Complaint, step, opened_ + 150h + 1ms).state, ClockState::Overdue);
  }
  for (const HandlingStep step : {HandlingStep::CalledBack, HandlingStep::Closed}) {
    EXPECT_EQ(At(GrievanceKind::Complaint, step, opened_ + 500h).what, ClockOf::Answer);
    EXPECT_EQ(At(GrievanceKind::Complaint, step, opened_ + 500h).state, ClockState::Overdue);
  }
  moments_.answered = moments_.answer_by;
  EXPECT_EQ(At(GrievanceKind::Complaint, HandlingStep::Closed, opened_ + 500h).state, ClockState::Met);
  moments_.call_back_by.reset();  // anonymous
  EXPECT_EQ(At(GrievanceKind::Complaint, HandlingStep::Answered, opened_ + 500h).state, ClockState::Met);
}

TEST_F(TheClock, RunsInWorkingDays) {
  const WorkingCalendar weekdays_only;
  EXPECT_EQ(AnswerDue(times_, weekdays_only, GrievanceKind::Suggestion, opened_),
            base::ParseUtc("2026-11-24T16:00:00Z"));
  for (const GrievanceKind kind : {GrievanceKind::Complaint, GrievanceKind::BadRating}) {
    EXPECT_EQ(AnswerDue(times_, weekdays_only, kind, opened_), base::ParseUtc("2026-11-30T16:00:00Z"));
  }
  EXPECT_EQ(ExtendedDue(times_, weekdays_only, opened_), base::ParseUtc("2026-12-14T16:00:00Z"));
  EXPECT_EQ(CallBackDue(times_, weekdays_only, opened_), base::ParseUtc("2026-11-26T16:00:00Z"));
}

template <class Value>
void ExpectWords(std::initializer_list<Value> values, std::optional<Value> (*parse)(std::string_view)) {
  for (const Value value : values) EXPECT_EQ(parse(WireName(value)), value) << WireName(value);
  EXPECT_EQ(parse("everything"), std::nullopt);
}

TEST(Handling, HasWordsThatAreReadBack) {
  for (const HandlingStep each : kSteps) EXPECT_EQ(ParseHandlingStep(WireName(each)), each);
  for (const HandlingAct each : kActs) EXPECT_EQ(ParseHandlingAct(WireName(each)), each);
  for (const GrievanceKind each : kKinds) EXPECT_EQ(ParseGrievanceKind(WireName(each)), each);
  ExpectWords({Severity::Minor, Severity::Serious, Severity::Grave}, &ParseSeverity);
  ExpectWords({CallBackResult::Satisfied, CallBackResult::NotSatisfied, CallBackResult::NotReached},
              &ParseCallBackResult);
  ExpectWords({AppealState::None, AppealState::Pending, AppealState::Upheld, AppealState::Rejected}, &ParseAppealState);
}

}  // namespace
}  // namespace bianmin::domain
