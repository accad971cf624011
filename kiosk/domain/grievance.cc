#include "kiosk/domain/grievance.h"

#include <fmt/format.h>

#include <array>

#include "kiosk/domain/limits.h"
#include "kiosk/domain/wire_names.h"

namespace bianmin::domain {
namespace {

using base::Done;
using base::Error;
using base::ErrorCode;
using base::Result;
using enum HandlingStep;
using Act = HandlingAct;

constexpr WireNames<GrievanceKind, 3> kKindNames{{{GrievanceKind::Complaint, "complaint"},
                                                  {GrievanceKind::Suggestion, "suggestion"},
                                                  {GrievanceKind::BadRating, "bad_rating"}}};
constexpr WireNames<HandlingStep, 6> kStepNames{{{Received, "received"},
                                                 {Verified, "verified"},
                                                 {Answered, "answered"},
                                                 {Rectified, "rectified"},
                                                 {CalledBack, "called_back"},
                                                 {Closed, "closed"}}};
constexpr WireNames<HandlingAct, 12> kActNames{{{Act::TakeUp, "take_up"},
                                                {Act::AssignTo, "assign"},
                                                {Act::Verify, "verify"},
                                                {Act::Extend, "extend"},
                                                {Act::Answer, "answer"},
                                                {Act::RequireRectification, "require_rectification"},
                                                {Act::Rectify, "rectify"},
                                                {Act::CallBack, "call_back"},
                                                {Act::Close, "close"},
                                                {Act::TakeUpAgain, "take_up_again"},
                                                {Act::Appeal, "appeal"},
                                                {Act::DecideAppeal, "decide_appeal"}}};
constexpr WireNames<Severity, 3> kSeverityNames{
    {{Severity::Minor, "minor"}, {Severity::Serious, "serious"}, {Severity::Grave, "grave"}}};
constexpr WireNames<CallBackResult, 3> kResultNames{{{CallBackResult::Satisfied, "satisfied"},
                                                     {CallBackResult::NotSatisfied, "not_satisfied"},
                                                     {CallBackResult::NotReached, "not_reached"}}};
constexpr WireNames<AppealState, 4> kAppealNames{{{AppealState::None, "none"},
                                                  {AppealState::Pending, "pending"},
                                                  {AppealState::Upheld, "upheld"},
                                                  {AppealState::Rejected, "rejected"}}};

constexpr std::array kEveryStep{Received, Verified, Answered, Rectified, CalledBack, Closed};

// Which steps an act may begin from, as bits.
constexpr unsigned In(HandlingStep step) { return 1U << static_cast<unsigned>(step); }
constexpr unsigned kWhileOpen = In(Received) | In(Verified) | In(Answered) | In(Rectified) | In(CalledBack);
constexpr unsigned kUnanswered = In(Received) | In(Verified);
constexpr unsigned kAfterAnswer = In(Answered) | In(Rectified);

// Which role an act takes, where it may begin and where it leads; nothing: the step stays. What is not listed is
// refused. Whoever it is about may do nothing of it, whatever the role.
struct Rule {
  HandlingAct act;
  unsigned from;
  std::optional<HandlingStep> to;
  Role least;
  Role least_about_staff;
};
constexpr Rule kRules[] = {
    {Act::TakeUp, kWhileOpen, std::nullopt, Role::Clerk, Role::Clerk},
    {Act::AssignTo, kWhileOpen, std::nullopt, Role::Dispatcher, Role::Dispatcher},
    {Act::Verify, In(Received), Verified, Role::Clerk, Role::Clerk},
    {Act::Extend, kUnanswered, std::nullopt, Role::Supervisor, Role::Supervisor},
    {Act::Answer, In(Verified), Answered, Role::Clerk, Role::Clerk},
    {Act::Answer, kAfterAnswer, std::nullopt, Role::Clerk, Role::Clerk},
    {Act::RequireRectification, In(Verified) | In(Answered), std::nullopt, Role::Clerk, Role::Clerk},
    {Act::Rectify, In(Answered), Rectified, Role::Clerk, Role::Clerk},
    {Act::CallBack, kAfterAnswer, CalledBack, Role::Clerk, Role::Clerk},
    {Act::Close, kAfterAnswer | In(CalledBack), Closed, Role::Clerk, Role::Supervisor},
    {Act::TakeUpAgain, In(Closed), Verified, Role::Supervisor, Role::Supervisor},
    {Act::Appeal, kWhileOpen, std::nullopt, Role::Clerk, Role::Clerk},
    {Act::DecideAppeal, kWhileOpen, std::nullopt, Role::Supervisor, Role::Supervisor},
};
// A suggestion is answered within a day: nothing has to be verified first.
constexpr Rule kAnswerASuggestion{Act::Answer, In(Received), Answered, Role::Clerk, Role::Clerk};

const Rule* RuleFor(const GrievanceFacts& facts, HandlingAct act) {
  const unsigned from = In(facts.step);
  for (const Rule& rule : kRules) {
    if (rule.act == act && (rule.from & from) != 0) return &rule;
  }
  const Rule& answer = kAnswerASuggestion;
  const bool is_suggestion = facts.kind == GrievanceKind::Suggestion;
  return is_suggestion && answer.act == act && (answer.from & from) != 0 ? &answer : nullptr;
}

Error No(std::string why) { return {ErrorCode::Refused, std::move(why)}; }

Result<Done> MayAppeal(const GrievanceFacts& facts) {
  if (facts.kind != GrievanceKind::BadRating) return No("only a rating can be appealed against");
  if (facts.appeal != AppealState::None) return No("this rating was appealed against before");
  return Done{};
}

Result<Done> MayDecide(const GrievanceFacts& facts, const Handler& by) {
  if (facts.appeal != AppealState::Pending) return No("there is no appeal to decide");
  if (facts.appellant == by.number) return No("nobody decides their own appeal");
  return Done{};
}

Result<Done> MayClose(const GrievanceFacts& facts) {
  if (facts.open_rectifications > 0) return No("a rectification is not verified yet");
  if (facts.appeal == AppealState::Pending) return No("an appeal is not decided yet");
  const bool is_called = facts.kind != GrievanceKind::Suggestion && facts.is_named;
  if (is_called && facts.calls_not_reached < kCallBackTries && facts.step != CalledBack)
    return No("the resident must be called back first");
  return Done{};
}

// What an act needs beside its rule.
Result<Done> Needs(const GrievanceFacts& facts, HandlingAct act, const Handler& by) {
  switch (act) {
    case Act::Extend:
      if (facts.kind != GrievanceKind::Complaint) return No("only a complaint can take longer");
      if (facts.is_extended) return No("this complaint takes longer already");
      return Done{};
    case Act::Rectify:
      if (facts.open_rectifications > 0) return No("a rectification is not verified yet");
      return Done{};
    case Act::CallBack:
      if (!facts.is_named) return No("nobody knows whom to call");
      return Done{};
    case Act::Close:
      return MayClose(facts);
    case Act::Appeal:
      return MayAppeal(facts);
    case Act::DecideAppeal:
      return MayDecide(facts, by);
    default:
      return Done{};
  }
}

}  // namespace

Result<HandlingStep> After(const GrievanceFacts& facts, HandlingAct act, const Handler& by) {
  if (!MaySee(facts.concern, by)) return No("this is not for you to handle");
  const Rule* rule = RuleFor(facts, act);
  if (rule == nullptr) return No(fmt::format("'{}' does not follow '{}'", WireName(act), WireName(facts.step)));
  const Role least = facts.concern.is_about_staff ? rule->least_about_staff : rule->least;
  if (!Reaches(by.role, least)) return No(fmt::format("'{}' takes a {}", WireName(act), WireName(least)));
  if (auto needed = Needs(facts, act, by); !needed) return needed.error();
  return rule->to.value_or(facts.step);
}

HandlingStep AfterCallBack(HandlingStep step, CallBackResult result) {
  switch (result) {
    case CallBackResult::Satisfied:
      return CalledBack;
    case CallBackResult::NotSatisfied:
      return Verified;  // the answer was none
    case CallBackResult::NotReached:
      return step;
  }
  return step;
}

HandlingStep AfterAppeal(HandlingStep step, bool is_upheld) { return is_upheld ? Closed : step; }

std::vector<HandlingAct> ActsOpenTo(const GrievanceFacts& facts, const Handler& by) {
  std::vector<HandlingAct> acts;
  for (const auto& [act, name] : kActNames) {
    if (After(facts, act, by)) acts.push_back(act);
  }
  return acts;
}

ComplaintState StateOf(HandlingStep step) {
  switch (step) {
    case Received:
      return ComplaintState::Received;
    case Verified:
      return ComplaintState::BeingHandled;
    case Answered:
    case Rectified:
    case CalledBack:
      return ComplaintState::Answered;
    case Closed:
      return ComplaintState::Closed;
  }
  return ComplaintState::Received;
}

HandlingStep AfterCitysWord(HandlingStep step, ComplaintState state) {
  if (StateOf(step) == state) return step;
  for (const HandlingStep each : kEveryStep) {
    if (StateOf(each) == state) return each;
  }
  return step;
}

GrievanceClock ClockAt(const ResponseTimes& times, GrievanceKind kind, HandlingStep step, const GrievanceTimes& moments,
                       base::TimePoint now) {
  const auto clock = [now](ClockOf what, base::TimePoint due, std::optional<base::TimePoint> met) {
    return GrievanceClock{.what = what, .due = due, .state = StateOfClock(due, met, now)};
  };
  if (kind == GrievanceKind::BadRating && step == Received) {
    return clock(ClockOf::Verification, moments.opened + times.urgent_order, std::nullopt);
  }
  const bool awaits_call = (step == Answered || step == Rectified) && moments.call_back_by;
  if (awaits_call) return clock(ClockOf::CallBack, *moments.call_back_by, std::nullopt);
  const bool is_unanswered = step == Received || step == Verified;
  return clock(ClockOf::Answer, moments.answer_by, is_unanswered ? std::nullopt : moments.answered);
}

base::TimePoint AnswerDue(const ResponseTimes& times, const WorkingCalendar& calendar, GrievanceKind kind,
                          base::TimePoint from) {
  switch (kind) {
    case GrievanceKind::Complaint:
      return ComplaintDue(times, calendar, ComplaintKind::Complaint, from);
    case GrievanceKind::Suggestion:
      return ComplaintDue(times, calendar, ComplaintKind::Suggestion, from);
    case GrievanceKind::BadRating:
      return calendar.AfterWorkingDays(from, times.bad_rating_working_days);
  }
  return from;
}

base::TimePoint ExtendedDue(const ResponseTimes& times, const WorkingCalendar& calendar, base::TimePoint filed) {
  return calendar.AfterWorkingDays(filed, times.complex_complaint_working_days);
}

base::TimePoint CallBackDue(const ResponseTimes& times, const WorkingCalendar& calendar, base::TimePoint answered) {
  return calendar.AfterWorkingDays(answered, times.call_back_working_days);
}

std::string_view WireName(GrievanceKind kind) { return NameIn(kKindNames, kind); }
std::string_view WireName(HandlingStep step) { return NameIn(kStepNames, step); }
std::string_view WireName(HandlingAct act) { return NameIn(kActNames, act); }
std::string_view WireName(Severity severity) { return NameIn(kSeverityNames, severity); }
std::string_view WireName(CallBackResult result) { return NameIn(kResultNames, result); }
std::string_view WireName(AppealState state) { return NameIn(kAppealNames, state); }
std::optional<GrievanceKind> ParseGrievanceKind(std::string_view text) { return ParseIn(kKindNames, text); }
std::optional<HandlingStep> ParseHandlingStep(std::string_view text) { return ParseIn(kStepNames, text); }
std::optional<HandlingAct> ParseHandlingAct(std::string_view text) { return ParseIn(kActNames, text); }
std::optional<Severity> ParseSeverity(std::string_view text) { return ParseIn(kSeverityNames, text); }
std::optional<CallBackResult> ParseCallBackResult(std::string_view text) { return ParseIn(kResultNames, text); }
std::optional<AppealState> ParseAppealState(std::string_view text) { return ParseIn(kAppealNames, text); }

}  // namespace bianmin::domain
