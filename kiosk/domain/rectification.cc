#include "kiosk/domain/rectification.h"

#include <fmt/format.h>

#include "kiosk/domain/limits.h"
#include "kiosk/domain/wire_names.h"

namespace bianmin::domain {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;
using enum RectificationState;
using Act = RectificationAct;

constexpr WireNames<RectificationOrigin, 3> kOriginNames{{{RectificationOrigin::Complaint, "complaint"},
                                                          {RectificationOrigin::Rating, "rating"},
                                                          {RectificationOrigin::Check, "check"}}};
constexpr WireNames<RectificationState, 5> kStateNames{
    {{Open, "open"}, {Planned, "planned"}, {Done, "done"}, {Verified, "verified"}, {Closed, "closed"}}};
constexpr WireNames<RectificationAct, 9> kActNames{{{Act::Plan, "plan"},
                                                    {Act::AddEvidence, "add_evidence"},
                                                    {Act::ReportDone, "report_done"},
                                                    {Act::Verify, "verify"},
                                                    {Act::SendBack, "send_back"},
                                                    {Act::CallBack, "call_back"},
                                                    {Act::Close, "close"},
                                                    {Act::Appeal, "appeal"},
                                                    {Act::DecideAppeal, "decide_appeal"}}};

constexpr unsigned In(RectificationState state) { return 1U << static_cast<unsigned>(state); }
constexpr unsigned kWhileOpen = In(Open) | In(Planned) | In(Done) | In(Verified);

// As in grievance.cc: what is not listed is refused.
struct Rule {
  RectificationAct act;
  unsigned from;
  std::optional<RectificationState> to;
  Role least;
  Role least_about_staff;
  bool is_kept_from_owner;  // 谁整改，谁不复核
};
constexpr Rule kRules[] = {
    {Act::Plan, In(Open) | In(Planned), Planned, Role::Clerk, Role::Clerk, false},
    {Act::AddEvidence, In(Planned) | In(Done), std::nullopt, Role::Clerk, Role::Clerk, false},
    {Act::ReportDone, In(Planned), Done, Role::Clerk, Role::Clerk, false},
    {Act::Verify, In(Done), Verified, Role::Clerk, Role::Supervisor, true},
    {Act::SendBack, In(Done), Planned, Role::Clerk, Role::Supervisor, true},
    {Act::CallBack, In(Verified), std::nullopt, Role::Clerk, Role::Clerk, false},
    {Act::Close, In(Verified), Closed, Role::Clerk, Role::Supervisor, true},
    {Act::Appeal, kWhileOpen, std::nullopt, Role::Clerk, Role::Clerk, false},
    {Act::DecideAppeal, kWhileOpen, std::nullopt, Role::Supervisor, Role::Supervisor, false},
};

const Rule* RuleFor(RectificationState state, RectificationAct act) {
  for (const Rule& rule : kRules) {
    if (rule.act == act && (rule.from & In(state)) != 0) return &rule;
  }
  return nullptr;
}

Error No(std::string why) { return {ErrorCode::Refused, std::move(why)}; }

Result<base::Done> Needs(const RectificationFacts& facts, RectificationAct act, const Handler& by) {
  const bool awaits_call = facts.is_named && !facts.is_called_back && facts.calls_not_reached < kCallBackTries;
  switch (act) {
    case Act::ReportDone:
      if (facts.evidence == 0) return No("there is no evidence yet");
      return base::Done{};
    case Act::CallBack:
      if (!awaits_call) return No("there is nobody to call");
      return base::Done{};
    case Act::Close:
      if (awaits_call) return No("the resident must be called back first");
      if (facts.appeal == AppealState::Pending) return No("an appeal is not decided yet");
      return base::Done{};
    case Act::Appeal:
      if (!facts.has_anonymous_rating) return No("there is no rating here to appeal against");
      if (facts.appeal != AppealState::None) return No("this rating was appealed against before");
      return base::Done{};
    case Act::DecideAppeal:
      if (!facts.has_anonymous_rating || facts.appeal != AppealState::Pending)
        return No("there is no appeal to decide");
      if (facts.appellant == by.number) return No("nobody decides their own appeal");
      return base::Done{};
    default:
      return base::Done{};
  }
}

}  // namespace

Result<RectificationState> After(const RectificationFacts& facts, RectificationAct act, const Handler& by) {
  if (!MaySee(facts.concern, by)) return No("this is not for you to handle");
  const Rule* rule = RuleFor(facts.state, act);
  if (rule == nullptr) return No(fmt::format("'{}' does not follow '{}'", WireName(act), WireName(facts.state)));
  const Role least = facts.concern.is_about_staff ? rule->least_about_staff : rule->least;
  if (!Reaches(by.role, least)) return No(fmt::format("'{}' takes a {}", WireName(act), WireName(least)));
  if (rule->is_kept_from_owner && facts.owner == by.number) return No("whoever rectifies does not verify it");
  if (auto needed = Needs(facts, act, by); !needed) return needed.error();
  return rule->to.value_or(facts.state);
}

std::vector<RectificationAct> ActsOpenTo(const RectificationFacts& facts, const Handler& by) {
  std::vector<RectificationAct> acts;
  for (const auto& [act, name] : kActNames) {
    if (After(facts, act, by)) acts.push_back(act);
  }
  return acts;
}

bool IsUnverified(RectificationState state) { return state != Verified && state != Closed; }

ClockState ClockAt(RectificationState state, base::Date due, std::optional<base::Date> done, base::Date today) {
  const bool is_done = state != Open && state != Planned;
  if (is_done && done) return *done <= due ? ClockState::Met : ClockState::Overdue;
  if (is_done) return ClockState::Met;
  return today <= due ? ClockState::Running : ClockState::Overdue;
}

std::string_view WireName(RectificationOrigin origin) { return NameIn(kOriginNames, origin); }
std::string_view WireName(RectificationState state) { return NameIn(kStateNames, state); }
std::string_view WireName(RectificationAct act) { return NameIn(kActNames, act); }
std::optional<RectificationOrigin> ParseRectificationOrigin(std::string_view text) {
  return ParseIn(kOriginNames, text);
}
std::optional<RectificationState> ParseRectificationState(std::string_view text) { return ParseIn(kStateNames, text); }
std::optional<RectificationAct> ParseRectificationAct(std::string_view text) { return ParseIn(kActNames, text); }

}  // namespace bianmin::domain
