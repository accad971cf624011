#include "kiosk/domain/rectification.h"

#include <gtest/gtest.h>

#include "kiosk/domain/limits.h"

namespace bianmin::domain {
namespace {

using Act = RectificationAct;
using State = RectificationState;

constexpr State kStates[] = {State::Open, State::Planned, State::Done, State::Verified, State::Closed};
constexpr Act kActs[] = {Act::Plan,     Act::AddEvidence, Act::ReportDone, Act::Verify,      Act::SendBack,
                         Act::CallBack, Act::Close,       Act::Appeal,     Act::DecideAppeal};
constexpr Role kRoles[] = {Role::Clerk, Role::Dispatcher, Role::Supervisor};
enum class Who { Somebody, Owner, Subject };
constexpr Who kWho[] = {Who::Somebody, Who::Owner, Who::Subject};

StaffNumber Number(std::string_view text) { return StaffNumber::Parse(text).value(); }
StaffNumber NumberOf(Who who) { return Number(who == Who::Somebody ? "1001" : who == Who::Owner ? "1002" : "1003"); }

// With evidence, and somebody to call in vain as often as one must.
struct Allowed {
  const char* act;
  const char* from;
  bool by_owner;
  char least;
  char least_about_staff;
  const char* next;
};
constexpr Allowed kAllowed[] = {
    {"plan", "open", true, 'C', 'C', "planned"},
    {"plan", "planned", true, 'C', 'C', "planned"},
    {"add_evidence", "planned", true, 'C', 'C', "planned"},
    {"add_evidence", "done", true, 'C', 'C', "done"},
    {"report_done", "planned", true, 'C', 'C', "done"},
    {"verify", "done", false, 'C', 'S', "verified"},
    {"send_back", "done", false, 'C', 'S', "planned"},
    {"close", "verified", false, 'C', 'S', "closed"},
};

RectificationFacts Facts(State state, bool is_about_staff) {
  RectificationFacts facts;
  facts.origin = RectificationOrigin::Complaint;
  facts.state = state;
  facts.owner = NumberOf(Who::Owner);
  facts.evidence = 1;
  facts.is_named = true;
  facts.calls_not_reached = kCallBackTries;
  facts.concern.is_about_staff = is_about_staff;
  if (is_about_staff) facts.concern.subject = NumberOf(Who::Subject);
  return facts;
}

std::optional<State> Expected(const RectificationFacts& facts, Act act, Who who, Role role) {
  if (facts.concern.subject == NumberOf(who)) return std::nullopt;
  for (const Allowed& each : kAllowed) {
    if (WireName(act) != each.act || WireName(facts.state) != each.from) continue;
    if (who == Who::Owner && !each.by_owner) return std::nullopt;
    const char least = facts.concern.is_about_staff ? each.least_about_staff : each.least;
    if (least == 'S' && role != Role::Supervisor) return std::nullopt;
    return ParseRectificationState(each.next);
  }
  return std::nullopt;
}

std::optional<State> Next(const RectificationFacts& facts, Act act, Who who, Role role) {
  const auto next = After(facts, act, {NumberOf(who), role});
  if (next) return *next;
  EXPECT_EQ(next.error().code, base::ErrorCode::Refused);
  return std::nullopt;
}

TEST(ARectification, AllowsExactlyWhatTheTableSaysForEveryStateActRoleAndPerson) {
  int checked = 0;
  for (const State state : kStates) {
    for (const bool is_about_staff : {false, true}) {
      const RectificationFacts facts = Facts(state, is_about_staff);
      for (const Role role : kRoles) {
        for (const Who who : kWho) {
          std::vector<Act> open;
          for (const Act act : kActs) {
            const auto expected = Expected(facts, act, who, role);
            EXPECT_EQ(Next(facts, act, who, role), expected)
                << WireName(state) << " " << WireName(act) << " " << WireName(role) << " " << static_cast<int>(who);
            if (expected) open.push_back(act);
            ++checked;
          }
          EXPECT_EQ(ActsOpenTo(facts, {NumberOf(who), role}), open);
        }
      }
    }
  }
  EXPECT_EQ(checked, 5 * 2 * 3 * 3 * 9);
}

TEST(ARectification, IsNotReportedDoneWithoutEvidence) {
  RectificationFacts facts = Facts(State::Planned, false);
  facts.evidence = 0;
  EXPECT_FALSE(Next(facts, Act::ReportDone, Who::Owner, Role::Clerk));
}

TEST(ARectification, IsClosedAfterTheResidentWasCalledIfThereIsOne) {
  RectificationFacts facts = Facts(State::Verified, false);
  facts.calls_not_reached = kCallBackTries - 1;
  EXPECT_FALSE(Next(facts, Act::Close, Who::Somebody, Role::Supervisor));
  EXPECT_EQ(Next(facts, Act::CallBack, Who::Owner, Role::Clerk), State::Verified);
  facts.is_called_back = true;
  EXPECT_TRUE(Next(facts, Act::Close, Who::Somebody, Role::Clerk));
  EXPECT_FALSE(Next(facts, Act::CallBack, Who::Owner, Role::Clerk));
  facts.is_called_back = false;
  facts.is_named = false;
  EXPECT_TRUE(Next(facts, Act::Close, Who::Somebody, Role::Clerk));
}

TEST(ARectification, OfAnAnonymousRatingCarriesItsAppeal) {
  for (const State state : kStates) {
    RectificationFacts facts = Facts(state, false);
    EXPECT_FALSE(Next(facts, Act::Appeal, Who::Somebody, Role::Supervisor));
    facts.is_named = false;
    facts.has_anonymous_rating = true;
    EXPECT_EQ(Next(facts, Act::Appeal, Who::Owner, Role::Clerk).has_value(), state != State::Closed);
    facts.appeal = AppealState::Pending;
    facts.appellant = NumberOf(Who::Owner);
    EXPECT_FALSE(Next(facts, Act::Appeal, Who::Somebody, Role::Clerk));
    EXPECT_FALSE(Next(facts, Act::Close, Who::Somebody, Role::Supervisor));
    EXPECT_FALSE(Next(facts, Act::DecideAppeal, Who::Owner, Role::Supervisor));
    for (const Role role : kRoles) {
      EXPECT_EQ(Next(facts, Act::DecideAppeal, Who::Somebody, role).has_value(),
                role == Role::Supervisor && state != State::Closed);
    }
  }
}

TEST(ARectification, IsOverdueFromTheDayAfterUntilItIsReportedDone) {
  const base::Date due = std::chrono::year{2026} / 11 / 30;
  const base::Date after = std::chrono::year{2026} / 12 / 1;
  for (const State state : {State::Open, State::Planned}) {
    EXPECT_EQ(ClockAt(state, due, std::nullopt, due), ClockState::Running);
    EXPECT_EQ(ClockAt(state, due, std::nullopt, after), ClockState::Overdue);
    EXPECT_EQ(ClockAt(state, due, due, after), ClockState::Overdue);  // sent back
  }
  for (const State state : {State::Done, State::Verified, State::Closed}) {
    EXPECT_EQ(ClockAt(state, due, due, after), ClockState::Met);
    EXPECT_EQ(ClockAt(state, due, after, after), ClockState::Overdue);
    EXPECT_EQ(ClockAt(state, due, std::nullopt, after), ClockState::Met);
    EXPECT_EQ(IsUnverified(state), state == State::Done);
  }
}

TEST(ARectification, HasWordsThatAreReadBack) {
  for (const State each : kStates) EXPECT_EQ(ParseRectificationState(WireName(each)), each);
  for (const Act each : kActs) EXPECT_EQ(ParseRectificationAct(WireName(each)), each);
  for (const auto each : {RectificationOrigin::Complaint, RectificationOrigin::Rating, RectificationOrigin::Check}) {
    EXPECT_EQ(ParseRectificationOrigin(WireName(each)), each);
  }
}

}  // namespace
}  // namespace bianmin::domain
